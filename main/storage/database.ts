/** Opens a case's SQLite database: pragmas, version checks, migrations on a backup. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AssayError } from '../../shared/errors.ts';
import { asAssayError } from './errors.ts';
import { first } from './migrations/001-first.ts';
import { second } from './migrations/002-kinds.ts';
import { third } from './migrations/003-marking.ts';

/** "ASSY": tells a case's database from any other SQLite file. */
export const applicationId = 0x41535359;
/** Migration n brings user_version from n-1 to n. */
export const migrations: readonly string[] = [first, second, third];

export const databaseName = 'case.sqlite';

function pragmaNumber(db: DatabaseSync, name: string): number {
  const row = db.prepare(`PRAGMA ${name}`).get();
  const value = row === undefined ? undefined : Object.values(row)[0];
  if (typeof value !== 'number') throw new AssayError('CASE_BROKEN', undefined, { pragma: name });
  return value;
}

/** Throws CASE_NEWER or CASE_BROKEN; never writes. */
function checkHeader(db: DatabaseSync, known: number): number {
  const version = pragmaNumber(db, 'user_version');
  if (pragmaNumber(db, 'application_id') !== applicationId) throw new AssayError('CASE_BROKEN', 'This file is not a case’s database.');
  if (version > known) throw new AssayError('CASE_NEWER', undefined, { version, known });
  return version;
}

function configure(db: DatabaseSync, readOnly: boolean): void {
  db.exec('PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16384;');
  // FULL: an acknowledged change has reached the disk, also after a power cut (WAL with NORMAL may lose the last ones)
  if (!readOnly) db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
}

/** Raises the schema to the newest version in one exclusive transaction, on a backup made beforehand. */
export function migrate(db: DatabaseSync, from: number, steps: readonly string[], backup: () => void): void {
  if (from === steps.length) return;
  if (from > 0) backup();
  // Tables that others refer to may have to be rebuilt; the check before commit sees to it that all references hold
  db.exec('PRAGMA foreign_keys = OFF');
  db.exec('BEGIN EXCLUSIVE');
  try {
    for (const step of steps.slice(from)) db.exec(step);
    db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${steps.length};`);
    const broken = db.prepare('PRAGMA foreign_key_check').all();
    const integrity = db.prepare('PRAGMA integrity_check').all();
    const sound = integrity.length === 1 && Object.values(integrity[0] ?? {})[0] === 'ok';
    if (broken.length > 0 || !sound)
      throw new AssayError('CASE_BROKEN', 'The case could not be brought to this version’s form; it was left as it was.', {
        broken: broken.length,
      });
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  } finally {
    db.exec('PRAGMA foreign_keys = ON');
  }
}

/** A new, empty database at `path`. In memory for `:memory:`. */
export function createDatabase(path: string, steps: readonly string[] = migrations): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5000 });
  try {
    configure(db, path === ':memory:');
    migrate(db, 0, steps, () => undefined);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function schemaOf(db: DatabaseSync): Map<string, unknown> {
  const rows = db.prepare("SELECT type || ' ' || name AS thing, sql FROM sqlite_schema ORDER BY thing").all();
  return new Map(rows.map((row) => [String(row['thing']), row['sql']]));
}

/** What is not as this version makes it: a table, index, view or trigger that was changed, added or taken away. */
function schemaDamage(db: DatabaseSync): string[] {
  const fresh = createDatabase(':memory:');
  const [made, found] = [schemaOf(fresh), schemaOf(db)];
  fresh.close();
  const names = [...new Set([...made.keys(), ...found.keys()])].sort();
  return names.flatMap((name) => {
    if (!found.has(name)) return [`The database lacks its ${name}.`];
    if (!made.has(name)) return [`The database holds a ${name}, which Assay did not make.`];
    return made.get(name) === found.get(name) ? [] : [`The database’s ${name} is not as Assay makes it.`];
  });
}

/** SQLite's own check of the file, its references, and its schema; empty where all is well. */
export function checkDatabase(db: DatabaseSync): string[] {
  try {
    const lines = db.prepare('PRAGMA integrity_check').all();
    const damage = lines.map((row) => String(Object.values(row)[0])).filter((line) => line !== 'ok');
    return damage.length > 0 ? damage : schemaDamage(db);
  } catch (error) {
    const known = asAssayError(error, 'the case’s database');
    if (known instanceof AssayError && error instanceof Error) return [error.message];
    throw error;
  }
}

/**
 * Opens an existing one, by the case's folder or, for reading only, by the file's address. Throws CASE_NEWER, CASE_BROKEN,
 * DISK_FULL, WRITE_FAILED. A newer version's file is not written to.
 */
export function openDatabase(at: string | URL, readOnly: boolean, steps: readonly string[] = migrations): DatabaseSync {
  const path = typeof at === 'string' ? join(at, databaseName) : at;
  try {
    const probe = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
    let version: number;
    try {
      version = checkHeader(probe, steps.length);
    } finally {
      probe.close();
    }
    if (readOnly && version < steps.length)
      throw new AssayError(
        'CASE_READ_ONLY',
        'This case is of an older form. Open it once for writing, so that it can be brought up to date.',
        { version },
      );
    const db = new DatabaseSync(path, { readOnly, timeout: 5000 });
    try {
      configure(db, readOnly);
      if (!readOnly) {
        migrate(db, version, steps, () => {
          if (typeof at !== 'string') throw new TypeError('a case is brought up to date in its folder');
          const backups = join(at, 'backup');
          mkdirSync(backups, { recursive: true });
          db.prepare('VACUUM INTO ?').run(join(backups, `case-version-${version}-${Date.now()}.sqlite`));
        });
      }
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  } catch (error) {
    throw asAssayError(error, 'the case’s database');
  }
}
