/** Marks painted over the text by the CSS Custom Highlight API: no element is put into the text, so that a quote stays one text node. */
import { type Stance, stances } from '../../shared/model.ts';
import type { Span } from './blocks.ts';
import { piecesOf, type ShownText } from './positions.ts';

/** One registry name each; annotate.css says how they look. Later ones paint over earlier ones. */
const names = ['unsure', 'unlinked', ...stances.toReversed(), 'chosen', 'cursor'] as const;
export type HighlightName = Stance | 'unsure' | 'unlinked' | 'chosen' | 'cursor';

/** Static ranges: they cost nothing when the page changes, and the text under them never does. */
function staticRanges(shown: ShownText, span: Span): StaticRange[] {
  return piecesOf(shown, span).map(
    ({ node, from, to }) => new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to }),
  );
}

/** Paints the spans of one name and takes away those it had. */
export function paint(shown: ShownText, name: HighlightName, spans: readonly Span[]): void {
  if (spans.length === 0) {
    CSS.highlights.delete(name);
    return;
  }
  const highlight = new Highlight(...spans.flatMap((span) => staticRanges(shown, span)));
  highlight.priority = names.indexOf(name);
  CSS.highlights.set(name, highlight);
}

export function unpaint(): void {
  for (const name of names) CSS.highlights.delete(name);
}
