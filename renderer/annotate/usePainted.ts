/** Keeps the painted marks in step with what is marked; each name is painted again only when its own spans change. */
import { useEffect } from 'react';
import { type Stance, stances } from '../../shared/model.ts';
import type { Span } from './blocks.ts';
import { paint, unpaint } from './highlights.ts';
import type { ShownText } from './positions.ts';

export function usePainted(
  shown: ShownText | null,
  marks: readonly (Span & { readonly stance: Stance | null })[],
  chosen: Span | null,
  cursor: Span | null,
  /** Words that a machine read and was not sure of. */
  unsure: readonly Span[],
): void {
  useEffect(() => {
    if (!shown) return;
    paint(
      shown,
      'unlinked',
      marks.filter((mark) => mark.stance === null),
    );
    for (const stance of stances)
      paint(
        shown,
        stance,
        marks.filter((mark) => mark.stance === stance),
      );
  }, [shown, marks]);
  useEffect(() => {
    if (shown) paint(shown, 'chosen', chosen ? [chosen] : []);
  }, [shown, chosen]);
  useEffect(() => {
    if (shown) paint(shown, 'cursor', cursor ? [cursor] : []);
  }, [shown, cursor]);
  useEffect(() => {
    if (shown) paint(shown, 'unsure', unsure);
  }, [shown, unsure]);
  useEffect(() => unpaint, []);
}
