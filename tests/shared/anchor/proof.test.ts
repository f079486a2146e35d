/** What the words “exact” and “moved” promise: nobody has to look. So they are never said of a place that is not where the words went. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anchoringMaterial, type Material } from '../../../bench/support/anchoring-material.ts';
import { changed, type MarkKind, markKinds, passage, seeded, type Trial, tried } from '../../../bench/support/mutations.ts';
import { codePointLength } from '../../../shared/anchor/codepoints.ts';
import { describe as describePassage, type LocateState, locate } from '../../../shared/anchor/text.ts';
import { article, joined } from './edits.ts';

const amounts = [0.01, 0.05, 0.2, 0.5];

function trials(
  text: string,
  language: string | null,
  strangers: readonly string[],
  seed: number,
  marks: number,
): { at: string; trial: Trial }[] {
  return amounts.flatMap((amount) => {
    const random = seeded(seed * 7919 + amount * 1000);
    const after = changed(random, text, language, amount, strangers);
    return markKinds.flatMap((kind: MarkKind) =>
      Array.from({ length: marks }).flatMap(() => {
        const mark = passage(random, text, language, kind);
        if (mark === null) return [];
        return [true, false].map((known) => ({
          at: JSON.stringify({ seed, amount, kind, known, mark }),
          trial: tried(text, after, mark, known),
        }));
      }),
    );
  });
}

const wrongOf = (all: readonly { at: string; trial: Trial }[]): string[] =>
  all.flatMap(({ at, trial }) => (trial.verdict === 'wrong' ? [at] : []));
const shareAgain = (all: readonly { trial: Trial }[]): number => {
  const stayed = all.filter(({ trial }) => trial.stayed);
  return stayed.filter(({ trial }) => trial.verdict === 'again').length / stayed.length;
};

describe('made texts, changed by 1, 5, 20 and 50 %', () => {
  test.each([0, 0.1])('no mark lands in a wrong place where the share %d of sentences repeats', (repeats) => {
    const all = Array.from({ length: 40 }, (_, n) => n).flatMap((n) => {
      const random = seeded(n + 1);
      const made = article(random, 10 + n, repeats);
      const strangers = Array.from({ length: 5 }, () => made.fresh().text);
      return trials(joined(made.sentences), 'en', strangers, n, 2);
    });
    expect(all.length).toBeGreaterThan(2000);
    expect(wrongOf(all)).toEqual([]);
    // A search that gives everything to a person would be right as well, and of no use
    expect(shareAgain(all)).toBeGreaterThan(0.6);
  });
});

const data = resolve(process.env['ASSAY_DATA'] ?? '../shared/data');
describe.skipIf(!existsSync(data))(`real texts of ${data} (skipped where that folder is not there)`, () => {
  test('no mark lands in a wrong place: saved pages, and stories in Ukrainian, Arabic, Chinese and English', async () => {
    const material = (await anchoringMaterial(data)).filter((_, n) => n % 3 === 0);
    const strangersFor = (one: Material): string[] =>
      material.filter((other) => other.language === one.language && other !== one).flatMap((other) => other.strangers);
    const all = material.flatMap((one, n) =>
      trials(one.text, one.language, strangersFor(one), n + 500, 2).map((made) => ({ ...made, at: `${one.name} ${made.at}` })),
    );
    expect(wrongOf(all)).toEqual([]);
    expect(shareAgain(all)).toBeGreaterThan(0.7);
  }, 60_000);
});

interface Case {
  readonly name: string;
  readonly before: string;
  readonly words: string;
  /** Which of the places of the words was marked, from 0. */
  readonly nth?: number;
  readonly after: string;
  readonly known: LocateState;
  readonly unknown: LocateState;
}

const lead = 'Reporters went to the town on Monday and spoke to those who live there. ';
const hit = 'Neither dormitory appeared to have been seriously or directly hit. ';
const bodies = 'There were no bodies and no blood, and nothing that soldiers had left. ';
const end = 'The ministry did not answer a question about the source of its number. ';
const far = 'In other news the price of bread rose, and the river froze as far as the bridge. ';
const claim = hit.trim();

const cases: readonly Case[] = [
  {
    name: 'the same sentence twice, the marked copy deleted',
    before: lead + hit + bodies + far + hit + end,
    words: claim,
    nth: 0,
    after: lead + bodies + far + hit + end,
    known: 'ambiguous',
    unknown: 'ambiguous',
  },
  {
    name: 'the same sentence twice, the other copy deleted',
    before: lead + hit + bodies + far + hit + end,
    words: claim,
    nth: 0,
    after: lead + hit + bodies + far + end,
    known: 'exact',
    unknown: 'exact',
  },
  {
    name: 'deleted, with one much like it elsewhere',
    before: lead + hit + bodies + far + end,
    words: claim,
    after: lead + bodies + far + hit.replace('Neither', 'Either') + end,
    known: 'altered',
    unknown: 'altered',
  },
  {
    name: 'changed in its place, its old words elsewhere: was it moved or changed?',
    before: lead + hit + bodies + far + end,
    words: claim,
    after: lead + hit.replace('seriously or ', '') + bodies + far + hit + end,
    known: 'ambiguous',
    unknown: 'ambiguous',
  },
  {
    name: 'moved alone',
    before: lead + hit + bodies + far + end,
    words: claim,
    after: lead + bodies + far + hit + end,
    known: 'moved',
    unknown: 'ambiguous',
  },
  {
    name: 'moved with all that stood around it',
    before: far + lead + hit + bodies + end,
    words: claim,
    after: lead + hit + bodies + far + end,
    known: 'moved',
    unknown: 'moved',
  },
  {
    name: 'its surroundings stand elsewhere around other words',
    before: lead + hit + bodies + far + end,
    words: claim,
    after: lead + end + bodies + far,
    known: 'lost',
    unknown: 'lost',
  },
  {
    name: 'copied right behind itself',
    before: lead + hit + bodies + end,
    words: claim,
    after: lead + hit + hit + bodies + end,
    known: 'ambiguous',
    unknown: 'ambiguous',
  },
  {
    name: 'a word, its sentence copied into the surroundings of the first, which moved',
    before: lead + hit + bodies + far + end,
    words: 'dormitory',
    after: lead + hit + bodies + far + hit + end,
    known: 'ambiguous',
    unknown: 'ambiguous',
  },
  {
    name: 'the end of one sentence and the first word of the next, which is another’s now',
    before: `${lead}They came at 10:15. The driver stopped. ${far}The police said nothing.`,
    words: 'at 10:15. The',
    after: `${lead}They came at 10:15. The police said nothing. ${far}The driver stopped.`,
    known: 'ambiguous',
    unknown: 'ambiguous',
  },
  {
    name: 'two sentences, of which the second was copied away from the first',
    before: lead + hit + bodies + far + end,
    words: (hit + bodies).trim(),
    after: lead + hit + far + bodies + end,
    known: 'altered',
    unknown: 'altered',
  },
];

describe('what is made to deceive', () => {
  test.each(cases)('$name', ({ before, words, nth = 0, after, known, unknown }) => {
    let at = -1;
    for (let n = 0; n <= nth; n++) at = before.indexOf(words, at + 1);
    const start = codePointLength(before.slice(0, at));
    const marked = describePassage(before, start, start + [...words].length);
    const states = { known: locate(after, marked, before).state, unknown: locate(after, marked).state };
    expect(states).toEqual({ known, unknown });
  });
});
