/**
 * Choosing words on pages by mouse or pen: press, draw over columns and pages, let go; twice for a word, three times for a sentence.
 * Places come from the layout, not from the browser, so that the white between columns and lines never throws the selection elsewhere.
 */
import { type MouseEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { segmentAt, sentences, words } from '../../../../shared/anchor/segment.ts';
import type { LayoutPage } from '../../../../shared/model.ts';
import { blockAt, type ReadableText, type Span, trimmed } from '../../../annotate/blocks.ts';
import { onWords, pageText, positionAt } from './pageText.ts';
import { pageNearest, type Sheet } from './sheet.ts';

interface Props {
  text: ReadableText;
  sheet: Sheet;
  layouts: ReadonlyMap<number, LayoutPage>;
  scroller: RefObject<HTMLElement | null>;
  root: RefObject<HTMLElement | null>;
  /** False while regions are drawn. */
  enabled: boolean;
  span: Span | null;
  setSpan(span: Span | null): void;
  /** The hand is off, and holds words. */
  onDone(): void;
  /** A press that chose nothing: a point of a page, in points. */
  onClick(page: number, x: number, y: number): void;
  onBegin(): void;
}

/** So near the edge of the view, the pages move on under a drag. */
const edge = 36;
/** A hand that shakes less than this does not draw. */
const still = 4;
/** What stands over the pages and has a press of its own. */
const others = 'button, a, input, .rd-pop, [data-hold], [data-drawing]';

type Drag = { anchor: Span; x: number; y: number; moved: boolean; at: { x: number; y: number }; frame: number };

export function useWordDrag({ text, sheet, layouts, scroller, root, enabled, span, setSpan, onDone, onClick, onBegin }: Props) {
  const drag = useRef<Drag | null>(null);

  const pointOf = (clientX: number, clientY: number) => {
    const box = root.current?.getBoundingClientRect();
    const y = clientY - (box?.top ?? 0);
    const page = pageNearest(sheet, y);
    if (!page || !box) return null;
    return { page: page.number, x: (clientX - box.left - page.left) / sheet.scale, y: (y - page.top) / sheet.scale };
  };
  const positionOf = (clientX: number, clientY: number) => {
    const point = pointOf(clientX, clientY);
    const layout = point && layouts.get(point.page);
    if (!layout) return null;
    const pieces = pageText(layout, text);
    const at = positionAt(pieces, point, text);
    return at === null ? null : { at, on: onWords(pieces, point) };
  };
  /** The word (or the sentence) at a position, within its paragraph. */
  const unitAt = (at: number, of: typeof words): Span | null => {
    const block = blockAt(text, at);
    if (!block) return null;
    const units = of(block.text, text.language ?? null);
    const found = segmentAt(units, at - block.start) ?? segmentAt(units, at - block.start - 1);
    return found && { start: block.start + found.start, end: block.start + found.end };
  };

  const follow = (): void => {
    const now = drag.current;
    const element = scroller.current;
    if (!now || !element) return;
    const box = element.getBoundingClientRect();
    const over = now.at.y < box.top + edge ? now.at.y - box.top - edge : Math.max(0, now.at.y - box.bottom + edge);
    if (over !== 0 && now.moved) element.scrollBy({ top: Math.sign(over) * Math.min(24, Math.abs(over) / 2) });
    draw();
    now.frame = requestAnimationFrame(latest.current);
  };
  const drawn = ({ anchor, at }: Drag): Span | null => {
    const to = positionOf(at.x, at.y);
    return to && { start: Math.min(anchor.start, to.at), end: Math.max(anchor.end, to.at) };
  };
  const draw = (): void => {
    const now = drag.current;
    const next = now?.moved ? drawn(now) : null;
    if (next) setSpan(next);
  };
  // The frame that comes next knows the pages as they are then
  const latest = useRef(follow);
  useEffect(() => {
    latest.current = () => follow();
  });
  useEffect(() => () => cancelAnimationFrame(drag.current?.frame ?? 0), []);

  const settle = (chosen: Span | null): void => {
    const exact = chosen && trimmed(text, chosen);
    setSpan(exact);
    if (exact) onDone();
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      if (!enabled || event.button !== 0 || event.pointerType === 'touch') return;
      if (event.target instanceof Element && event.target.closest(others)) return;
      const place = positionOf(event.clientX, event.clientY);
      onBegin();
      root.current?.focus({ preventScroll: true });
      const at = { x: event.clientX, y: event.clientY };
      if (!place) {
        drag.current = { anchor: { start: 0, end: 0 }, ...at, moved: false, at, frame: 0 };
        return;
      }
      if (event.shiftKey && span) {
        settle({ start: Math.min(span.start, place.at), end: Math.max(span.end, place.at) });
        return;
      }
      setSpan(null);
      drag.current = { anchor: { start: place.at, end: place.at }, ...at, moved: false, at, frame: 0 };
      drag.current.frame = requestAnimationFrame(latest.current);
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    /** Comes after the pointer's own event and knows how often it was pressed. */
    onMouseDown(event: MouseEvent<HTMLElement>): void {
      if (!enabled || event.button !== 0 || (event.target instanceof Element && event.target.closest(others))) return;
      event.preventDefault();
      const now = drag.current;
      const place = event.detail > 1 ? positionOf(event.clientX, event.clientY) : null;
      const unit = place?.on ? unitAt(place.at, event.detail === 2 ? words : sentences) : null;
      if (!now || !unit) return;
      now.anchor = unit;
      now.moved = true;
      setSpan(unit);
    },
    onPointerMove({ clientX: x, clientY: y }: PointerEvent<HTMLElement>): void {
      const now = drag.current;
      if (!now) return;
      now.at = { x, y };
      if (Math.hypot(x - now.x, y - now.y) >= still) now.moved = true;
    },
    onPointerUp(event: PointerEvent<HTMLElement>): void {
      const now = drag.current;
      drag.current = null;
      if (!now) return;
      cancelAnimationFrame(now.frame);
      if (now.moved && now.frame !== 0) {
        settle(drawn(now));
        return;
      }
      setSpan(null);
      const point = pointOf(event.clientX, event.clientY);
      if (point) onClick(point.page, point.x, point.y);
    },
    onPointerCancel(): void {
      cancelAnimationFrame(drag.current?.frame ?? 0);
      drag.current = null;
    },
  };
}
