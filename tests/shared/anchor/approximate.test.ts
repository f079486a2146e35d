import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, prefixDistances, scan, search } from '../../../shared/anchor/approximate.ts';

/** The textbook table, slow and plain: what the bit vectors must agree with. `free` lets a match begin anywhere. */
function table(text: string, pattern: string, free: boolean): number[] {
  let column = Array.from({ length: pattern.length + 1 }, (_, i) => i);
  const bottom = [pattern.length];
  for (let j = 1; j <= text.length; j++) {
    const next = [free ? 0 : j];
    for (let i = 1; i <= pattern.length; i++) {
      const same = pattern[i - 1] === text[j - 1] ? 0 : 1;
      next.push(Math.min((column[i - 1] ?? 0) + same, (column[i] ?? 0) + 1, (next[i - 1] ?? 0) + 1));
    }
    column = next;
    bottom.push(column[pattern.length] ?? 0);
  }
  return bottom;
}

const few = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'й', '漢'), maxLength, minLength: 1 });
const seed = 20_230_108;

describe('bit vectors agree with the textbook table', () => {
  test('ends and errors of every approximate match, patterns over several blocks', () => {
    fc.assert(
      fc.property(few(160), few(110), fc.double({ min: 0, max: 1, noNaN: true }), (text, pattern, share) => {
        const k = Math.floor(pattern.length * share);
        const found = new Map<number, number>();
        scan(text, pattern, k, (end, errors) => found.set(end, errors));
        const expected = new Map(table(text, pattern, true).flatMap((errors, end) => (end > 0 && errors <= k ? [[end, errors]] : [])));
        expect(found).toEqual(expected);
      }),
      { numRuns: 600, seed },
    );
  });

  test('edit distance to every prefix', () => {
    fc.assert(
      fc.property(few(90), few(90), (text, pattern) => {
        expect([...prefixDistances(text, pattern)]).toEqual(table(text, pattern, false));
      }),
      { numRuns: 300, seed },
    );
  });
});

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
  ['Краматорськ', 'Краматорск', 1],
  ['x'.repeat(100), 'x'.repeat(64), 36],
])('edits between %j and %j', (a, b, errors) => {
  expect(editDistance(a, b)).toBe(errors);
});

test.each([
  { text: 'the dormitory was not hit', pattern: 'dormitories', errors: 4, found: [[4, 'dormitory']] },
  {
    text: 'two dormitories, 2 dormitorys',
    pattern: 'dormitories',
    errors: 4,
    found: [
      [4, 'dormitories'],
      [19, 'dormitorys'],
    ],
  },
  { text: 'nothing of the kind', pattern: 'dormitories', errors: 4, found: [] },
])('the best places of $pattern in "$text"', ({ text, pattern, errors, found }) => {
  const places = search(text, pattern, errors, 5);
  expect(places).toHaveLength(found.length);
  for (const [i, place] of places.entries()) {
    expect(editDistance(text.slice(place.start, place.end), pattern)).toBe(place.errors);
    expect(place.errors).toBeLessThanOrEqual(errors);
    const expected = found[i];
    if (expected !== undefined) expect(Math.abs(place.start - Number(expected[0]))).toBeLessThanOrEqual(1);
  }
});
