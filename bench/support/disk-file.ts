/** A file on disk as a codec's input, read at places: what the decoding workers do, without the workers. */
import { type FileHandle, open } from 'node:fs/promises';
import type { FileBytes } from '../../main/formats/format.ts';
import { tooLarge } from '../../main/formats/memory.ts';

const pieceBytes = 256 << 10;

export interface DiskFile extends FileBytes {
  close(): Promise<void>;
}

async function bytesAt(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(buffer, done, length - done, offset + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}

export async function diskFile(path: string): Promise<DiskFile> {
  const handle = await open(path);
  const { size } = await handle.stat();
  const read = (offset: number, length: number) => bytesAt(handle, offset, Math.max(0, Math.min(length, size - offset)));
  return {
    size,
    head: await read(0, 4096),
    read,
    bytes: async (most) => {
      if (size > most) throw tooLarge(size, most);
      return read(0, size);
    },
    async *stream(start = 0, end = size) {
      for (let at = start; at < end; at += pieceBytes) yield await read(at, Math.min(pieceBytes, end - at));
    },
    close: () => handle.close(),
  };
}
