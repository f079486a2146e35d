/** Drawing, moving and sizing a region by mouse, pen or finger; of an outline, its corners too. */
import { type PointerEvent, useRef } from 'react';
import type { Point, Size } from '../../shared/anchor/geometry.ts';
import { boundsOf, moveOutline } from '../../shared/anchor/outline.ts';
import { type Handle, handles, moveBy, normaliseDrag, resizeBy } from '../../shared/anchor/region.ts';
import type { Outline, Region } from '../../shared/model.ts';
import { addCorner, middleOf, moveCorner } from './outlines.ts';
import { toPicture, type View } from './regions.ts';

/** What the hand holds: a handle, the whole, a corner of the outline, or the edge after it, which gets a corner. */
type Held = Handle | 'body' | { readonly corner: number } | { readonly edge: number };
type Drag = { from: Point; start: Region | null; outline: Outline | null; held: Held | null };
type Change = { region: Region; outline?: Outline };

interface Props {
  view: View | null;
  picture: Size | null;
  /** The region whose handles are shown, and its outline where it has one. */
  region: Region | null;
  outline: Outline | null;
  onChange(region: Region, outline?: Outline): void;
  /** The hand is off. `drawn` where the region is new. */
  onEnd(region: Region, drawn: boolean, outline?: Outline): void;
}

function heldOf(name: string | undefined): Held | null {
  if (name === 'body') return name;
  const [, what, index] = /^(corner|edge)-(\d+)$/.exec(name ?? '') ?? [];
  if (index !== undefined) return what === 'corner' ? { corner: Number(index) } : { edge: Number(index) };
  return handles.find((handle) => handle === name) ?? null;
}

/** What is held, moved by (dx, dy). Null where that leaves nothing that could be marked. */
function moved({ start, outline, held }: Drag, dx: number, dy: number, picture: Size): Change | null {
  if (!start || !held) return null;
  if (typeof held === 'object') {
    if (!outline) return null;
    const [corner, corners] =
      'corner' in held ? [held.corner, outline] : [held.edge + 1, addCorner(outline, held.edge, middleOf(outline, held.edge))];
    const at = corners[corner];
    return at ? moveCorner(corners, corner, { x: at.x + dx, y: at.y + dy }, picture) : null;
  }
  if (held !== 'body') return { region: resizeBy(start, held, dx, dy, picture) };
  if (!outline) return { region: moveBy(start, dx, dy, picture) };
  const whole = moveOutline(outline, dx, dy, picture);
  const region = boundsOf(whole);
  return region && { region, outline: whole };
}

export function useRegionDrag({ view, picture, region, outline, onChange, onEnd }: Props) {
  const drag = useRef<Drag | null>(null);

  const at = (event: PointerEvent<SVGSVGElement>): Point | null => {
    if (!view) return null;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return toPicture({ x: event.clientX - left, y: event.clientY - top }, view);
  };
  const result = (event: PointerEvent<SVGSVGElement>): Change | null => {
    const now = at(event);
    if (!drag.current || !now || !picture) return null;
    const { from, held } = drag.current;
    return held ? moved(drag.current, now.x - from.x, now.y - from.y, picture) : { region: normaliseDrag(from, now, picture) };
  };

  return {
    onPointerDown(event: PointerEvent<SVGSVGElement>): void {
      const from = at(event);
      if (event.button !== 0 || !from) return;
      const held = region && heldOf(event.target instanceof SVGElement ? event.target.dataset['hold'] : undefined);
      drag.current = { from, start: held ? region : null, outline: held ? outline : null, held };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent<SVGSVGElement>): void {
      const next = result(event);
      if (next) onChange(next.region, next.outline);
    },
    onPointerUp(event: PointerEvent<SVGSVGElement>): void {
      const next = result(event);
      const drawn = drag.current?.held === null;
      drag.current = null;
      // A press without a drag draws nothing: one pixel is no region a hand meant.
      if (next && view && (!drawn || Math.max(next.region.width, next.region.height) * view.scale >= 4))
        onEnd(next.region, drawn, next.outline);
    },
    onPointerCancel(): void {
      drag.current = null;
    },
  };
}
