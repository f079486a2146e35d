/** Plane geometry: affine maps and polygons, in continuous pixel coordinates. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** x' = m[0]·x + m[1]·y + m[2]; y' = m[3]·x + m[4]·y + m[5]. */
export type Affine = readonly [number, number, number, number, number, number];

export const apply = (m: Affine, { x, y }: Point): Point => ({ x: m[0] * x + m[1] * y + m[2], y: m[3] * x + m[4] * y + m[5] });

/** First `inner`, then `outer`. */
export const after = (outer: Affine, inner: Affine): Affine => [
  outer[0] * inner[0] + outer[1] * inner[3],
  outer[0] * inner[1] + outer[1] * inner[4],
  outer[0] * inner[2] + outer[1] * inner[5] + outer[2],
  outer[3] * inner[0] + outer[4] * inner[3],
  outer[3] * inner[1] + outer[4] * inner[4],
  outer[3] * inner[2] + outer[4] * inner[5] + outer[5],
];

export const determinant = (m: Affine): number => m[0] * m[4] - m[1] * m[3];

/** Of a map that does not collapse the plane. */
export function inverse(m: Affine): Affine {
  const d = determinant(m);
  const [a, b, c, e] = [m[4] / d, -m[1] / d, -m[3] / d, m[0] / d];
  return [a, b, -(a * m[2] + b * m[5]), c, e, -(c * m[2] + e * m[5])];
}

/** How many times a length grows, as the square root of the area's growth. */
export const scaleOf = (m: Affine): number => Math.sqrt(Math.abs(determinant(m)));

export const scaling = (x: number, y = x): Affine => [x, 0, 0, 0, y, 0];

export interface Shape {
  readonly width: number;
  readonly height: number;
}

export const cornersOf = ({ width, height }: Shape): Point[] => [
  { x: 0, y: 0 },
  { x: width, y: 0 },
  { x: width, y: height },
  { x: 0, y: height },
];

/** The part of a convex polygon inside [0, width] × [0, height] (Sutherland–Hodgman). */
export function clipped(polygon: readonly Point[], { width, height }: Shape): Point[] {
  const sides: ((p: Point) => number)[] = [(p) => p.x, (p) => width - p.x, (p) => p.y, (p) => height - p.y];
  let points = [...polygon];
  for (const inside of sides) {
    const next: Point[] = [];
    for (const [i, point] of points.entries()) {
      const before = points.at(i - 1) ?? point;
      const [here, there] = [inside(point), inside(before)];
      if (here >= 0 !== there >= 0) {
        const t = there / (there - here);
        next.push({ x: before.x + (point.x - before.x) * t, y: before.y + (point.y - before.y) * t });
      }
      if (here >= 0) next.push(point);
    }
    points = next;
  }
  return points;
}

/** Unsigned area of a simple polygon. */
export function areaOf(polygon: readonly Point[]): number {
  let twice = 0;
  for (const [i, point] of polygon.entries()) {
    const before = polygon.at(i - 1) ?? point;
    twice += before.x * point.y - point.x * before.y;
  }
  return Math.abs(twice) / 2;
}
