/** Setting points by keys: a cross on the photo that is asked for; arrows move it, Enter sets it, Escape ends. */
import { useState } from 'react';
import { inverse, type Point, through } from './fit.ts';
import type { LinkedView, Side } from './useLinkedView.ts';
import type { Points } from './usePoints.ts';

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface Size {
  readonly width: number;
  readonly height: number;
}

/** `transform` takes b to a, where there is one: the cross then stands where the program expects the point. */
export function useCross(points: Points, view: LinkedView, sizes: Readonly<Record<Side, Size>>, transform: readonly number[] | null) {
  const [moved, setMoved] = useState<{ readonly key: string; readonly at: Point } | null>(null);
  const { pointing, pairs } = points;
  // Another point is asked for: its cross begins anew
  const key = pointing ? `${pairs.length} ${pointing.side}` : '';
  const expected = (): Point => {
    const back = transform && inverse(transform);
    return pointing?.a && back ? through(back, pointing.a) : view.looks[pointing?.side ?? 'a'].center;
  };
  const cross = pointing === null ? null : moved?.key === key ? moved.at : expected();
  const onKey = (side: Side) => (event: React.KeyboardEvent, scale: number) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const way = ways[event.key];
    const look = view.looks[side];
    if (pointing?.side === side && cross) {
      if (event.key === 'Enter') points.set(side, cross);
      else if (way) {
        // A press is a pixel of the screen or of the picture, whichever is more
        const step = Math.max(1, 1 / scale) * (event.shiftKey ? 10 : 1);
        const { width, height } = sizes[side];
        const at = { x: cross.x + way[0] * step, y: cross.y + way[1] * step };
        setMoved({ key, at: { x: Math.min(width, Math.max(0, at.x)), y: Math.min(height, Math.max(0, at.y)) } });
      } else return;
    } else if (way) view.panTo(side, { x: look.center.x + (way[0] * 60) / scale, y: look.center.y + (way[1] * 60) / scale });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { cross, onKey };
}
