/** Sentences and words of a canonical text (UAX #29, by Intl.Segmenter), as code point ranges: what the keyboard selects. */
import { abbreviationsOf } from './abbreviations.ts';
import { createOffsets } from './codepoints.ts';

/** Code points [start, end), without white space at its ends. */
export interface Segment {
  readonly start: number;
  readonly end: number;
}

const fallback = 'en';

/** The locale if Intl.Segmenter knows it, else English; never the machine's own, which would differ from place to place. */
export function segmenterLocale(locale: string | null | undefined): string {
  if (locale === null || locale === undefined) return fallback;
  try {
    return Intl.Segmenter.supportedLocalesOf(locale)[0] ?? fallback;
  } catch (error) {
    // A file may call its language anything ("English", "uk_UA"); that is no reason not to segment it.
    if (error instanceof RangeError) return fallback;
    throw error;
  }
}

/** Paragraphs: what blank lines part. UTF-16 units. */
function* paragraphs(text: string): Generator<{ start: number; text: string }> {
  let start = 0;
  for (const gap of text.matchAll(/\n[^\S\n]*(?:\n[^\S\n]*)+/g)) {
    yield { start, text: text.slice(start, gap.index) };
    start = gap.index + gap[0].length;
  }
  yield { start, text: text.slice(start) };
}

/** A line at least this long was broken to fit a page, not to end a thought. */
const wrappedLine = 50;

/** Line ends within a sentence become spaces, unit for unit; those that end a line of their own (verse, lists, posts) stay. */
function unwrap(paragraph: string): string {
  let lineStart = 0;
  return paragraph.replace(/\n/g, (_, at: number) => {
    const flows = /^[^\S\n]*\p{Ll}/u.test(paragraph.slice(at + 1, at + 20)) && !/[.!?…]/u.test(paragraph.charAt(at - 1));
    const soft = at - lineStart >= wrappedLine || flows;
    lineStart = at + 1;
    return soft ? ' ' : '\n';
  });
}

/** True where a sentence break after `sentence` is only a short form's or an initial's full stop. */
function goesOn(sentence: string, short: ReadonlySet<string>): boolean {
  const match = /(^|[\s(«„“"'’.])([\p{L}\p{M}-]+)\.\s+$/u.exec(sentence.slice(-40));
  const last = match?.[2];
  if (match === null || last === undefined || sentence.endsWith('\n')) return false;
  // "2022 р." and "9 p." close what they follow.
  if (/\d\s*$/u.test(sentence.slice(-40).slice(0, match.index + 1))) return false;
  return short.has(last.toLowerCase()) || /^\p{Lu}$/u.test(last);
}

/** Brings UTF-16 ranges to code points, without white space at their ends; blank ones are dropped. */
function toSegments(text: string, ranges: readonly Segment[]): Segment[] {
  const offsets = createOffsets(text);
  return ranges.flatMap(({ start, end }) => {
    const piece = text.slice(start, end);
    const from = start + piece.length - piece.trimStart().length;
    const to = end - (piece.length - piece.trimEnd().length);
    return from < to ? [{ start: offsets.toCodePoint(from), end: offsets.toCodePoint(to) }] : [];
  });
}

/** Sentences in order. None crosses a blank line. `locale` is BCP 47, or null where the language is not known. */
export function sentences(text: string, locale: string | null): Segment[] {
  const known = segmenterLocale(locale);
  const segmenter = new Intl.Segmenter(known, { granularity: 'sentence' });
  const short = abbreviationsOf(known);
  const ranges: Segment[] = [];
  for (const paragraph of paragraphs(text)) {
    let joined: Segment | null = null;
    for (const { index, segment } of segmenter.segment(unwrap(paragraph.text))) {
      const end = paragraph.start + index + segment.length;
      const range: Segment = { start: joined?.start ?? paragraph.start + index, end };
      joined = goesOn(segment, short) ? range : null;
      if (joined === null) ranges.push(range);
    }
    if (joined !== null) ranges.push(joined);
  }
  return toSegments(text, ranges);
}

/** Words in order, without the punctuation and spaces between them. */
export function words(text: string, locale: string | null): Segment[] {
  const segmenter = new Intl.Segmenter(segmenterLocale(locale), { granularity: 'word' });
  const ranges: Segment[] = [];
  for (const paragraph of paragraphs(text)) {
    for (const { index, segment, isWordLike } of segmenter.segment(paragraph.text)) {
      if (isWordLike === true) ranges.push({ start: paragraph.start + index, end: paragraph.start + index + segment.length });
    }
  }
  return toSegments(text, ranges);
}

/** Index of the first segment for which `reached` holds; segments are in order. */
function firstIndex(segments: readonly Segment[], reached: (segment: Segment) => boolean): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const segment = segments[middle];
    if (segment !== undefined && reached(segment)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The segment (sentence or word) that holds code point `at`, or null between two. O(log n). */
export function segmentAt(segments: readonly Segment[], at: number): Segment | null {
  const segment = segments[firstIndex(segments, ({ end }) => end > at)];
  return segment !== undefined && segment.start <= at ? segment : null;
}

/** The first sentence that starts after code point `from`, or null. Takes what `sentences` (or `words`) gave. O(log n). */
export function nextSentence(segments: readonly Segment[], from: number): Segment | null {
  return segments[firstIndex(segments, ({ start }) => start > from)] ?? null;
}

/** The last sentence that starts before code point `from`, or null. O(log n). */
export function previousSentence(segments: readonly Segment[], from: number): Segment | null {
  return segments[firstIndex(segments, ({ start }) => start >= from) - 1] ?? null;
}
