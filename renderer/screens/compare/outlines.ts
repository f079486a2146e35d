/** A part of a photo as it can be marked: a polygon of whole pixels within it, with its bounding box. Pure. */
import { boundsOf, isPolygon, toCorner } from '../../../shared/anchor/outline.ts';
import type { Outline, Region } from '../../../shared/model.ts';
import type { Point } from './fit.ts';

/** Null where what is left of it is no polygon. */
export function toOutline(
  corners: readonly Point[],
  size: { width: number; height: number },
): { region: Region; outline?: Outline } | null {
  const whole = corners.map((corner) => toCorner(corner, size));
  const outline = whole.filter(({ x, y }, n) => {
    const before = whole[(n + whole.length - 1) % whole.length];
    return before?.x !== x || before.y !== y;
  });
  if (!isPolygon(outline)) return null;
  const region = boundsOf(outline);
  if (region === null) return null;
  const isBox =
    outline.length === 4 &&
    outline.every(({ x, y }) => (x === region.x || x === region.x + region.width) && (y === region.y || y === region.y + region.height));
  return isBox ? { region } : { region, outline };
}
