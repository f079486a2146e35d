/** Opening a case's database for reading, also where nothing may be written beside it: a read-only drive, a full disk. */
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { AssayError } from '../../shared/errors.ts';
import { databaseName, openDatabase } from './database.ts';

export interface ReadDatabase {
  readonly db: DatabaseSync;
  /** Takes away what was made for reading; after `db.close()`. */
  dispose(): void;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * A database in WAL mode needs its index file beside it. Where that cannot be made, a database that was closed cleanly is
 * read as it lies (SQLite's `immutable`); one whose newest entries still stand in the WAL is read from a private copy.
 */
function openFrozen(folder: string): ReadDatabase {
  const path = join(folder, databaseName);
  if (sizeOf(`${path}-wal`) === 0) {
    const address = pathToFileURL(path);
    address.searchParams.set('immutable', '1');
    return { db: openDatabase(address, true), dispose: () => undefined };
  }
  const copy = mkdtempSync(join(tmpdir(), 'assay-reading-'));
  const dispose = (): void => rmSync(copy, { recursive: true, force: true });
  try {
    for (const ending of ['', '-wal']) copyFileSync(`${path}${ending}`, join(copy, `${databaseName}${ending}`));
    return { db: openDatabase(copy, true), dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** Throws CASE_NEWER, CASE_BROKEN, CASE_READ_ONLY (older form), or what keeps the file from being read at all. */
export function openToRead(folder: string): ReadDatabase {
  try {
    return { db: openDatabase(folder, true), dispose: () => undefined };
  } catch (error) {
    if (!(error instanceof AssayError) || (error.code !== 'WRITE_FAILED' && error.code !== 'DISK_FULL')) throw error;
    return openFrozen(folder);
  }
}
