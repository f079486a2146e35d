/**
 * Texts changed at random, by seed, with a record of where every code point went: what a mark in the text before must be found by, or
 * handed to a person. Sentences are deleted, inserted, moved and copied; words in them are replaced, deleted and inserted.
 */
import { sentences } from '../../shared/anchor/segment.ts';
import { describe, type LocateState, locate } from '../../shared/anchor/text.ts';

/** Numbers in [0, 1), the same every time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Random = () => number;
const below = (random: Random, limit: number): number => Math.floor(random() * limit);
const pick = <T>(random: Random, from: readonly T[]): T | undefined => from[below(random, from.length)];

/** Code points with where each stood in the text before; -1: it is new. */
interface Piece {
  readonly points: readonly string[];
  readonly from: readonly number[];
}

const fresh = (text: string): Piece => {
  const points = [...text];
  return { points, from: points.map(() => -1) };
};

/** Code point ranges of a text's sentences, each with the space after it; together they are the text. */
function ranges(text: string, language: string | null): { start: number; end: number }[] {
  const found = sentences(text, language);
  const { length } = [...text];
  return found.map(({ start }, n) => ({ start: n === 0 ? 0 : start, end: found[n + 1]?.start ?? length }));
}

const segmenters = new Map<string, Intl.Segmenter>();
/** Words of a piece as ranges of its code points. */
function wordsOf(points: readonly string[], language: string | null): { start: number; end: number }[] {
  const locale = language ?? 'en';
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, segmenter);
  const words: { start: number; end: number }[] = [];
  let at = 0;
  for (const { segment, isWordLike } of segmenter.segment(points.join(''))) {
    const { length } = [...segment];
    if (isWordLike === true) words.push({ start: at, end: at + length });
    at += length;
  }
  return words;
}

/** Replaces, deletes or inserts one to three words. */
function reworded(random: Random, piece: Piece, vocabulary: readonly string[], language: string | null): Piece {
  const points = [...piece.points];
  const from = [...piece.from];
  for (let n = 1 + below(random, 3); n > 0; n--) {
    const words = wordsOf(points, language);
    const index = below(random, words.length);
    const word = words[index];
    if (word === undefined) break;
    // Beside its like, nobody could say which of the two is the new one
    const beside = words.slice(Math.max(0, index - 1), index + 2).map(({ start, end }) => points.slice(start, end).join(''));
    const other =
      pick(
        random,
        vocabulary.filter((one) => !beside.includes(one)),
      ) ?? 'otherwise';
    const kind = below(random, 3);
    const put = kind === 1 ? [] : [...other, ...(kind === 2 ? [' '] : [])];
    const length = kind === 2 ? 0 : word.end - word.start;
    points.splice(word.start, length, ...put);
    from.splice(word.start, length, ...put.map(() => -1));
  }
  return { points, from };
}

export interface Changed {
  readonly text: string;
  /** Where a code point of the text before stands now; undefined where it is gone. */
  readonly now: ReadonlyMap<number, number>;
}

/** Changes about the share `amount` of a text's sentences. `strangers` are sentences of other texts. */
export function changed(random: Random, text: string, language: string | null, amount: number, strangers: readonly string[]): Changed {
  const points = [...text];
  let pieces: Piece[] = ranges(text, language).map(({ start, end }) => ({
    points: points.slice(start, end),
    from: Array.from({ length: end - start }, (_, n) => start + n),
  }));
  const vocabulary = wordsOf(points.slice(0, 4000), language).map(({ start, end }) => points.slice(start, end).join(''));
  const share = amount / 5;
  const times = Math.max(1, Math.round(pieces.length * share));
  const each = (chance: number): boolean => random() < chance;
  // At least one change, however short the text
  const sure = below(random, 5);
  const count = (kind: number): number => (kind === sure ? times : Array.from({ length: pieces.length }).filter(() => each(share)).length);
  const somewhere = (): number => below(random, pieces.length + 1);
  pieces = pieces.map((piece) =>
    each(share) || (sure === 0 && each(1 / pieces.length)) ? reworded(random, piece, vocabulary, language) : piece,
  );
  for (let n = count(1); n > 0 && pieces.length > 1; n--) pieces.splice(below(random, pieces.length), 1);
  for (let n = count(2); n > 0 && pieces.length > 1; n--) {
    const moved = pieces.splice(below(random, pieces.length), 1);
    pieces.splice(somewhere(), 0, ...moved);
  }
  for (let n = count(3); n > 0; n--) pieces.splice(somewhere(), 0, fresh(pick(random, strangers) ?? 'A stranger’s sentence. '));
  // Of sentences that stay: a copy whose original is gone is the original moved, for anyone who reads
  for (let n = count(4); n > 0 && pieces.length > 0; n--) {
    const model = pick(random, pieces);
    if (model === undefined) break;
    const copy = fresh(model.points.join(''));
    pieces.splice(somewhere(), 0, each(0.5) ? copy : reworded(random, copy, vocabulary, language));
  }
  const now = new Map<number, number>();
  let at = 0;
  for (const { from } of pieces)
    for (const origin of from) {
      if (origin >= 0) now.set(origin, at);
      at++;
    }
  return { text: pieces.map((piece) => piece.points.join('')).join(''), now };
}

export const markKinds = ['word', 'phrase', 'sentence', 'two sentences'] as const;
export type MarkKind = (typeof markKinds)[number];

/** A passage of a kind, somewhere in a text; null where the text has none. Code points [start, end). */
export function passage(random: Random, text: string, language: string | null, kind: MarkKind): { start: number; end: number } | null {
  if (kind === 'sentence' || kind === 'two sentences') {
    const all = sentences(text, language);
    const more = kind === 'sentence' ? 0 : 1;
    if (all.length <= more) return null;
    const first = below(random, all.length - more);
    const [from, to] = [all[first], all[first + more]];
    return from === undefined || to === undefined ? null : { start: from.start, end: to.end };
  }
  const words = wordsOf([...text], language);
  const length = kind === 'word' ? 1 : 3 + below(random, 4);
  if (words.length < length) return null;
  const first = below(random, words.length - length + 1);
  const [from, to] = [words[first], words[first + length - 1]];
  return from === undefined || to === undefined ? null : { start: from.start, end: to.end };
}

/**
 * Where a passage of the text before stands now; null where its words did not stay together. Where equal words took their place, between
 * the very letters that stood around them, nothing was changed that a reader could see.
 */
export function truePlace(
  before: readonly string[],
  { now, text }: Changed,
  { start, end }: { start: number; end: number },
): number | null {
  const first = now.get(start);
  if (first !== undefined && Array.from({ length: end - start }, (_, n) => now.get(start + n) === first + n).every(Boolean)) return first;
  const ink = (at: number): boolean => (before[at] ?? '').trim() !== '';
  let [left, right] = [start - 1, end];
  while (left >= 0 && !ink(left)) left--;
  while (right < before.length && !ink(right)) right++;
  const [from, to] = [now.get(left), now.get(right)];
  if (from === undefined || to === undefined || to - from !== right - left) return null;
  return [...text].slice(from, to).join('') === before.slice(left, right).join('') ? from + (start - left) : null;
}

export interface Trial {
  /** again: found, without a person, where it is; person: a person is asked; wrong: found, without a person, where it is not. */
  readonly verdict: 'again' | 'person' | 'wrong';
  readonly state: LocateState;
  /** Whether its words stayed together at all. */
  readonly stayed: boolean;
  /** Whether the place where they are is among those that a person is shown. */
  readonly offered: boolean;
}

/** Marks a passage in one text and seeks it in the changed one; `known`: with the text before at hand, as in a case. */
export function tried(before: string, after: Changed, mark: { start: number; end: number }, known: boolean): Trial {
  const found = locate(after.text, describe(before, mark.start, mark.end), known ? before : undefined);
  const right = truePlace([...before], after, mark);
  const claims = found.state === 'exact' || found.state === 'moved';
  const isRight = claims && right !== null && found.candidates[0]?.start === right;
  return {
    verdict: !claims ? 'person' : isRight ? 'again' : 'wrong',
    state: found.state,
    stayed: right !== null,
    offered: right !== null && found.candidates.some(({ start }) => start === right),
  };
}
