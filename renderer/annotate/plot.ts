/** Points set one after another on a picture: the corners of an outline, or the two ends of a measure. Pure. */
import type { Point, Size } from '../../shared/anchor/geometry.ts';
import { arrowWay, pointInView, seenOf, type View } from './regions.ts';

export interface Plot {
  readonly kind: 'outline' | 'measure';
  /** Set so far, in pixels of the upright original. */
  readonly points: readonly Point[];
  /** Where the pointer or the cross is; what comes next would be set there. */
  readonly at: Point | null;
  /** Keys move the cross. */
  readonly byKeys: boolean;
}

export const begun = (kind: Plot['kind'], at: Point | null): Plot => ({ kind, points: [], at, byKeys: at !== null });

/** So near, in CSS pixels, a click means the corner that is there. */
const reach = 10;

/** Whether setting a point here would close the outline: three corners are set and the first is meant. */
export function closes({ kind, points }: Plot, at: Point, view: View): boolean {
  const [first] = points;
  if (kind !== 'outline' || points.length < 3 || !first) return false;
  const [a, b] = [pointInView(first, view), pointInView(at, view)];
  return Math.hypot(a.x - b.x, a.y - b.y) <= reach;
}

/** A measure that has both its ends begins anew. */
export function set(plot: Plot, at: Point): Plot {
  const points = plot.kind === 'measure' && plot.points.length >= 2 ? [at] : [...plot.points, at];
  return { ...plot, points, at };
}
export const takeBack = (plot: Plot): Plot => ({ ...plot, points: plot.points.slice(0, -1) });

/** To the nearest edge between pixels within the picture. */
export const within = ({ x, y }: Point, { width, height }: Size): Point => ({
  x: Math.min(width, Math.max(0, Math.round(x))),
  y: Math.min(height, Math.max(0, Math.round(y))),
});

/** The middle of what of the picture is in sight. */
export function middleOfSight(view: View, frame: Size, picture: Size): Point {
  const { x, y, width, height } = seenOf(view, frame, picture);
  return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
}

/** An arrow moves the cross by about eight pixels of the screen, with Ctrl by five times that, with Shift by one pixel of the photo. */
export function crossByKey(at: Point, key: { key: string; shiftKey: boolean; ctrlKey: boolean }, view: View, picture: Size): Point | null {
  const way = arrowWay(key.key, view);
  if (!way) return null;
  const step = key.shiftKey ? 1 : Math.max(1, Math.round((key.ctrlKey ? 40 : 8) / view.scale));
  return within({ x: at.x + way.x * step, y: at.y + way.y * step }, picture);
}
