/** Content-addressed files: originals and renditions. Written once, fsynced, read-only, named by SHA-256, fanned out by the first two digits. */
import { createHash, randomBytes } from 'node:crypto';
import { constants, createReadStream, existsSync, mkdirSync, type PathLike, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { chmod, type FileHandle, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AssayError } from '../../shared/errors.ts';
import { Sha256 } from '../../shared/model.ts';
import { asAssayError, codeOf, folderGone } from './errors.ts';
import { copyHashing, openPlain, writeAll } from './intake.ts';

/** Makes a rename or link in `folder` last through a power cut. Windows cannot sync folders; NTFS journals them. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the bytes of a file last through a power cut. */
async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What went wrong in the case's own folder. */
const failed = (error: unknown): unknown =>
  codeOf(error) === 'ENOENT' && error instanceof Error ? folderGone(error.message) : asAssayError(error, 'the case folder');

export class ObjectStore {
  readonly #root: string;
  readonly #incoming: string;
  constructor(root: string, incoming: string) {
    this.#root = root;
    this.#incoming = incoming;
  }

  pathOf(hash: Sha256): string {
    return join(this.#root, hash.slice(0, 2), hash);
  }

  has(hash: Sha256): boolean {
    return existsSync(this.pathOf(hash));
  }

  /** Reads a whole object; the caller knows it to be small enough. Throws CASE_BROKEN where it is missing. */
  read(hash: Sha256): Uint8Array {
    try {
      return readFileSync(this.pathOf(hash));
    } catch (error) {
      throw new AssayError('CASE_BROKEN', `The bytes ${hash.slice(0, 16)}… are missing from the case.`, { sha256: hash }, { cause: error });
    }
  }

  size(hash: Sha256): number {
    return statSync(this.pathOf(hash)).size;
  }

  readonly #temporary = (): string => join(this.#incoming, randomBytes(12).toString('hex'));

  /** A new file in `incoming`. Never makes the case's own folder: where that is gone, a copy of it would only mislead. */
  async #create(temporary: string): Promise<FileHandle> {
    try {
      return await open(temporary, 'wx', 0o600);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      await mkdir(this.#incoming);
      return open(temporary, 'wx', 0o600);
    }
  }

  /** Like `take`, for bytes held in memory. */
  async takeBytes(bytes: Uint8Array): Promise<Taken> {
    const sha256 = Sha256.parse(createHash('sha256').update(bytes).digest('hex'));
    const temporary = this.#temporary();
    try {
      const target = await this.#create(temporary);
      try {
        await writeAll(target, bytes);
      } finally {
        await target.close();
      }
    } catch (error) {
      rmSync(temporary, { force: true });
      throw failed(error);
    }
    return { sha256, size: bytes.length, temporary };
  }

  /** Stores bytes held in memory at once. Bytes that are there already are not written again. */
  async put(bytes: Uint8Array): Promise<Sha256> {
    const sha256 = Sha256.parse(createHash('sha256').update(bytes).digest('hex'));
    if (!this.has(sha256)) await this.keep(await this.takeBytes(bytes));
    return sha256;
  }

  /**
   * Copies a file in while hashing it, in pieces of 1 MiB. The copy stays in `incoming` and is not durable until `keep`:
   * nothing has to be taken back if decoding refuses it. Throws TOO_LARGE over `maxBytes`, CANCELLED on abort,
   * FILE_UNREADABLE also for what is no plain file and for a file that was written to meanwhile.
   */
  async take(from: PathLike, maxBytes: number, signal?: AbortSignal): Promise<Taken> {
    const source = await openPlain(from);
    let temporary: string | null = null;
    try {
      temporary = this.#temporary();
      const target = await this.#create(temporary);
      try {
        return { temporary, ...(await copyHashing(source, target, maxBytes, signal)) };
      } finally {
        await target.close();
      }
    } catch (error) {
      if (temporary !== null) rmSync(temporary, { force: true });
      throw failed(error);
    } finally {
      await source.close();
    }
  }

  /** Like `take` for a file that lies in `incoming` already and is ours: it is hashed where it lies. */
  async adopt(name: string, maxBytes: number, signal?: AbortSignal): Promise<Taken> {
    const temporary = join(this.#incoming, name);
    const source = await openPlain(temporary);
    try {
      return { temporary, ...(await copyHashing(source, null, maxBytes, signal)) };
    } catch (error) {
      throw failed(error);
    } finally {
      await source.close();
    }
  }

  /** Gives a taken copy its name, durably. Existing bytes under the same hash are left untouched. Returns the path. */
  async keep(taken: Taken): Promise<string> {
    await this.keepAll([taken]);
    return this.pathOf(taken.sha256);
  }

  /**
   * The same for several: their bytes are fsynced side by side, each folder once. On a failure none of those that had no name yet is
   * left in `incoming`, but for those that `spare` names: they are another's to remove.
   */
  async keepAll(all: readonly Taken[], spare: ReadonlySet<string> = new Set()): Promise<void> {
    const folders = new Set<string>();
    try {
      const isNew = all.filter(({ sha256 }) => !existsSync(this.pathOf(sha256)));
      await Promise.all(isNew.map(({ temporary }) => syncFile(temporary)));
      // One after another: two of them may be the same bytes
      for (const { temporary, sha256 } of all) {
        const path = this.pathOf(sha256);
        if (existsSync(path)) await rm(temporary, { force: true });
        else {
          if (!existsSync(dirname(path))) folders.add(this.#root);
          await this.#settle(temporary, path);
          folders.add(dirname(path));
        }
      }
      await Promise.all([...folders].map(syncFolder));
    } catch (error) {
      for (const taken of all) if (!spare.has(taken.temporary)) this.drop(taken);
      throw failed(error);
    }
  }

  drop(taken: Taken): void {
    rmSync(taken.temporary, { force: true });
  }

  async #settle(temporary: string, path: string): Promise<void> {
    // First: where the case was moved away, this fails before a folder is made at its old place
    await chmod(temporary, 0o444);
    mkdirSync(dirname(path), { recursive: true });
    try {
      // A link refuses to replace what is there; a rename would silently write over it
      await link(temporary, path);
      await rm(temporary);
    } catch (error) {
      if (existsSync(path)) {
        await rm(temporary, { force: true });
        return;
      }
      const code = codeOf(error);
      // FAT and some network drives know no hard links
      if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
      await rename(temporary, path);
    }
  }

  /** Every object that lies here, with names that are no hashes left out. */
  *hashes(): Generator<Sha256> {
    if (!existsSync(this.#root)) return;
    for (const folder of readdirSync(this.#root).sort()) {
      if (!/^[0-9a-f]{2}$/.test(folder)) continue;
      for (const name of readdirSync(join(this.#root, folder)).sort()) {
        const parsed = Sha256.safeParse(name);
        if (parsed.success) yield parsed.data;
      }
    }
  }

  /** Hashes the stored bytes again, streaming. False where they differ or are gone. */
  async check(hash: Sha256): Promise<boolean> {
    const path = this.pathOf(hash);
    if (!existsSync(path)) return false;
    const digest = createHash('sha256');
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), digest);
    return digest.digest('hex') === hash;
  }
}

export interface Taken {
  readonly sha256: Sha256;
  readonly size: number;
  readonly temporary: string;
}
