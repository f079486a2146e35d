/** A place that a person selects in the new text by hand: from the letters on the screen to code points of the canonical text. */
import { codePointLength, sliceCodePoints } from '../../../shared/anchor/codepoints.ts';
import type { ToDecide } from '../../../shared/contract.ts';

export type Place = Pick<ToDecide['places'][number], 'start' | 'end' | 'exact'>;

/** `text` cut to [start, end) in code points, without the white space at its ends; null where no words are left. */
export function placeIn(text: string, start: number, end: number): Place | null {
  const words = sliceCodePoints(text, start, end);
  const exact = words.trim();
  if (exact === '') return null;
  const from = start + codePointLength(words.slice(0, words.length - words.trimStart().length));
  return { start: from, end: from + codePointLength(exact), exact };
}

/** Where a point of the DOM stands in the text: within a cell of the second column (`data-at`: where its block begins). */
function pointIn(box: Element, node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const cell = element?.closest<HTMLElement>('[data-side="b"][data-at]');
  if (!cell || !box.contains(cell)) return null;
  const before = document.createRange();
  before.setStart(cell, 0);
  before.setEnd(node, offset);
  return Number(cell.dataset['at']) + codePointLength(before.toString());
}

/** What is selected in the second column of a table of differences; null where nothing is, or where it reaches beyond that column. */
export function selectedIn(box: Element, text: string): Place | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start = pointIn(box, range.startContainer, range.startOffset);
  const end = pointIn(box, range.endContainer, range.endOffset);
  return start === null || end === null || end <= start ? null : placeIn(text, start, end);
}
