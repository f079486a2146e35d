/** The state of one excerpt in hand: which place is meant, the note for the log, and sending the decision. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ToDecide } from '../../../shared/contract.ts';
import type { Decision } from '../../../shared/model.ts';
import { useForm } from '../../components/useForm.ts';
import { counted } from '../../components/words.ts';
import { useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';
import type { Place } from './byHand.ts';

export function useInHand(item: ToDecide, onDone: (item: ToDecide, words: string, goOn: boolean) => void) {
  const api = useApi();
  const client = useQueryClient();
  const { handle } = useCaseHere();
  const { submit, busy, failure } = useForm();
  const { excerpt, state, places, into, source } = item;
  // An ambiguous one has no place until a person names it; of others the best is suggested
  const [picked, setPicked] = useState<number | null>(state === 'ambiguous' ? null : 0);
  const [byHand, setByHand] = useState<Place | null>(null);
  const [because, setBecause] = useState('');
  const [asksReason, setAsksReason] = useState(false);
  const [noteAsked, setNoteAsked] = useState(0);
  const askNote = () => setNoteAsked((times) => times + 1);
  const place: Place | null = byHand ?? (picked === null ? null : (places[picked] ?? null));

  const words = (decision: Decision['decision'], made: string): string => {
    if (decision === 'keep') return `${excerpt.ref} stays on ${source.ref}.`;
    return decision === 'retire' ? `${excerpt.ref} is retired.` : `${excerpt.ref} stands as ${made} in ${into.ref} from now on.`;
  };
  const decide = (decision: Decision['decision']) => {
    if (decision === 'retire' && because.trim() === '') {
      setAsksReason(true);
      askNote();
      return;
    }
    if (decision === 'confirm' && !place) return;
    const at = decision === 'confirm' && place ? { at: { start: place.start, end: place.end, exact: place.exact } } : {};
    void submit(async () => {
      const done = await api.excerpts.decide({ case: handle, excerpt: excerpt.id, into: into.id, decision, because, ...at });
      await client.invalidateQueries({ queryKey: keys.decisions(handle) });
      const again = done.links.length === 0 ? '' : ` ${counted(done.links.length, 'reason')} to be read again.`;
      onDone(item, words(decision, done.excerpt.ref) + again, done.links.length === 0);
      setBecause('');
      setAsksReason(false);
    });
  };
  return {
    place,
    picked: byHand ? null : picked,
    pick: (index: number) => {
      if (!places[index]) return;
      setByHand(null);
      setPicked(index);
    },
    byHand,
    setByHand,
    because,
    setBecause: (words: string) => {
      setBecause(words);
      if (words.trim() !== '') setAsksReason(false);
    },
    asksReason,
    /** How often the note was asked for: each time it takes the focus. */
    noteAsked,
    askNote,
    decide,
    busy,
    failure,
  };
}
export type Holding = ReturnType<typeof useInHand>;
