/** Where exact words stand, as a person typed or pasted them. */
import { createOffsets } from './codepoints.ts';
import { type Clusters, clustersOf } from './graphemes.ts';
import { occurrences } from './occurrences.ts';

export interface FindQuery {
  readonly quote: string;
  /** Words that stand right before the place; white space and punctuation between does not matter. */
  readonly before?: string | undefined;
  /** Words that stand right after the place. */
  readonly after?: string | undefined;
}

/** Code points [start, end). */
export interface Place {
  readonly start: number;
  readonly end: number;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
/** A pattern for words in which any run of white space stands for any other. */
const loosely = (words: string): string => words.trim().split(/\s+/u).map(escaped).join('\\s+');
/** What may stand between a quote and the words that tell its place. */
const between = '[\\s\\p{P}]*';

/** A test for what precedes or follows, or null where nothing was asked for. */
function neighbour(words: string | undefined, side: 'before' | 'after'): RegExp | null {
  const wanted = (words ?? '').normalize('NFC').trim();
  if (wanted === '') return null;
  return new RegExp(side === 'before' ? `${loosely(wanted)}${between}$` : `^${between}${loosely(wanted)}`, 'u');
}

/** Units beside a place in which `before` and `after` are looked for: their own length, and room for other white space. */
const room = (words: string | undefined): number => 2 * (words ?? '').length + 64;

/**
 * All places of these exact words in a text (NFC, as every rendition's text is), in order. Letter case, accents and
 * punctuation count. White space is taken literally first; only where that finds nothing, runs of white space count as
 * equal, so that words copied over a line break are found. The text at a place is what may be quoted, not the query.
 * A match that would cut a grapheme cluster is no match. An empty or blank query has no place.
 */
export function find(text: string, query: FindQuery): Place[] {
  const quote = query.quote.normalize('NFC');
  if (quote.trim() === '') return [];
  const clusters = clustersOf(text);
  const before = neighbour(query.before, 'before');
  const after = neighbour(query.after, 'after');
  const fits = ({ start, end }: Place): boolean =>
    whole(clusters, start, end) &&
    (before === null || before.test(text.slice(Math.max(0, start - room(query.before)), start))) &&
    (after === null || after.test(text.slice(end, end + room(query.after))));
  const literal = occurrences(text, quote)
    .map((start) => ({ start, end: start + quote.length }))
    .filter(fits);
  const found = literal.length > 0 ? literal : loose(text, quote).filter(fits);
  const offsets = createOffsets(text);
  return found.map(({ start, end }) => ({ start: offsets.toCodePoint(start), end: offsets.toCodePoint(end) }));
}

const whole = (clusters: Clusters, start: number, end: number): boolean => clusters.between(start) && clusters.between(end);

function loose(text: string, quote: string): Place[] {
  return [...text.matchAll(new RegExp(loosely(quote), 'gu'))].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
