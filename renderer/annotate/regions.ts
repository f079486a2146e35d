/** Regions (shared/anchor/region.ts) as they lie in the view, and as keys and clicks mean them. Pure. */
import type { Point, Size } from '../../shared/anchor/geometry.ts';
import { contains, type Handle, handleAt, moveBy, normaliseDrag, resizeBy } from '../../shared/anchor/region.ts';
import type { Region } from '../../shared/model.ts';
import type { Box } from './lines.ts';

/** How the picture lies in the view: a pixel of the original is `scale` CSS pixels wide; x, y is its top left corner's place. */
export interface View extends Point {
  readonly scale: number;
}

export const toPicture = ({ x, y }: Point, view: View): Point => ({ x: (x - view.x) / view.scale, y: (y - view.y) / view.scale });

export function toView({ x, y, width, height }: Region, view: View): Box {
  const left = view.x + x * view.scale;
  const top = view.y + y * view.scale;
  return { left, top, right: left + width * view.scale, bottom: top + height * view.scale };
}

/** Where a handle stands in the view. */
export function handleInView(region: Region, handle: Handle, view: View): Point {
  const { x, y } = handleAt(region, handle);
  return { x: view.x + x * view.scale, y: view.y + y * view.scale };
}

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** An arrow moves a region by one pixel, with Shift its lower right corner; with Ctrl by ten. Null for other keys. */
export function byKey(region: Region, key: { key: string; shiftKey: boolean; ctrlKey: boolean }, picture: Size): Region | null {
  const way = arrows[key.key];
  if (!way) return null;
  const step = key.ctrlKey ? 10 : 1;
  return key.shiftKey ? resizeBy(region, 'se', way.x * step, way.y * step, picture) : moveBy(region, way.x * step, way.y * step, picture);
}

/** A region to begin with by keys: the middle third of what of the picture is in sight. */
export function inMiddle(view: View, frame: Size, picture: Size): Region {
  const { x: left, y: top } = toPicture({ x: 0, y: 0 }, view);
  const { x: right, y: bottom } = toPicture({ x: frame.width, y: frame.height }, view);
  const seen = normaliseDrag({ x: left, y: top }, { x: right, y: bottom }, picture);
  const from = { x: seen.x + seen.width / 3, y: seen.y + seen.height / 3 };
  return normaliseDrag(from, { x: from.x + seen.width / 3, y: from.y + seen.height / 3 }, picture);
}

/** The smallest region that holds a point of the picture: the one a person means where several lie over each other. */
export function regionAt<T extends { readonly region: Region }>(marks: readonly T[], at: Point): T | null {
  const hit = marks.filter(({ region }) => contains(region, at));
  return hit.reduce<T | null>((best, mark) => (best && area(best.region) <= area(mark.region) ? best : mark), null);
}
const area = ({ width, height }: Region): number => width * height;
