/** Brings a passage into sight, a third down the view, so that what leads up to it can be read too. */
import type { Span } from './blocks.ts';
import { blockAt } from './blocks.ts';
import type { Box } from './lines.ts';
import { boxAround, type ShownText } from './positions.ts';

export function reveal(scroller: HTMLElement, shown: ShownText, span: Span, always = false): void {
  const block = blockAt(shown.text, span.start);
  // Blocks far off are not laid out yet: only once theirs is on the screen is the passage's own place known.
  if (block) shown.elements[block.index]?.scrollIntoView({ block: 'nearest' });
  const box = boxAround(shown, span);
  if (!box) return;
  const view = scroller.getBoundingClientRect();
  const margin = Math.min(96, view.height / 5);
  if (!always && box.top >= view.top + margin && box.bottom <= view.bottom - margin) return;
  const slack = Math.max(margin, (view.height - (box.bottom - box.top)) / 3);
  scroller.scrollTop += box.top - view.top - slack;
}

/** The box of a passage in the coordinates of the scrolled sheet; null where it is not on the screen. */
export function boxOf(sheet: HTMLElement, shown: ShownText, span: Span): Box | null {
  const box = boxAround(shown, span);
  if (!box) return null;
  const origin = sheet.getBoundingClientRect();
  return { left: box.left - origin.left, right: box.right - origin.left, top: box.top - origin.top, bottom: box.bottom - origin.top };
}

/** What of the sheet can be seen, in the same coordinates. */
export function viewOf(scroller: HTMLElement, sheet: HTMLElement): Box {
  const view = scroller.getBoundingClientRect();
  const origin = sheet.getBoundingClientRect();
  return {
    left: view.left - origin.left,
    right: view.left - origin.left + scroller.clientWidth,
    top: view.top - origin.top,
    bottom: view.top - origin.top + scroller.clientHeight,
  };
}
