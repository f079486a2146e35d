/** Where in a text one reads: the block at the top of the view, kept through scrolling; and back to it when letters or column change. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { countWhile } from '../../annotate/countWhile.ts';
import { boxAround, positionOf, type ShownText } from '../../annotate/positions.ts';

/** How long the scrolling rests before the place is taken; one look costs some ten measures. */
const rest = 120;
/** A little below the edge: a line that is half out of sight is no longer read. */
const brow = 12;

interface Spot {
  /** A code point of the text, and how far below the view's top edge its line stands. */
  readonly position: number;
  readonly below: number;
}

function blockAtTop(scroller: HTMLElement, shown: ShownText): number {
  const top = scroller.getBoundingClientRect().top + brow;
  return Math.min(
    shown.elements.length - 1,
    countWhile(shown.elements, (element) => element.getBoundingClientRect().bottom <= top),
  );
}

function spotAt(scroller: HTMLElement, shown: ShownText): Spot | null {
  const index = blockAtTop(scroller, shown);
  const [block, element] = [shown.text.blocks[index], shown.elements[index]];
  if (!block || !element) return null;
  const view = scroller.getBoundingClientRect();
  const box = element.getBoundingClientRect();
  const caret = document.caretPositionFromPoint((box.left + box.right) / 2, Math.max(box.top, view.top + brow) + 4);
  const inside =
    caret && element.contains(caret.offsetNode) ? positionOf(shown, { node: caret.offsetNode, offset: caret.offset }, 'start') : null;
  const position = Math.min(inside ?? block.start, block.end - 1);
  const line = boxAround(shown, { start: position, end: position + 1 });
  return line && { position, below: line.top - view.top };
}

/** `size`: whatever makes the text flow anew when it changes. */
export function usePlace(scroller: RefObject<HTMLElement | null>, shown: ShownText | null, size: string) {
  const [top, setTop] = useState(0);
  const spot = useRef<Spot | null>(null);
  const look = useCallback(() => {
    if (!scroller.current || !shown) return;
    spot.current = spotAt(scroller.current, shown);
    setTop(blockAtTop(scroller.current, shown));
  }, [scroller, shown]);

  useEffect(() => {
    const view = scroller.current;
    if (!view || !shown) return undefined;
    let waiting = setTimeout(look);
    const onScroll = (): void => {
      clearTimeout(waiting);
      waiting = setTimeout(look, rest);
    };
    view.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(waiting);
      view.removeEventListener('scroll', onScroll);
    };
  }, [scroller, shown, look]);

  const last = useRef(size);
  useLayoutEffect(() => {
    if (last.current === size) return;
    last.current = size;
    const [view, was] = [scroller.current, spot.current];
    if (!view || !was || !shown) return;
    // Twice: blocks that come into sight by the first move take their true size then
    for (let pass = 0; pass < 2; pass++) {
      const block = shown.text.blocks.findIndex(({ end }) => end > was.position);
      if (pass === 0) shown.elements[block]?.scrollIntoView({ block: 'start' });
      const line = boxAround(shown, { start: was.position, end: was.position + 1 });
      if (line) view.scrollBy(0, line.top - view.getBoundingClientRect().top - was.below);
    }
  }, [size, scroller, shown]);

  /** The code point at the top of the view, for whoever goes on from there. */
  const from = useCallback(() => spot.current?.position ?? 0, []);
  return { top, from };
}
