/** Excerpts whose source reads otherwise by now: what stood, what stands, what hangs on it; a person decides about one after the other. */
import { CircleCheck, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ToDecide } from '../../../shared/contract.ts';
import type { ExcerptId } from '../../../shared/model.ts';
import { openOf } from '../../components/carried.tsx';
import { useActions } from '../../components/commands.tsx';
import { FormFailure } from '../../components/FormFailure.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { count, counted } from '../../components/words.ts';
import { Keys } from '../../keys/Keys.tsx';
import { toFailure } from '../../state/client.tsx';
import { useToDecide } from '../../state/decisions.ts';
import { useSource } from '../../state/queries.ts';
import { useSelection, useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { stepCommands } from './decisionCommands.ts';
import { InHand } from './InHand.tsx';
import { ToDecideList } from './ToDecideList.tsx';
import { inHand, nextOpen, type Sorted, sortedOf } from './workList.ts';
import '../compare/compare.css';
import './decisions.css';

/** Excerpts fetched at a time, worst first. */
const perPage = 200;

export default function DecisionsView() {
  const { handle, readOnly } = useCaseHere();
  const { source, excerpt } = useSelection((now) => now.toDecide);
  const [limit, setLimit] = useState(perPage);
  const found = useToDecide(handle, source, limit);
  if (found.error)
    return (
      <div className="empty">
        <FormFailure failure={toFailure(found.error)} />
      </div>
    );
  if (!found.data) return <Waiting words="Looking for the excerpts in the newer texts" />;
  const { items, counts, total } = found.data;
  if (total === 0) return <Nothing />;
  const sorted = sortedOf(items);
  return (
    <Standing
      sorted={sorted}
      item={inHand(sorted, excerpt)}
      renderList={(choose) => (
        <ToDecideList
          sorted={sorted}
          counts={counts}
          total={total}
          only={source === null ? null : (items[0]?.source.ref ?? null)}
          chosen={inHand(sorted, excerpt)?.excerpt.id ?? null}
          readOnly={readOnly}
          onChoose={choose}
          more={
            items.length < total && (
              <button type="button" className="btn small decide-more" onClick={() => setLimit(Math.min(1000, limit + perPage))}>
                {limit >= 1000 ? `The first ${count(items.length)} of ${count(total)}` : `Show more of ${count(total)}`}
              </button>
            )
          }
        />
      )}
      exact={openOf(counts) === 0 ? counts.exact : null}
    />
  );
}

interface StandingProps {
  sorted: Sorted;
  item: ToDecide | null;
  renderList(choose: (excerpt: ExcerptId) => void): React.ReactNode;
  /** How many stand as they stood, where nothing is open. */
  exact: number | null;
}

function Standing({ sorted, item, renderList, exact }: StandingProps) {
  const store = useSelectionStore();
  const source = useSelection((now) => now.toDecide.source);
  const asked = useSelection((now) => now.toDecide.excerpt);
  const [said, setSaid] = useState('');
  const choose = (excerpt: ExcerptId) => store.set({ toDecide: { source, excerpt } });
  const step = (by: 1 | -1) => {
    const next = nextOpen(sorted, item?.excerpt.id ?? null, by);
    if (next) choose(next);
  };
  useActions(stepCommands(step));
  const onDone = (done: ToDecide, words: string, goOn: boolean) => {
    const next = nextOpen(sorted, done.excerpt.id, 1);
    // Stays where it is while there are reasons to be read again
    choose(goOn && next ? next : done.excerpt.id);
    const left = sorted.open.filter(({ excerpt }) => excerpt.id !== done.excerpt.id).length;
    setSaid(`${words} ${left === 0 ? 'Nothing is left to decide.' : `${counted(left, 'excerpt')} left to decide.`}`);
  };
  const isAllSettled = exact !== null && asked === null;
  return (
    <div className="decide">
      {renderList(choose)}
      {isAllSettled || !item ? (
        <section className="panel decide-settled" aria-label="Nothing to decide">
          <CircleCheck size={24} aria-hidden="true" />
          <h2>{sorted.decided.length === 0 ? `All ${counted(exact ?? 0, 'excerpt')} exact` : 'Every excerpt is settled'}</h2>
          <p className="muted">
            {sorted.decided.length === 0
              ? 'The newer texts hold the same words in the same places. There is nothing to decide.'
              : 'What was decided stands on the left, each with its reason, and can be decided anew.'}
          </p>
        </section>
      ) : (
        <InHand key={item.excerpt.id} item={item} onDone={onDone} />
      )}
      <p className="decide-said" role="status">
        {said && (
          <>
            {said}{' '}
            <span className="muted">
              <Undo2 size={12} aria-hidden="true" /> <Keys of="case.undo" /> takes it back
            </span>
          </>
        )}
      </p>
    </div>
  );
}

function Nothing() {
  const { handle } = useCaseHere();
  const store = useSelectionStore();
  const source = useSelection((now) => now.toDecide.source);
  return (
    <div className="panel decide-settled">
      <CircleCheck size={24} aria-hidden="true" />
      <h2>Nothing to decide</h2>
      <p className="muted">
        No marked source has a later version or another text. Import one more copy from the same address, and its excerpts are sought in it.
      </p>
      {source !== null && (
        <button type="button" className="btn" onClick={() => store.decide()}>
          Look in the whole case, not only <OnlyRef handle={handle} source={source} />
        </button>
      )}
    </div>
  );
}

function OnlyRef({ handle, source }: { handle: Parameters<typeof useSource>[0]; source: Parameters<typeof useSource>[1] }) {
  return useSource(handle, source).data?.ref ?? 'this source';
}
