import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codePointLength, sliceCodePoints } from '../../../shared/anchor/codepoints.ts';
import { nextSentence, previousSentence, segmentAt, segmenterLocale, sentences, words } from '../../../shared/anchor/segment.ts';

const read = (text: string, segments: readonly { start: number; end: number }[]): string[] =>
  segments.map(({ start, end }) => sliceCodePoints(text, start, end));

test.each([
  { name: 'English', locale: 'en', text: 'No bodies. No blood! Who says so?', found: ['No bodies.', 'No blood!', 'Who says so?'] },
  {
    name: 'titles and initials',
    locale: 'en',
    text: 'Gen. V. Ivanenko spoke. Then he left.',
    found: ['Gen. V. Ivanenko spoke.', 'Then he left.'],
  },
  {
    name: 'the U.S. Army',
    locale: 'en',
    text: 'The U.S. Army denied it. Others did not.',
    found: ['The U.S. Army denied it.', 'Others did not.'],
  },
  { name: 'a blank line ends a sentence', locale: 'en', text: 'A heading\n\nNo bodies. No', found: ['A heading', 'No bodies.', 'No'] },
  {
    name: 'a wrapped line does not',
    locale: 'en',
    text: 'Neither dormitory appeared to have been seriously hit,\nReuters said. No bodies.',
    found: ['Neither dormitory appeared to have been seriously hit,\nReuters said.', 'No bodies.'],
  },
  { name: 'lines of their own do', locale: 'en', text: 'First item\nSecond item', found: ['First item', 'Second item'] },
  {
    name: 'Ukrainian',
    locale: 'uk',
    text: 'На вул. Шевченка п’ять сімей. Ген. Іваненко пішов.',
    found: ['На вул. Шевченка п’ять сімей.', 'Ген. Іваненко пішов.'],
  },
  {
    name: 'a year in Ukrainian',
    locale: 'uk',
    text: 'Це було у 2022 р. Потім стало тихо.',
    found: ['Це було у 2022 р.', 'Потім стало тихо.'],
  },
  { name: 'Arabic', locale: 'ar', text: 'لا توجد جثث. من قال ذلك؟ نعم.', found: ['لا توجد جثث.', 'من قال ذلك؟', 'نعم.'] },
  { name: 'Chinese', locale: 'zh', text: '没有尸体。也没有血迹！', found: ['没有尸体。', '也没有血迹！'] },
  { name: 'after emoji', locale: 'en', text: '😀 One. 👨‍👩‍👧 Two.', found: ['😀 One.', '👨‍👩‍👧 Two.'] },
  { name: 'a language nobody knows', locale: 'x-nothing', text: 'One. Two.', found: ['One.', 'Two.'] },
  { name: 'no language', locale: null, text: 'One. Two.', found: ['One.', 'Two.'] },
  { name: 'nothing', locale: 'en', text: '', found: [] },
  { name: 'blank', locale: 'en', text: ' \n\n ', found: [] },
])('sentences: $name', ({ locale, text, found }) => {
  expect(read(text, sentences(text, locale))).toEqual(found);
});

test.each([
  { name: 'Ukrainian apostrophes', locale: 'uk', text: "П’ять м'ячів, з'їзд!", found: ['П’ять', "м'ячів", "з'їзд"] },
  { name: 'Chinese has no spaces', locale: 'zh', text: '他说没有。', found: ['他', '说', '没有'] },
  { name: 'Thai has none either', locale: 'th', text: 'ฉันไปโรงเรียน', found: ['ฉัน', 'ไป', 'โรงเรียน'] },
  { name: 'Arabic with marks', locale: 'ar', text: 'قال\u200f: لا', found: ['قال\u200f', 'لا'] },
  { name: 'after emoji', locale: 'en', text: '😀 no 😀 blood', found: ['no', 'blood'] },
])('words: $name', ({ locale, text, found }) => {
  expect(read(text, words(text, locale))).toEqual(found);
});

test.each([
  ['uk', 'uk'],
  ['uk-UA', 'uk-UA'],
  ['uk_UA', 'en'],
  ['English', 'en'],
  ['', 'en'],
  ['tlh', 'en'],
  [null, 'en'],
])('the locale %j is segmented as %s', (locale, used) => {
  expect(segmenterLocale(locale)).toBe(used);
});

describe('walking', () => {
  const text = 'One. Two. Three.';
  const all = sentences(text, 'en');
  test.each([
    { from: 0, next: 'Two.', previous: undefined, at: 'One.' },
    { from: 2, next: 'Two.', previous: 'One.', at: 'One.' },
    { from: 4, next: 'Two.', previous: 'One.', at: undefined },
    { from: 5, next: 'Three.', previous: 'One.', at: 'Two.' },
    { from: 16, next: undefined, previous: 'Three.', at: undefined },
  ])('from $from', ({ from, next, previous, at }) => {
    const one = (segment: { start: number; end: number } | null): string | undefined =>
      segment === null ? undefined : read(text, [segment])[0];
    expect(one(nextSentence(all, from))).toBe(next);
    expect(one(previousSentence(all, from))).toBe(previous);
    expect(one(segmentAt(all, from))).toBe(at);
  });
});

test('sentences are in order, apart, within the text, without outer white space, and never hold a blank line', () => {
  const text = fc
    .array(fc.constantFrom('One. ', 'no ', 'Mr. ', '\n', '\n\n', '😀', 'ні? ', '。', ' \n \n', 'A.'), { maxLength: 40 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.constantFrom('en', 'uk', 'zh', null), (whole, locale) => {
      let last = 0;
      let letters = 0;
      for (const { start, end } of sentences(whole, locale)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        const piece = sliceCodePoints(whole, start, end);
        expect(piece).toBe(piece.trim());
        expect(piece).not.toMatch(/\n\s*\n/);
        letters += piece.replace(/\s/g, '').length;
        last = end;
      }
      expect(last).toBeLessThanOrEqual(codePointLength(whole));
      // Nothing but white space is left out.
      expect(letters).toBe(whole.replace(/\s/g, '').length);
    }),
    { numRuns: 500, seed: 6 },
  );
});
