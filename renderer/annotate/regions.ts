/** Regions (shared/anchor/region.ts) as they lie in the view, and as keys and clicks mean them. Pure. */
import type { Point, Size } from '../../shared/anchor/geometry.ts';
import { within } from '../../shared/anchor/outline.ts';
import { contains, type Handle, handleAt, handles, moveBy, normaliseDrag, resizeBy } from '../../shared/anchor/region.ts';
import type { Outline, Region } from '../../shared/model.ts';
import type { Box } from './lines.ts';

/** Clockwise, in degrees. */
export type Turn = 0 | 90 | 180 | 270;

/**
 * How the picture lies in the view: a pixel of the original is `scale` CSS pixels wide; x, y is where its top left corner
 * (that of the upright original) stands. Seen turned by `turn`, and after that mirrored left to right; where left out, as it is.
 */
export interface View extends Point {
  readonly scale: number;
  readonly turn?: Turn;
  readonly mirrored?: boolean;
}

interface Axes {
  /** The ways, in the view, of the picture's x and y. */
  readonly x: Point;
  readonly y: Point;
}
const turned: Readonly<Record<Turn, Axes>> = {
  0: { x: { x: 1, y: 0 }, y: { x: 0, y: 1 } },
  90: { x: { x: 0, y: 1 }, y: { x: -1, y: 0 } },
  180: { x: { x: -1, y: 0 }, y: { x: 0, y: -1 } },
  270: { x: { x: 0, y: -1 }, y: { x: 1, y: 0 } },
};
/** Where the picture's own right and down lie in the view. */
export function axesOf({ turn = 0, mirrored = false }: Pick<View, 'turn' | 'mirrored'>): Axes {
  const { x, y } = turned[turn];
  return mirrored ? { x: { x: -x.x, y: x.y }, y: { x: -y.x, y: y.y } } : { x, y };
}

/** A way in the view (right is x = 1) as a way on the picture. */
export function wayOnPicture({ x, y }: Point, view: Pick<View, 'turn' | 'mirrored'>): Point {
  const axes = axesOf(view);
  // No minus zero: it would be shown, and no test holds it equal to zero
  return { x: x * axes.x.x + y * axes.x.y + 0, y: x * axes.y.x + y * axes.y.y + 0 };
}
function wayInView({ x, y }: Point, view: Pick<View, 'turn' | 'mirrored'>): Point {
  const axes = axesOf(view);
  return { x: x * axes.x.x + y * axes.y.x, y: x * axes.x.y + y * axes.y.y };
}

export function toPicture({ x, y }: Point, view: View): Point {
  const way = wayOnPicture({ x: x - view.x, y: y - view.y }, view);
  return { x: way.x / view.scale, y: way.y / view.scale };
}
/** Where a point of the picture stands in the view. */
export function pointInView({ x, y }: Point, view: View): Point {
  const way = wayInView({ x: x * view.scale, y: y * view.scale }, view);
  return { x: view.x + way.x, y: view.y + way.y };
}

export function toView({ x, y, width, height }: Region, view: View): Box {
  const [a, b] = [pointInView({ x, y }, view), pointInView({ x: x + width, y: y + height }, view)];
  return { left: Math.min(a.x, b.x), top: Math.min(a.y, b.y), right: Math.max(a.x, b.x), bottom: Math.max(a.y, b.y) };
}

/** What of the picture a frame shows, in whole pixels within the picture. */
export function seenOf(view: View, frame: Size, picture: Size): Region {
  return normaliseDrag(toPicture({ x: 0, y: 0 }, view), toPicture({ x: frame.width, y: frame.height }, view), picture);
}

/** Where a handle stands in the view. */
export const handleInView = (region: Region, handle: Handle, view: View): Point => pointInView(handleAt(region, handle), view);

const wayOf = (handle: Handle): Point => ({
  x: handle.includes('e') ? 1 : handle.includes('w') ? -1 : 0,
  y: handle.includes('s') ? 1 : handle.includes('n') ? -1 : 0,
});
const handleOn = (way: Point): Handle =>
  handles.find((handle) => wayOf(handle).x === Math.sign(way.x) && wayOf(handle).y === Math.sign(way.y)) ?? 'se';
/** The handle that is seen where this one is on the upright picture. */
export const seenAs = (handle: Handle, view: Pick<View, 'turn' | 'mirrored'>): Handle => handleOn(wayInView(wayOf(handle), view));
/** The handle of the upright picture that is seen as this one. */
const behind = (handle: Handle, view: Pick<View, 'turn' | 'mirrored'>): Handle => handleOn(wayOnPicture(wayOf(handle), view));

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
/** The way of an arrow key as it is seen, on the picture; null for other keys. */
export function arrowWay(key: string, view: Pick<View, 'turn' | 'mirrored'> = {}): Point | null {
  const way = arrows[key];
  return way ? wayOnPicture(way, view) : null;
}

/**
 * An arrow moves a region by one pixel the way that it points on the screen, with Shift the corner that is seen at the lower
 * right; with Ctrl by ten. Null for other keys.
 */
export function byKey(
  region: Region,
  key: { key: string; shiftKey: boolean; ctrlKey: boolean },
  picture: Size,
  view: Pick<View, 'turn' | 'mirrored'> = {},
): Region | null {
  const way = arrowWay(key.key, view);
  if (!way) return null;
  const step = key.ctrlKey ? 10 : 1;
  return key.shiftKey
    ? resizeBy(region, behind('se', view), way.x * step, way.y * step, picture)
    : moveBy(region, way.x * step, way.y * step, picture);
}

/** A region to begin with by keys: the middle third of what of the picture is in sight. */
export function inMiddle(view: View, frame: Size, picture: Size): Region {
  const seen = seenOf(view, frame, picture);
  const from = { x: seen.x + seen.width / 3, y: seen.y + seen.height / 3 };
  return normaliseDrag(from, { x: from.x + seen.width / 3, y: from.y + seen.height / 3 }, picture);
}

interface Marked {
  readonly region: Region;
  readonly outline?: Outline | null;
}
/** The smallest region that holds a point of the picture: the one a person means where several lie over each other. */
export function regionAt<T extends Marked>(marks: readonly T[], at: Point): T | null {
  const hit = marks.filter(({ region, outline }) => (outline ? within(outline, at) : contains(region, at)));
  return hit.reduce<T | null>((best, mark) => (best && area(best.region) <= area(mark.region) ? best : mark), null);
}
const area = ({ width, height }: Region): number => width * height;
