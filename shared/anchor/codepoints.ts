/**
 * Between Unicode code points, in which anchors count (W3C Web Annotation, TextPositionSelector), and UTF-16 code
 * units, in which JavaScript strings and the DOM count. A lone surrogate counts as one code point.
 */

export interface Offsets {
  /** Code points of the text. */
  readonly length: number;
  /** UTF-16 offset of a code point offset. Offsets outside the text are brought to its nearest end. */
  toUtf16(codePoint: number): number;
  /** Code point offset of a UTF-16 offset; inside a surrogate pair it rounds down to the pair's start. Outside offsets as above. */
  toCodePoint(utf16: number): number;
}

const isHigh = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

/** True where a UTF-16 offset would cut a surrogate pair in two. */
export function cutsPair(text: string, utf16: number): boolean {
  return utf16 > 0 && utf16 < text.length && isLow(text.charCodeAt(utf16)) && isHigh(text.charCodeAt(utf16 - 1));
}

/** Number of code points of a string. O(n), no allocation. */
export function codePointLength(text: string): number {
  let pairs = 0;
  for (let i = 1; i < text.length; i++) {
    if (isLow(text.charCodeAt(i)) && isHigh(text.charCodeAt(i - 1))) pairs++;
  }
  return text.length - pairs;
}

/** UTF-16 offset `count` code points after `from`; never past the end. */
function advance(text: string, from: number, count: number): number {
  let at = from;
  for (let left = count; left > 0 && at < text.length; left--) {
    at += isHigh(text.charCodeAt(at)) && at + 1 < text.length && isLow(text.charCodeAt(at + 1)) ? 2 : 1;
  }
  return at;
}

/** Code points [start, end) of a string. O(end), no index needed; offsets outside are brought to the nearest end. */
export function sliceCodePoints(text: string, start: number, end: number): string {
  if (!(end > start)) return '';
  const from = advance(text, 0, Math.max(0, start));
  return text.slice(from, advance(text, from, end - Math.max(0, start)));
}

/** Number of leading entries of a sorted array for which `before` holds. */
function countWhile(sorted: Uint32Array, before: (value: number, index: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before(sorted[middle] ?? 0, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where surrogate pairs begin, in UTF-16 units. */
function pairsOf(text: string): Uint32Array {
  const found: number[] = [];
  for (let i = 1; i < text.length; i++) {
    if (isLow(text.charCodeAt(i)) && isHigh(text.charCodeAt(i - 1))) found.push(i - 1);
  }
  return Uint32Array.from(found);
}

/** Offsets of one text. O(n) to make; each answer is O(1) where the text has no pairs, else O(log pairs). */
export function createOffsets(text: string): Offsets {
  const pairs = pairsOf(text);
  const length = text.length - pairs.length;
  const within = (offset: number, end: number): number => Math.min(end, Math.max(0, Math.trunc(offset) || 0));
  if (pairs.length === 0) {
    const same = (offset: number): number => within(offset, length);
    return { length, toUtf16: same, toCodePoint: same };
  }
  return {
    length,
    toUtf16(codePoint) {
      const cp = within(codePoint, length);
      // The k-th pair is code point pairs[k] - k: every pair before it took one unit more than its code point.
      return cp + countWhile(pairs, (at, k) => at - k < cp);
    },
    toCodePoint(utf16) {
      const unit = within(utf16, text.length);
      const passed = countWhile(pairs, (at) => at + 2 <= unit);
      return (pairs[passed] === unit - 1 ? unit - 1 : unit) - passed;
    },
  };
}
