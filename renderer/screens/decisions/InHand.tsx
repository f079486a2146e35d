/** One excerpt: both texts about it, the three choices, and what hangs on it. */
import { useEffect } from 'react';
import type { ToDecide } from '../../../shared/contract.ts';
import { useActions } from '../../components/commands.tsx';
import { inField } from '../../components/useShortcuts.ts';
import { comboOf } from '../../keys/combo.ts';
import { useKeymap } from '../../keys/useKeymap.ts';
import { useCaseHere } from '../case/CaseContext.tsx';
import { Choices } from './Choices.tsx';
import { Depends } from './Depends.tsx';
import { choiceCommands } from './decisionCommands.ts';
import { SideBySide } from './SideBySide.tsx';
import { useInHand } from './useInHand.ts';

interface Props {
  item: ToDecide;
  onDone(item: ToDecide, words: string, goOn: boolean): void;
}

export function InHand({ item, onDone }: Props) {
  const { readOnly } = useCaseHere();
  const holding = useInHand(item, onDone);
  const { excerpt, source, into, places, decided } = item;
  // What was retired is out of the case: only undo brings it back
  const canDecide = !readOnly && decided?.decision !== 'retire';
  useActions(
    canDecide
      ? choiceCommands({
          keep: `Keep ${excerpt.ref} on ${source.ref}`,
          confirm: holding.place ? `Confirm ${excerpt.ref} in ${into.ref}` : null,
          retire: `Retire ${excerpt.ref}`,
          run: holding.decide,
          note: holding.askNote,
        })
      : [],
  );
  usePlaceKeys(canDecide && places.length > 1 ? holding.pick : null);
  return (
    <>
      <section className="panel decide-main" aria-label={`${excerpt.ref} in both texts`} data-f6 tabIndex={-1}>
        <SideBySide item={item} holding={holding} readOnly={!canDecide} />
        <Choices item={item} holding={holding} canDecide={canDecide} />
      </section>
      <Depends item={item} place={holding.place} />
    </>
  );
}

/** 1 to 9: which of several places. */
function usePlaceKeys(pick: ((index: number) => void) | null): void {
  const keymap = useKeymap();
  useEffect(() => {
    if (!pick) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || inField(event.target)) return;
      if (document.querySelector('[role=dialog], [role=menu]')) return;
      const index = keymap.keysOf('decisions.place').indexOf(comboOf(event) ?? '');
      if (index < 0) return;
      event.preventDefault();
      pick(index);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [keymap, pick]);
}
