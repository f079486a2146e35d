/** Drawing, moving and sizing a region by mouse, pen or finger. */
import { type PointerEvent, useRef } from 'react';
import type { Point, Size } from '../../shared/anchor/geometry.ts';
import { type Handle, handles, moveBy, normaliseDrag, resizeBy } from '../../shared/anchor/region.ts';
import type { Region } from '../../shared/model.ts';
import { toPicture, type View } from './regions.ts';

type Drag = { from: Point; start: Region | null; held: Handle | 'body' | null };

interface Props {
  view: View | null;
  picture: Size | null;
  /** The region whose handles are shown. */
  region: Region | null;
  onChange(region: Region): void;
  /** The hand is off. `drawn` where the region is new. */
  onEnd(region: Region, drawn: boolean): void;
}

const isHandle = (name: string | undefined): name is Handle => handles.some((handle) => handle === name);

export function useRegionDrag({ view, picture, region, onChange, onEnd }: Props) {
  const drag = useRef<Drag | null>(null);

  const at = (event: PointerEvent<SVGSVGElement>): Point | null => {
    if (!view) return null;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return toPicture({ x: event.clientX - left, y: event.clientY - top }, view);
  };
  const result = (event: PointerEvent<SVGSVGElement>): Region | null => {
    const now = at(event);
    if (!drag.current || !now || !picture) return null;
    const { from, start, held } = drag.current;
    if (!start || !held) return normaliseDrag(from, now, picture);
    return held === 'body'
      ? moveBy(start, now.x - from.x, now.y - from.y, picture)
      : resizeBy(start, held, now.x - from.x, now.y - from.y, picture);
  };

  return {
    onPointerDown(event: PointerEvent<SVGSVGElement>): void {
      const from = at(event);
      if (event.button !== 0 || !from) return;
      const name = event.target instanceof SVGElement ? event.target.dataset['hold'] : undefined;
      const held = isHandle(name) ? name : name === 'body' ? 'body' : null;
      drag.current = { from, start: held ? region : null, held };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent<SVGSVGElement>): void {
      const next = result(event);
      if (next) onChange(next);
    },
    onPointerUp(event: PointerEvent<SVGSVGElement>): void {
      const next = result(event);
      const drawn = drag.current?.held === null;
      drag.current = null;
      // A press without a drag draws nothing: one pixel is no region a hand meant.
      if (next && view && (!drawn || Math.max(next.width, next.height) * view.scale >= 4)) onEnd(next, drawn);
    },
    onPointerCancel(): void {
      drag.current = null;
    },
  };
}
