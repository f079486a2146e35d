import { describe, expect, it } from 'vitest';
import { readable } from '../../../renderer/annotate/blocks.ts';
import { directionOf } from '../../../renderer/annotate/direction.ts';
import { claimsById, regionMarks, stepMark, textMarks } from '../../../renderer/annotate/marks.ts';
import { ClaimRow, Excerpt, Link, type Stance } from '../../../shared/model.ts';
import { rendition } from './rendition.ts';

const id = (n: number): string => `01a20446-0000-7000-8000-${String(n).padStart(12, '0')}`;
const at = '2026-11-22T16:40:00.000Z';
const text = readable(rendition([['paragraph', 'Neither dormitory appeared hit 🚀. Nobody had lived there.']]));

const excerpt = (n: number, start: number, end: number, exact: string, extra: object = {}) =>
  Excerpt.parse({
    id: id(n),
    ref: `E-00${n}`,
    source: id(90),
    sourceRef: 'S-001',
    anchor: {
      kind: 'text',
      rendition: id(91),
      quote: { type: 'TextQuoteSelector', exact, prefix: '', suffix: '' },
      position: { type: 'TextPositionSelector', start, end },
    },
    place: '¶1',
    quote: exact,
    note: '',
    createdAt: at,
    retracted: null,
    ...extra,
  });
const link = (n: number, of: number, stance: Stance, retracted: object | null = null) =>
  Link.parse({ id: id(n), ref: `L-0${n}`, excerpt: id(of), claim: id(80), stance, because: '', position: n, createdAt: at, retracted });
const counts = { supports: 0, refutes: 0, context: 0, 'fails-to-verify': 0 };
const claim = {
  id: id(80),
  ref: 'C-001',
  text: 'Both were hit.',
  claimant: '',
  when: '',
  where: '',
  partOf: null,
  note: '',
  position: 1,
  verdict: null,
};
const claims = claimsById([ClaimRow.parse({ claim: { ...claim, rationale: '', createdAt: at, retracted: null }, counts, parts: 0 })]);

const there = excerpt(1, 34, 57, 'Nobody had lived there.');
const appeared = excerpt(2, 18, 26, 'appeared');
const shown = textMarks(
  text,
  id(91),
  [there, appeared],
  [link(10, 1, 'supports'), link(11, 1, 'refutes'), link(12, 2, 'context', { at, because: 'no' })],
  claims,
);

describe('the marks of an article', () => {
  it('are one for each standing link, and one for an excerpt that none uses, in reading order', () => {
    expect(shown.marks.map(({ label, stance }) => [label, stance])).toEqual([
      ['E-002', null],
      ['C-001', 'supports'],
      ['C-001', 'refutes'],
    ]);
    expect(shown.stray).toEqual([]);
  });

  const strays = [
    { name: 'words that stand elsewhere', one: excerpt(3, 0, 8, 'appeared'), state: 'altered' },
    { name: 'a place counted in UTF-16 instead of code points', one: excerpt(3, 35, 58, 'Nobody had lived there.'), state: 'altered' },
    {
      name: 'an excerpt of another rendition',
      one: excerpt(3, 18, 26, 'appeared', { anchor: { ...there.anchor, rendition: id(92) } }),
      state: 'other text',
    },
  ];
  it.each(strays)('are never painted over the wrong words: $name', ({ one, state }) => {
    const found = textMarks(text, id(91), [one], [], claims);
    expect(found.marks).toEqual([]);
    expect(found.stray.map((stray) => stray.state)).toEqual([state]);
  });

  it('leave out what was taken back', () => {
    expect(textMarks(text, id(91), [excerpt(3, 18, 26, 'appeared', { retracted: { at, because: 'no' } })], [], claims)).toEqual({
      marks: [],
      stray: [],
    });
  });

  it('are stepped through by excerpt, around the end', () => {
    const walk = [null, appeared.id, there.id].map((chosen) => stepMark(shown.marks, null, chosen, 1)?.excerpt?.id);
    expect(walk).toEqual([appeared.id, there.id, appeared.id]);
    expect(stepMark(shown.marks, null, appeared.id, -1)?.excerpt?.id).toBe(there.id);
    expect(stepMark([], null, null, 1)).toBeNull();
  });
});

describe('the regions of a photo', () => {
  it('keep all links of one region together', () => {
    const fragment = { type: 'FragmentSelector', conformsTo: 'http://www.w3.org/TR/media-frags/', value: 'xywh=pixel:930,1100,830,420' };
    const one = excerpt(4, 0, 1, 'x', { quote: null, anchor: { kind: 'region', fragment } });
    const [mark, ...rest] = regionMarks([one, there], [link(10, 4, 'supports'), link(11, 4, 'context')], claims);
    expect(rest).toEqual([]);
    expect(mark?.region).toEqual({ x: 930, y: 1100, width: 830, height: 420 });
    expect(mark?.links.map(({ stance }) => stance)).toEqual(['supports', 'context']);
  });
});

describe('the way a text runs', () => {
  const cases = [
    { text: '2023: قال المتحدث', way: 'rtl' },
    { text: '«לא נמצאו»', way: 'rtl' },
    { text: '🚀 Ракета', way: 'ltr' },
    { text: '两栋宿舍 قال', way: 'ltr' },
    { text: '12 — 34', way: 'ltr' },
  ];
  it.each(cases)('$text: $way', ({ text: words, way }) => expect(directionOf(words)).toBe(way));
});
