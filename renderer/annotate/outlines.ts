/** Outlines (shared/anchor/outline.ts) as a hand and keys change them, and as they are drawn. Pure. */
import type { Point, Size } from '../../shared/anchor/geometry.ts';
import { boundsOf, isPolygon, toCorner } from '../../shared/anchor/outline.ts';
import type { Outline, Region } from '../../shared/model.ts';
import { pointInView, type View } from './regions.ts';

/** The most corners that an outline can have (Outline in shared/model.ts). */
const mostCorners = 500;

/** An outline with its bounding box, as a mark is made of them. */
export interface Shape {
  readonly region: Region;
  readonly outline: Outline;
}

/** What corners enclose, brought to whole pixels, no corner twice in a row; null where they enclose nothing. */
export function closed(corners: readonly Point[], picture: Size): Shape | null {
  const whole = corners.map((corner) => toCorner(corner, picture));
  const outline = whole.filter(({ x, y }, index) => {
    const before = whole.at(index - 1);
    return whole.length === 1 || before?.x !== x || before.y !== y;
  });
  const region = boundsOf(outline);
  return region && isPolygon(outline) && outline.length <= mostCorners ? { region, outline } : null;
}

/** Moves one corner as far as the picture lets it; null where the outline would enclose nothing. */
export const moveCorner = (outline: Outline, corner: number, to: Point, picture: Size): Shape | null =>
  closed(
    outline.map((point, index) => (index === corner ? to : point)),
    picture,
  );

/** A new corner after this one, at a point of the edge. */
export const addCorner = (outline: Outline, after: number, at: Point): Outline =>
  outline.length < mostCorners ? outline.toSpliced(after + 1, 0, { x: Math.round(at.x), y: Math.round(at.y) }) : outline;

/** The middle of the edge that begins at a corner. */
export function middleOf(outline: Outline, corner: number): Point {
  const [a, b] = [outline[corner], outline[(corner + 1) % outline.length]];
  return a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : { x: 0, y: 0 };
}

/** The corner after this one; -1 stands for the whole outline, which comes after the last. Null past either end. */
export function nextCorner(outline: Outline, corner: number, step: 1 | -1): number | null {
  const next = corner + step;
  return next < -1 || next >= outline.length ? null : next;
}

const dots = (points: readonly Point[]): string => points.map(({ x, y }) => `${x},${y}`).join(' ');
/** The `points` of a polygon in the view. */
export const pointsInView = (corners: readonly Point[], view: View): string => dots(corners.map((corner) => pointInView(corner, view)));

/** So far, in its own width, may a line around a sharp corner stand off from it. */
const sharpest = 3;

/** The outline in the view, wider by so many CSS pixels on every side: a line around a line. */
export function pointsAround(outline: Outline, by: number, view: View): string {
  const points = outline.map((corner) => pointInView(corner, view));
  const area = points.reduce((sum, { x, y }, index) => {
    const next = points[(index + 1) % points.length] ?? { x, y };
    return sum + x * next.y - next.x * y;
  }, 0);
  const out = by * Math.sign(area);
  return dots(
    points.map((point, index) => {
      const [a, b] = [normal(points.at(index - 1) ?? point, point), normal(point, points[(index + 1) % points.length] ?? point)];
      const [x, y] = [a.x + b.x, a.y + b.y];
      const length = Math.hypot(x, y);
      if (length === 0) return point;
      const far = Math.min(sharpest, 2 / length);
      return { x: point.x + (x / length) * out * far, y: point.y + (y / length) * out * far };
    }),
  );
}

/** Of one length, away from what runs clockwise on the screen. */
function normal(from: Point, to: Point): Point {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(x, y) || 1;
  return { x: y / length, y: -x / length };
}
