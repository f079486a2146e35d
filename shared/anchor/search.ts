/**
 * Looking for words in a canonical text, as a person means them: letter case does not count unless asked, nor does the kind of
 * quotation mark, dash or white space; a match never cuts what a reader takes for one character (UAX #29). Pure.
 */
import { createOffsets } from './codepoints.ts';
import { type Folding, foldSign } from './fold.ts';
import { clustersOf } from './graphemes.ts';
import type { Segment } from './segment.ts';

export type { Folding } from './fold.ts';

export interface Searchable {
  /** All places, in order, none over another: code points [start, end). A blank query has none. */
  find(query: string): Segment[];
}

/** A text as it is compared, and for each of its units which code point of the text it came from (UTF-16 offsets; the end last). */
interface Folded {
  readonly text: string;
  readonly from: Uint32Array;
}

function fold(text: string, folding: Folding): Folded {
  const known = new Map<string, string>();
  const parts: string[] = [];
  // A code point becomes a few units at most: three of ffi or an ellipsis
  const from = new Uint32Array(text.length * 3 + 1);
  let [at, length, space] = [0, 0, false];
  for (const sign of text) {
    let folded = known.get(sign);
    if (folded === undefined) {
      folded = foldSign(sign, folding);
      known.set(sign, folded);
    }
    // A run of white space is one space, and belongs to its first sign
    if (folded !== '' && !(space && folded === ' ')) {
      parts.push(folded);
      from.fill(at, length, length + folded.length);
      length += folded.length;
    }
    if (folded !== '') space = folded === ' ';
    at += sign.length;
  }
  from[length] = text.length;
  return { text: parts.join(''), from: from.subarray(0, length + 1) };
}

/** Where the code point at a UTF-16 offset ends. */
const signEnd = (text: string, at: number): number => at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** Prepares a text (NFC) to be looked through more than once. O(n); each search is O(n) with little work. */
export function searchable(text: string, folding: Folding = {}): Searchable {
  const { text: folded, from } = fold(text, folding);
  const clusters = clustersOf(text);
  const offsets = createOffsets(text);
  const place = (at: number, end: number): Segment | null => {
    const start = from[at] ?? 0;
    // Half of a sign that is compared as two (ß as ss) is no match
    if (at > 0 && from[at - 1] === start) return null;
    if (end < folded.length && from[end] === from[end - 1]) return null;
    if (!clusters.between(start)) return null;
    const last = signEnd(text, from[end - 1] ?? 0);
    const whole = clusters.after(last);
    // What is left of the last character must not count, as an accent does not where accents are left out
    if (whole > last && fold(text.slice(last, whole), folding).text !== '') return null;
    return { start: offsets.toCodePoint(start), end: offsets.toCodePoint(whole) };
  };
  return {
    find(query) {
      const wanted = fold(query.normalize('NFC'), folding).text;
      if (wanted.trim() === '') return [];
      const found: Segment[] = [];
      for (let at = folded.indexOf(wanted); at !== -1; ) {
        const hit = place(at, at + wanted.length);
        if (hit) found.push(hit);
        at = folded.indexOf(wanted, hit ? at + wanted.length : at + 1);
      }
      return found;
    },
  };
}

/** Looks once. Code points [start, end) of every place, in order. */
export const findAll = (text: string, query: string, folding: Folding = {}): Segment[] => searchable(text, folding).find(query);
