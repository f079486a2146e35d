/**
 * Outlines: polygons on a picture in whole pixels of the upright original, written as a W3C Web Annotation SvgSelector. An outline
 * covers what its edges enclose (even-odd); its bounding box is the region beside which it is kept. Pure geometry.
 */
import type { Outline, Region } from '../model.ts';
import type { Point, Size } from './geometry.ts';

const before = '<svg xmlns="http://www.w3.org/2000/svg"><polygon points="';
const after = '"/></svg>';

/** The value of an SvgSelector. */
export const toSvg = (outline: Outline): string => `${before}${outline.map(({ x, y }) => `${x},${y}`).join(' ')}${after}`;

/** Reads what toSvg wrote, and nothing else: null for any other SVG. */
export function parseSvg(value: string): Outline | null {
  if (!value.startsWith(before) || !value.endsWith(after)) return null;
  const points = value.slice(before.length, -after.length).split(' ');
  const outline = points.map((pair) => /^(\d{1,9}),(\d{1,9})$/.exec(pair));
  if (outline.length < 3 || outline.includes(null)) return null;
  return outline.flatMap((match) => (match === null ? [] : [{ x: Number(match[1]), y: Number(match[2]) }]));
}

/** The smallest region that holds all corners: null where they do not span a pixel both ways. */
export function boundsOf(outline: readonly Point[]): Region | null {
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - x, Math.max(...ys) - y];
  return outline.length > 0 && width >= 1 && height >= 1 ? { x, y, width, height } : null;
}

/** Twice the area that the corners enclose, with the sign of the way they run. */
const doubleArea = (outline: readonly Point[]): number =>
  outline.reduce((sum, { x, y }, index) => {
    const next = outline[(index + 1) % outline.length] ?? { x, y };
    return sum + x * next.y - next.x * y;
  }, 0);

/** True for three corners or more that enclose something. */
export const isPolygon = (outline: readonly Point[]): boolean => outline.length >= 3 && doubleArea(outline) !== 0;

/** Whether a point lies within, by the even-odd rule. */
export function within(outline: readonly Point[], { x, y }: Point): boolean {
  let isIn = false;
  for (const [index, a] of outline.entries()) {
    const b = outline[(index + 1) % outline.length] ?? a;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) isIn = !isIn;
  }
  return isIn;
}

/** Brings a corner to the nearest whole pixel within the picture; the right and lower edge count as within. */
export const toCorner = ({ x, y }: Point, { width, height }: Size): Point => ({
  x: Math.min(width, Math.max(0, Math.round(x))),
  y: Math.min(height, Math.max(0, Math.round(y))),
});

/** Moves all corners as far as the picture lets them; the form stays. */
export function moveOutline(outline: Outline, dx: number, dy: number, size: Size): Outline {
  const box = boundsOf(outline);
  if (box === null) return outline;
  const right = Math.min(size.width - box.x - box.width, Math.max(-box.x, Math.round(dx)));
  const down = Math.min(size.height - box.y - box.height, Math.max(-box.y, Math.round(dy)));
  return outline.map(({ x, y }) => ({ x: x + right, y: y + down }));
}
