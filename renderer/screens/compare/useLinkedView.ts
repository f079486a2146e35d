/** Where one looks on two photos: together, so that both show the same place as large, or each for itself. */
import { useMemo, useState } from 'react';
import type { Alignment } from '../../../shared/contract.ts';
import { cornersOf, inverse, type Point, scaleAt, through } from './fit.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}
/** What a frame shows: it has room for `base` (pixels of its picture) at zoom 1, with `center` in its middle. */
export interface Look {
  readonly base: Size;
  readonly center: Point;
  readonly zoom: number;
}
export type Side = 'a' | 'b';

interface View {
  readonly zoom: number;
  readonly center: Point | null;
}
const start: View = { zoom: 1, center: null };
const clamp = (zoom: number): number => Math.min(40, Math.max(1, zoom));
/** Further apart than this, the room for both would leave too little of the first. */
const widest = 2.2;

const middleOf = ({ width, height }: Size): Point => ({ x: width / 2, y: height / 2 });

/** Room for both pictures as they lie on one another, in pixels of a. */
function roomFor(a: Size, b: Size, { transform }: Alignment): { base: Size; center: Point } {
  const points = [...cornersOf(a), ...cornersOf(b).map((corner) => through(transform, corner))];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const base = { width: right - left, height: bottom - top };
  return base.width > widest * a.width || base.height > widest * a.height
    ? { base: a, center: middleOf(a) }
    : { base, center: { x: (left + right) / 2, y: (top + bottom) / 2 } };
}

export function useLinkedView(a: Size, b: Size, alignment: Alignment | null) {
  const [linked, setLinked] = useState(true);
  const [views, setViews] = useState<Readonly<Record<Side, View>>>({ a: start, b: start });
  const back = useMemo(() => (alignment ? inverse(alignment.transform) : null), [alignment]);
  const together = linked && alignment !== null && back !== null;
  const room = together ? roomFor(a, b, alignment) : { base: a, center: middleOf(a) };

  const lookA: Look = { base: room.base, zoom: views.a.zoom, center: views.a.center ?? room.center };
  const own = linked ? views.a : views.b;
  const [fx, fy] = [lookA.center.x / a.width, lookA.center.y / a.height];
  const lookB: Look = together
    ? seen(lookA, alignment, back)
    : {
        base: b,
        zoom: own.zoom,
        // Without a map, the same share of each
        center: linked ? { x: fx * b.width, y: fy * b.height } : (views.b.center ?? middleOf(b)),
      };

  const go = (side: Side, center: Point, factor = 1) => {
    const key: Side = side === 'a' || linked ? 'a' : 'b';
    const onA = together
      ? through(alignment.transform, center)
      : { x: (center.x / b.width) * a.width, y: (center.y / b.height) * a.height };
    const to = side === 'b' && linked ? onA : center;
    setViews((before) => ({ ...before, [key]: { zoom: clamp(before[key].zoom * factor), center: to } }));
  };
  /** Zooms about a point of a side's picture, which stays where it is on the screen; about the middle without one. */
  const zoomBy = (side: Side, factor: number, at: Point | null) => {
    const look = side === 'a' ? lookA : lookB;
    const keep = look.zoom / clamp(look.zoom * factor);
    const about = at ?? look.center;
    go(side, { x: about.x + (look.center.x - about.x) * keep, y: about.y + (look.center.y - about.y) * keep }, factor);
  };
  return {
    linked,
    setLinked: (now: boolean) => {
      setLinked(now);
      setViews((before) => (now ? { ...before, b: start } : before));
    },
    looks: { a: lookA, b: lookB },
    zoomBy,
    panTo: go,
    fit: () => setViews({ a: start, b: start }),
    isFitted: views.a.zoom === 1 && views.a.center === null && views.b.zoom === 1 && views.b.center === null,
  };
}
export type LinkedView = ReturnType<typeof useLinkedView>;

/** What b shows when it shows the same place as large as a does. */
function seen({ base, zoom, center }: Look, { transform }: Alignment, back: readonly number[]): Look {
  const there = through(back, center);
  const scale = Math.max(1e-6, scaleAt(transform, there));
  return { base: { width: base.width / scale, height: base.height / scale }, zoom, center: there };
}
