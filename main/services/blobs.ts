/**
 * Bytes a window may show, by hash: thumbnails, tiles and crops that the workbench drew itself. Imported bytes never
 * leave as they are, so nothing hostile in them reaches the window. All of it is derived and may be deleted.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CaseHandle, ExcerptId, Sha256 } from '../../shared/model.ts';
import { type AnyCase, CaseWriter } from '../storage/case-folder.ts';
import type { Desk, Opened } from './desk.ts';
import { regionOf } from './excerpts.ts';
import { asAssayError } from './failures.ts';
import { cropRegion, makeThumbnail, makeTiles } from './pictures.ts';
import { scratchFolder } from './scratch.ts';

export interface Blob {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const types: Readonly<Record<string, string>> = {
  webp: 'image/webp',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  dzi: 'application/xml',
};
const tileName = /^photo_files\/\d{1,2}\/\d{1,5}_\d{1,5}\.(?:webp|jpe?g|png)$/;
/** Longest edge of a crop shown in a list, in pixels. */
const cropEdge = 640;

/** Where derived files of a case go: in its folder, or beside the system's temporary files where the folder is not ours to write. */
function derivedFolder({ store, handle }: Opened, ...parts: string[]): string {
  return store instanceof CaseWriter ? store.derived(...parts) : join(scratchFolder(handle), ...parts);
}

function writeWhole(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}

export class Blobs {
  readonly #desk: Desk;
  /** One making at a time per file: twenty tiles asked for at once cut the picture once. */
  readonly #making = new Map<string, Promise<void>>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async #ensure(path: string, make: () => Promise<void>): Promise<void> {
    if (existsSync(path)) return;
    let making = this.#making.get(path);
    if (making === undefined) {
      making = make().finally(() => this.#making.delete(path));
      this.#making.set(path, making);
    }
    await making;
  }

  #photoPath(store: AnyCase, hash: Sha256): string | null {
    const source = store.sourceByOriginal(hash);
    return source?.kind === 'photo' ? store.originals.pathOf(hash) : null;
  }

  async #ofPhoto(opened: Opened, hash: Sha256, rest: string): Promise<string | null> {
    const original = this.#photoPath(opened.store, hash);
    if (original === null) return null;
    const folder = derivedFolder(opened, hash.slice(0, 2), hash);
    mkdirSync(folder, { recursive: true });
    if (rest === 'thumbnail.webp') {
      const path = join(folder, rest);
      await this.#ensure(path, () => makeThumbnail(original, path));
      return path;
    }
    if (rest !== 'photo.dzi' && !tileName.test(rest)) return null;
    const tiles = join(folder, 'tiles');
    await this.#ensure(tiles, () => makeTiles(original, tiles));
    return join(tiles, rest);
  }

  async #crop(opened: Opened, id: ExcerptId): Promise<string | null> {
    const excerpt = opened.store.excerpt(id);
    if (excerpt.anchor.kind !== 'region') return null;
    const region = regionOf(excerpt);
    const source = opened.store.source(excerpt.source);
    const name = `${region.x},${region.y},${region.width},${region.height}.webp`;
    const path = derivedFolder(opened, source.original.slice(0, 2), source.original, 'crops', name);
    await this.#ensure(path, async () => {
      const { bytes } = await cropRegion(opened.store.originals.pathOf(source.original), region, cropEdge);
      writeWhole(path, bytes);
    });
    return path;
  }

  /** Answers an address of shared/blobs.ts (path only, without the query); null where there is nothing of that name. */
  async read(pathname: string): Promise<Blob | null> {
    const match = /^\/blob\/([^/]+)\/([^/]+)\/(.+)$/.exec(pathname);
    const handle = CaseHandle.safeParse(match?.[1]);
    const what = match?.[2];
    const rest = match?.[3];
    if (!handle.success || what === undefined || rest === undefined) return null;
    try {
      const opened = this.#desk.get(handle.data);
      const path = what === 'crop' ? await this.#byExcerpt(opened, rest) : await this.#byHash(opened, what, rest);
      const type = types[path?.split('.').at(-1) ?? ''];
      return path === null || type === undefined || !existsSync(path) ? null : { type, bytes: readFileSync(path) };
    } catch (error) {
      const known = asAssayError(error);
      if (known.code === 'CASE_CLOSED' || known.code === 'NOT_FOUND') return null;
      throw known;
    }
  }

  async #byHash(opened: Opened, hash: string, rest: string): Promise<string | null> {
    const parsed = Sha256.safeParse(hash);
    return parsed.success ? this.#ofPhoto(opened, parsed.data, rest) : null;
  }

  async #byExcerpt(opened: Opened, rest: string): Promise<string | null> {
    const id = ExcerptId.safeParse(rest.replace(/\.webp$/, ''));
    return id.success ? this.#crop(opened, id.data) : null;
  }
}
