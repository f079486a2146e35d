/**
 * Files as a worker process has them: a file of the case read at places, and a folder for what is found in it. Calls are synchronous
 * because the process has nothing else to do meanwhile, and each costs a tenth of its asynchronous form.
 */
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, type PathLike, readSync, rmSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AssayError } from '../../shared/errors.ts';
import { Sha256 } from '../../shared/model.ts';
import { limits, type PartInfo, type Sink } from '../formats/format.ts';
import { tooLarge } from '../formats/memory.ts';
import type { OpenFile, SinkLimits, Staged } from './task.ts';

const pieceBytes = 256 << 10;
const headBytes = 4096;

const unreadable = (error: unknown): AssayError =>
  new AssayError('FILE_UNREADABLE', undefined, { reason: error instanceof Error ? error.message : String(error) }, { cause: error });

/** Fills `into` from `position`; returns how many bytes there were. */
function fill(fd: number, into: Uint8Array, position: number): number {
  let done = 0;
  while (done < into.length) {
    const read = readSync(fd, into, done, into.length - done, position + done);
    if (read === 0) break;
    done += read;
  }
  return done;
}

/** Opens a plain file for reading at places. Throws FILE_UNREADABLE, also later where the disk fails. */
export function openFile(path: PathLike): OpenFile {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw unreadable(error);
  }
  const at = (offset: number, length: number): Uint8Array => {
    try {
      // Not from Buffer's pool: a codec may transfer what it gets
      const bytes = new Uint8Array(length);
      const read = fill(fd, bytes, offset);
      return read === length ? bytes : bytes.subarray(0, read);
    } catch (error) {
      throw unreadable(error);
    }
  };
  let closed = false;
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw new AssayError('FILE_UNREADABLE', 'This is not a file but a pipe, a device or a folder.');
    const { size } = stat;
    const clamp = (offset: number, length: number): number => Math.max(0, Math.min(length, size - offset));
    return {
      size,
      head: at(0, clamp(0, headBytes)),
      bytes: async (most) => {
        if (size > most) throw tooLarge(size, most);
        return at(0, size);
      },
      read: async (offset, length) => at(offset, clamp(offset, length)),
      async *stream(start = 0, end = size) {
        for (let place = start; place < Math.min(end, size); place += pieceBytes)
          yield at(place, Math.min(pieceBytes, Math.min(end, size) - place));
      },
      close: async () => {
        if (!closed) closeSync(fd);
        closed = true;
      },
    };
  } catch (error) {
    closeSync(fd);
    throw error instanceof AssayError ? error : unreadable(error);
  }
}

export interface StagingSink extends Sink {
  readonly staged: readonly Staged[];
  /** Fsyncs everything; only then may the workbench hear of it. */
  settle(): Promise<void>;
  /** Removes everything. */
  discard(): void;
}

const ofOneDocument: SinkLimits = { parts: limits.parts, bytes: limits.partsBytes };
const failed = (error: unknown): AssayError => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new AssayError(
    code === 'ENOSPC' || code === 'EDQUOT' ? 'DISK_FULL' : 'WRITE_FAILED',
    undefined,
    { reason: error instanceof Error ? error.message : String(error) },
    { cause: error },
  );
};

/**
 * Writes parts into `folder` under names made here, which begin with `token` so that the workbench finds them after a kill. What a
 * container calls its parts is data and never becomes a path. `alive` is called as bytes come in.
 */
export function stagingSink(
  folder: string,
  token: string,
  { alive, progress }: { alive(): void; progress(done: number, total: number): void },
  most: SinkLimits = ofOneDocument,
): StagingSink {
  const staged: Staged[] = [];
  let total = 0;
  let isOver = false;

  async function write(fd: number, bytes: Uint8Array | AsyncIterable<Uint8Array>, count: { size: number }): Promise<Sha256> {
    const hash = createHash('sha256');
    for await (const piece of bytes instanceof Uint8Array ? [bytes] : bytes) {
      if (isOver) throw new AssayError('CANCELLED');
      count.size += piece.length;
      total += piece.length;
      if (count.size > limits.memberBytes) throw tooLarge(count.size, limits.memberBytes);
      if (total > most.bytes) throw tooLarge(total, most.bytes);
      hash.update(piece);
      try {
        for (let done = 0; done < piece.length; ) done += writeSync(fd, piece, done);
      } catch (error) {
        throw failed(error);
      }
      alive();
    }
    return Sha256.parse(hash.digest('hex'));
  }

  return {
    staged,
    progress,
    async put(part: PartInfo, bytes) {
      if (staged.length >= most.parts)
        throw new AssayError('TOO_LARGE', `More than ${most.parts} files are in this one.`, { parts: most.parts });
      const file = join(folder, `${token}-${randomBytes(8).toString('hex')}`);
      const count = { size: 0 };
      let fd: number;
      try {
        fd = openSync(file, 'wx', 0o600);
      } catch (error) {
        throw failed(error);
      }
      try {
        const sha256 = await write(fd, bytes, count);
        staged.push({ part, file, sha256, size: count.size });
      } catch (error) {
        rmSync(file, { force: true });
        // What was removed takes no room; a sender of endless bytes is still cut off at every single part
        total -= count.size;
        throw error;
      } finally {
        closeSync(fd);
      }
    },
    async settle() {
      const left = [...staged];
      const one = async (): Promise<void> => {
        for (let next = left.pop(); next !== undefined; next = left.pop()) {
          alive();
          const handle = await open(next.file, 'r+');
          try {
            await handle.sync();
          } finally {
            await handle.close();
          }
        }
      };
      try {
        // Side by side: the file system commits them together
        await Promise.all([one(), one(), one(), one()]);
      } catch (error) {
        throw failed(error);
      }
    },
    discard() {
      isOver = true;
      for (const { file } of staged.splice(0)) rmSync(file, { force: true });
    },
  };
}
