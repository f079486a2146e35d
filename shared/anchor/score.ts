/** How well a place agrees with a selector, from 0 to 1. Units are UTF-16 code units. */
import type { TextQuoteSelector } from '../model.ts';
import { editDistance, prefixDistances } from './approximate.ts';

/** Context nearest to the quote that takes part in a score. */
export const scoredContext = 32;
/** The whole context weighs as much as this many units of the quote: it decides for a word, and hardly for a paragraph. */
const contextWeight = 16;
/** Text that has nothing to do with another agrees about this much by chance when edits are counted. */
const chance = 0.4;
/** Edits are counted one by one up to this many cells of a table; longer texts are compared by their four-unit pieces. */
const mostCells = 40_000_000;

const reversed = (text: string): string => [...text].reverse().join('');

/** 1 for equal strings, 0 for strings that share nothing. */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const longer = Math.max(a.length, b.length);
  if (a.length * b.length <= mostCells) return 1 - editDistance(a, b) / longer;
  return sharedPieces(a, b);
}

/** Dice coefficient over four-unit pieces, counted with their repetitions. */
function sharedPieces(a: string, b: string): number {
  const counts = new Map<string, number>();
  for (let i = 0; i + 4 <= a.length; i++) counts.set(a.slice(i, i + 4), (counts.get(a.slice(i, i + 4)) ?? 0) + 1);
  let shared = 0;
  for (let i = 0; i + 4 <= b.length; i++) {
    const left = counts.get(b.slice(i, i + 4)) ?? 0;
    if (left === 0) continue;
    shared++;
    counts.set(b.slice(i, i + 4), left - 1);
  }
  return (2 * shared) / Math.max(1, a.length + b.length - 6);
}

/** How much of `wanted` stands at the start of `there`, chance taken off. */
function startAgrees(there: string, wanted: string): number {
  const least = Math.min(...prefixDistances(there, wanted));
  return Math.max(0, (1 - least / wanted.length - chance) / (1 - chance));
}

/** Agreement of what stands around [start, end) with prefix and suffix; null where the selector has neither. */
function contextAgrees(text: string, start: number, end: number, quote: TextQuoteSelector): number | null {
  const prefix = quote.prefix.slice(-scoredContext);
  const suffix = quote.suffix.slice(0, scoredContext);
  if (prefix === '' && suffix === '') return null;
  const reach = scoredContext + scoredContext / 2;
  const before = prefix === '' ? 0 : startAgrees(reversed(text.slice(Math.max(0, start - reach), start)), reversed(prefix));
  const after = suffix === '' ? 0 : startAgrees(text.slice(end, end + reach), suffix);
  return (before * prefix.length + after * suffix.length) / (prefix.length + suffix.length);
}

/** Score of the place [start, end) of a text for a quote and its surroundings; 1 only where all of it agrees. */
export function scorePlace(text: string, start: number, end: number, quote: TextQuoteSelector): number {
  const words = similarity(quote.exact, text.slice(start, end));
  const context = contextAgrees(text, start, end, quote);
  if (context === null) return words;
  const weight = quote.exact.length / (quote.exact.length + contextWeight);
  return weight * words + (1 - weight) * context;
}
