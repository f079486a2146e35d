/** Word-for-word passages that two texts share, found by shingles and widened to their ends. */
import { mix, type Tokens } from './tokens.ts';

/** Token ranges [start, end) of equal words in two texts. */
export interface TokenMatch {
  readonly a: readonly [start: number, end: number];
  readonly b: readonly [start: number, end: number];
}

/** A word weighs two, a character of a script without spaces one: two characters say about what a word says. */
export const weigh = (spaced: number): number => 1 + spaced;

/** Where the same shingle stands in many places (a refrain, a table), only the first so many are tried. */
const maxPlaces = 16;

/** Hash of the shortest run of tokens from each place that weighs `weight`, and where it ends. Places too near to the end have none (0). */
export function shinglesOf(tokens: Tokens, weight: number): { hash: Uint32Array; end: Uint32Array } {
  const hash = new Uint32Array(tokens.length);
  const end = new Uint32Array(tokens.length);
  for (let from = 0; from < tokens.length; from++) {
    let sum = 0;
    let till = from;
    let value = 0x9e3779b9;
    for (; till < tokens.length && sum < weight; till++) {
      sum += weigh(tokens.spaced[till] ?? 1);
      value = mix(Math.imul(value, 31) ^ (tokens.hash[till] ?? 0));
    }
    if (sum < weight) break;
    hash[from] = value || 1;
    end[from] = till;
  }
  return { hash, end };
}

/**
 * Longest equal runs, in the order of `a`, each of at least `weight`; they do not overlap in `a`. O(length), but for texts
 * that repeat themselves.
 */
export function sharedRuns(a: Tokens, b: Tokens, weight: number): TokenMatch[] {
  const places = new Map<number, number[]>();
  const inB = shinglesOf(b, weight);
  inB.hash.forEach((hash, at) => {
    if (hash === 0) return;
    const known = places.get(hash);
    if (known === undefined) places.set(hash, [at]);
    else if (known.length < maxPlaces) known.push(at);
  });
  const inA = shinglesOf(a, weight);
  const found: TokenMatch[] = [];
  let next = 0;
  for (let at = 0; at < a.length; at++) {
    if (at < next) continue;
    let best: TokenMatch | undefined;
    for (const place of places.get(inA.hash[at] ?? 0) ?? []) {
      const match = widen(a, b, at, place, next);
      if (match.a[1] - match.a[0] > (best ? best.a[1] - best.a[0] : 0)) best = match;
    }
    // The hashes of two shingles may agree by chance; the words do not then
    if (best === undefined || best.a[1] < (inA.end[at] ?? 0)) continue;
    found.push(best);
    next = best.a[1];
  }
  return found;
}

function widen(a: Tokens, b: Tokens, atA: number, atB: number, notBefore: number): TokenMatch {
  let length = 0;
  while (atA + length < a.length && atB + length < b.length && a.hash[atA + length] === b.hash[atB + length]) length++;
  let back = 0;
  while (atA - back > notBefore && atB - back > 0 && a.hash[atA - back - 1] === b.hash[atB - back - 1]) back++;
  return { a: [atA - back, atA + length], b: [atB - back, atB + length] };
}
