/** Gzip members (RFC 1952) one by one, each with the place where it begins and ends: web archives pack every record on its own. */
import { crc32, createInflateRaw } from 'node:zlib';
import { AssayError } from '../../../../shared/errors.ts';
import { type FileBytes, limits } from '../../format.ts';
import { through } from '../../through.ts';

const blockBytes = 256 << 10;
const inputBytes = 64 << 10;

/** A file read at places, with the last block kept: members are small and stand side by side. */
export class Window {
  readonly #input: FileBytes;
  #block: Uint8Array = new Uint8Array();
  #from = 0;
  constructor(input: FileBytes) {
    this.#input = input;
  }
  get size(): number {
    return this.#input.size;
  }
  /** What is at hand from `offset` on: at least one byte, none at the end of the file. */
  async at(offset: number): Promise<Uint8Array> {
    if (offset < this.#from || offset >= this.#from + this.#block.length) {
      this.#block = offset < this.size ? await this.#input.read(offset, blockBytes) : new Uint8Array();
      this.#from = offset;
    }
    return this.#block.subarray(offset - this.#from);
  }
  async *from(offset: number): AsyncGenerator<Uint8Array> {
    for (let at = offset; ; ) {
      const piece = (await this.at(at)).subarray(0, inputBytes);
      if (piece.length === 0) return;
      at += piece.length;
      yield piece;
    }
  }
  async bytes(offset: number, count: number): Promise<Uint8Array> {
    const near = await this.at(offset);
    return near.length >= count ? near.subarray(0, count) : this.#input.read(offset, Math.min(count, Math.max(0, this.size - offset)));
  }
}

const damaged = (why: string, cause?: unknown): AssayError =>
  new AssayError('BROKEN_FILE', `A compressed record is damaged: ${why}.`, {}, { cause });

/** Where a member's deflated bytes begin; null where no member stands. */
async function headerEnd(window: Window, offset: number): Promise<number | null> {
  const near = await window.bytes(offset, 512);
  // A name or a comment may be long; hardly any member has one.
  const head = (near[3] ?? 0) === 0 ? near : await window.bytes(offset, 66_000);
  const flags = head[3] ?? 0xff;
  if (head.length < 18 || head[0] !== 0x1f || head[1] !== 0x8b || head[2] !== 8 || flags > 0x1f) return null;
  let at = 10;
  if (flags & 4) at += 2 + (head[at] ?? 0) + ((head[at + 1] ?? 0) << 8);
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const zero = head.indexOf(0, at);
    if (zero === -1) return null;
    at = zero + 1;
  }
  if (flags & 2) at += 2;
  return at < head.length ? offset + at : null;
}

export interface GzipMember {
  /** Unpacked, to be read once and to its end. Throws BROKEN_FILE. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Where the next thing begins in the file; known once all pieces were read. */
  end(): number | null;
}

/** The member that begins at `offset`, or null where none does. */
export async function gzipMember(window: Window, offset: number): Promise<GzipMember | null> {
  const start = await headerEnd(window, offset);
  if (start === null) return null;
  let end: number | null = null;
  async function* pieces(from: number): AsyncGenerator<Uint8Array> {
    const inflate = createInflateRaw({ chunkSize: 64 << 10 });
    let sum = 0;
    let size = 0;
    let total = 0;
    try {
      for await (const piece of through(window.from(from), inflate)) {
        sum = crc32(piece, sum);
        total += piece.length;
        if (total > 64 << 20 && total > limits.ratio * inflate.bytesWritten)
          throw new AssayError('TOO_LARGE', 'This record unpacks to more than a thousand times its size, as a bomb does.');
        size = total % 2 ** 32;
        yield piece;
      }
    } catch (error) {
      if (error instanceof AssayError) throw error;
      throw damaged(
        from + inflate.bytesWritten >= window.size
          ? 'the file ends before it does'
          : error instanceof Error
            ? error.message
            : String(error),
        error,
      );
    }
    const trailer = await window.bytes(from + inflate.bytesWritten, 8);
    end = from + inflate.bytesWritten + trailer.length;
    if (trailer.length < 8) throw damaged('the file ends before it does');
    const view = new DataView(trailer.buffer, trailer.byteOffset, 8);
    if (view.getUint32(0, true) !== sum || view.getUint32(4, true) !== size) throw damaged('its checksum does not agree with its bytes');
  }
  return { pieces: pieces(start), end: () => end };
}

/** Where after `offset` the next member begins that unpacks to something; null where none does. */
export async function nextMember(window: Window, offset: number): Promise<number | null> {
  for (let at = offset; at < window.size; ) {
    const near = Buffer.from(await window.at(at));
    const found = near.indexOf(0x1f);
    if (found === -1) {
      at += Math.max(1, near.length);
      continue;
    }
    at += found;
    if (await beginsMember(window, at)) return at;
    at++;
  }
  return null;
}

async function beginsMember(window: Window, offset: number): Promise<boolean> {
  const [, second, third] = await window.bytes(offset, 3);
  if (second !== 0x8b || third !== 8) return false;
  const member = await gzipMember(window, offset);
  if (!member) return false;
  try {
    for await (const piece of member.pieces) if (piece.length > 0) return true;
  } catch {
    // Three bytes that only look like a member's beginning.
  }
  return false;
}
