/** Pages of a document as pictures for the window: a worker process draws each once; it is derived and may be deleted. */
import { join } from 'node:path';
import { AssayError } from '../../shared/errors.ts';
import type { Source } from '../../shared/model.ts';
import type { Pool } from '../workers/pool.ts';
import type { tasks } from '../workers/tasks/index.ts';
import { derivedFolder } from './derived.ts';
import type { Opened } from './desk.ts';
import { loadLayout } from './layouts.ts';
import { makePicture, makeSharpPicture, makeThumbnail, pictureEdge, sharpEdge } from './pictures.ts';

export type PagePool = () => Pool<Pick<typeof tasks, 'draw' | 'page'>>;

/** `page-12.webp`, `page-thumbnail-12.webp`, `page-sharp-12.webp`; no document has more pages than five digits count. */
const pageName = /^page(-thumbnail|-sharp)?-([1-9]\d{0,4})\.webp$/;
/** Pixels for a point where nobody knows how large the page is: an A4 page is then some 1,190 × 1,680. */
const usualScale = 2;

/** A page that could not be drawn is not tried again for as long as the program runs: it may have cost its whole time. */
const failed = new Map<string, AssayError>();
const mostFailed = 2_000;

/** Pixels for a point at which the longer side of the page is as long as the picture's may be. */
function scaleOf({ store }: Pick<Opened, 'store'>, source: Source, page: number, edge: number): number {
  const layout = source.rendition === null ? null : loadLayout(store, source.rendition);
  const size = layout?.unit === 'pt' ? layout.pages[page - 1] : undefined;
  // From business cards to posters; the worker bounds the pixels, too
  return size === undefined ? (usualScale * edge) / pictureEdge : Math.min(12, edge / Math.max(size.width, size.height, 1));
}

/**
 * Where the picture of a page lies, drawn if it was not; null where `name` is none, or the source has no pages that can be drawn.
 * `ensure` makes a file once. Throws AssayError as the page's drawing does: NOT_FOUND, PASSWORD_NEEDED, BROKEN_FILE, TOO_SLOW, TOO_LARGE.
 */
export async function pagePicture(
  pool: PagePool,
  opened: Opened,
  source: Source,
  name: string,
  ensure: (path: string, make: () => Promise<void>) => Promise<void>,
): Promise<string | null> {
  const match = pageName.exec(name);
  if (match === null || source.mediaType !== 'application/pdf') return null;
  const page = Number(match[2]);
  const folder = derivedFolder(opened, source.original.slice(0, 2), source.original, 'pages');
  const isSharp = match[1] === '-sharp';
  const drawn = join(folder, `page${isSharp ? '-sharp' : ''}-${page}.webp`);
  const known = failed.get(drawn);
  if (known !== undefined) throw known;
  await ensure(drawn, async () => {
    try {
      const scale = scaleOf(opened, source, page, isSharp ? sharpEdge : pictureEdge);
      const { bytes } = await pool().run('page', { file: opened.store.originals.pathOf(source.original), page, scale });
      await (isSharp ? makeSharpPicture : makePicture)(bytes, drawn);
    } catch (error) {
      if (error instanceof AssayError && error.code !== 'CANCELLED' && failed.size < mostFailed) failed.set(drawn, error);
      throw error;
    }
  });
  if (match[1] !== '-thumbnail') return drawn;
  const small = join(folder, name);
  await ensure(small, () => makeThumbnail(drawn, small));
  return small;
}
