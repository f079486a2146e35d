/** Where pages lie, which words a point means, and which marks a page has. */
import { describe, expect, test } from 'vitest';
import { readable } from '../../../../renderer/annotate/blocks.ts';
import { markUnder } from '../../../../renderer/screens/reader/pdf/pageMarks.ts';
import { onWords, pageText, positionAt } from '../../../../renderer/screens/reader/pdf/pageText.ts';
import {
  actual,
  laySheet,
  pageInSight,
  pageNearest,
  pagesWithin,
  room,
  scaleOf,
  stepZoom,
  usualSize,
} from '../../../../renderer/screens/reader/pdf/sheet.ts';
import { rendition } from '../../annotate/rendition.ts';

const a4 = { width: 595, height: 842 };
const frame = { width: 800, height: 600 };

describe('the sheet', () => {
  test('pages stand one under the other, in the middle, none over another', () => {
    const { pages, height } = laySheet([a4, { width: 300, height: 400 }, a4], 1, frame);
    expect(pages.map(({ top }) => top)).toEqual([room.top, room.top + 842 + room.between, room.top + 842 + 400 + 2 * room.between]);
    expect((pages[1]?.left ?? 0) + 150).toBeCloseTo((pages[0]?.left ?? 0) + 297, 0);
    expect(height).toBeGreaterThan((pages[2]?.top ?? 0) + 842);
  });
  test('a page as wide as the view leaves room for the buttons of its marks', () => {
    const scale = scaleOf('width', [a4], frame);
    const { pages } = laySheet([a4], scale, frame);
    expect(pages[0]?.left).toBeGreaterThanOrEqual(room.start);
    expect((pages[0]?.left ?? 0) + (pages[0]?.width ?? 0)).toBeLessThanOrEqual(frame.width);
  });
  test('a whole page is no higher than the view', () => {
    expect(scaleOf('page', [a4], frame) * a4.height).toBeLessThanOrEqual(frame.height);
  });
  test('most pages say how large one is, not the one plan among them', () => {
    expect(usualSize([{ width: 2400, height: 1700 }, a4, a4])).toEqual(a4);
    expect(usualSize([])).toMatchObject({ width: 595 });
  });
  test('twenty thousand pages stay within what a browser lays out', () => {
    const sizes = Array.from({ length: 20_000 }, () => a4);
    expect(laySheet(sizes, scaleOf(6 * actual, sizes, frame), frame).height).toBeLessThan(31_000_000);
  });
  test.each([
    { scale: actual, way: 1 as const, next: 1.1 },
    { scale: actual, way: -1 as const, next: 0.9 },
    { scale: actual * 0.73, way: 1 as const, next: 0.8 },
    { scale: actual * 6, way: 1 as const, next: 6 },
  ])('from $scale goes to $next', ({ scale, way, next }) => expect(stepZoom(scale, way) / actual).toBeCloseTo(next, 6));

  const sheet = laySheet([a4, a4, a4, a4], 1, frame);
  test.each([
    { top: 0, bottom: 600, pages: [0, 1] },
    { top: 800, bottom: 1400, pages: [0, 2] },
    { top: 857, bottom: 870, pages: [1, 1] },
    { top: 9_000, bottom: 9_600, pages: [4, 4] },
  ])('from $top to $bottom stand pages $pages', ({ top, bottom, pages }) => expect(pagesWithin(sheet, top, bottom)).toEqual(pages));
  test.each([
    { top: 0, page: 1 },
    { top: 700, page: 2 },
    { top: 99_999, page: 4 },
  ])('at $top one looks at page $page', ({ top, page }) => expect(pageInSight(sheet, top, 600)).toBe(page));
  test.each([
    { y: -50, page: 1 },
    { y: 860, page: 1 },
    { y: 866, page: 2 },
    { y: 1e6, page: 4 },
  ])('the page nearest to $y is $page', ({ y, page }) => expect(pageNearest(sheet, y)?.number).toBe(page));
});

/** Two columns: a paragraph that goes on in the second, and a short one under it. */
const text = readable(
  rendition([
    ['paragraph', 'The gate stood open all night'],
    ['paragraph', 'Nobody came'],
  ]),
);
const page = {
  runs: [
    [0, 3, 40, 700, 20, 12],
    [4, 8, 64, 700, 26, 12],
    [9, 14, 40, 714, 34, 12],
    [15, 19, 226, 50, 30, 12],
    [20, 23, 260, 50, 16, 12],
    [24, 29, 226, 64, 34, 12],
    [31, 37, 226, 90, 44, 12],
    [38, 42, 274, 90, 34, 12],
  ],
};
const pieces = pageText(page, text);

describe('the words of a page', () => {
  test('a paragraph that goes on in the next column is two pieces, each of whole lines, and nothing of the text is lost', () => {
    expect(pieces.map(({ lines }) => lines.map(({ words }) => words))).toEqual([
      ['The gate ', 'stood'],
      ['open all ', 'night'],
      ['Nobody came'],
    ]);
  });
  test.each([
    { what: 'the first letter', at: { x: 40, y: 706 }, position: 0 },
    { what: 'between two words', at: { x: 62.5, y: 706 }, position: 4 },
    { what: 'the white after a short line', at: { x: 180, y: 720 }, position: 14 },
    { what: 'the white under the first column', at: { x: 60, y: 780 }, position: expect.closeTo(12, -1) },
    { what: 'the white between the columns, at the height of the first', at: { x: 100, y: 712 }, position: expect.closeTo(10, -1) },
    { what: 'above the second column', at: { x: 300, y: 10 }, position: 23 },
    { what: 'the last letter', at: { x: 400, y: 96 }, position: 42 },
  ])('$what is a place of its own column', ({ at, position }) => expect(positionAt(pieces, at, text)).toEqual(position));
  test('half of a word', () => {
    const at = positionAt(pieces, { x: 77, y: 706 }, text) ?? 0;
    expect(at).toBeGreaterThan(4);
    expect(at).toBeLessThan(8);
  });
  test('letters that belong together are not parted', () => {
    const accented = readable(rendition([['paragraph', 'xe\u0301\u0323y']]));
    const own = pageText({ runs: [[0, 5, 0, 0, 100, 12]] }, accented);
    const met = new Set(Array.from({ length: 101 }, (_, x) => positionAt(own, { x, y: 6 }, accented)));
    expect([...met]).toEqual([0, 1, 4, 5]);
  });
  test('from right to left, the first letter is at the right', () => {
    const arabic = readable(rendition([['paragraph', 'زار الصحفيون']], 'ar'));
    const own = pageText(
      {
        runs: [
          [0, 3, 370, 50, 10, 12],
          [4, 12, 330, 50, 37, 12],
        ],
      },
      arabic,
    );
    expect(own[0]?.lines[0]?.rtl).toBe(true);
    expect([380, 330].map((x) => positionAt(own, { x, y: 56 }, arabic))).toEqual([0, 12]);
  });
  test('a page without words has no place', () => {
    expect(positionAt([], { x: 1, y: 1 }, text)).toBeNull();
    expect(onWords(pieces, { x: 50, y: 706 })).toBe(true);
    expect(onWords(pieces, { x: 150, y: 400 })).toBe(false);
  });
});

test('of marks that lie over each other a press means the shortest', () => {
  const mark = (key: string, start: number, end: number) => ({
    mark: { key, excerpt: null, link: null, claim: null, stance: null, label: key, quote: '', start, end },
    quads: [{ page: 1, x: 40, y: 50, width: 10 * (end - start), height: 12 }],
    isFirst: true,
  });
  const marks = [mark('long', 0, 20), mark('short', 2, 6)];
  expect(markUnder(marks, 60, 55)?.key).toBe('short');
  expect(markUnder(marks, 200, 55)?.key).toBe('long');
  expect(markUnder(marks, 200, 155)).toBeNull();
});
