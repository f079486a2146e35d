import { describe, expect, it } from 'vitest';
import { sliceCodePoints } from '../../../shared/anchor/codepoints.ts';
import { type Folding, findAll } from '../../../shared/anchor/search.ts';

const found = (text: string, query: string, folding?: Folding): string[] =>
  findAll(text, query, folding).map(({ start, end }) => sliceCodePoints(text, start, end));

describe('looking for words in a text', () => {
  it.each<[name: string, text: string, query: string, expected: string[]]>([
    ['whatever the case', 'The gate. THE Gate, the gâte', 'the gate', ['The gate', 'THE Gate']],
    ['in Ukrainian', 'Їжак і ЇЖАК; іжак', 'їжак', ['Їжак', 'ЇЖАК']],
    ['in Arabic', 'لم يعثر الفريق على أي أثر. الفريق عاد', 'الفريق', ['الفريق', 'الفريق']],
    ['in Chinese, between other signs', '调查人员没有发现任何爆炸的痕迹', '没有发现', ['没有发现']],
    ['over a line break and between blocks', 'one two\nthree\n\nfour', 'two three four', ['two\nthree\n\nfour']],
    ['whichever quotes and dashes', 'He said “no—not’s” twice', '"no-not\'s"', ['“no—not’s”']],
    ['past what nobody sees', 'co\u00adop\u200berate', 'cooperate', ['co\u00adop\u200berate']],
    ['not over each other', 'aaaa', 'aa', ['aa', 'aa']],
    ['ß as ss, but no half of it', 'Straße strasse', 'STRASSE', ['Straße', 'strasse']],
    ['no half of a sharp s', 'aß', 'as', []],
    ['whole characters only: a family is not its father', '👨‍👩‍👧 👨', '👨', ['👨']],
    ['no letter out of one with a mark that is not composed', 'x\u0302 x', 'x', ['x']],
    ['no flag out of two others', '🇺🇦🇵🇱', '🇦🇵', []],
    ['full-width forms', '共１２名', '12', ['１２']],
    ['a final sigma', 'ΟΔΟΣ οδος', 'οδος', ['ΟΔΟΣ', 'οδος']],
    ['letters outside the basic plane, and after them', '𐐀 𝒳 words', 'WORDS', ['words']],
    ['a query typed with separate marks', 'é ї', 'e\u0301 \u0456\u0308', ['é ї']],
    ['nothing for blanks', 'a  b', '  ', []],
    ['no pattern', 'a.c abc', 'a.c', ['a.c']],
  ])('%s', (_name, text, query, expected) => {
    expect(found(text, query)).toEqual(expected);
  });

  it.each<[name: string, text: string, query: string, strict: number, alike: string[]]>([
    ['Latin accents', 'café cafe CAFÉ', 'cafe', 1, ['café', 'cafe', 'CAFÉ']],
    ['ё and е', 'Королёв, Королев', 'королев', 1, ['Королёв', 'Королев']],
    ['ї and і, ґ and г', 'Ґанок їхав', 'ганок іхав', 0, ['Ґанок їхав']],
    ['Arabic vowel signs, stretch and alef', 'كَتَبَ كـتب أثر', 'كتب', 0, ['كَتَبَ', 'كـتب']],
    ['alef with hamza', 'أثر', 'اثر', 0, ['أثر']],
    ['Arabic digits', 'صفحة ١٢', '12', 0, ['١٢']],
    ['stroked letters', 'Łódź', 'lodz', 0, ['Łódź']],
    ['a mark that is not composed goes with its letter', 'x\u0302y', 'x', 0, ['x\u0302']],
    ['Hindi vowel signs are letters', 'कि कु', 'क', 0, []],
    ['Hangul stays whole', '각 가', '가', 1, ['가']],
  ])('with letters alike: %s', (_name, text, query, strict, alike) => {
    expect(found(text, query)).toHaveLength(strict);
    expect(found(text, query, { alike: true })).toEqual(alike);
  });

  it('tells cases apart where asked', () => {
    expect(found('US us Us', 'US', { matchCase: true })).toEqual(['US']);
  });

  it('goes through a long text for each letter of it', () => {
    const text = 'Сторож пояснив, що з весни там ніхто не ночував. '.repeat(4000);
    expect(findAll(text, 'ніхто')).toHaveLength(4000);
    expect(findAll(text, 'н')).toHaveLength(20_000);
  });
});
