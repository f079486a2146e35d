/** Turns what SQLite and the file system throw into words a person can act on. Anything else passes through unchanged. */
import { AssayError } from '../../shared/errors.ts';

const SQLITE_PERM = 3;
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_CONSTRAINT = 19;
const SQLITE_NOTADB = 26;
/** Extended: the WAL's index file could not be made as large as it must be, which only a full disk refuses. */
const SQLITE_IOERR_SHMSIZE = 4874;

interface Coded {
  readonly code?: unknown;
  readonly errcode?: unknown;
  readonly message: string;
}
const isCoded = (error: unknown): error is Error & Coded => error instanceof Error;

/** The system's name of an error (ENOENT …), where it has one. */
export const codeOf = (error: unknown): unknown => (isCoded(error) ? error.code : undefined);

/** Primary SQLite result code of an error of node:sqlite, or null. */
export function sqliteCode(error: unknown): number | null {
  return isCoded(error) && typeof error.errcode === 'number' ? error.errcode & 0xff : null;
}

export const isConstraint = (error: unknown): boolean => sqliteCode(error) === SQLITE_CONSTRAINT;
export const isBusy = (error: unknown): boolean => sqliteCode(error) === SQLITE_BUSY;

const refused: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EROFS', SQLITE_PERM, SQLITE_READONLY, SQLITE_CANTOPEN]);
const full: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', SQLITE_FULL]);
const faulty: ReadonlySet<unknown> = new Set(['EIO', 'ENODEV', 'ENXIO', 'ENOTCONN', 'ESTALE', SQLITE_IOERR]);

/** What is said where the case's own folder is not there while the case is open. */
export const folderGone = (reason: string): AssayError =>
  new AssayError(
    'CASE_NOT_FOUND',
    'The case’s folder is not at its place any more: it was moved, renamed or removed, or its drive was unplugged. Nothing was saved. Put it back, or open it where it is now.',
    { reason },
  );

/** @param where what was being written or read, in words for a person. */
export function asAssayError(error: unknown, where: string): unknown {
  if (error instanceof AssayError || !isCoded(error)) return error;
  const details = { where, reason: error.message };
  const sqlite = sqliteCode(error);
  const is = (codes: ReadonlySet<unknown>): boolean => codes.has(sqlite) || codes.has(error.code);
  if (is(full) || error.errcode === SQLITE_IOERR_SHMSIZE) return new AssayError('DISK_FULL', undefined, details, { cause: error });
  if (sqlite === SQLITE_CORRUPT || sqlite === SQLITE_NOTADB) return new AssayError('CASE_BROKEN', undefined, details, { cause: error });
  if (sqlite === SQLITE_BUSY)
    return new AssayError('CASE_LOCKED', `Another program is working on ${where}. Close it there and try again.`, details, {
      cause: error,
    });
  if (is(refused)) return new AssayError('WRITE_FAILED', `There is no permission to write ${where}.`, details, { cause: error });
  if (is(faulty)) return new AssayError('WRITE_FAILED', `The disk reports a fault at ${where}.`, details, { cause: error });
  if (error.code === 'ERR_INVALID_STATE' && /database is not open/.test(error.message))
    return new AssayError('CASE_CLOSED', undefined, {}, { cause: error });
  return error;
}
