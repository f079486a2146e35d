/** What became of each excerpt of the source that is read, once a newer text stands beside it: for its card, its marks, its head. */
import { GitCompareArrows } from 'lucide-react';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { ToDecide } from '../../../shared/contract.ts';
import type { ExcerptId, SourceId } from '../../../shared/model.ts';
import { CarriedLabel, carriedTelling } from '../../components/carried.tsx';
import { counted } from '../../components/words.ts';
import { useToDecide } from '../../state/decisions.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { decidedWord } from './decisionWords.ts';
import { isOpen } from './workList.ts';
import './states.css';

type States = ReadonlyMap<ExcerptId, ToDecide>;
const none: States = new Map();
const StatesContext = createContext<States>(none);
/** Excerpts of one source that are told; a source with more is marked beyond reason. */
const most = 1000;

export function ExcerptStates({ source, children }: { source: SourceId; children: ReactNode }) {
  const { handle } = useCaseHere();
  const items = useToDecide(handle, source, most).data?.items;
  const states = useMemo(() => (items ? new Map(items.map((item) => [item.excerpt.id, item])) : none), [items]);
  return <StatesContext value={states}>{children}</StatesContext>;
}

/** `altered in S-002`, `kept; altered in S-002`; empty where it stands as it stood, or nobody asks. */
function stateWords(item: ToDecide | undefined): string {
  if (!item || (item.state === 'exact' && isOpen(item))) return '';
  const there = `${carriedTelling[item.state].word} in ${item.into.id === item.source.id ? 'a newer text' : item.into.ref}`;
  return item.decided ? `${decidedWord[item.decided.decision]}; ${there}` : there;
}

/** The words of an excerpt's state, to be read out with its mark; empty where there is nothing to say. */
export function useStateWords(): (excerpt: ExcerptId | null) => string {
  const states = useContext(StatesContext);
  return (excerpt) => (excerpt === null ? '' : stateWords(states.get(excerpt)));
}

/** The sign of one that waits for a decision, beside its mark; its words are in the mark's name (`useStateWords`). */
export function StateSign({ excerpt }: { excerpt: ExcerptId | null }) {
  const states = useContext(StatesContext);
  const item = excerpt === null ? undefined : states.get(excerpt);
  if (!item || !isOpen(item) || item.state === 'exact') return null;
  const { icon: Icon, tone } = carriedTelling[item.state];
  return (
    <span className="state mark-state" data-tone={tone} aria-hidden="true">
      <Icon size={11} />
    </span>
  );
}

/** In the card of an excerpt: what became of it, and the way to decide. */
export function StateLine({ excerpt }: { excerpt: ExcerptId }) {
  const store = useSelectionStore();
  const states = useContext(StatesContext);
  const item = states.get(excerpt);
  if (!item) return null;
  const where = item.into.id === item.source.id ? 'a newer text of this source' : item.into.ref;
  const open = isOpen(item);
  return (
    <p className="card-state">
      {open ? (
        <>
          <CarriedLabel state={item.state} /> in {where}.
        </>
      ) : (
        <>
          <b className="strong">{item.decided ? decidedWord[item.decided.decision] : 'carried on'}</b>; {carriedTelling[item.state].word} in{' '}
          {where}.
        </>
      )}{' '}
      <button type="button" className="textlink" onClick={() => store.decide(item.source.id, excerpt)}>
        {open && item.state !== 'exact' ? 'Decide' : 'Show both texts'}
      </button>
    </p>
  );
}

/** In the head of a source: how many of its excerpts wait. */
export function StatesHint({ source }: { source: SourceId }) {
  const store = useSelectionStore();
  const states = useContext(StatesContext);
  const open = [...states.values()].filter((item) => isOpen(item) && item.state !== 'exact').length;
  if (open === 0) return null;
  return (
    <button type="button" className="btn small to-decide" onClick={() => store.decide(source)}>
      <GitCompareArrows size={13} aria-hidden="true" />
      {counted(open, 'excerpt needs', 'excerpts need')} a decision
    </button>
  );
}
