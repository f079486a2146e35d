/** Where a quote may stand whose words have changed. Suggestions only: a person confirms. UTF-16 units. */
import type { TextQuoteSelector } from '../model.ts';
import { search } from './approximate.ts';
import { clustersOf } from './graphemes.ts';
import { scoredContext } from './score.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Share of a pattern that may differ. */
const tolerance = 0.4;
/** Below this the words alone say too little to be searched for without their surroundings. */
const shortest = 12;
/** Longer quotes are found by their two ends. */
const longest = 512;
const endPiece = 192;
const most = 8;

const places = (text: string, pattern: string): Span[] => search(text, pattern, Math.floor(pattern.length * tolerance), most);

/**
 * The part of a window that stands for the middle of prefix + middle + suffix, by global alignment (Needleman–Wunsch
 * with unit costs). Each cell carries the column at which its best path entered the middle and the one at which it
 * left it, so that no table is kept. What was inserted at the seams counts as the middle's.
 */
export function alignMiddle(window: string, prefix: number, middle: number, pattern: string): Span {
  const rows = pattern.length;
  const leave = prefix + middle;
  let cost = new Int32Array(rows + 1);
  let entered = new Int32Array(rows + 1);
  let left = new Int32Array(rows + 1);
  for (let i = 0; i <= rows; i++) cost[i] = i;
  for (let j = 1; j <= window.length; j++) {
    const nextCost = new Int32Array(rows + 1);
    const nextEntered = new Int32Array(rows + 1);
    const nextLeft = new Int32Array(rows + 1);
    nextCost[0] = j;
    nextLeft[0] = leave === 0 ? j : 0;
    const unit = window.charCodeAt(j - 1);
    for (let i = 1; i <= rows; i++) {
      const across = (cost[i - 1] ?? 0) + (pattern.charCodeAt(i - 1) === unit ? 0 : 1);
      const skipText = (cost[i] ?? 0) + 1;
      const skipPattern = (nextCost[i - 1] ?? 0) + 1;
      const least = Math.min(across, skipText, skipPattern);
      nextCost[i] = least;
      if (least === skipText && least !== across) {
        nextEntered[i] = entered[i] ?? 0;
        nextLeft[i] = i === leave ? j : (left[i] ?? 0);
      } else {
        const [fromEntered, fromLeft] =
          least === across ? [entered[i - 1] ?? 0, left[i - 1] ?? 0] : [nextEntered[i - 1] ?? 0, nextLeft[i - 1] ?? 0];
        nextEntered[i] = i === prefix ? j : fromEntered;
        nextLeft[i] = i === leave ? j : fromLeft;
      }
    }
    [cost, entered, left] = [nextCost, nextEntered, nextLeft];
  }
  const start = prefix === 0 ? 0 : (entered[rows] ?? 0);
  return { start, end: Math.max(start, left[rows] ?? 0) };
}

/** Places whose words resemble the quote together with what stood around it. */
function withContext(text: string, quote: TextQuoteSelector): Span[] {
  const prefix = quote.prefix.slice(-scoredContext);
  const suffix = quote.suffix.slice(0, scoredContext);
  if (prefix === '' && suffix === '') return [];
  const pattern = prefix + quote.exact + suffix;
  return places(text, pattern).map((match) => {
    const middle = alignMiddle(text.slice(match.start, match.end), prefix.length, quote.exact.length, pattern);
    return { start: match.start + middle.start, end: match.start + middle.end };
  });
}

/** Places that begin like the quote and end like it, with a length that is not far from its own. */
function byEnds(text: string, exact: string): Span[] {
  const ends = places(text, exact.slice(-endPiece));
  return places(text, exact.slice(0, endPiece)).flatMap((first) =>
    ends
      .map((last) => ({ start: first.start, end: last.end }))
      .filter(({ start, end }) => end - start >= exact.length * (1 - tolerance) && end - start <= exact.length / (1 - tolerance)),
  );
}

const spaced = /^[\p{L}\p{M}\p{N}]$/u;
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;
const inWord = (text: string, at: number): boolean => {
  const here = text.charAt(at);
  return spaced.test(here) && !unspaced.test(here);
};

/** Ends a span between words, where the script parts words by spaces, and never inside a grapheme cluster or on white space. */
function tidy(text: string, span: Span): Span {
  const clusters = clustersOf(text);
  const reach = 20;
  const cut = (at: number): boolean => at > 0 && at < text.length && inWord(text, at - 1) && inWord(text, at);
  let { start, end } = span;
  for (let n = 0; n < reach && cut(start); n++) start--;
  for (let n = 0; n < reach && cut(end); n++) end++;
  while (start < end && text.charAt(start).trim() === '') start++;
  while (end > start && text.charAt(end - 1).trim() === '') end--;
  return { start: clusters.before(start), end: clusters.after(end) };
}

/** Places that resemble the quote, in no order; they may overlap. */
export function alteredPlaces(text: string, quote: TextQuoteSelector): Span[] {
  const { exact } = quote;
  const found =
    exact.length > longest ? byEnds(text, exact) : [...(exact.length >= shortest ? places(text, exact) : []), ...withContext(text, quote)];
  return found.map((span) => tidy(text, span)).filter((span) => span.end > span.start);
}
