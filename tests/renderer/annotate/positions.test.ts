// @vitest-environment happy-dom
// (linkedom, which the formats use, orders nodes by their depth; this needs the order of the document)
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readable, trimmed, wordsAt } from '../../../renderer/annotate/blocks.ts';
import { piecesOf, positionOf, shownText, spanOf } from '../../../renderer/annotate/positions.ts';
import { rendition } from './rendition.ts';

const words = [
  'Ракета впала 🚀 поруч із гуртожитком № 47.',
  'قال المتحدث إن المباني لم تُصب 👩‍👩‍👧 مباشرة.',
  '𠮷野家 reported 600 dead.',
  'a',
];

/** The page as the reader builds it: a number and mark buttons stand beside each block's words. */
function page(paragraphs: readonly string[]) {
  document.body.innerHTML = '<article></article>';
  const root = document.querySelector('article');
  if (!root) throw new Error('no article');
  paragraphs.forEach((paragraph, index) => {
    const block = document.createElement('div');
    const margin = document.createElement('span');
    margin.textContent = `${index + 1}`;
    const text = document.createElement('p');
    text.setAttribute('data-block', `${index}`);
    text.append(document.createTextNode(paragraph));
    block.append(margin, text);
    root.append(block);
  });
  const shown = shownText(root, readable(rendition(paragraphs.map((paragraph) => ['paragraph', paragraph] as const))));
  return { root, shown };
}
const range = (from: { node: Node; offset: number }, to: { node: Node; offset: number }) =>
  ({
    startContainer: from.node,
    startOffset: from.offset,
    endContainer: to.node,
    endOffset: to.offset,
    collapsed: false,
  }) satisfies AbstractRange;

describe('a place on the screen and in the canonical text', () => {
  const { root, shown } = page(words);
  const { text } = shown;

  it('are the same place, there and back, for every passage between characters', () => {
    const edges = text.blocks.flatMap(({ start, end }) => Array.from({ length: end - start + 1 }, (_, index) => start + index));
    fc.assert(
      fc.property(fc.constantFrom(...edges), fc.constantFrom(...edges), (a, b) => {
        fc.pre(a !== b);
        const span = { start: Math.min(a, b), end: Math.max(a, b) };
        const pieces = piecesOf(shown, span);
        const [first, last] = [pieces[0], pieces.at(-1)];
        fc.pre(first !== undefined && last !== undefined); // nothing but the gap between two blocks
        if (!first || !last) return;
        const back = spanOf(shown, range({ node: first.node, offset: first.from }, { node: last.node, offset: last.to }));
        expect(back && trimmed(text, back)).toEqual(trimmed(text, span));
      }),
    );
  });

  it('agree in the words between them, with emoji and other astral characters', () => {
    const at = text.text.indexOf('🚀');
    const start = Array.from(text.text.slice(0, at)).length;
    const [piece] = piecesOf(shown, { start, end: start + 1 });
    expect(piece?.node.textContent?.slice(piece.from, piece.to)).toBe('🚀');
    expect(wordsAt(text, { start, end: start + 1 })).toBe('🚀');
  });

  it('leaves out what stands between the blocks on the screen', () => {
    const pieces = piecesOf(shown, { start: 0, end: Array.from(text.text).length });
    expect(pieces.map(({ node, from, to }) => node.textContent?.slice(from, to))).toEqual(words);
  });

  const node = shown.elements[0]?.firstChild;
  const [first, second, , last] = text.blocks;
  const margin = root.querySelectorAll('span')[1];
  if (!node || !first || !second || !last || !margin?.firstChild) throw new Error('the page is not as the test needs it');
  const inPair = Array.from('Ракета впала ').length;
  const cases = [
    { name: 'inside a surrogate pair: its start', point: { node, offset: inPair + 1 }, edge: 'start', position: inPair },
    {
      name: 'in a margin, as a start: the block it stands by',
      point: { node: margin.firstChild, offset: 0 },
      edge: 'start',
      position: second.start,
    },
    { name: 'in a margin, as an end: the block before', point: { node: margin.firstChild, offset: 1 }, edge: 'end', position: first.end },
    { name: 'before everything', point: { node: root, offset: 0 }, edge: 'start', position: 0 },
    { name: 'after everything', point: { node: root, offset: words.length }, edge: 'end', position: last.end },
    { name: 'between two blocks, as a start', point: { node: root, offset: 1 }, edge: 'start', position: second.start },
    { name: 'between two blocks, as an end', point: { node: root, offset: 1 }, edge: 'end', position: first.end },
    { name: 'nothing before the first block', point: { node: root, offset: 0 }, edge: 'end', position: null },
    { name: 'nothing after the last', point: { node: root, offset: words.length }, edge: 'start', position: null },
  ] as const;
  it.each(cases)('$name', ({ point, edge, position }) => {
    expect(positionOf(shown, point, edge)).toBe(position);
  });

  it('a paragraph taken by three clicks ends where its words end', () => {
    const next = shown.elements[1];
    if (!next) throw new Error('no second block');
    const taken = spanOf(shown, range({ node, offset: 0 }, { node: next, offset: 0 }));
    expect(taken && trimmed(text, taken)).toEqual({ start: first.start, end: first.end });
  });
});
