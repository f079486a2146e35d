import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codePointLength, createOffsets, sliceCodePoints } from '../../../shared/anchor/codepoints.ts';

const cases = [
  { name: 'empty', text: '', length: 0 },
  { name: 'plain', text: 'dormitory', length: 9 },
  { name: 'a family of four joined by ZWJ', text: '👨‍👩‍👧‍👦', length: 7 },
  { name: 'a flag', text: '🇺🇦', length: 2 },
  { name: 'letters before and after an emoji', text: 'a😀b', length: 3 },
  { name: 'combining marks', text: 'q̣̇', length: 3 },
  { name: 'Arabic with a right-to-left mark', text: 'قال \u200fلا', length: 7 },
  { name: 'Chinese beyond the BMP', text: '𠮷野家', length: 3 },
  { name: 'a lone surrogate counts as one', text: 'a\ud83db', length: 3 },
  { name: 'surrogates in the wrong order', text: '\ude00\ud83d', length: 2 },
];

test.each(cases)('$name: $length code points', ({ text, length }) => {
  expect(codePointLength(text)).toBe(length);
  expect(createOffsets(text).length).toBe(length);
});

test('an offset inside a surrogate pair rounds down to its start', () => {
  const offsets = createOffsets('a😀b😀');
  expect([0, 1, 2, 3, 4, 5, 6].map((unit) => offsets.toCodePoint(unit))).toEqual([0, 1, 1, 2, 3, 3, 4]);
  expect([0, 1, 2, 3, 4].map((cp) => offsets.toUtf16(cp))).toEqual([0, 1, 3, 4, 6]);
});

test('offsets outside the text are brought to its ends', () => {
  for (const text of ['plain', 'a😀b']) {
    const offsets = createOffsets(text);
    expect([
      offsets.toUtf16(-4),
      offsets.toUtf16(99),
      offsets.toCodePoint(-1),
      offsets.toCodePoint(99),
      offsets.toUtf16(Number.NaN),
    ]).toEqual([0, text.length, 0, offsets.length, 0]);
  }
});

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

test('offsets and slices agree with string iteration', () => {
  fc.assert(
    fc.property(anyText, fc.nat(62), fc.nat(62), (text, a, b) => {
      const points = [...text];
      const offsets = createOffsets(text);
      expect(offsets.length).toBe(points.length);
      expect(sliceCodePoints(text, a, b)).toBe(points.slice(a, b).join(''));
      for (let cp = 0; cp <= points.length; cp++) {
        const unit = points.slice(0, cp).join('').length;
        expect(offsets.toUtf16(cp)).toBe(unit);
        expect(offsets.toCodePoint(unit)).toBe(cp);
      }
    }),
    { numRuns: 500, seed: 1 },
  );
});
