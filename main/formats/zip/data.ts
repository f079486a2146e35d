/** The bytes of one entry of a ZIP, unpacked and checked while they pass. */
import { crc32, createInflateRaw } from 'node:zlib';
import { AssayError, type Failure } from '../../../shared/errors.ts';
import { type FileBytes, limits } from '../format.ts';
import { shownName } from '../names.ts';
import { collect, through } from '../through.ts';
import type { ZipDirectory, ZipEntry } from './directory.ts';
import { forwardFile, sliceOf } from './slice.ts';

const broken = (entry: ZipEntry, why: string, cause?: unknown): AssayError =>
  new AssayError(
    'BROKEN_FILE',
    `“${shownName(entry.name)}” in this archive is damaged: ${why}.`,
    { path: shownName(entry.name) },
    { cause },
  );

/** Why an entry cannot be taken, as far as the directory tells; null where it can. */
export function problemOf(entry: ZipEntry, overlapping: ZipDirectory['overlapping'] = new Set()): Failure | null {
  const refuse = (code: Failure['code'], message: string): Failure => ({ code, message, details: { path: shownName(entry.name) } });
  if (entry.encrypted)
    return refuse(
      'PASSWORD_NEEDED',
      'It is locked with a password. Unpack the archive with the program that made it and import its files.',
    );
  if (entry.special === 'link')
    return refuse('FORBIDDEN', 'It is no file but a link to another place; links in archives are not followed.');
  if (entry.special === 'other') return refuse('FORBIDDEN', 'It is no file but a device or another special thing.');
  if (overlapping.has(entry)) return refuse('BROKEN_FILE', 'Its bytes lie over those of another file of the archive, as in a ZIP bomb.');
  if (entry.method !== 0 && entry.method !== 8)
    return refuse('UNSUPPORTED_FORMAT', `It is packed by a method (number ${entry.method}) that Assay does not read.`);
  if (entry.size > limits.memberBytes) return refuse('TOO_LARGE', 'Unpacked it is larger than Assay takes out of an archive.');
  if (entry.size > 1 << 20 && entry.size > limits.ratio * entry.packed)
    return refuse('TOO_LARGE', 'It unpacks to more than a thousand times its size, as a ZIP bomb does.');
  return null;
}

/** Where an entry's packed bytes begin. Throws BROKEN_FILE where no local header stands, or one of another file. */
async function dataStart(input: FileBytes, entry: ZipEntry): Promise<number> {
  const local = await input.read(entry.offset, 30);
  const view = new DataView(local.buffer, local.byteOffset, local.byteLength);
  if (local.length < 30 || view.getUint32(0, true) !== 0x04034b50) throw broken(entry, 'it is not where the archive says');
  if (view.getUint16(8, true) !== entry.method) throw broken(entry, 'its two headers name different methods of packing');
  const start = entry.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + entry.packed > input.size) throw broken(entry, 'the archive ends before it does');
  return start;
}

/** Unpacked bytes, never more than the entry says it has; its size and CRC-32 hold at the end. Throws BROKEN_FILE. */
async function* checked(input: FileBytes, entry: ZipEntry, start: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  let sum = 0;
  const packed = input.stream(start, start + entry.packed);
  const bytes: AsyncIterable<Uint8Array> = entry.method === 0 ? packed : through(packed, createInflateRaw());
  try {
    for await (const piece of bytes) {
      size += piece.length;
      if (size > entry.size) throw broken(entry, 'it unpacks to more than the archive says');
      sum = crc32(piece, sum);
      yield piece;
    }
  } catch (error) {
    if (error instanceof AssayError) throw error;
    throw broken(entry, error instanceof Error ? error.message : String(error), error);
  }
  if (size !== entry.size) throw broken(entry, 'it unpacks to less than the archive says');
  if (sum !== entry.crc32) throw broken(entry, 'its checksum does not agree with its bytes');
}

/** The unpacked bytes of an entry. Throws BROKEN_FILE, and what `problemOf` says. */
export async function* entryBytes(input: FileBytes, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const problem = problemOf(entry);
  if (problem) throw new AssayError(problem.code, problem.message, problem.details);
  yield* checked(input, entry, await dataStart(input, entry));
}

/** An entry as a file that can be read at places; what is stored unpacked is read where it lies. */
export async function entryFile(input: FileBytes, entry: ZipEntry): Promise<FileBytes> {
  const problem = problemOf(entry);
  if (problem) throw new AssayError(problem.code, problem.message, problem.details);
  if (entry.method === 0 && entry.size === entry.packed) return sliceOf(input, await dataStart(input, entry), entry.size);
  return forwardFile(entry.size, () => entryBytes(input, entry));
}

/** An entry whole, up to `most` bytes. Throws TOO_LARGE, BROKEN_FILE. */
export async function entryWhole(input: FileBytes, entry: ZipEntry, most: number): Promise<Uint8Array> {
  if (entry.size > most) throw new AssayError('TOO_LARGE', `“${shownName(entry.name)}” in this archive is larger than Assay reads.`);
  return collect(entryBytes(input, entry), most);
}
