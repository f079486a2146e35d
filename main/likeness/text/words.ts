/** What came of a comparison of two texts, in one sentence for a person. */
import type { TextLikeness } from './compare.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** One sentence, or null where the texts are not alike. "The first" is `a` of the comparison. */
export function inWords({ kind, containment, counterparts, passages }: TextLikeness): string | null {
  const shared = passages.length === 1 ? 'one shared passage' : `${passages.length} shared passages`;
  const [first, second] = [percent(containment.a), percent(containment.b)];
  switch (kind) {
    case null:
      return null;
    case 'same-story':
      return `The same words: ${first} of the first text stands in the second, ${second} of the second in the first; ${shared}.`;
    case 'light-edit':
      return `The same text with changes: ${first} of the first stands in the second, ${second} of the second in the first; ${shared}.`;
    case 'rewrite':
      return `The same in other words: ${percent(counterparts.a)} of the first text has a counterpart in the second, ${percent(counterparts.b)} of the second in the first; ${shared}.`;
    case 'partial-reuse':
      return containment.a >= containment.b
        ? `A part is the same: ${first} of the first text stands in the second; ${shared}.`
        : `A part is the same: ${second} of the second text stands in the first; ${shared}.`;
  }
}
