/** Small things around files that no shell should have to know. */
import { existsSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AssayError } from '../../shared/errors.ts';
import type { Ticket } from '../../shared/model.ts';
import type { Files } from '../ports.ts';

/** Free bytes where `folder` lies or would lie; null where the system does not say. */
export function freeBytes(folder: string): number | null {
  let at = folder;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  try {
    const { bavail, bsize } = statfsSync(at);
    return bavail * bsize;
  } catch {
    // Some network drives do not tell; the figure is a courtesy
    return null;
  }
}

const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i;

/** A ticket for `name` in a chosen folder. Throws BAD_INPUT for names that would leave the folder or that some system refuses. */
export function target(files: Files, folder: Ticket, name: string): { ticket: Ticket; place: string; exists: boolean } {
  if (/[\\/:*?"<>|\p{Cc}]/u.test(name) || name === '.' || name === '..' || reserved.test(name))
    throw new AssayError('BAD_INPUT', 'This name cannot be used for a file. Leave out / \\ : * ? " < > |', { name });
  const path = join(files.redeem(folder).path, name);
  return { ticket: files.issue({ path, name, modifiedAt: null }), place: path, exists: existsSync(path) };
}

/** An object's fields that are not undefined: what a partial change really changes. */
export function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fromEntries forgets the keys; none was added or changed
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
