/** Reading a file that a person chose: plain files only, to their end, hashed while they are copied. */
import { createHash } from 'node:crypto';
import { type BigIntStats, constants, type PathLike } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { AssayError } from '../../shared/errors.ts';
import { Sha256 } from '../../shared/model.ts';
import { codeOf } from './errors.ts';

/** Why a file that a person chose could not be read, in words; a reason of the system's stands in the details. */
export function unreadable(error: unknown, otherwise?: string): AssayError {
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'There is nothing at this place.',
    ENOTDIR: 'There is nothing at this place.',
    EACCES: 'You have no permission to read this.',
    EPERM: 'You have no permission to read this.',
    EIO: 'The disk reports a fault where this lies.',
    ELOOP: 'This link leads in a circle.',
    ENXIO: 'This is not a file that can be read to an end.',
    ENAMETOOLONG: 'Its name and folders are longer than the system can open.',
  };
  const reason = error instanceof Error ? error.message : String(error);
  return new AssayError('FILE_UNREADABLE', words[String(codeOf(error))] ?? otherwise, { reason }, { cause: error });
}

/** Opens a plain file. Without waiting: a pipe that nobody writes to would hold a thread for ever. */
export async function openPlain(path: PathLike): Promise<FileHandle> {
  let source: FileHandle;
  try {
    source = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw unreadable(error);
  }
  try {
    if (!(await source.stat()).isFile())
      throw new AssayError('FILE_UNREADABLE', 'This is not a file but a pipe, a device or a folder.', {});
    return source;
  } catch (error) {
    await source.close();
    throw error instanceof AssayError ? error : unreadable(error);
  }
}

/** Some file systems take less than they are offered. */
export async function writeAll(target: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await target.write(bytes, done)).bytesWritten;
}

const told = ({ size, mtimeNs, ino }: BigIntStats): string => `${ino} ${size} ${mtimeNs}`;

/** Copies and hashes (only hashes without a target); what changes while it is read is refused, for half of an old and half of a new file is neither. */
export async function copyHashing(
  source: FileHandle,
  target: FileHandle | null,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<{ sha256: Sha256; size: number }> {
  const before = await source.stat({ bigint: true });
  if (before.size > maxBytes) throw new AssayError('TOO_LARGE', undefined, { limit: maxBytes });
  const hash = createHash('sha256');
  const piece = new Uint8Array(Math.min(1 << 20, Math.max(4096, Number(before.size) + 1)));
  let size = 0;
  for (;;) {
    if (signal?.aborted) throw new AssayError('CANCELLED');
    const { bytesRead } = await source.read(piece, 0, piece.length, null).catch((error: unknown) => {
      throw unreadable(error);
    });
    if (bytesRead === 0) break;
    size += bytesRead;
    if (size > maxBytes) throw new AssayError('TOO_LARGE', undefined, { limit: maxBytes });
    const part = piece.subarray(0, bytesRead);
    hash.update(part);
    if (target !== null) await writeAll(target, part);
  }
  if (told(await source.stat({ bigint: true })) !== told(before))
    throw new AssayError('FILE_UNREADABLE', 'This file was being written while it was read. Import it again once it is complete.', {});
  return { sha256: Sha256.parse(hash.digest('hex')), size };
}
