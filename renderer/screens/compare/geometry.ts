/** How one photo lies on another, in numbers and for the screen. Pure. */
import type { Alignment } from '../../../shared/contract.ts';

type Point = Alignment['overlap']['a'][number];

/** A homography of pixels (row by row) as CSS wants it, for an element whose origin is its top left corner. */
export function cssMatrix(transform: readonly number[]): string {
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0, i = 1] = transform;
  const w = i === 0 ? 1 : i;
  return `matrix3d(${[a, d, 0, g, b, e, 0, h, 0, 0, w, 0, c, f, 0, i].map((value) => Number((value / w).toPrecision(9))).join(',')})`;
}

/** Square pixels inside four corners (shoelace formula). */
export function area(corners: readonly Point[]): number {
  const sum = corners.reduce((total, { x, y }, index) => {
    const next = corners[(index + 1) % corners.length] ?? { x, y };
    return total + x * next.y - next.x * y;
  }, 0);
  return Math.abs(sum) / 2;
}

/** How much larger one pixel of the second is drawn on the first, about the middle of what both show. */
export function scaleOf({ overlap }: Alignment): number | null {
  const [one, other] = [area(overlap.a), area(overlap.b)];
  return one > 0 && other > 0 ? Math.sqrt(one / other) : null;
}

/** 0 to 100: how much of a picture of this size lies inside the corners. */
export const share = (corners: readonly Point[], { width, height }: { width: number; height: number }): number =>
  Math.min(100, Math.round((100 * area(corners)) / (width * height)));
