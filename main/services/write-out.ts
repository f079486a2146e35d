/** Files that leave the workbench: whole or not at all. */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, lstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AssayError } from '../../shared/errors.ts';
import { asAssayError } from '../storage/errors.ts';

/**
 * Writes beside its place, fsyncs, then renames. `record` runs in between: a file that is out in the world without an entry in the
 * log would be worse than an entry whose file could not take its place. `what` begins the sentence of a failure (`The report`).
 */
export function writeOut(what: string, path: string, bytes: Uint8Array, record: () => void): void {
  // A short name: the file's own may be as long as the system allows
  const temporary = join(dirname(path), `.assay-${randomBytes(6).toString('hex')}.part`);
  let begun = false;
  try {
    // Names that are too long or lead through a file fail here, before anything is written
    if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
      throw new AssayError('WRITE_FAILED', `${what} could not be written to “${path}”.`, {
        place: path,
        reason: 'A folder has this name.',
      });
    const fd = openSync(temporary, 'wx', 0o644);
    begun = true;
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    record();
    renameSync(temporary, path);
  } catch (error) {
    if (begun) rmSync(temporary, { force: true });
    const known = asAssayError(error, `“${path}”`);
    if (known instanceof AssayError) throw known;
    throw new AssayError(
      'WRITE_FAILED',
      `${what} could not be written to “${path}”.`,
      { place: path, reason: error instanceof Error ? error.message : String(error) },
      { cause: error },
    );
  }
}
