/**
 * Words of a text, in any language: where they stand and a number for each. Scripts that are written without spaces
 * (Chinese, Japanese, Thai, Lao, Khmer, Burmese) are read character by character.
 */
import { createOffsets } from '../../../shared/anchor/codepoints.ts';

/** Parallel arrays, one entry a token, in the order of the text. */
export interface Tokens {
  readonly length: number;
  /** Equal for words that are equal but for case, width, soft hyphens, apostrophes, vowel marks and stretching. */
  readonly hash: Uint32Array;
  /** Code points [start, end) of the canonical text. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** What the token is compared by in another wording: the beginning of the word, or a pair of characters. 0: none. */
  readonly term: Uint32Array;
  /** 1: a word; 0: a single character of a script without spaces, which says about half as much. */
  readonly spaced: Uint8Array;
}

/** Raised when a token, a term or their numbers change: an index made by other tokens says nothing about these. */
export const tokenVersion = 'words-1';

/** Longer words are compared by their beginning: endings change with case, number and tense, in nearly every language that has them. */
const stemLetters = 6;

const unspaced = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`;
const token = new RegExp(
  String.raw`[[${unspaced}]&&[\p{L}\p{N}]]\p{M}*|[[\p{L}\p{N}]--[${unspaced}]](?:[[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060]--[${unspaced}]]|['’](?=\p{L}))*`,
  'gv',
);
const unspacedStart = new RegExp(`^[${unspaced}]`, 'v');
const plain = /^[a-z0-9]+$/i;
/** Soft hyphens, joiners, apostrophes (also the letter apostrophe), Arabic stretching and vowel marks, Hebrew points. */
const unseen = /[\u00ad\u200b-\u200d\u2060'’ʼ\u0640\u064b-\u0652\u0670\u0591-\u05c7]/g;

/** FNV-1a over UTF-16 units, then mixed so that all bits count. Deterministic on every machine. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/** Spreads a 32-bit number over all its bits (the finaliser of MurmurHash3). */
export function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function fold(word: string): string {
  return plain.test(word) ? word.toLowerCase() : word.normalize('NFKC').toLowerCase().replace(unseen, '');
}

/** How many letters a term was made from (7: seven or more; 0: a pair of characters). It tells how telling a word is before any text is known. */
export const lettersOf = (term: number): number => term & 7;
const termOf = (stem: string, letters: number): number => ((hashOf(stem) & ~7) | Math.min(7, letters)) >>> 0;

/** Reads the words of a canonical text. O(length). */
export function readTokens(text: string): Tokens {
  const offsets = createOffsets(text);
  const hash: number[] = [];
  const start: number[] = [];
  const end: number[] = [];
  const term: number[] = [];
  const spaced: number[] = [];
  const known = new Map<string, readonly [hash: number, term: number]>();
  let before = '';
  for (const match of text.matchAll(token)) {
    const word = match[0];
    const from = offsets.toCodePoint(match.index);
    const till = offsets.toCodePoint(match.index + word.length);
    const character = unspacedStart.test(word);
    const folded = fold(word);
    if (folded === '') continue;
    const key = character ? (end.at(-1) === from ? before : '') + folded : folded;
    let numbers = known.get(key);
    if (numbers === undefined) {
      const pair = key !== folded;
      numbers = character
        ? [hashOf(folded), pair ? termOf(key, 0) : 0]
        : [hashOf(folded), termOf(folded.slice(0, stemLetters), folded.length)];
      known.set(key, numbers);
    }
    hash.push(numbers[0]);
    term.push(numbers[1]);
    start.push(from);
    end.push(till);
    spaced.push(character ? 0 : 1);
    before = character ? folded : '';
  }
  return {
    length: hash.length,
    hash: Uint32Array.from(hash),
    start: Uint32Array.from(start),
    end: Uint32Array.from(end),
    term: Uint32Array.from(term),
    spaced: Uint8Array.from(spaced),
  };
}
