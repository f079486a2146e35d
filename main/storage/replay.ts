/** Proves that the tables are what the log says: replays it into an empty database and compares. */
import type { DatabaseSync } from 'node:sqlite';
import { ZodError } from 'zod';
import { AssayError } from '../../shared/errors.ts';
import type { LogEntry } from '../../shared/model.ts';
import { createDatabase } from './database.ts';
import { asAssayError, sqliteCode } from './errors.ts';
import { entries, Log } from './log.ts';
import { domainTables } from './writer.ts';

const compared = ['counter', ...domainTables, 'change'] as const;

/** Rows compared, and entries applied, between two breaths. */
const breath = 200;

/** Names the first table that differs and the first row of it, or null where all are equal. Yields now and then. */
function* firstDifference(left: DatabaseSync, right: DatabaseSync): Generator<void, { table: string; row: string } | null> {
  for (const table of compared) {
    const key = table === 'counter' ? 'kind' : table === 'change' ? 'seq, ord' : 'id';
    const sql = `SELECT * FROM ${table} ORDER BY ${key}`;
    const a = left.prepare(sql).iterate();
    const b = right.prepare(sql).iterate();
    for (let row = 1; ; row++) {
      if (row % (10 * breath) === 0) yield;
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

/** What keeps an entry from being applied, as a sentence; a fault of ours goes up. */
function problemWith(error: unknown, seq: number): string {
  if (error instanceof AssayError) return error.message;
  if (error instanceof ZodError) return `Log entry ${seq} does not say what an entry of its kind says.`;
  if (sqliteCode(error) === null) throw error;
  const known = asAssayError(error, 'the case’s database');
  return known instanceof AssayError ? known.message : `Log entry ${seq} cannot follow those before it.`;
}

function* applyAll(all: Iterable<LogEntry>, log: Log): Generator<number, ReplayResult> {
  let count = 0;
  try {
    for (const entry of all) {
      log.replay(entry);
      count++;
      if (count % breath === 0) yield count;
    }
    return { entries: count, problems: [] };
  } catch (error) {
    return { entries: count, problems: [{ subject: `log entry ${count + 1}`, message: problemWith(error, count + 1) }] };
  }
}

/** Checks every entry's hash and place in the chain, replays all, compares all tables. Yields now and then, so that a caller may show progress and give way. */
export function* replayAndCompare(db: DatabaseSync): Generator<number, ReplayResult> {
  const empty = createDatabase(':memory:');
  try {
    empty.exec('BEGIN');
    const applied = yield* applyAll(entries(db), new Log(empty));
    empty.exec('COMMIT');
    if (applied.problems.length > 0) return applied;
    const comparing = firstDifference(db, empty);
    let step = comparing.next();
    for (; step.done !== true; step = comparing.next()) yield applied.entries;
    if (step.value === null) return applied;
    const { table, row } = step.value;
    const message = `The table “${table}” is not what the log says at ${row}.`;
    return { entries: applied.entries, problems: [{ subject: `${table} ${row}`, message }] };
  } finally {
    empty.close();
  }
}
