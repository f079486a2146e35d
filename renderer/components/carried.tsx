/** How it is told what became of an excerpt in a newer text: by icon and word; amber is what is not settled. */
import { Check, CircleHelp, type LucideIcon, MoveRight, PencilLine, Unlink } from 'lucide-react';
import type { CarriedState, DecisionCounts } from '../../shared/contract.ts';

interface Telling {
  readonly word: string;
  readonly means: string;
  readonly icon: LucideIcon;
  readonly tone: 'wait' | 'info' | 'off';
}
export const carriedTelling: Readonly<Record<CarriedState, Telling>> = {
  exact: { word: 'exact', means: 'The same words at the same place.', icon: Check, tone: 'off' },
  moved: { word: 'moved', means: 'The same words at another place.', icon: MoveRight, tone: 'info' },
  altered: { word: 'altered', means: 'Other words stand where it was.', icon: PencilLine, tone: 'wait' },
  ambiguous: { word: 'ambiguous', means: 'It may be one of several places.', icon: CircleHelp, tone: 'wait' },
  lost: { word: 'lost', means: 'These words are not in the new text.', icon: Unlink, tone: 'wait' },
};

export function CarriedLabel({ state }: { state: CarriedState }) {
  const { word, icon: Icon, tone } = carriedTelling[state];
  return (
    <span className="state" data-tone={tone}>
      <Icon size={14} aria-hidden="true" />
      {word}
    </span>
  );
}

/** Those that a person has to decide about; exact ones need nobody. */
export const openOf = ({ altered, ambiguous, lost, moved }: DecisionCounts): number => altered + ambiguous + lost + moved;
