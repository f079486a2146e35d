/** Turns what SQLite and the file system throw into words a person can act on. Anything else passes through unchanged. */
import { AssayError } from '../../shared/errors.ts';

const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;
const SQLITE_CONSTRAINT = 19;

interface Coded {
  readonly code?: unknown;
  readonly errcode?: unknown;
  readonly message: string;
}
const isCoded = (error: unknown): error is Error & Coded => error instanceof Error;

/** Primary SQLite result code of an error of node:sqlite, or null. */
export function sqliteCode(error: unknown): number | null {
  return isCoded(error) && typeof error.errcode === 'number' ? error.errcode & 0xff : null;
}

export const isConstraint = (error: unknown): boolean => sqliteCode(error) === SQLITE_CONSTRAINT;
export const isBusy = (error: unknown): boolean => sqliteCode(error) === SQLITE_BUSY;

/** @param where what was being written or read, in words for a person. */
export function asAssayError(error: unknown, where: string): unknown {
  if (error instanceof AssayError || !isCoded(error)) return error;
  const details = { where, reason: error.message };
  const sqlite = sqliteCode(error);
  if (sqlite === SQLITE_FULL || error.code === 'ENOSPC' || error.code === 'EDQUOT')
    return new AssayError('DISK_FULL', undefined, details, { cause: error });
  if (sqlite === SQLITE_CORRUPT || sqlite === SQLITE_NOTADB) return new AssayError('CASE_BROKEN', undefined, details, { cause: error });
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS')
    return new AssayError('WRITE_FAILED', `There is no permission to write ${where}.`, details, { cause: error });
  if (error.code === 'EIO') return new AssayError('WRITE_FAILED', `The disk reports a fault at ${where}.`, details, { cause: error });
  return error;
}
