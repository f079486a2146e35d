/** Grapheme clusters (UAX #29): what a reader takes for one character. They are the same in every locale. */
import { cutsPair } from './codepoints.ts';

// A named locale, because an absent one would mean the machine's own.
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

export interface Clusters {
  /** The cluster boundary at or before a UTF-16 offset. */
  before(utf16: number): number;
  /** The cluster boundary at or after a UTF-16 offset. */
  after(utf16: number): number;
  /** True where an offset stands between two clusters, or at either end of the text. */
  between(utf16: number): boolean;
}

/** Clusters of one text; each answer is fast, whatever the length of the text. */
export function clustersOf(text: string): Clusters {
  const segments = segmenter.segment(text);
  const before = (utf16: number): number => (utf16 <= 0 ? 0 : (segments.containing(utf16)?.index ?? text.length));
  return {
    before,
    after(utf16) {
      if (utf16 <= 0) return 0;
      const cluster = segments.containing(utf16);
      if (cluster === undefined) return text.length;
      return cluster.index === utf16 ? utf16 : cluster.index + cluster.segment.length;
    },
    between: (utf16) => utf16 <= 0 || utf16 >= text.length || (!cutsPair(text, utf16) && before(utf16) === utf16),
  };
}
