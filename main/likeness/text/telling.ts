/** How much two texts say in the same words, whatever their order: for rewrites, where few word runs are left. */
import { lettersOf, type Tokens } from './tokens.ts';

/**
 * Share of texts that a word of so many letters comes in: short words are common in every language that has letters
 * (Zipf's law of abbreviation). Index 0: a pair of characters; 7: seven letters and more. It stands in for counting a
 * collection, so that what is said of two texts does not depend on what else is in the case.
 */
const commonness = [0.08, 0.5, 0.4, 0.4, 0.15, 0.08, 0.04, 0.015] as const;
const weights = commonness.map((share) => Math.log(21 / (20 * share + 0.5)));
/** How telling a term is: 0.7 (a letter) to 3.3 (a long word). */
export const tellingOf = (term: number): number => weights[lettersOf(term)] ?? 1;

function profile(tokens: Tokens): Map<number, number> {
  const counts = new Map<number, number>();
  for (const term of tokens.term) if (term !== 0) counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const [term, count] of counts) counts.set(term, (1 + Math.log(count)) * tellingOf(term));
  return counts;
}

/** Cosine of the two texts' weighted words, 0 to 1. */
export function cosine(a: Tokens, b: Tokens): number {
  const [left, right] = [profile(a), profile(b)];
  const square = (of: Map<number, number>): number => of.values().reduce((sum, weight) => sum + weight * weight, 0);
  let dot = 0;
  for (const [term, weight] of left) dot += weight * (right.get(term) ?? 0);
  const size = Math.sqrt(square(left) * square(right));
  return size === 0 ? 0 : Math.min(1, dot / size);
}

/** About a sentence; its counterpart may lie in a stretch of twice that. */
const stretch = 20;
/** In a long text, so many stretches stand for all; a word that stands in more places than that tells nothing of a place. */
const maxStretches = 400;
const maxPlaces = 400;

/**
 * How much of `a` has a counterpart in one place of `b`: the mean over its stretches of the weight of their words that stand
 * together in the best place of `b`, 0 to 1. Two reports of one event share names all over; a rewrite shares sentences.
 */
export function counterparts(a: Tokens, b: Tokens): number {
  const places = new Map<number, number[]>();
  b.term.forEach((term, at) => {
    if (term === 0) return;
    const known = places.get(term);
    if (known === undefined) places.set(term, [at]);
    else known.push(at);
  });
  const count = Math.max(1, Math.floor(a.length / stretch + 0.5));
  const step = Math.max(1, count / maxStretches);
  let [sum, stretches] = [0, 0];
  for (let index = 0; index < count; index += step) {
    const from = Math.floor(index) * stretch;
    const till = Math.floor(index) === count - 1 ? a.length : from + stretch;
    const share = bestPlace(new Set(a.term.subarray(from, till)), places);
    if (share === undefined) continue;
    sum += share;
    stretches++;
  }
  return stretches === 0 ? 0 : sum / stretches;
}

interface Hit {
  readonly place: number;
  readonly term: number;
  readonly weight: number;
}

/** Greatest share of the terms' weight within one stretch of the other text; undefined where there are no terms. */
function bestPlace(terms: ReadonlySet<number>, places: ReadonlyMap<number, readonly number[]>): number | undefined {
  let total = 0;
  const hits: Hit[] = [];
  for (const term of terms) {
    if (term === 0) continue;
    const weight = tellingOf(term) ** 2;
    const at = places.get(term) ?? [];
    if (at.length > maxPlaces) continue;
    total += weight;
    for (const place of at) hits.push({ place, term, weight });
  }
  if (total === 0) return undefined;
  hits.sort((one, other) => one.place - other.place);
  const inside = new Map<number, number>();
  let [best, sum, first] = [0, 0, 0];
  for (const hit of hits) {
    const held = inside.get(hit.term) ?? 0;
    inside.set(hit.term, held + 1);
    if (held === 0) sum += hit.weight;
    for (let gone = hits[first]; gone !== undefined && gone.place < hit.place - 2 * stretch; gone = hits[++first]) {
      const left = (inside.get(gone.term) ?? 1) - 1;
      inside.set(gone.term, left);
      if (left === 0) sum -= gone.weight;
    }
    best = Math.max(best, sum);
  }
  return best / total;
}
