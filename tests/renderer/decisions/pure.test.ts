import { describe, expect, it } from 'vitest';
import { placeIn } from '../../../renderer/screens/decisions/byHand.ts';
import { hedgeChange } from '../../../renderer/screens/decisions/hedges.ts';
import { laterWords } from '../../../shared/later.ts';
import { sets } from '../../e2e/versions.ts';

describe('hedges that went', () => {
  it.each(sets.map((set) => [set.language, set] as const))('are told in %s, by the language or by the script alone', (language, set) => {
    const [altered] = set.marks;
    for (const code of [set.lang, `${set.lang}-X`]) {
      const { gone, came, list } = hedgeChange(altered?.quote ?? '', set.altered, code);
      expect({ gone, came, list }).toEqual({ gone: [set.hedge], came: [], list: language });
    }
    expect(hedgeChange(altered?.quote ?? '', set.altered, null).gone).toEqual([set.hedge]);
    expect(hedgeChange(set.altered, altered?.quote ?? '', set.lang)).toMatchObject({ gone: [], came: [set.hedge] });
  });

  it.each([
    { what: 'a phrase, not the word in it', before: 'According to the mayor it fell.', after: 'It fell.', gone: ['according to'] },
    { what: 'no word within a word', before: 'The disappearance was seen.', after: 'It was seen.', gone: [] },
    { what: 'the month is none', before: 'He left on 8 May.', after: 'He left.', gone: [] },
    { what: 'about only with a figure', before: 'They spoke about 600 men, about it all.', after: 'They spoke of men.', gone: ['about'] },
    { what: 'each as often as it is missing', before: 'It may rain, it may snow.', after: 'It may snow.', gone: ['may'] },
    { what: 'none where they only moved', before: 'Perhaps it fell.', after: 'It fell, perhaps.', gone: [] },
  ])('$what', ({ before, after, gone }) => {
    expect(hedgeChange(before, after, 'en').gone).toEqual(gone);
  });

  it('Russian by its letters; Arabic with its vowels written, and with «and» before it', () => {
    expect(hedgeChange('Здание якобы разрушено', 'Здание разрушено', null)).toMatchObject({ list: 'Russian', gone: ['якобы'] });
    expect(hedgeChange('وَرُبَّما أصيب', 'أصيب', 'ar').gone).toEqual(['وربما']);
  });

  it('claims nothing in a language it has no list for', () => {
    expect(hedgeChange('Angeblich fiel es', 'Es fiel', 'de')).toEqual({ list: null, gone: [], came: [] });
  });
});

describe('a place that was selected', () => {
  it.each([
    { text: 'Neither was hit.', from: 0, to: 8, place: { start: 0, end: 7, exact: 'Neither' } },
    { text: '🙂 Neither was hit.', from: 1, to: 9, place: { start: 2, end: 9, exact: 'Neither' } },
    { text: 'One.\n\nTwo.', from: 4, to: 10, place: { start: 6, end: 10, exact: 'Two.' } },
    { text: 'One.  Two.', from: 4, to: 6, place: null },
  ])('$from to $to of “$text” is without the space at its ends', ({ text, from, to, place }) => {
    expect(placeIn(text, from, to)).toEqual(place);
  });
});

describe('what the report says of a later version', () => {
  it.each([
    ['exact', null],
    ['moved', 'A later version of this source (S-002) holds the same words at ¶12.'],
    ['altered', 'A later version of this source (S-002) reads otherwise here.'],
    ['lost', 'A later version of this source (S-002) does not hold these words.'],
  ] as const)('%s', (state, words) => {
    expect(laterWords(state, 'S-002', '¶12')).toBe(words);
  });
});
