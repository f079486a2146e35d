import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildRendition, canonical, codePointLength, type DraftBlock } from '../../../main/formats/rendition.ts';

const build = (...blocks: DraftBlock[]) => buildRendition('test', '1', null, blocks);
const p = (text: string): DraftBlock => ({ type: 'paragraph', text });

describe('canonical text', () => {
  test.each([
    ['line ends', 'a\r\nb\rc\u2028d\u0085e', 'a\nb\nc\nd\ne'],
    ['control characters', 'a\u0000b\u0007c\u001bd\u007fe\u009ff', 'abcdef'],
    ['composition', 'e\u0301 и\u0306', 'é й'],
    ['composition after a dropped control', 'e\u0000\u0301', 'é'],
    ['zero-width and bidi marks stay', 'a\u200db\u200cc\u200fd\u202ee\u2066f\u00adg', 'a\u200db\u200cc\u200fd\u202ee\u2066f\u00adg'],
    ['lone surrogates', 'a\ud800b', 'a\ufffdb'],
    ['no-break spaces stay', 'a\u00a0b\u202fc', 'a\u00a0b\u202fc'],
  ])('%s', (_, from, to) => expect(canonical(from)).toBe(to));
});

describe('blocks', () => {
  test('stand apart by one empty line; positions count code points', () => {
    const { text, blocks } = build(
      { type: 'title', text: '👩‍👩‍👧 Титул' },
      p('one'),
      { type: 'heading', level: 2, text: 'Part' },
      p('𝒳 two'),
    );
    expect(text).toBe('👩‍👩‍👧 Титул\n\none\n\nPart\n\n𝒳 two');
    const points = [...text];
    expect(blocks.map(({ start, end }) => points.slice(start, end).join(''))).toEqual(['👩‍👩‍👧 Титул', 'one', 'Part', '𝒳 two']);
  });
  test('title and headings have no number, everything else has, in order', () => {
    const types = ['title', 'paragraph', 'heading', 'quote', 'list-item', 'caption', 'preformatted', 'table-row'] as const;
    expect(build(...types.map((type) => ({ type, text: type }))).blocks.map(({ number }) => number)).toEqual([
      undefined,
      1,
      undefined,
      2,
      3,
      4,
      5,
      6,
    ]);
  });
  test('what holds nothing is no block', () => expect(build(p(' \n '), p('a'), p('\u0000')).blocks).toHaveLength(1));
  test('no empty line inside a paragraph; kept in preformatted text', () => {
    expect(build(p('a\n\n \n b')).text).toBe('a\nb');
    expect(build({ type: 'preformatted', text: '\n  a\n\n    b\n' }).text).toBe('  a\n\n    b');
  });
  test('any input: NFC, no CR, positions in order and exact', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 8 }), (texts) => {
        const { text, blocks } = build(...texts.map(p));
        expect(text).toBe(text.normalize('NFC'));
        expect(text).not.toMatch(/\r/);
        const points = [...text];
        expect(points).toHaveLength(codePointLength(text));
        expect(blocks.map(({ start, end }) => points.slice(start, end).join('')).join('\n\n')).toBe(text);
      }),
    );
  });
});
