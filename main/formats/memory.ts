/** Bytes in memory as a codec's input, and a sink that keeps what it is given: for parts, for tests and for small files. */
import { AssayError } from '../../shared/errors.ts';
import { type FileBytes, limits, type PartInfo, type Sink } from './format.ts';

const pieceBytes = 256 << 10;

export function fromMemory(bytes: Uint8Array): FileBytes {
  return {
    size: bytes.length,
    head: bytes.subarray(0, 4096),
    bytes: async (most) => {
      if (bytes.length > most) throw tooLarge(bytes.length, most);
      return bytes;
    },
    read: async (offset, length) => bytes.subarray(offset, offset + length),
    async *stream(start = 0, end = bytes.length) {
      for (let at = start; at < end; at += pieceBytes) yield bytes.subarray(at, Math.min(end, at + pieceBytes));
    },
  };
}

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(bytes < 10 << 20 ? 1 : 0);

export const tooLarge = (size: number, most: number): AssayError =>
  new AssayError('TOO_LARGE', `This file is ${megabytes(size)} MB; Assay reads files of its kind up to ${megabytes(most)} MB.`, {
    size,
    most,
  });

export interface KeptPart {
  readonly part: PartInfo;
  readonly bytes: Uint8Array;
}

/** Keeps parts in memory, up to `most` bytes in all. */
export function memorySink(most: number = limits.partsBytes): Sink & { readonly parts: readonly KeptPart[] } {
  const parts: KeptPart[] = [];
  let total = 0;
  return {
    parts,
    async put(part, bytes) {
      const pieces: Uint8Array[] = [];
      for await (const piece of bytes instanceof Uint8Array ? [bytes] : bytes) {
        total += piece.length;
        if (total > most) throw tooLarge(total, most);
        pieces.push(piece);
      }
      parts.push({ part, bytes: Buffer.concat(pieces) });
    },
  };
}
