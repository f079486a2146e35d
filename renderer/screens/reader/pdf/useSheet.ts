/** The long sheet of pages in its scrolled view: how large, what of it is seen, and how to get to a place of it. */
import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Size } from '../../../../shared/anchor/geometry.ts';
import type { Quad } from '../../../../shared/model.ts';
import { laySheet, pageInSight, pagesWithin, room, type Sheet, scaleOf, stepZoom, type Zoom } from './sheet.ts';

export interface SheetView {
  readonly sheet: Sheet;
  /** Of the view, in CSS pixels; 0 until it is known. */
  readonly frame: Size;
  readonly zoom: Zoom;
  /** Pages that are drawn, as indices [first, after), and the one that is looked at, counted from 1. */
  readonly first: number;
  readonly after: number;
  readonly current: number;
  setZoom(zoom: Zoom): void;
  step(way: 1 | -1): void;
  toPage(page: number): void;
  /** Brings a place of a page (points) into the middle of the view; unless `always`, only where it is not in sight. */
  reveal(place: Quad, always: boolean): void;
  onScroll(): void;
}

/** In a narrow view the buttons of marks are signs alone. */
const narrow = 560;
/** So long after a place was brought into sight, it stays in the middle of a view that changes its size. */
const settleMs = 1_000;

export function useSheet(scroller: RefObject<HTMLElement | null>, sizes: readonly Size[], from: number): SheetView {
  const [frame, setFrame] = useState<Size>({ width: 0, height: 0 });
  const [zoom, setZoom] = useState<Zoom>('width');
  const start = frame.width < narrow ? room.start / 2 : room.start;
  const scale = useMemo(() => scaleOf(zoom, sizes, frame, start), [zoom, sizes, frame, start]);
  const sheet = useMemo(() => laySheet(sizes, scale, frame, start), [sizes, scale, frame, start]);
  const [seen, setSeen] = useState({ first: 0, after: 1, current: from });
  // What stands at the upper edge of the view, as a share of its page: it stays there when the pages become larger.
  const held = useRef({ page: from, share: from === 1 ? -1 : 0, left: 0.5 });

  // What was brought into sight last, and when: the card of a chosen excerpt opens after that and takes room from the view.
  const shown = useRef<{ readonly place: Quad; readonly at: number } | null>(null);

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element || element.clientHeight === 0) return;
    const { scrollTop: top, clientHeight: height } = element;
    const [first, after] = pagesWithin(sheet, top - height * 0.75, top + height * 1.75);
    const current = pageInSight(sheet, top, height);
    const page = sheet.pages[pagesWithin(sheet, top, top + 1)[0]] ?? sheet.pages.at(-1);
    if (page) {
      const left = (element.scrollLeft + element.clientWidth / 2) / Math.max(1, sheet.width);
      held.current = { page: page.number, share: (top - page.top) / Math.max(1, page.height), left };
    }
    setSeen((now) => (now.first === first && now.after === after && now.current === current ? now : { first, after, current }));
  }, [scroller, sheet]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      setFrame((now) => (now.width === width && now.height === height ? now : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    const page = sheet.pages[held.current.page - 1];
    if (!element || !page || frame.width === 0) return;
    const recent = shown.current && performance.now() - shown.current.at < settleMs ? shown.current.place : null;
    const target = recent && sheet.pages[recent.page - 1];
    const middle = recent && target ? target.top + (recent.y + recent.height / 2) * sheet.scale - element.clientHeight / 2 : null;
    element.scrollTo({
      top: middle ?? page.top + held.current.share * page.height,
      left: held.current.left * sheet.width - element.clientWidth / 2,
    });
    look();
  }, [scroller, sheet, frame, look]);

  const toPage = useCallback(
    (number: number) => {
      const page = sheet.pages[number - 1];
      const element = scroller.current;
      if (!page || !element) return;
      element.scrollTo({ top: page.top - room.between / 2 });
      look();
    },
    [scroller, sheet, look],
  );
  const reveal = useCallback(
    (place: Quad, always: boolean) => {
      const page = sheet.pages[place.page - 1];
      const element = scroller.current;
      if (!page || !element) return;
      shown.current = always ? { place, at: performance.now() } : null;
      const top = page.top + place.y * sheet.scale;
      const bottom = top + place.height * sheet.scale;
      const left = page.left + place.x * sheet.scale;
      const right = left + place.width * sheet.scale;
      const { clientHeight: height, clientWidth: width, scrollTop, scrollLeft } = element;
      const margin = Math.min(96, height / 5);
      const isSeen = top >= scrollTop + margin && bottom <= scrollTop + height - margin;
      const middle = bottom - top > height - 2 * margin ? top - margin : (top + bottom - height) / 2;
      const isBeside = left < scrollLeft || right > scrollLeft + width;
      element.scrollTo({
        top: always || !isSeen ? middle : scrollTop,
        left: isBeside ? (right - left > width ? left - 20 : (left + right - width) / 2) : scrollLeft,
      });
      look();
    },
    [scroller, sheet, look],
  );
  const step = useCallback((way: 1 | -1) => setZoom(stepZoom(scale, way)), [scale]);
  return { sheet, frame, zoom, ...seen, setZoom, step, toPage, reveal, onScroll: look };
}
