/** A part of a file as a file of its own, and a file that can only be unpacked from its start on. */
import { AssayError } from '../../../shared/errors.ts';
import type { FileBytes } from '../format.ts';
import { tooLarge } from '../memory.ts';

/** Bytes [start, start + size) of a file. */
export async function sliceOf(input: FileBytes, start: number, size: number): Promise<FileBytes> {
  const within = (offset: number, length: number) => Math.max(0, Math.min(length, size - offset));
  return {
    size,
    head: await input.read(start, Math.min(4096, size)),
    bytes: async (most) => {
      if (size > most) throw tooLarge(size, most);
      return input.read(start, size);
    },
    read: async (offset, length) => input.read(start + offset, within(offset, length)),
    stream: (from = 0, to = size) => input.stream(start + from, start + Math.min(to, size)),
  };
}

/**
 * A packed file read as if it lay there unpacked: forwards it streams, a step back begins anew. `open` gives the unpacked bytes
 * from their start. Throws BROKEN_FILE where less comes out than `size`.
 */
export async function forwardFile(size: number, open: () => AsyncIterable<Uint8Array>): Promise<FileBytes> {
  let source: AsyncIterator<Uint8Array> | null = null;
  let piece: Uint8Array = new Uint8Array();
  let at = 0;
  const next = async (): Promise<boolean> => {
    source ??= open()[Symbol.asyncIterator]();
    const step = await source.next();
    at += piece.length;
    piece = step.done === true ? new Uint8Array() : step.value;
    return step.done !== true;
  };
  const restart = async () => {
    await source?.return?.();
    source = null;
    piece = new Uint8Array();
    at = 0;
  };
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    if (offset < at) await restart();
    const wanted = Math.max(0, Math.min(length, size - offset));
    const out = new Uint8Array(wanted);
    let done = 0;
    while (done < wanted) {
      const from = offset + done - at;
      if (from < piece.length) {
        const part = piece.subarray(from, from + wanted - done);
        out.set(part, done);
        done += part.length;
      } else if (!(await next())) throw new AssayError('BROKEN_FILE', 'Less could be unpacked than the archive says.');
    }
    return out;
  };
  return {
    size,
    head: await read(0, 4096),
    bytes: async (most) => {
      if (size > most) throw tooLarge(size, most);
      return read(0, size);
    },
    read,
    async *stream(start = 0, end = size) {
      for (let from = start; from < Math.min(end, size); from += 256 << 10) yield await read(from, Math.min(256 << 10, end - from));
    },
  };
}
