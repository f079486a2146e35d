/** Where the pages of a document lie on one long sheet, and which of them a view shows. CSS pixels; pages in points. Pure. */
import type { Size } from '../../../../shared/anchor/geometry.ts';
import { countWhile } from '../../../annotate/countWhile.ts';

/** As wide as the view, a whole page in the view, or CSS pixels for a point. */
export type Zoom = 'width' | 'page' | number;

/** CSS pixels for a point at 100 %. */
export const actual = 96 / 72;
const smallest = actual * 0.1;
const largest = actual * 6;
/** No browser lays out much more than this. */
const tallest = 30_000_000;

/** Room around the pages: at their start stand the buttons of their marks. */
export const room = { top: 14, between: 16, bottom: 40, start: 92, end: 14 } as const;

export interface Placed {
  /** Counted from 1. */
  readonly number: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
export interface Sheet extends Size {
  /** CSS pixels for a point. */
  readonly scale: number;
  readonly pages: readonly Placed[];
}

/** The size that most pages have. */
export function usualSize(sizes: readonly Size[]): Size {
  const counts = new Map<string, { size: Size; count: number }>();
  for (const size of sizes) {
    const key = `${Math.round(size.width)} ${Math.round(size.height)}`;
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { size, count: 1 });
  }
  let best: { size: Size; count: number } | null = null;
  for (const each of counts.values()) if (!best || each.count > best.count) best = each;
  return best?.size ?? { width: 595, height: 842 };
}

/** `start`: room at the pages' start, where a view gives it another than the usual. */
export function scaleOf(zoom: Zoom, sizes: readonly Size[], frame: Size, start: number = room.start): number {
  const all = sizes.reduce((sum, { height }) => sum + height, 0);
  const most = Math.min(largest, tallest / Math.max(1, all));
  const usual = usualSize(sizes);
  const width = Math.max(60, frame.width - start - room.end) / usual.width;
  const height = Math.max(60, frame.height - room.top - room.between) / usual.height;
  const wanted = zoom === 'width' ? width : zoom === 'page' ? Math.min(width, height) : zoom;
  return Math.min(most, Math.max(smallest, wanted));
}

/** The next step of a ladder that people know: 50, 67, 80, 100, 125 … per cent. */
const steps = [0.1, 0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6];
export function stepZoom(scale: number, way: 1 | -1): number {
  const now = scale / actual;
  const next = way === 1 ? steps.find((step) => step > now * 1.01) : steps.findLast((step) => step < now * 0.99);
  return (next ?? now) * actual;
}

export function laySheet(sizes: readonly Size[], scale: number, frame: Size, start: number = room.start): Sheet {
  let top: number = room.top;
  const widest = sizes.reduce((most, { width }) => Math.max(most, width * scale), 0);
  const width = Math.max(frame.width, start + widest + room.end);
  const pages = sizes.map((size, index) => {
    const own = { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
    const left = Math.round(start + (width - start - room.end - own.width) / 2);
    const placed: Placed = { number: index + 1, left, top, ...own };
    top += own.height + room.between;
    return placed;
  });
  return { scale, pages, width, height: top - room.between + room.bottom };
}

/** Pages that touch [top, bottom) of the sheet, as indices [first, after). */
export function pagesWithin({ pages }: Sheet, top: number, bottom: number): [first: number, after: number] {
  const first = countWhile(pages, (page) => page.top + page.height <= top);
  return [
    first,
    Math.max(
      first,
      countWhile(pages, (page) => page.top < bottom),
    ),
  ];
}

/** The page that a person looks at: the one that holds the line a third down the view. */
export function pageInSight(sheet: Sheet, top: number, height: number): number {
  const index = countWhile(sheet.pages, (page) => page.top + page.height + room.between <= top + height / 3);
  return Math.min(sheet.pages.length, index + 1);
}

/** The page nearest to a height of the sheet. */
export function pageNearest(sheet: Sheet, y: number): Placed | null {
  const index = countWhile(sheet.pages, (page) => page.top + page.height + room.between / 2 <= y);
  return sheet.pages[Math.min(index, sheet.pages.length - 1)] ?? null;
}
