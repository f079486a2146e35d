/** A region or outline in hand on a photo, and what arrows make of it. Pure. */
import type { Point, Size } from '../../../../shared/anchor/geometry.ts';
import { moveOutline } from '../../../../shared/anchor/outline.ts';
import type { Excerpt, Outline, Region } from '../../../../shared/model.ts';
import { closed, moveCorner, nextCorner } from '../../../annotate/outlines.ts';
import { arrowWay, byKey, type View } from '../../../annotate/regions.ts';

export interface RegionDraft {
  readonly region: Region;
  readonly outline: Outline | null;
  /** The excerpt whose region is being adjusted; null for a new one. */
  readonly of: Excerpt | null;
  /** The corner of the outline that keys move; -1 for the whole. */
  readonly corner: number;
}
interface Arrow {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
}

export const inWords = ({ x, y, width, height }: Region): string => `${width} × ${height} px at ${x}, ${y}`;
/** Where what keys moved is now: the chosen corner, else the whole. */
export function draftWords({ region, outline, corner }: RegionDraft): string {
  const at = outline?.[corner];
  return at ? `Corner at ${at.x}, ${at.y}.` : inWords(region);
}

/**
 * An arrow moves it the way that it points on the screen, by one pixel of the photo, with Ctrl by ten: a region (with Shift its
 * lower right corner), an outline, or the chosen corner of one. What would leave nothing to mark leaves it as it is.
 */
export function movedDraft(draft: RegionDraft, arrow: Arrow, picture: Size, view: View): RegionDraft {
  const { region, outline, corner } = draft;
  if (!outline) return { ...draft, region: byKey(region, arrow, picture, view) ?? region };
  const way = arrowWay(arrow.key, view) ?? { x: 0, y: 0 };
  const by = arrow.ctrlKey ? 10 : 1;
  const at = outline[corner];
  const shape = at
    ? moveCorner(outline, corner, { x: at.x + way.x * by, y: at.y + way.y * by }, picture)
    : closed(moveOutline(outline, way.x * by, way.y * by, picture), picture);
  // Two corners that meet become one; then the others would have other numbers
  return shape && shape.outline.length === outline.length ? { ...draft, ...shape } : draft;
}

/** The next corner chosen, or the whole; null past either end, and where there are no corners. */
export function steppedCorner(draft: RegionDraft, step: 1 | -1): RegionDraft | null {
  const corner = draft.outline && nextCorner(draft.outline, draft.corner, step);
  return corner === null ? null : { ...draft, corner };
}

/** Without the chosen corner; null where none is chosen, or the rest encloses nothing. */
export function withoutCorner(draft: RegionDraft, picture: Size): RegionDraft | null {
  const shape = draft.outline && draft.corner >= 0 ? closed(draft.outline.toSpliced(draft.corner, 1), picture) : null;
  return shape && { ...draft, ...shape, corner: -1 };
}

/** The loupe goes by about eight pixels of the screen, with Shift by one pixel of the photo; it begins in its middle. */
export function loupeByKey(from: Point | null, { key, shiftKey }: Arrow, picture: Size, view: View): Point {
  const way = arrowWay(key, view) ?? { x: 0, y: 0 };
  const far = shiftKey ? 1 : Math.max(1, Math.round(8 / view.scale));
  const within = (value: number, size: number): number => Math.min(size - 1, Math.max(0, Math.floor(value)));
  const { x, y } = from ?? { x: picture.width / 2, y: picture.height / 2 };
  return { x: within(x + way.x * far, picture.width), y: within(y + way.y * far, picture.height) };
}
