import { expect, test } from 'vitest';
import { letterFor, placeOf } from '../../../shared/anchor/place.ts';
import type { Block } from '../../../shared/model.ts';

const blocks: Block[] = [
  { type: 'title', start: 0, end: 10 },
  { type: 'paragraph', number: 1, start: 12, end: 20 },
  { type: 'heading', level: 2, start: 22, end: 30 },
  { type: 'paragraph', number: 2, start: 32, end: 40 },
  { type: 'quote', number: 3, start: 42, end: 50 },
  { type: 'heading', level: 2, start: 52, end: 60 },
  { type: 'list-item', number: 4, start: 62, end: 70 },
  { type: 'caption', start: 72, end: 80 },
];

test.each([
  { start: 0, end: 4, place: 'title' },
  { start: 12, end: 20, place: '¶1' },
  { start: 44, end: 46, place: '¶3' },
  { start: 32, end: 50, place: '¶2–3' },
  { start: 13, end: 65, place: '¶1–4' },
  { start: 25, end: 27, place: 'heading 1' },
  { start: 52, end: 53, place: 'heading 2' },
  { start: 24, end: 55, place: 'heading 1–2' },
  { start: 55, end: 65, place: 'heading 2–¶4' },
  { start: 5, end: 14, place: 'title–¶1' },
  { start: 73, end: 74, place: 'caption 1' },
  // The blank line between two blocks belongs to neither.
  { start: 32, end: 42, place: '¶2' },
  { start: 40, end: 50, place: '¶3' },
  { start: 20, end: 22, place: '¶1' },
])('[$start, $end) is cited as $place', ({ start, end, place }) => {
  expect(placeOf(blocks, start, end)).toBe(place);
  expect(placeOf([...blocks].reverse(), start, end)).toBe(place);
});

test('a text without blocks has a place all the same', () => {
  expect(placeOf([], 0, 4)).toBe('text');
});

test.each([
  [0, 'a'],
  [1, 'b'],
  [25, 'z'],
  [26, 'aa'],
  [27, 'ab'],
  [701, 'zz'],
  [702, 'aaa'],
])('excerpt %d of a place is %s', (n, letter) => {
  expect(letterFor(n)).toBe(letter);
});
