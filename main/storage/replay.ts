/** Proves that the tables are what the log says: replays it into an empty database and compares. */
import type { DatabaseSync } from 'node:sqlite';
import { AssayError } from '../../shared/errors.ts';
import { createDatabase } from './database.ts';
import { entries, Log } from './log.ts';
import { domainTables } from './writer.ts';

const compared = ['counter', ...domainTables, 'change'] as const;

/** Names the first table that differs and the first row of it, or null where all are equal. */
function firstDifference(left: DatabaseSync, right: DatabaseSync): { table: string; row: string } | null {
  for (const table of compared) {
    const key = table === 'counter' ? 'kind' : table === 'change' ? 'seq, ord' : 'id';
    const sql = `SELECT * FROM ${table} ORDER BY ${key}`;
    const a = left.prepare(sql).iterate();
    const b = right.prepare(sql).iterate();
    for (;;) {
      const x = a.next();
      const y = b.next();
      if (x.done && y.done) break;
      const rowX = x.done ? null : JSON.stringify(x.value);
      const rowY = y.done ? null : JSON.stringify(y.value);
      if (rowX !== rowY) {
        const value = x.done ? y.value : x.value;
        return { table, row: String(value?.['ref'] ?? value?.['id'] ?? value?.['kind'] ?? value?.['seq']) };
      }
    }
  }
  return null;
}

export interface ReplayResult {
  readonly entries: number;
  readonly problems: readonly { subject: string; message: string }[];
}

/** Checks every entry's hash and place in the chain, replays all, compares all tables. Yields now and then, so that a caller may show progress and give way. */
export function* replayAndCompare(db: DatabaseSync): Generator<number, ReplayResult> {
  const empty = createDatabase(':memory:');
  try {
    const log = new Log(empty);
    let count = 0;
    empty.exec('BEGIN');
    for (const entry of entries(db)) {
      log.replay(entry);
      count++;
      if (count % 200 === 0) yield count;
    }
    empty.exec('COMMIT');
    const difference = firstDifference(db, empty);
    if (difference === null) return { entries: count, problems: [] };
    return {
      entries: count,
      problems: [
        {
          subject: `${difference.table} ${difference.row}`,
          message: `The table “${difference.table}” is not what the log says at ${difference.row}.`,
        },
      ],
    };
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return { entries: 0, problems: [{ subject: 'log', message: error.message }] };
  } finally {
    empty.close();
  }
}
