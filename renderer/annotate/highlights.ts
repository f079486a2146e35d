/** Marks painted over the text by the CSS Custom Highlight API: no element is put into the text, so that a quote stays one text node. */
import { type Stance, stances } from '../../shared/model.ts';
import type { Span } from './blocks.ts';
import { piecesOf, type ShownText } from './positions.ts';

/** One registry name each; annotate.css says how they look. Later ones paint over earlier ones. */
const names = ['unsure', 'unlinked', ...stances.toReversed(), 'chosen', 'cursor', 'found', 'found-now'] as const;
export type HighlightName = Stance | 'unsure' | 'unlinked' | 'chosen' | 'cursor' | 'found' | 'found-now';

/** Static ranges: they cost nothing when the page changes, and the text under them never does. */
function staticRanges(shown: ShownText, span: Span): StaticRange[] {
  return piecesOf(shown, span).map(
    ({ node, from, to }) => new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to }),
  );
}

interface Painted {
  readonly shown: ShownText;
  readonly highlight: Highlight;
  readonly ranges: Map<string, StaticRange[]>;
}
const painted = new Map<HighlightName, Painted>();
const keyOf = ({ start, end }: Span): string => `${start} ${end}`;

/** Paints the spans of one name and takes away those it had. What stays is not touched: one mark more costs one mark. */
export function paint(shown: ShownText, name: HighlightName, spans: readonly Span[]): void {
  if (spans.length === 0) {
    CSS.highlights.delete(name);
    painted.delete(name);
    return;
  }
  const former = painted.get(name);
  const now = former?.shown === shown ? former : { shown, highlight: new Highlight(), ranges: new Map<string, StaticRange[]>() };
  const wanted = new Map(spans.map((span) => [keyOf(span), span]));
  for (const [key, ranges] of now.ranges) {
    if (wanted.has(key)) continue;
    for (const range of ranges) now.highlight.delete(range);
    now.ranges.delete(key);
  }
  for (const [key, span] of wanted) {
    if (now.ranges.has(key)) continue;
    const ranges = staticRanges(shown, span);
    for (const range of ranges) now.highlight.add(range);
    now.ranges.set(key, ranges);
  }
  if (now === former) return;
  now.highlight.priority = names.indexOf(name);
  painted.set(name, now);
  CSS.highlights.set(name, now.highlight);
}

export function unpaint(): void {
  for (const name of names) CSS.highlights.delete(name);
  painted.clear();
}
