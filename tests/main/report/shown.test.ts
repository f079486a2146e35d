import { describe, expect, it } from 'vitest';
import { prepare } from '../../../main/report/shown.ts';

/** Latin, Cyrillic, emoji and one accent; no Hangul. */
const covers = (codes: readonly number[]): boolean =>
  codes.every(
    (code) => (code >= 0x20 && code < 0x7f) || (code >= 0x400 && code < 0x460) || code === 0x301 || (code >= 0x1f300 && code < 0x1fb00),
  ) && !(codes.length > 1 && codes[0] === 0x416);
const pieces = (text: string): unknown => prepare({ text }, covers).value;

describe('what a page can show of a text', () => {
  it.each([
    ['plain words', 'Plain *words* #set <b>', 'Plain *words* #set <b>'],
    ['a letter with its mark', 'e\u0301', 'e\u0301'],
    ['an emoji', '😀', '😀'],
    ['a character no face has', 'a한b', { pieces: ['a', { box: 'U+D55C' }, 'b'] }],
    ['a mark no face puts on this letter', 'Ж\u0301', { pieces: ['Ж', { box: 'U+0301' }] }],
    ['an override of direction', 'a\u202ebc', { pieces: ['a', { box: 'U+202E' }, 'bc'] }],
    ['a null', 'a\u0000b', { pieces: ['a', { box: 'U+0000' }, 'b'] }],
    ['half a character', 'a\ud800b', { pieces: ['a', { box: 'U+D800' }, 'b'] }],
    ['a soft hyphen', 'soft\u00adhyphen', { pieces: ['softhyphen'] }],
    ['a joiner', 'a\u200db\u200c', 'a\u200db\u200c'],
    ['lines', 'a\nb\r\nc', { pieces: ['a', { br: true }, 'b', { br: true }, 'c'] }],
    ['paragraphs', 'a\n\nb', { pieces: ['a', { par: true }, 'b'] }],
    ['a tab', 'a\tb', { pieces: ['a\u2003b'] }],
  ])('%s', (_, text, shown) => expect(pieces(text)).toEqual({ text: shown }));

  it('counts what it boxed and what it left out', () => {
    const { boxed, omitted } = prepare(['한한', { quote: 'a\u00adb\u202e' }], covers);
    expect(boxed).toEqual([
      { code: 'U+202E', count: 1 },
      { code: 'U+D55C', count: 2 },
    ]);
    expect(omitted).toEqual([{ code: 'U+00AD', count: 1 }]);
  });
  it('lets an over-long word break, and loses none of it', () => {
    const word = 'x'.repeat(10_000);
    const { value } = prepare(word, covers);
    const shown = JSON.stringify(value).replaceAll('{"wrap":true}', '').replace(/[^x]/g, '');
    expect(shown.replace('pieces', '')).toBe(word);
    expect(JSON.stringify(value)).not.toMatch(/x{20}/);
  });
  it('leaves names of files, targets and kinds alone', () =>
    expect(prepare({ href: `https://example.org/${'a'.repeat(80)}`, picture: 'photos/한.jpg' }, covers)).toMatchObject({
      value: { picture: 'photos/한.jpg' },
      boxed: [],
    }));
});
