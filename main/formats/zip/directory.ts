/** The central directory of a ZIP (APPNOTE 6.3.10), read at places of the file; Zip64 included. */
import { callbackify } from 'node:util';
import { type Entry, fromRandomAccessReader, RandomAccessReader, ZipFile } from 'yauzl';
import { AssayError } from '../../../shared/errors.ts';
import { type FileBytes, limits } from '../format.ts';
import { entryNames, type RawName } from './entry-names.ts';

export interface ZipEntry {
  /** Where its record stands in the central directory: the key by which it is found again. */
  readonly at: number;
  /** As written, decoded. */
  readonly name: string;
  readonly packed: number;
  readonly size: number;
  readonly crc32: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  /** A link, a device or another thing that is no file. */
  readonly special: 'link' | 'other' | null;
  readonly folder: boolean;
  /** ISO 8601, UTC; only where the archive carries a time with a zone. */
  readonly modifiedAt: string | null;
  /** Of its local header. */
  readonly offset: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** Entries whose bytes lie over another's: such an archive unpacks to more than it can hold. */
  readonly overlapping: ReadonlySet<ZipEntry>;
  /** Why the directory could not be read to its end. */
  readonly broken: string | null;
  readonly comment: string;
}

const blockBytes = 256 << 10;

/** yauzl's view of a file: one block is kept, because directory records stand side by side. */
class Reader extends RandomAccessReader {
  readonly #input: FileBytes;
  #block: Uint8Array = new Uint8Array();
  #from = 0;
  constructor(input: FileBytes) {
    super();
    this.#input = input;
  }
  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null, read?: number) => void) {
    const near = position - this.#from;
    // What is at hand is given at once: an archive may have 200,000 records of two reads each.
    if (near >= 0 && near + length <= this.#block.length) {
      buffer.set(this.#block.subarray(near, near + length), offset);
      callback(null, length);
      return;
    }
    callbackify(() => this.#into(buffer, offset, length, position))(callback);
  }
  async #into(buffer: Buffer, offset: number, length: number, position: number): Promise<number> {
    const bytes = await this.#bytes(position, length);
    buffer.set(bytes, offset);
    return bytes.length;
  }
  async #bytes(position: number, length: number): Promise<Uint8Array> {
    if (position < this.#from || position + length > this.#from + this.#block.length) {
      this.#block = await this.#input.read(position, Math.max(length, Math.min(blockBytes, this.#input.size - position)));
      this.#from = position;
    }
    return this.#block.subarray(position - this.#from, position - this.#from + length);
  }
}

/** What is kept of a directory record until the names of all of them are known. */
interface Raw {
  readonly name: RawName;
  readonly entry: Omit<ZipEntry, 'name' | 'folder'>;
}

/** Walks the records of a directory from where `zip` stands; what was read before an error is kept. */
async function records(zip: ZipFile, most: number): Promise<{ raw: Raw[]; broken: string | null }> {
  const raw: Raw[] = [];
  let broken: string | null = null;
  let settle: (entry: Entry | null) => void = () => undefined;
  zip.on('entry', (entry: Entry) => settle(entry));
  zip.on('end', () => settle(null));
  zip.on('error', (error: Error) => {
    broken ??= error.message;
    settle(null);
  });
  for (;;) {
    const at = Number(zip.readEntryCursor);
    const step = Promise.withResolvers<Entry | null>();
    settle = step.resolve;
    zip.readEntry();
    const found = await step.promise;
    if (found === null) return { raw, broken };
    raw.push(keep(found, at));
    if (raw.length > most) throw new AssayError('TOO_LARGE', `This archive holds more than ${most.toLocaleString('en')} files.`, { most });
  }
}

const fileKinds = 0o170000;

function special(entry: Entry): ZipEntry['special'] {
  const system = entry.versionMadeBy >>> 8;
  if (system !== 3 && system !== 19) return null;
  const kind = (entry.externalFileAttributes >>> 16) & fileKinds;
  if (kind === 0o120000) return 'link';
  return kind === 0 || kind === 0o100000 || kind === 0o040000 ? null : 'other';
}

/** DOS times have no zone, and none is guessed; the extended fields of Info-ZIP and NTFS are UTC. */
function modifiedAt(entry: Entry): string | null {
  if (!entry.extraFields.some(({ id, data }) => (id === 0x5455 && data.length >= 5) || (id === 0x000a && data.length === 32))) return null;
  const date = entry.getLastModDate({ timezone: 'UTC' });
  return Number.isNaN(date.getTime()) || date.getTime() <= 0 ? null : date.toISOString();
}

/** Copies what is needed, so that the reader's buffers need not stay. */
const keep = (entry: Entry, at: number): Raw => ({
  name: {
    fileNameRaw: Buffer.from(entry.fileNameRaw),
    extraFields: entry.extraFields.filter(({ id }) => id === 0x7075).map(({ id, data }) => ({ id, data: Buffer.from(data) })),
    flags: entry.generalPurposeBitFlag,
  },
  entry: {
    at,
    packed: entry.compressedSize,
    size: entry.uncompressedSize,
    crc32: entry.crc32,
    method: entry.compressionMethod,
    encrypted: entry.isEncrypted(),
    special: special(entry),
    modifiedAt: modifiedAt(entry),
    offset: entry.relativeOffsetOfLocalHeader,
  },
});

function refined(raw: readonly Raw[]): ZipEntry[] {
  const names = entryNames(raw.map((one) => one.name));
  return raw.map(({ entry }, i) => {
    const name = names[i] ?? '';
    return { ...entry, name, folder: /[\\/]$/.test(name) };
  });
}

/** Local header of 30 bytes, a name as long as in the directory, the packed bytes: where the next one may begin at the earliest. */
function overlaps(entries: readonly ZipEntry[], raw: readonly Raw[]): Set<ZipEntry> {
  const found = new Set<ZipEntry>();
  const order = entries
    .map((entry, i) => ({ entry, end: entry.offset + 30 + (raw[i]?.name.fileNameRaw.length ?? 0) + entry.packed }))
    .toSorted((a, b) => a.entry.offset - b.entry.offset || a.end - b.end);
  let reached = 0;
  for (const { entry, end } of order) {
    if (entry.offset < reached) found.add(entry);
    reached = Math.max(reached, end);
  }
  return found;
}

/** Reads a ZIP's directory. Throws BROKEN_FILE where there is none, TOO_LARGE beyond `limits.members`. */
export async function readDirectory(input: FileBytes): Promise<ZipDirectory> {
  const { promise, resolve, reject } = Promise.withResolvers<ZipFile>();
  fromRandomAccessReader(
    new Reader(input),
    input.size,
    { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false },
    (error, opened) => (error ? reject(error) : resolve(opened)),
  );
  let zip: ZipFile;
  try {
    zip = await promise;
  } catch (error) {
    if (error instanceof AssayError) throw error;
    throw new AssayError(
      'BROKEN_FILE',
      'This ZIP archive has no list of its files at its end: it is cut short, or parts of it are missing.',
      {},
      { cause: error },
    );
  }
  const { raw, broken } = await records(zip, limits.members);
  const entries = refined(raw);
  return {
    entries,
    overlapping: overlaps(entries, raw),
    broken,
    comment: zip.comment.length > 0 ? Buffer.from(zip.comment).toString('latin1') : '',
  };
}

/** The one entry whose record stands at `at`. Throws NOT_FOUND where none does. */
export async function readEntry(input: FileBytes, at: number): Promise<ZipEntry> {
  const zip = new ZipFile(new Reader(input), at, input.size, 1, '', false, true, false, false);
  const { raw } = at >= 0 && at < input.size ? await records(zip, 1) : { raw: [] };
  const [entry] = refined(raw);
  if (!entry) throw new AssayError('NOT_FOUND', 'There is no such file in this archive.', { id: String(at) });
  return entry;
}
