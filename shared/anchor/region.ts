/**
 * Regions of a picture in whole pixels of the upright original (W3C Media Fragments, `xywh=pixel:`): how they are
 * written, drawn, moved and turned. A region covers the pixels [x, x + width) × [y, y + height). Pure geometry.
 */
import type { Region } from '../model.ts';
import type { Point, Size } from './geometry.ts';

/** The eight grips of a region, named like points of the compass: `n` is the upper edge, `se` the lower right corner. */
export type Handle = 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw';
export const handles: readonly Handle[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];

/** The value of a FragmentSelector: `xywh=pixel:x,y,w,h`. */
export function toFragment(region: Region): string {
  return `xywh=pixel:${region.x},${region.y},${region.width},${region.height}`;
}

/** Reads `xywh=pixel:x,y,w,h`, or `xywh=x,y,w,h`, which means the same. Null for anything else: percentages, fractions, empty regions. */
export function parseFragment(value: string): Region | null {
  const match = /^xywh=(?:pixel:)?(\d{1,9}),(\d{1,9}),(\d{1,9}),(\d{1,9})$/.exec(value);
  if (match === null) return null;
  const [x = 0, y = 0, width = 0, height = 0] = match.slice(1).map(Number);
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** True where a region is made of whole pixels, at least one, all within the picture. */
export function inside(region: Region, size: Size): boolean {
  const { x, y, width, height } = region;
  return (
    [x, y, width, height].every(Number.isSafeInteger) &&
    x >= 0 &&
    y >= 0 &&
    width >= 1 &&
    height >= 1 &&
    x + width <= size.width &&
    y + height <= size.height
  );
}

const between = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Brings a region into the picture: moved where that suffices, made smaller only where it is larger than the picture. */
export function clamp(region: Region, size: Size): Region {
  const width = between(Math.round(region.width), 1, size.width);
  const height = between(Math.round(region.height), 1, size.height);
  return {
    x: between(Math.round(region.x), 0, size.width - width),
    y: between(Math.round(region.y), 0, size.height - height),
    width,
    height,
  };
}

/** Start and length along one axis of what lies between two points, outwards to whole pixels, at least one, within [0, limit). */
function stretch(a: number, b: number, limit: number): [start: number, length: number] {
  const start = between(Math.floor(Math.min(a, b)), 0, limit - 1);
  const end = between(Math.ceil(Math.max(a, b)), start + 1, limit);
  return [start, end - start];
}

/** The region drawn from p to q in any direction, even from or to outside the picture: outwards to whole pixels, at least one. */
export function normaliseDrag(p: Point, q: Point, size: Size): Region {
  const [x, width] = stretch(p.x, q.x, size.width);
  const [y, height] = stretch(p.y, q.y, size.height);
  return { x, y, width, height };
}

/** Moves a region as far as the picture lets it; its size stays. */
export function moveBy(region: Region, dx: number, dy: number, size: Size): Region {
  return clamp({ ...region, x: region.x + dx, y: region.y + dy }, size);
}

/** Moves the edges that a handle holds, by whole pixels; stops at one pixel and at the picture's edge. */
export function resizeBy(region: Region, handle: Handle, dx: number, dy: number, size: Size): Region {
  let left = region.x;
  let right = region.x + region.width;
  let top = region.y;
  let bottom = region.y + region.height;
  if (handle.includes('w')) left = between(left + Math.round(dx), 0, right - 1);
  if (handle.includes('e')) right = between(right + Math.round(dx), left + 1, size.width);
  if (handle.includes('n')) top = between(top + Math.round(dy), 0, bottom - 1);
  if (handle.includes('s')) bottom = between(bottom + Math.round(dy), top + 1, size.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** True where a point, in pixels and their fractions, lies on one of the region's pixels. */
export function contains(region: Region, point: Point): boolean {
  return point.x >= region.x && point.y >= region.y && point.x < region.x + region.width && point.y < region.y + region.height;
}

/** Where a handle sits: on a corner or in the middle of an edge. */
export function handleAt(region: Region, handle: Handle): Point {
  const along = (low: string, high: string, start: number, length: number): number =>
    handle.includes(low) ? start : handle.includes(high) ? start + length : start + length / 2;
  return { x: along('w', 'e', region.x, region.width), y: along('n', 's', region.y, region.height) };
}

/** The handle within `reach` pixels of a point (measured along each axis): the nearest, a corner before an edge; or null. */
export function hitHandle(region: Region, point: Point, reach: number): Handle | null {
  let best: Handle | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const handle of [...handles].sort((a, b) => b.length - a.length)) {
    const at = handleAt(region, handle);
    const far = Math.max(Math.abs(at.x - point.x), Math.abs(at.y - point.y));
    if (far <= reach && far < least) [best, least] = [handle, far];
  }
  return best;
}

/** `A` … `Z`, `AA`, `AB` …: the name of the region with this index, counted from 0. */
export function regionLabel(index: number): string {
  let label = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) label = String.fromCharCode(65 + ((n - 1) % 26)) + label;
  return label;
}

export type { Point, Size } from './geometry.ts';
export { toStored, toUpright, uprightSize } from './orientation.ts';
