/** One photo laid on another by points that a person matched: least squares over pixels of the upright originals. Pure. */
import type { Alignment } from '../../../shared/contract.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}
/** The same place on both. */
export interface Pair {
  readonly a: Point;
  readonly b: Point;
}
interface Size {
  readonly width: number;
  readonly height: number;
}
/** Takes pixels of b to pixels of a: x' = ax + cy + e, y' = bx + dy + f. */
interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}
export interface Fitted {
  /** `similarity`: moved, turned, sized; `affine`: sheared and mirrored, too. */
  readonly kind: 'similarity' | 'affine';
  readonly transform: readonly number[];
  /**
   * How far each point of b falls from its own on a, in pixels of a. Points that fit by themselves (two, or three with shear) are
   * measured against what they were not needed for: three against a mere turn and size; two against nothing, so null.
   */
  readonly misses: readonly number[] | null;
}

const middle = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});
const apply = ({ a, b, c, d, e, f }: Affine, { x, y }: Point): Point => ({ x: a * x + c * y + e, y: b * x + d * y + f });
const about = (m: Omit<Affine, 'e' | 'f'>, from: Point, to: Point): Affine => ({
  ...m,
  e: to.x - m.a * from.x - m.c * from.y,
  f: to.y - m.b * from.x - m.d * from.y,
});

/** Moved, turned and sized (Umeyama 1991, without mirroring). Null where all points of b are one. */
function similarity(pairs: readonly Pair[]): Affine | null {
  const [to, from] = [middle(pairs.map(({ a }) => a)), middle(pairs.map(({ b }) => b))];
  let [dot, cross, square] = [0, 0, 0];
  for (const { a, b } of pairs) {
    const [u, v] = [b.x - from.x, b.y - from.y];
    const [s, t] = [a.x - to.x, a.y - to.y];
    dot += u * s + v * t;
    cross += u * t - v * s;
    square += u * u + v * v;
  }
  if (square < 1e-9 || Math.hypot(dot, cross) < 1e-9) return null;
  const [p, q] = [dot / square, cross / square];
  return about({ a: p, b: q, c: -q, d: p }, from, to);
}

/** Any straight map. Null where the points of b lie on one line, or nearly: then they say nothing across it. */
function affine(pairs: readonly Pair[]): Affine | null {
  const [to, from] = [middle(pairs.map(({ a }) => a)), middle(pairs.map(({ b }) => b))];
  let [xx, xy, yy, xs, ys, xt, yt] = [0, 0, 0, 0, 0, 0, 0];
  for (const { a, b } of pairs) {
    const [x, y, s, t] = [b.x - from.x, b.y - from.y, a.x - to.x, a.y - to.y];
    xx += x * x;
    xy += x * y;
    yy += y * y;
    xs += x * s;
    ys += y * s;
    xt += x * t;
    yt += y * t;
  }
  const determinant = xx * yy - xy * xy;
  if (determinant < 1e-3 * (xx + yy) ** 2 * 0.25) return null;
  const m = {
    a: (xs * yy - ys * xy) / determinant,
    c: (ys * xx - xs * xy) / determinant,
    b: (xt * yy - yt * xy) / determinant,
    d: (yt * xx - xt * xy) / determinant,
  };
  return Math.abs(m.a * m.d - m.b * m.c) < 1e-9 ? null : about(m, from, to);
}

const missesOf = (map: Affine, pairs: readonly Pair[]): number[] =>
  pairs.map(({ a, b }) => {
    const there = apply(map, b);
    return Math.hypot(there.x - a.x, there.y - a.y);
  });

/** Two points: similarity; three and more: affine, or similarity where they lie on one line. Null for less, or for points in one place. */
export function fitPoints(pairs: readonly Pair[]): Fitted | null {
  if (pairs.length < 2) return null;
  const turned = similarity(pairs);
  const straight = pairs.length < 3 ? null : affine(pairs);
  const map = straight ?? turned;
  if (map === null) return null;
  const { a, b, c, d, e, f } = map;
  const against = pairs.length === 3 && straight ? turned : pairs.length > 2 ? map : null;
  return {
    kind: straight ? 'affine' : 'similarity',
    transform: [a, c, e, b, d, f, 0, 0, 1],
    misses: against === null ? null : missesOf(against, pairs),
  };
}

/** A pixel through a homography, row by row. */
export function through(transform: readonly number[], { x, y }: Point): Point {
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0, i = 1] = transform;
  const w = g * x + h * y + i;
  return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w };
}

/** The other way; null where there is none. */
export function inverse(transform: readonly number[]): number[] | null {
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0, i = 1] = transform;
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (Math.abs(determinant) < 1e-12) return null;
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ].map((value) => value / determinant);
}

/** How many pixels of a one pixel of b takes up, about a point of b. */
export function scaleAt(transform: readonly number[], at: Point): number {
  const [o, right, down] = [
    through(transform, at),
    through(transform, { x: at.x + 1, y: at.y }),
    through(transform, { x: at.x, y: at.y + 1 }),
  ];
  return Math.sqrt(Math.abs((right.x - o.x) * (down.y - o.y) - (right.y - o.y) * (down.x - o.x)));
}

export const cornersOf = ({ width, height }: Size): Point[] => [
  { x: 0, y: 0 },
  { x: width, y: 0 },
  { x: width, y: height },
  { x: 0, y: height },
];

/** What of a convex polygon lies within a picture of this size (Sutherland and Hodgman 1974). */
function within(polygon: readonly Point[], { width, height }: Size): Point[] {
  const sides: readonly { inside(p: Point): boolean; at(p: Point, q: Point): number }[] = [
    { inside: ({ x }) => x >= 0, at: (p, q) => p.x / (p.x - q.x) },
    { inside: ({ x }) => x <= width, at: (p, q) => (p.x - width) / (p.x - q.x) },
    { inside: ({ y }) => y >= 0, at: (p, q) => p.y / (p.y - q.y) },
    { inside: ({ y }) => y <= height, at: (p, q) => (p.y - height) / (p.y - q.y) },
  ];
  let left = [...polygon];
  for (const { inside, at } of sides) {
    left = left.flatMap((p, n) => {
      const before = left[(n + left.length - 1) % left.length] ?? p;
      const t = inside(p) === inside(before) ? null : at(before, p);
      const cut = t === null ? [] : [{ x: before.x + t * (p.x - before.x), y: before.y + t * (p.y - before.y) }];
      return inside(p) ? [...cut, p] : cut;
    });
  }
  return left;
}

/** How two photos lie on one another by a person's points, as the program tells its own. Null where they do not meet. */
export function alignmentOf(transform: readonly number[], a: Size, b: Size): Alignment | null {
  const back = inverse(transform);
  if (back === null) return null;
  const overlap = within(
    cornersOf(b).map((corner) => through(transform, corner)),
    a,
  );
  if (overlap.length < 3) return null;
  const [m = 1, n = 0, , p = 0, q = 1] = transform;
  const mirrored = m * q - n * p < 0;
  return {
    transform: [...transform],
    mirrored,
    rotated: Math.round((Math.atan2(p, m) * 180) / Math.PI),
    overlap: { a: overlap, b: overlap.map((point) => through(back, point)) },
    differs: [],
  };
}
