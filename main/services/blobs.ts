/**
 * Bytes a window may show, by hash: thumbnails, tiles, crops and pages that the workbench drew itself. Imported bytes never
 * leave as they are, so nothing hostile in them reaches the window. All of it is derived and may be deleted.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CaseHandle, ExcerptId, Sha256, type Source } from '../../shared/model.ts';
import { sha256 } from '../storage/canonical.ts';
import { appearancePath } from './appearance.ts';
import { drawnFrom } from './copies.ts';
import { cutOf, pageOf } from './crops.ts';
import { derivedFolder } from './derived.ts';
import type { Desk, Opened } from './desk.ts';
import { asAssayError } from './failures.ts';
import { type PagePool, pagePicture } from './pages.ts';
import { cropRegion, makePicture, makeThumbnail, makeTiles } from './pictures.ts';

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
  // The shells serve it under a policy of its own (headersOfBlob)
  html: 'text/html; charset=utf-8',
};
const wholes: ReadonlyMap<string, (from: string, to: string) => Promise<void>> = new Map([
  ['thumbnail.webp', makeThumbnail],
  ['picture.webp', makePicture],
]);
const tileName = /^photo_files\/\d{1,2}\/\d{1,5}_\d{1,5}\.(?:webp|jpe?g|png)$/;
/** Longest edge of a crop shown in a list, in pixels. */
const cropEdge = 640;

function writeWhole(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}

export class Blobs {
  readonly #desk: Desk;
  readonly #pool: PagePool;
  /** One making at a time per file: twenty tiles asked for at once cut the picture once. */
  readonly #making = new Map<string, Promise<void>>();

  constructor(desk: Desk, pool: PagePool) {
    this.#desk = desk;
    this.#pool = pool;
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

  async #ofSource(opened: Opened, hash: Sha256, rest: string): Promise<string | null> {
    const source = opened.store.sourceByOriginal(hash);
    if (source === null) return null;
    const appearance = appearancePath(opened, source, rest);
    if (appearance !== null) return appearance;
    return source.kind === 'photo'
      ? this.#ofPhoto(opened, source, rest)
      : pagePicture(this.#pool, opened, source, rest, (path, make) => this.#ensure(path, make));
  }

  async #ofPhoto(opened: Opened, source: Source, rest: string): Promise<string | null> {
    const hash = source.original;
    const folder = derivedFolder(opened, hash.slice(0, 2), hash);
    mkdirSync(folder, { recursive: true });
    const make = wholes.get(rest);
    if (make !== undefined) {
      const path = join(folder, rest);
      await this.#ensure(path, async () => make(await drawnFrom(this.#pool, opened, source), path));
      return path;
    }
    if (rest !== 'photo.dzi' && !tileName.test(rest)) return null;
    const tiles = join(folder, 'tiles');
    await this.#ensure(tiles, async () => makeTiles(await drawnFrom(this.#pool, opened, source), tiles));
    return join(tiles, rest);
  }

  async #crop(opened: Opened, id: ExcerptId): Promise<string | null> {
    const excerpt = opened.store.excerpt(id);
    if (excerpt.anchor.kind !== 'region') return null;
    const source = opened.store.source(excerpt.source);
    const drawn = [pageOf(excerpt) ?? '', excerpt.anchor.fragment.value, excerpt.anchor.outline?.value ?? ''].join(' ');
    const name = `${sha256(drawn).slice(0, 32)}.webp`;
    const path = derivedFolder(opened, source.original.slice(0, 2), source.original, 'crops', name);
    await this.#ensure(path, async () => {
      const { picture, region, outline } = await cutOf(this.#pool, opened, source, excerpt, cropEdge);
      writeWhole(path, (await cropRegion(picture, region, { maxEdge: cropEdge, outline })).bytes);
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
      // A locked document keeps its pages to itself
      if (known.code === 'CASE_CLOSED' || known.code === 'NOT_FOUND' || known.code === 'PASSWORD_NEEDED') return null;
      throw known;
    }
  }

  async #byHash(opened: Opened, hash: string, rest: string): Promise<string | null> {
    const parsed = Sha256.safeParse(hash);
    return parsed.success ? this.#ofSource(opened, parsed.data, rest) : null;
  }

  async #byExcerpt(opened: Opened, rest: string): Promise<string | null> {
    const id = ExcerptId.safeParse(rest.replace(/\.webp$/, ''));
    return id.success ? this.#crop(opened, id.data) : null;
  }
}
