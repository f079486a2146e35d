/** What is said of a passage that a person kept on a former text, once a later one reads otherwise: in the report, and before deciding. */
import type { CarriedState } from './contract.ts';

/** `into` names the later version; null where it is another text of the very same source. Null where there is nothing to say. */
export function laterWords(state: CarriedState, into: string | null, place: string | undefined): string | null {
  const which = into === null ? 'Another text of this source' : `A later version of this source (${into})`;
  switch (state) {
    case 'exact':
      return null;
    case 'moved':
      return `${which} holds the same words${place === undefined ? ' elsewhere' : ` at ${place}`}.`;
    case 'altered':
      return `${which} reads otherwise here.`;
    case 'ambiguous':
      return `${which} may hold these words, in a place that cannot be told for certain.`;
    case 'lost':
      return `${which} does not hold these words.`;
  }
}
