/** Whether two articles are one text: copied, edited, reworded or reused in part; with the passages that show it. */
import { type TextFingerprint, withoutCommon } from './fingerprint.ts';
import { sharedRuns, type TokenMatch, weigh } from './passages.ts';
import { cosine, counterparts } from './telling.ts';
import type { Tokens } from './tokens.ts';

/**
 * - `same-story`: the words of one stand in the other as they were, perhaps cut, or under another headline;
 * - `light-edit`: most word runs of both are the same, with changes here and there;
 * - `rewrite`: the same things are said in the same order of thought, in other words: a paraphrase or another translation;
 * - `partial-reuse`: a part of one stands in the other, word for word or nearly so.
 */
export type TextLikenessKind = 'same-story' | 'light-edit' | 'rewrite' | 'partial-reuse';

/** Code points [start, end) of the two canonical texts: equal words, though case, spaces and marks between may differ. */
export interface SharedPassage {
  readonly a: readonly [start: number, end: number];
  readonly b: readonly [start: number, end: number];
}

export interface TextLikeness {
  /** Null: not alike enough to be suggested. */
  readonly kind: TextLikenessKind | null;
  /** 0 to 1. Of a rewrite: how much of each has its counterpart; of the others: the share of one text that stands in the other. */
  readonly score: number;
  /** Share of the words of `a` that stand in `b` in runs, and the other way round. */
  readonly containment: { readonly a: number; readonly b: number };
  /** Of the weighted words, whatever their order. */
  readonly cosine: number;
  /** How much of each has a counterpart in one place of the other. */
  readonly counterparts: { readonly a: number; readonly b: number };
  /** In the order of `a`. A passage that comes twice in one text stands in the list twice; in the shorter text they do not overlap. */
  readonly passages: readonly SharedPassage[];
}

/** Where the lines are drawn. `defaultThresholds` says what they rest on. */
export interface TextThresholds {
  /** Same story: so much of one stands in the other. */
  readonly whole: number;
  /** Same story: passages are at least so many words long on average; shorter ones tell of edits. */
  readonly unbroken: number;
  /** Same story and light edit: share of the words of both that stand in runs of the other. */
  readonly edited: number;
  /** Rewrite: mean of containment, counterparts (each the lesser of both directions) and cosine. */
  readonly rewritten: number;
  /** Reuse, word for word: words in passages that are long enough not to be a set phrase. */
  readonly reusedWords: number;
  readonly passageWords: number;
  /** Reuse, reworded: share of the words of one in runs of the other, and how much of it has a counterpart there. */
  readonly reused: number;
  readonly reusedCounterparts: number;
}

/**
 * What the lines rest on: in 150 Ukrainian texts before and after an editor, both stand in runs of the other by .54 or more,
 * different texts by .1; six English versions of one text have a mean of .45 or more, reports of one event .39 or less; of
 * answers written without their source at most .10 stands in runs of it, of reworded ones from .20. The lines are drawn in
 * the middle of these gaps. Heavier rewording than that can't be told from another report of the event by its words.
 */
export const defaultThresholds: TextThresholds = {
  whole: 0.9,
  unbroken: 25,
  edited: 0.47,
  rewritten: 0.42,
  reusedWords: 16,
  passageWords: 8,
  reused: 0.15,
  reusedCounterparts: 0.38,
};

/** Passages that are shown have at least four words, or eight characters of a script without spaces. */
const shownWeight = 8;
/** Below this many words nothing is said of a rewrite: too few words to tell it from chance. */
const rewriteWords = 40;

/** Three words are a run; in longer texts three meet by chance, so that every tenfold asks for one more. */
function runWeight(words: number): number {
  return 2 * (3 + Math.max(0, Math.ceil(Math.log10(words / 1200))));
}

const wordsOf = (tokens: Tokens): number => tokens.spaced.reduce((sum, spaced) => sum + weigh(spaced), 0) / 2;
const weightOf = (tokens: Tokens, [from, till]: readonly [number, number]): number =>
  tokens.spaced.subarray(from, till).reduce((sum, spaced) => sum + weigh(spaced), 0);

/** Words that the ranges cover. */
function covered(tokens: Tokens, ranges: readonly (readonly [number, number])[]): number {
  const mask = new Uint8Array(tokens.length);
  for (const [from, till] of ranges) mask.fill(1, from, till);
  let sum = 0;
  mask.forEach((one, at) => {
    if (one === 1) sum += weigh(tokens.spaced[at] ?? 1);
  });
  return sum / 2;
}

interface Measures {
  readonly containment: { a: number; b: number };
  readonly counterparts: { a: number; b: number };
  readonly cosine: number;
  readonly words: number;
  readonly runs: readonly TokenMatch[];
}

function measure(a: Tokens, b: Tokens): Measures {
  const [wordsA, wordsB] = [wordsOf(a), wordsOf(b)];
  const runs = sharedRuns(a, b, runWeight(Math.max(wordsA, wordsB)));
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  const inA = covered(
    a,
    runs.map((run) => run.a),
  );
  const inB = covered(
    b,
    runs.map((run) => run.b),
  );
  return {
    runs,
    words: Math.min(wordsA, wordsB),
    containment: { a: share(inA, wordsA), b: share(inB, wordsB) },
    cosine: cosine(a, b),
    counterparts: { a: counterparts(a, b), b: counterparts(b, a) },
  };
}

/** The same pair is compared in the same order, whichever way it is asked. */
function isTurned(a: Tokens, b: Tokens): boolean {
  if (a.length !== b.length) return a.length > b.length;
  const at = a.hash.findIndex((hash, index) => hash !== b.hash[index]);
  return at !== -1 && (a.hash[at] ?? 0) > (b.hash[at] ?? 0);
}

/**
 * Compares two articles. `common`: shingles of passages that many sources of a publisher carry; they make nothing alike.
 * Pure and symmetric; O(length of both).
 */
export function compare(
  a: TextFingerprint,
  b: TextFingerprint,
  common: ReadonlySet<number> = new Set(),
  thresholds: TextThresholds = defaultThresholds,
): TextLikeness {
  const [left, right] = [withoutCommon(a, common), withoutCommon(b, common)];
  return isTurned(left, right) ? turn(compareTokens(right, left, thresholds)) : compareTokens(left, right, thresholds);
}

function turn(likeness: TextLikeness): TextLikeness {
  return {
    ...likeness,
    containment: { a: likeness.containment.b, b: likeness.containment.a },
    counterparts: { a: likeness.counterparts.b, b: likeness.counterparts.a },
    passages: likeness.passages.map(({ a, b }) => ({ a: b, b: a })).sort((one, other) => one.a[0] - other.a[0] || one.a[1] - other.a[1]),
  };
}

function compareTokens(left: Tokens, right: Tokens, thresholds: TextThresholds): TextLikeness {
  const measures = measure(left, right);
  const shown = measures.runs.filter((run) => weightOf(left, run.a) >= shownWeight);
  const kind = shown.length === 0 ? null : judge(measures, left, shown, thresholds);
  const { containment, cosine: angle, counterparts: mutual } = measures;
  return {
    kind,
    score: kind === 'rewrite' ? Math.min(mutual.a, mutual.b) : Math.max(containment.a, containment.b),
    containment,
    cosine: angle,
    counterparts: mutual,
    passages: shown.map((run) => ({ a: range(left, run.a), b: range(right, run.b) })),
  };
}

const range = (tokens: Tokens, [from, till]: readonly [number, number]): [number, number] => [
  tokens.start[from] ?? 0,
  tokens.end[till - 1] ?? 0,
];

function judge(measures: Measures, left: Tokens, shown: readonly TokenMatch[], lines: TextThresholds): TextLikenessKind | null {
  const { containment, counterparts: mutual, cosine: angle, words } = measures;
  const [more, less] = [Math.max(containment.a, containment.b), Math.min(containment.a, containment.b)];
  const lengths = shown.map((run) => weightOf(left, run.a) / 2);
  const sum = (of: readonly number[]): number => of.reduce((total, length) => total + length, 0);
  if (more >= lines.whole && less >= lines.edited && sum(lengths) / lengths.length >= Math.min(lines.unbroken, words * lines.whole))
    return 'same-story';
  if (less >= lines.edited) return 'light-edit';
  if (words >= rewriteWords && (less + Math.min(mutual.a, mutual.b) + angle) / 3 >= lines.rewritten) return 'rewrite';
  if (sum(lengths.filter((length) => length >= lines.passageWords)) >= lines.reusedWords) return 'partial-reuse';
  const reworded = (one: 'a' | 'b'): boolean => containment[one] >= lines.reused && mutual[one] >= lines.reusedCounterparts;
  return reworded('a') || reworded('b') ? 'partial-reuse' : null;
}
