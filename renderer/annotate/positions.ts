/**
 * The thin DOM wrapper around the canonical text: every block of it stands in one element `[data-block="index"]` as one
 * text node, so that a DOM point and a code point position are two names of the same place.
 */
import { type BlockText, blockAt, type ReadableText, type Span } from './blocks.ts';
import { countWhile } from './countWhile.ts';
import type { Box } from './lines.ts';

/** The text of a source on the screen. `elements` are its block elements in the order of `text.blocks`. */
export interface ShownText {
  readonly text: ReadableText;
  readonly elements: readonly Element[];
}

export function shownText(root: ParentNode, text: ReadableText): ShownText {
  return { text, elements: Array.from(root.querySelectorAll('[data-block]')) };
}

type Edge = 'start' | 'end';
/** A place in the DOM: as a Range's boundary. */
export interface DomPoint {
  readonly node: Node;
  readonly offset: number;
}

const TEXT_NODE = 3;
const PRECEDING = 2;

function inBlock(block: BlockText, element: Element, { node, offset }: DomPoint): number {
  if (node.nodeType === TEXT_NODE) return block.start + block.offsets.toCodePoint(offset);
  // A point between children: before the text or after it.
  return node === element && offset > 0 ? block.end : block.start;
}

/** True where an element lies wholly before a point that is not within it. */
function before(element: Element, { node, offset }: DomPoint): boolean {
  if (node.contains(element)) {
    let child: Node = element;
    while (child.parentNode && child.parentNode !== node) child = child.parentNode;
    return Array.prototype.indexOf.call(node.childNodes, child) < offset;
  }
  return (node.compareDocumentPosition(element) & PRECEDING) !== 0;
}

/**
 * The code point position of a DOM point. A point outside every block (a margin, the page's edge) falls on the nearest
 * text inwards: the next block for the start of a selection, the former one for its end. Null where there is none.
 */
export function positionOf({ text, elements }: ShownText, point: DomPoint, edge: Edge): number | null {
  const holder = elements.findIndex((element) => element.contains(point.node));
  const block = text.blocks[holder];
  const element = elements[holder];
  if (block && element) return inBlock(block, element, point);
  const passed = countWhile(elements, (each) => before(each, point));
  return edge === 'start' ? (text.blocks[passed]?.start ?? null) : (text.blocks[passed - 1]?.end ?? null);
}

/** What a DOM range marks in the text, or null where that is nothing. */
export function spanOf(shown: ShownText, range: AbstractRange): Span | null {
  const start = positionOf(shown, { node: range.startContainer, offset: range.startOffset }, 'start');
  const end = positionOf(shown, { node: range.endContainer, offset: range.endOffset }, 'end');
  return start !== null && end !== null && end > start ? { start, end } : null;
}

/** A span's place in one block. */
export interface Piece {
  readonly node: Node;
  readonly from: number;
  readonly to: number;
}

/**
 * Where a span stands in the DOM: a piece for each block it touches, since what lies between two blocks on the screen
 * (numbers, mark buttons) is no part of the text. Found by binary search; blocks not on the screen have no piece.
 */
export function piecesOf({ text, elements }: ShownText, { start, end }: Span): Piece[] {
  const first = blockAt(text, start)?.index ?? text.blocks.length;
  const last = countWhile(text.blocks, (block) => block.start < end);
  return text.blocks.slice(first, last).flatMap((block) => {
    const node = elements[block.index]?.firstChild;
    return node ? [{ node, from: block.offsets.toUtf16(start - block.start), to: block.offsets.toUtf16(end - block.start) }] : [];
  });
}

function rangeOf({ node, from, to }: Piece): Range {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  return range;
}

/** The boxes of a span's lines on the screen, in reading order, in the view's coordinates. */
export function boxesOf(shown: ShownText, span: Span): Box[] {
  return piecesOf(shown, span).flatMap((piece) => Array.from(rangeOf(piece).getClientRects()));
}

/** The box around all of a span; null where it is not on the screen. */
export function boxAround(shown: ShownText, span: Span): Box | null {
  const boxes = boxesOf(shown, span);
  if (boxes.length === 0) return null;
  const most = (side: 'right' | 'bottom'): number => Math.max(...boxes.map((box) => box[side]));
  const least = (side: 'left' | 'top'): number => Math.min(...boxes.map((box) => box[side]));
  return { left: least('left'), top: least('top'), right: most('right'), bottom: most('bottom') };
}
