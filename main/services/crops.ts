/** What a region excerpt is cut from: the upright photo, or a page drawn as large as its crop can show. */
import { parseSvg } from '../../shared/anchor/outline.ts';
import { clamp } from '../../shared/anchor/region.ts';
import type { Excerpt, Outline, Region, Source } from '../../shared/model.ts';
import { type DrawingPool, drawnFrom } from './copies.ts';
import type { Opened } from './desk.ts';
import { regionOf } from './excerpts.ts';
import { canvasScale } from './layouts.ts';
import type { PagePool } from './pages.ts';

interface Cut {
  /** A file, or the bytes of a page's picture. */
  readonly picture: string | Uint8Array;
  /** In the pixels of that picture, as the outline's corners are. */
  readonly region: Region;
  readonly outline: Outline | null;
}

/** A page is drawn at most so much larger than the 144 dpi that its regions count in. */
const mostLarger = 4;

const outlineOf = ({ anchor }: Excerpt): Outline | null =>
  anchor.kind === 'region' && anchor.outline !== undefined ? parseSvg(anchor.outline.value) : null;
export const pageOf = ({ anchor }: Excerpt): number | null => (anchor.kind === 'region' ? (anchor.page ?? null) : null);

/** `edge`: the longest edge of the crop that is wanted. Throws as drawing the photo or the page does, and WRONG_KIND for a passage. */
export async function cutOf(
  pool: () => ReturnType<DrawingPool> & ReturnType<PagePool>,
  opened: Pick<Opened, 'store' | 'handle'>,
  source: Source,
  excerpt: Excerpt,
  edge: number,
  signal?: AbortSignal,
): Promise<Cut> {
  const [region, outline, page] = [regionOf(excerpt), outlineOf(excerpt), pageOf(excerpt)];
  if (page === null) return { picture: await drawnFrom(pool, opened, source, signal), region, outline };
  const larger = Math.min(mostLarger, Math.max(1, edge / Math.max(region.width, region.height)));
  const drawn = await drawPage(pool, opened, source, page, canvasScale * larger, signal);
  const by = drawn.scale / canvasScale;
  const [x, y] = [Math.floor(region.x * by), Math.floor(region.y * by)];
  const [right, bottom] = [Math.ceil((region.x + region.width) * by), Math.ceil((region.y + region.height) * by)];
  return {
    picture: drawn.bytes,
    // A page whose size is no whole number of pixels may be drawn a pixel smaller
    region: clamp({ x, y, width: right - x, height: bottom - y }, drawn),
    outline: outline?.map((corner) => ({ x: Math.round(corner.x * by), y: Math.round(corner.y * by) })) ?? null,
  };
}

/** A page as a picture; `scale` is pixels to a point. */
export function drawPage(
  pool: PagePool,
  { store }: Pick<Opened, 'store'>,
  source: Source,
  page: number,
  scale: number,
  signal?: AbortSignal,
) {
  return pool().run('page', { file: store.originals.pathOf(source.original), page, scale }, { signal });
}
