/** Two texts side by side: whatever the difference, each side's words are all there, and what did not change is not shown as changed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildRendition } from '../../../main/formats/rendition.ts';
import { diffTexts } from '../../../main/likeness/diff.ts';
import { sliceCodePoints } from '../../../shared/anchor/codepoints.ts';
import type { DiffRow } from '../../../shared/contract.ts';
import type { Rendition } from '../../../shared/model.ts';

const rendition = (...paragraphs: string[]): Rendition =>
  buildRendition(
    'test',
    '1',
    null,
    paragraphs.map((text) => ({ type: 'paragraph', text })),
  );
const shown = (rows: readonly DiffRow[]): string[] =>
  rows.map(({ change, parts }) => {
    const text = parts
      .map((part) => (part.op === 'same' ? part.text : part.op === 'removed' ? `[-${part.text}-]` : `{+${part.text}+}`))
      .join('');
    return `${change}: ${text}`;
  });

const A = 'Reporters went to two college dormitories on Sunday.';
const B = 'Neither appeared to have been seriously hit.';
const C = 'A spokesman called the claim an information operation.';

const cases: readonly { name: string; a: string[]; b: string[]; rows: string[] }[] = [
  { name: 'the same text', a: [A, B], b: [A, B], rows: [`same: ${A}`, `same: ${B}`] },
  {
    name: 'a hedge that was dropped',
    a: [A, B],
    b: [A, 'Neither was seriously hit.'],
    rows: [`same: ${A}`, 'changed: Neither [-appeared to have been-]{+was+} seriously hit.'],
  },
  { name: 'a paragraph taken out', a: [A, B, C], b: [A, C], rows: [`same: ${A}`, `removed: [-${B}-]`, `same: ${C}`] },
  { name: 'a paragraph put in', a: [A, C], b: [A, B, C], rows: [`same: ${A}`, `added: {+${B}+}`, `same: ${C}`] },
  {
    name: 'a paragraph moved to the end',
    a: [B, A, C],
    b: [A, C, B],
    rows: [`moved: [-${B}-]`, `same: ${A}`, `same: ${C}`, `moved: {+${B}+}`],
  },
  {
    name: 'nothing in common',
    a: ['Snow fell.'],
    b: ['Ships left port.'],
    rows: ['removed: [-Snow fell.-]', 'added: {+Ships left port.+}'],
  },
  {
    name: 'one ideograph',
    a: ['该宿舍没有受到严重破坏。'],
    b: ['该宿舍已经受到严重破坏。'],
    rows: ['changed: 该宿舍[-没有-]{+已经+}受到严重破坏。'],
  },
  {
    name: 'Ukrainian, one word',
    a: ['Гуртожитки не були серйозно пошкоджені.'],
    b: ['Гуртожитки були серйозно пошкоджені.'],
    rows: ['changed: Гуртожитки [-не -]були серйозно пошкоджені.'],
  },
];

describe('two texts side by side', () => {
  test.each(cases)('$name', ({ a, b, rows }) => {
    expect(shown(diffTexts(rendition(...a), rendition(...b)))).toEqual(rows);
  });

  const word = fc.constantFrom('the', 'strike', 'dormitory', 'not', 'hit', 'on', 'Sunday', 'їжак', '宿舍', '—', '😀');
  const text = fc.array(
    fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' ')),
    { maxLength: 8 },
  );
  test('every block of each text stands once, in its order, with exactly its own words', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const [a, b] = [rendition(...left), rendition(...right)];
        const rows = diffTexts(a, b);
        for (const [side, body, without] of [
          ['a', a, 'added'],
          ['b', b, 'removed'],
        ] as const) {
          const own = rows.filter((row) => row[side] !== null);
          expect(own.map((row) => row[side]?.start)).toEqual(body.blocks.map(({ start }) => start));
          for (const row of own) {
            const place = row[side];
            const words = row.parts.filter(({ op }) => op !== without).map((part) => part.text);
            expect(words.join('')).toBe(sliceCodePoints(body.text, place?.start ?? 0, place?.end ?? 0));
          }
        }
      }),
      { seed: 20260122, numRuns: 300 },
    );
  });

  test('texts of thousands of blocks that share nothing end in a while', () => {
    const long = (letter: string): Rendition => rendition(...Array.from({ length: 3_000 }, (_, i) => `${letter}${i} ${letter}${i * 7}`));
    expect(diffTexts(long('a'), long('b'))).toHaveLength(6_000);
  });
});
