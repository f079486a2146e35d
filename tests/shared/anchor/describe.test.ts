import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codePointLength, sliceCodePoints } from '../../../shared/anchor/codepoints.ts';
import { clustersOf } from '../../../shared/anchor/graphemes.ts';
import { describe as describePassage, usualContext, verify } from '../../../shared/anchor/text.ts';

const family = '👨‍👩‍👧‍👦';
const cases = [
  { name: 'a quote at the start', text: 'No bodies, no blood.', quote: 'No bodies' },
  { name: 'a quote at the end', text: 'No bodies, no blood.', quote: 'no blood.' },
  { name: 'the whole text', text: 'No bodies, no blood.', quote: 'No bodies, no blood.' },
  { name: 'words after a family emoji', text: `${family} fled the city.`, quote: 'fled the city' },
  { name: 'a family emoji itself', text: `They wrote ${family} and left.`, quote: family },
  { name: 'between two flags', text: '🇺🇦🇵🇱 joint 🇺🇦🇵🇱', quote: 'joint' },
  { name: 'combining marks', text: 'the letter q̣̇ stands here', quote: 'q̣̇ stands' },
  { name: 'Arabic with right-to-left marks', text: 'قال المتحدث\u200f: لا توجد جثث\u200f.', quote: 'لا توجد جثث' },
  { name: 'Hebrew with a left-to-right mark', text: 'הדובר אמר\u200e (BBC)\u200e כי לא', quote: '(BBC)\u200e כי' },
  { name: 'Chinese', text: '记者没有看到尸体，也没有看到血迹。', quote: '也没有看到血迹' },
  { name: 'Chinese beyond the BMP', text: '他在𠮷野家吃饭。', quote: '𠮷野家' },
  { name: 'Thai', text: 'ไม่พบศพในอาคาร', quote: 'ศพ' },
  { name: 'Ukrainian apostrophes', text: "П’ять сімей, шість м'ячів і з’їзд.", quote: "м'ячів" },
  { name: 'across a block boundary', text: 'First.\n\nSecond.', quote: 'First.\n\nSecond' },
];

test.each(cases)('$name is described and holds', ({ text, quote }) => {
  const at = codePointLength(text.slice(0, text.indexOf(quote)));
  const made = describePassage(text, at, at + codePointLength(quote));
  expect(made.quote.exact).toBe(quote);
  expect(text).toContain(made.quote.prefix + quote + made.quote.suffix);
  expect(verify(text, made)).toBe('exact');
});

describe('prefix and suffix', () => {
  test('take the usual number of code points', () => {
    const text = `${'abcdefghij '.repeat(10)}HERE${' klmnopqrst'.repeat(10)}`;
    const { quote } = describePassage(text, 110, 114);
    expect([quote.prefix.length, quote.suffix.length]).toEqual([usualContext, usualContext]);
  });

  test.each([
    { name: 'family', cluster: family },
    { name: 'flag', cluster: '🇺🇦' },
    { name: 'skin tone', cluster: '👍🏽' },
    { name: 'letter with marks', cluster: 'q̣̇' },
    { name: 'Hangul jamo', cluster: '\u1112\u1161\u11ab' },
  ])('never cut a $name', ({ cluster }) => {
    const text = `${cluster.repeat(20)}HERE${cluster.repeat(20)}`;
    const start = codePointLength(cluster) * 20;
    for (let context = 1; context <= 40; context++) {
      const { quote } = describePassage(text, start, start + 4, context);
      const size = codePointLength(cluster);
      if (context < size) continue;
      expect(quote.prefix).toBe(cluster.repeat(Math.floor(context / size)));
      expect(quote.suffix).toBe(cluster.repeat(Math.floor(context / size)));
    }
  });

  test('are empty where no context is wanted, even for words that repeat', () => {
    expect(describePassage('no and no', 7, 9, 0).quote).toEqual({ type: 'TextQuoteSelector', exact: 'no', prefix: '', suffix: '' });
  });

  test('grow until each of them tells words that repeat from one another', () => {
    const passage = 'Neither dormitory appeared to have been seriously or directly hit, reporters at the place said. ';
    const text = `One. ${passage}Two. ${passage}Three.`;
    const at = text.lastIndexOf('directly');
    const { quote } = describePassage(text, at, at + 8);
    const once = (words: string): boolean => text.indexOf(words) === text.lastIndexOf(words);
    expect(once(quote.prefix + quote.exact)).toBe(true);
    expect(once(quote.exact + quote.suffix)).toBe(true);
    expect(once('appeared to have been seriously or directly')).toBe(false);
  });
});

test.each([
  [-1, 2],
  [0, 0],
  [3, 2],
  [0, 6],
  [0.5, 2],
  [Number.NaN, 2],
])('a range [%d, %d) that is no passage of a text of five is refused', (start, end) => {
  expect(() => describePassage('a😀bcd', start, end)).toThrow(RangeError);
});

describe('verify', () => {
  const text = 'a café 😀 no blood';
  const good = describePassage(text, 7, 11);
  const at = (start: number, end: number) => ({ type: 'TextPositionSelector' as const, start, end });
  const cases = [
    { name: 'as described', text, selectors: good, state: 'exact' },
    { name: 'one letter changed', text: text.replace('blood', 'Blood'), selectors: describePassage(text, 12, 17), state: 'mismatch' },
    { name: 'position off by one', text, selectors: { ...good, position: at(8, 12) }, state: 'mismatch' },
    {
      name: 'position counted in UTF-16 units',
      text,
      selectors: { ...describePassage(text, 12, 17), position: at(13, 18) },
      state: 'mismatch',
    },
    { name: 'end beyond the text', text, selectors: { ...describePassage(text, 12, 17), position: at(12, 30) }, state: 'mismatch' },
    { name: 'the same letters, not normalised', text: 'cafe\u0301', selectors: describePassage('café', 0, 4), state: 'mismatch' },
    { name: 'negative start', text, selectors: { ...good, position: at(-3, 4) }, state: 'mismatch' },
    { name: 'empty text', text: '', selectors: good, state: 'mismatch' },
  ] as const;
  test.each(cases)('$name: $state', ({ text: where, selectors, state }) => {
    expect(verify(where, selectors)).toBe(state);
  });
});

test('any range of any text is described exactly, with whole code points and, where possible, whole clusters around it', () => {
  const unit = fc.oneof(
    fc.constantFrom(family, '🇺🇦', 'e\u0301', '\u200d', '\ufe0f', '\u200f', 'ا', 'א', '漢', '𠮷', 'ก', 'ำ', '’', "'", '\n', ' ', 'no ', 'a'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  );
  const text = fc.array(unit, { minLength: 1, maxLength: 120 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), fc.nat(40), (whole, a, b, context) => {
      const { length } = [...whole];
      const start = a % length;
      const end = start + 1 + (b % (length - start));
      const made = describePassage(whole, start, end, context);
      expect(verify(whole, made)).toBe('exact');
      const { prefix, exact, suffix } = made.quote;
      expect(exact).toBe(sliceCodePoints(whole, start, end));
      const points = [...whole];
      const before = codePointLength(prefix);
      const after = codePointLength(suffix);
      expect(points.slice(start - before, start).join('')).toBe(prefix);
      expect(points.slice(end, end + after).join('')).toBe(suffix);
      expect(prefix.isWellFormed() && suffix.isWellFormed()).toBe(true);
      const clusters = clustersOf(whole);
      const from = points.slice(0, start - before).join('').length;
      // Only a cluster that reaches over the whole context may be cut.
      const home = points.slice(0, start).join('').length;
      if (context > 0 && !clusters.between(from)) expect(clusters.after(from)).toBeGreaterThanOrEqual(home);
    }),
    { numRuns: 1000, seed: 2 },
  );
});
