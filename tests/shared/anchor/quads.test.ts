import { describe, expect, test } from 'vitest';
import { runsLeft, sharesOf } from '../../../shared/anchor/advance.ts';
import { quadsOn } from '../../../shared/anchor/quads.ts';

interface Word {
  readonly words: string;
  readonly at: readonly [x: number, y: number, width: number];
}
/** A page of words, one space between two; 12 points high. */
function pageOf(words: readonly Word[]) {
  let at = 0;
  const runs = words.map(({ words: word, at: [x, y, width] }) => {
    const start = at;
    const end = start + Array.from(word).length;
    at = end + 1;
    return [start, end, x, y, width, 12];
  });
  const text = words.map((word) => word.words).join(' ');
  return { page: { start: 0, end: at, runs }, text, wordsAt: (start: number, end: number) => Array.from(text).slice(start, end).join('') };
}
const all = (words: readonly Word[]) => {
  const { page, wordsAt } = pageOf(words);
  return quadsOn(page, 1, 0, page.end, wordsAt).map(({ x, y, width }) => [x, y, width]);
};

describe('one rectangle a line', () => {
  test.each<{ what: string; words: Word[]; quads: number[][] }>([
    {
      what: 'words of a line, from left to right',
      words: [
        { words: 'The', at: [40, 50, 20] },
        { words: 'gate', at: [64, 50, 24] },
        { words: 'stood', at: [40, 64, 30] },
      ],
      quads: [
        [40, 50, 48],
        [40, 64, 30],
      ],
    },
    {
      what: 'words of a long line, from right to left',
      words: [
        { words: 'زار', at: [370, 50, 10] },
        { words: 'الصحفيون', at: [330, 50, 37] },
        { words: 'المستودع', at: [294, 50, 33] },
        { words: 'صباح', at: [100, 50, 191] },
      ],
      quads: [[100, 50, 280]],
    },
    {
      what: 'the last line of one column and the first of the next, at one height',
      words: [
        { words: 'left', at: [40, 50, 160] },
        { words: 'right', at: [226, 50, 160] },
      ],
      quads: [
        [40, 50, 160],
        [226, 50, 160],
      ],
    },
    {
      what: 'the foot of one column and the head of the next',
      words: [
        { words: 'foot', at: [40, 700, 160] },
        { words: 'head', at: [226, 50, 160] },
      ],
      quads: [
        [40, 700, 160],
        [226, 50, 160],
      ],
    },
    {
      what: 'a small letter above the line',
      words: [
        { words: 'Corporation', at: [40, 50, 60] },
        { words: '1', at: [101, 47, 4] },
      ],
      quads: [[40, 47, 65]],
    },
  ])('$what', ({ words, quads }) => expect(all(words)).toEqual(quads));
});

describe('part of a word', () => {
  const part = (word: string, from: number, to: number) => {
    const { page, wordsAt } = pageOf([{ words: word, at: [100, 50, 100] }]);
    const [quad] = quadsOn(page, 1, from, to, wordsAt);
    return quad && [quad.x, quad.x + quad.width];
  };
  test('is as wide as its letters are against the others', () => {
    const [, narrow = 0] = part('illwww', 0, 3) ?? [];
    const [, even = 0] = part('ababab', 0, 3) ?? [];
    expect(even).toBeCloseTo(150, 0);
    expect(narrow).toBeLessThan(130);
  });
  test('begins at the right where letters run left', () => {
    expect(part('جندي', 0, 2)).toEqual([150, 200]);
    expect(part('جندي', 2, 4)).toEqual([100, 150]);
  });
  test('counts square signs alike', () => expect(part('调查人员', 1, 3)).toEqual([125, 175]));
  test('without its words counts letters alike', () => {
    expect(quadsOn({ start: 0, end: 4, runs: [[0, 4, 0, 0, 40, 10]] }, 1, 1, 2, () => '')).toEqual([
      { page: 1, x: 10, y: 0, width: 10, height: 10 },
    ]);
  });
});

test('a page that holds none of it has no rectangle', () => {
  const { page, wordsAt } = pageOf([{ words: 'gate', at: [0, 0, 10] }]);
  expect(quadsOn(page, 1, 90, 99, wordsAt)).toEqual([]);
});

test('shares grow from 0 to 1, one more than there are letters', () => {
  const shares = sharesOf('Gate é');
  expect(shares).toHaveLength(Array.from('Gate é').length + 1);
  expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
  expect(shares.every((share, index) => index === 0 || share >= (shares[index - 1] ?? 0))).toBe(true);
});

test.each([
  ['gate', false],
  ['المستودع', true],
  ['12', false],
  ['(12) שער', true],
  ['NATO الحلف', true],
])('%s runs to the left: %s', (text, left) => expect(runsLeft(text)).toBe(left));
