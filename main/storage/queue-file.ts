/** The queue's file: opened where it is whole, thrown away where it is not. Nothing in it is evidence. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { asAssayError, sqliteCode } from './errors.ts';
import { queueApplicationId, queueSchema, queueVersion } from './queue-schema.ts';

const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

export const queuePath = (folder: string): string => join(folder, 'queue.sqlite');

const pragma = (db: DatabaseSync, name: string): unknown => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];

type State = 'whole' | 'new' | 'broken';

function stateOf(db: DatabaseSync): State {
  try {
    const [application, version] = [pragma(db, 'application_id'), pragma(db, 'user_version')];
    if (application === 0 && version === 0 && pragma(db, 'schema_version') === 0) return 'new';
    if (application !== queueApplicationId || version !== queueVersion) return 'broken';
    return pragma(db, 'quick_check(1)') === 'ok' ? 'whole' : 'broken';
  } catch (error) {
    const code = sqliteCode(error);
    if (code === SQLITE_CORRUPT || code === SQLITE_NOTADB) return 'broken';
    throw error;
  }
}

export interface OpenedQueue {
  readonly db: DatabaseSync;
  /** True where a queue lay there that could not be read. */
  readonly wasBroken: boolean;
}

/**
 * Opens the queue of a case, making it where there is none. It lies on this machine for this machine: an item lost by a power cut is
 * found again by its bytes, so it need not wait for the disk at every step (WAL, synchronous NORMAL). Throws DISK_FULL, WRITE_FAILED.
 */
export function openQueueFile(folder: string): OpenedQueue {
  const path = queuePath(folder);
  let wasBroken = false;
  for (;;) {
    const db = new DatabaseSync(path, { timeout: 5000 });
    try {
      const state = stateOf(db);
      if (state === 'broken' && !wasBroken) {
        db.close();
        wasBroken = true;
        for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(path + suffix, { force: true });
        continue;
      }
      db.exec('PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
      if (state === 'new')
        db.exec(`BEGIN; ${queueSchema} PRAGMA application_id = ${queueApplicationId}; PRAGMA user_version = ${queueVersion}; COMMIT;`);
      return { db, wasBroken };
    } catch (error) {
      if (db.isOpen) db.close();
      throw asAssayError(error, 'the import queue');
    }
  }
}

/**
 * Names in `incoming/` that waiting items still need. Empty where there is no queue or it cannot be read: then nothing waits any more.
 */
export function namedCopies(folder: string): ReadonlySet<string> {
  if (!existsSync(queuePath(folder))) return new Set();
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(queuePath(folder), { timeout: 1000 });
    if (stateOf(db) !== 'whole') return new Set();
    const rows = db
      .prepare('SELECT copy FROM item WHERE copy IS NOT NULL UNION SELECT copy FROM root WHERE copy IS NOT NULL AND walked = 0')
      .all();
    return new Set(rows.map((row) => String(row['copy'])));
  } catch (error) {
    // A queue that cannot be read names nothing; opening it for work says why
    if (sqliteCode(error) === null) throw error;
    return new Set();
  } finally {
    if (db?.isOpen === true) db.close();
  }
}
