/**
 * From the document's strings to what can be set: characters no bundled face draws, and controls that could make words
 * look other than they are, become a box with their code point; nothing disappears without being counted.
 */
import type { Covers } from './coverage.ts';

/** A piece of a line: words, a boxed code point, a line or paragraph break, or a place where an over-long word may break. */
export type Piece = string | { readonly box: string } | { readonly br: true } | { readonly par: true } | { readonly wrap: true };
export interface Boxed {
  readonly code: string;
  readonly count: number;
}
export interface Prepared {
  /** The same tree; each string that needs it is `{ pieces: Piece[] }`. */
  readonly value: unknown;
  /** Code points shown as boxes, and those left out because they draw nothing, each with how often. */
  readonly boxed: readonly Boxed[];
  readonly omitted: readonly Boxed[];
}

const codeName = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
/** Layout hints that draw nothing and that a PDF/A may not hold: soft hyphen, word joiner, byte order mark, invisible operators. */
const hint = (code: number): boolean => code === 0xad || code === 0x34f || (code >= 0x2060 && code <= 0x2064) || code === 0xfeff;
/** Joiners, direction marks, variation selectors and spaces: shaping uses them, no face needs a glyph for them. */
const invisible = (code: number): boolean => (code >= 0x200b && code <= 0x200f) || (code >= 0xfe00 && code <= 0xfe0f);
/** Embeddings, overrides and isolates reorder what stands around them. */
const reorders = (code: number): boolean => (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu;
const control = (code: number): boolean => code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code <= 0xdfff);
const space = /^\p{Zs}$/u;
/** A letter with its marks and joined emoji is drawn from one face, so it is covered or boxed as one. */
const cluster = /[\s\S](?:\p{M}|\u200d|[\u{1f3fb}-\u{1f3ff}])*(?:(?<=\u200d)[\s\S](?:\p{M}|\u200d|[\u{1f3fb}-\u{1f3ff}])*)*/gu;

/** Long enough that a line may not hold it; breaks go after its own punctuation, else every 16 characters. */
const longWord = /[^\s\p{Zs}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{32,}/gu;
function wrapped(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(longWord)) {
    const clusters = found[0].match(cluster) ?? [];
    let piece = text.slice(from, found.index);
    let run = 0;
    clusters.forEach((part, index) => {
      piece += part;
      run += 1;
      const rest = clusters.length - index - 1;
      if (rest > 3 && (run >= 16 || (run >= 3 && /^[/?&=_.,;:)%+-]$/u.test(part)))) {
        pieces.push(piece, { wrap: true });
        piece = '';
        run = 0;
      }
    });
    if (piece !== '') pieces.push(piece);
    from = found.index + found[0].length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

interface Tally {
  readonly boxed: Map<number, number>;
  readonly omitted: Map<number, number>;
}
const count = (tally: Map<number, number>, code: number): void => void tally.set(code, (tally.get(code) ?? 0) + 1);

function line(text: string, covers: (codes: readonly number[]) => boolean, tally: Tally): Piece[] {
  const pieces: Piece[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') pieces.push(...wrapped(plain));
    plain = '';
  };
  const box = (code: number): void => {
    flush();
    count(tally.boxed, code);
    pieces.push({ box: codeName(code) });
  };
  for (const [part] of text.matchAll(cluster)) {
    const kept: string[] = [];
    for (const character of part) {
      const code = character.codePointAt(0) ?? 0;
      if (hint(code)) count(tally.omitted, code);
      else kept.push(character);
    }
    const codes = kept.map((character) => character.codePointAt(0) ?? 0);
    const drawn = codes.filter((code) => !invisible(code));
    if (kept[0] === '\t') plain += '\u2003';
    else if (codes.some((code) => control(code) || reorders(code))) codes.forEach(box);
    else if (drawn.every((code) => space.test(String.fromCodePoint(code))) || covers(drawn)) plain += kept.join('');
    else {
      // what can be drawn alone is drawn; the rest is boxed
      codes.forEach((code, index) => {
        if (invisible(code)) return;
        if (covers([code]) && !/^\p{M}$/u.test(kept[index] ?? '')) {
          flush();
          plain += kept[index] ?? '';
        } else box(code);
      });
    }
  }
  flush();
  return pieces;
}

/** One string as pieces; a string that needs nothing comes back as it was. */
function shown(text: string, covers: (codes: readonly number[]) => boolean, tally: Tally): string | { pieces: Piece[] } {
  const pieces = text
    .split(/(?:\r\n|\n){2,}/u)
    .flatMap((paragraph, index): Piece[] => [
      ...(index === 0 ? [] : [{ par: true } as const]),
      ...paragraph
        .split(lineBreak)
        .flatMap((part, row): Piece[] => [...(row === 0 ? [] : [{ br: true } as const]), ...line(part, covers, tally)]),
    ]);
  return pieces.every((piece) => typeof piece === 'string') && pieces.join('') === text ? text : { pieces };
}

/** Strings that are not for the eye: they name a file, a link's target or a kind. */
const asIs = new Set([
  'picture',
  'crop',
  'href',
  'lang',
  'region',
  'dir',
  'stance',
  'verdict',
  'sha256',
  'bits',
  'hash',
  'parent',
  'entry',
  'ref',
  'source',
  'exhibit',
  'partOf',
  'described',
]);

/**
 * Prepares a JSON-safe tree. `covers` says whether one face can draw all of a cluster's code points.
 * Deterministic: depends on the tree and on the faces alone.
 */
export function prepare(tree: unknown, covers: (codes: readonly number[]) => boolean): Prepared {
  const tally: Tally = { boxed: new Map(), omitted: new Map() };
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return asIs.has(key) ? value : shown(value, covers, tally);
    if (Array.isArray(value)) return value.map((part) => walk(part, key));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, walk(part, name)]));
    return value;
  };
  const value = walk(tree, '');
  const list = (counts: Map<number, number>): Boxed[] =>
    [...counts].sort(([a], [b]) => a - b).map(([code, times]) => ({ code: codeName(code), count: times }));
  return { value, boxed: list(tally.boxed), omitted: list(tally.omitted) };
}

/** A cluster is covered where every list of families has one family that draws all of it. */
export const clusterCovers =
  (lists: readonly (readonly Covers[])[]) =>
  (codes: readonly number[]): boolean =>
    lists.every((families) => families.some((family) => codes.every((code) => family(code))));
