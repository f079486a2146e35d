/** What a text is found and compared by: its words, a sample of its word runs, and how often it uses which word. */
import { shinglesOf } from './passages.ts';
import { mix, readTokens, type Tokens, tokenVersion } from './tokens.ts';

export interface TextFingerprint {
  readonly tokens: Tokens;
  /** Winnowed shingles in the order of the text, and the token each begins at. The same may come more than once. */
  readonly shingles: Uint32Array;
  readonly at: Uint32Array;
  /** Distinct terms, each with how often it comes. */
  readonly terms: Uint32Array;
  readonly counts: Uint32Array;
}

/** Five words, or ten characters of a script without spaces: longer than nearly every set phrase. */
const shingleWeight = 10;
/** One shingle is kept of every eight in a row, always the same one: a run of 12 words that two texts share is never missed. */
const window = 8;

/** Names everything that numbers in a stored fingerprint depend on. */
export const fingerprintVersion = `${tokenVersion} winnow-${shingleWeight}-${window}`;

/** Winnowing (Schleimer, Wilkerson, Aiken 2003): places of the smallest shingle, the last among equals, of each window. */
function winnow(hashes: Uint32Array): number[] {
  const kept: number[] = [];
  let least = -1;
  for (let last = 0; last < hashes.length; last++) {
    const first = Math.max(0, last - window + 1);
    if (least < first) {
      least = first;
      for (let at = first + 1; at <= last; at++) if ((hashes[at] ?? 0) <= (hashes[least] ?? 0)) least = at;
    } else if ((hashes[last] ?? 0) <= (hashes[least] ?? 0)) least = last;
    if ((last >= window - 1 || last === hashes.length - 1) && kept.at(-1) !== least) kept.push(least);
  }
  return kept;
}

/** Fingerprint of a canonical text; the same on every machine. O(length); no text is too short, an empty one has an empty one. */
export function fingerprint(text: string): TextFingerprint {
  const tokens = readTokens(text);
  const { hash } = shinglesOf(tokens, shingleWeight);
  // Places without a shingle (0) stand at the end only
  const none = hash.indexOf(0);
  const at = winnow(none === -1 ? hash : hash.subarray(0, none));
  const counts = new Map<number, number>();
  for (const term of tokens.term) if (term !== 0) counts.set(term, (counts.get(term) ?? 0) + 1);
  return {
    tokens,
    shingles: Uint32Array.from(at, (place) => hash[place] ?? 0),
    at: Uint32Array.from(at),
    terms: Uint32Array.from(counts.keys()),
    counts: Uint32Array.from(counts.values()),
  };
}

/**
 * The words of a text without those of common passages (cookie notes, bylines, "read also"): all that kept shingles of
 * `common` cover, and what lies between two of them. What was left out leaves a token that equals no other.
 */
export function withoutCommon({ tokens, shingles, at }: TextFingerprint, common: ReadonlySet<number>): Tokens {
  const out = new Uint8Array(tokens.length);
  const { end } = shinglesOf(tokens, shingleWeight);
  let covered = -1;
  shingles.forEach((hash, index) => {
    if (!common.has(hash)) return;
    const from = at[index] ?? 0;
    const till = end[from] ?? from;
    // Between two kept shingles of one passage lie fewer words than the window is wide
    out.fill(1, covered >= 0 && from - covered < window ? covered : from, till);
    covered = till;
  });
  if (covered === -1) return tokens;
  const kept: number[] = [];
  out.forEach((left, index) => {
    if (left === 0 || (index > 0 && out[index - 1] === 0)) kept.push(index);
  });
  const pick = (of: Uint32Array): Uint32Array => Uint32Array.from(kept, (index) => of[index] ?? 0);
  return {
    length: kept.length,
    start: pick(tokens.start),
    end: pick(tokens.end),
    hash: Uint32Array.from(kept, (index) => (out[index] === 0 ? (tokens.hash[index] ?? 0) : mix(tokens.length * 65_537 + index))),
    term: Uint32Array.from(kept, (index) => (out[index] === 0 ? (tokens.term[index] ?? 0) : 0)),
    spaced: Uint8Array.from(kept, (index) => tokens.spaced[index] ?? 1),
  };
}
