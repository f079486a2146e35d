/** The excerpts of the former version, sought in the newer one: each with its state, shown in both; deciding is done in its own place. */
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, GitCompareArrows } from 'lucide-react';
import type { Carried, CarriedState } from '../../../shared/contract.ts';
import type { Source } from '../../../shared/model.ts';
import { CarriedLabel, carriedTelling, openOf } from '../../components/carried.tsx';
import { FormFailure } from '../../components/FormFailure.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { count, counted } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { useToDecide } from '../../state/decisions.ts';
import { keys } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { decidedWord } from '../decisions/decisionWords.ts';
import type { Sought } from './DiffTable.tsx';
import { Words } from './Words.tsx';
import { wordDiff } from './wordDiff.ts';

/** What needs a decision comes first. */
const order: readonly CarriedState[] = ['altered', 'lost', 'ambiguous', 'moved', 'exact'];

interface Props {
  from: Source;
  into: Source;
  areVersions: boolean;
  sought: Sought | null;
  onSeek(sought: Sought): void;
}

export function CarriedList({ from, into, areVersions, sought, onSeek }: Props) {
  const api = useApi();
  const store = useSelectionStore();
  const { handle } = useCaseHere();
  const found = useQuery({
    queryKey: [...keys.decisions(handle), 'carried', from.id, into.id],
    queryFn: ({ signal }) => api.sources.carried({ case: handle, source: from.id, into: into.id }, { signal }),
    enabled: areVersions,
  });
  const toDecide = useToDecide(handle, from.id, 1000).data;
  if (!areVersions) return null;
  const all = (found.data?.carried ?? []).toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
  const open = toDecide ? openOf(toDecide.counts) : 0;
  return (
    <section className="carried" aria-label={`Excerpts of ${from.ref}`}>
      <h3>
        Excerpts of {from.ref} <span className="muted">{found.data ? count(all.length) : ''}</span>
      </h3>
      {found.data && all.length === 0 && <p className="muted">Nothing was marked in it, so nothing has to be decided.</p>}
      {toDecide && toDecide.total > 0 && (
        <button type="button" className="btn" onClick={() => store.decide(from.id)}>
          <GitCompareArrows size={14} aria-hidden="true" />
          {open > 0 ? `Decide about ${counted(open, 'excerpt')}` : 'What was decided about them'}
        </button>
      )}
      {all.length > 0 && <p className="muted">They stay where they were made until you decide about each.</p>}
      {found.error && <FormFailure failure={toFailure(found.error)} />}
      {found.isPending && <Waiting words="Looking for them in the new text" />}
      <ul>
        {all.map((one) => (
          <One
            key={one.excerpt.id}
            carried={one}
            into={into}
            sought={sought}
            onSeek={onSeek}
            // Decisions are about the newest text; between two older ones there is nothing to decide
            item={toDecide?.items.find(({ excerpt, into: target }) => excerpt.id === one.excerpt.id && target.id === into.id) ?? null}
          />
        ))}
      </ul>
    </section>
  );
}

type Item = NonNullable<ReturnType<typeof useToDecide>['data']>['items'][number];

interface OneProps extends Pick<Props, 'into' | 'sought' | 'onSeek'> {
  carried: Carried;
  item: Item | null;
}

function One({ carried: one, into, item, sought, onSeek }: OneProps) {
  const { excerpt, state, places, carried } = one;
  const store = useSelectionStore();
  const { anchor, quote } = excerpt;
  const own = anchor.kind === 'text' ? anchor.position : null;
  const here = own !== null && sought?.a.some(({ start, end }) => start === own.start && end === own.end);
  const [place, ...more] = places;
  const decided = item?.decided ?? null;
  return (
    <li data-state={state} data-here={here || undefined}>
      <p className="carried-head">
        <CarriedLabel state={state} />
        <span className="ref">
          {excerpt.ref} {excerpt.place}
        </span>
        <span className="grow" />
        {own && (
          <button
            type="button"
            className="textlink"
            aria-label={`Show ${excerpt.ref} in both`}
            onClick={() => onSeek({ a: [own], b: places })}
          >
            Show
          </button>
        )}
        {item && !decided && !carried && state !== 'exact' && (
          <button
            type="button"
            className="textlink"
            aria-label={`Decide about ${excerpt.ref}`}
            onClick={() => store.decide(excerpt.source, excerpt.id)}
          >
            Decide
          </button>
        )}
      </p>
      <blockquote dir="auto">{quote}</blockquote>
      {(decided || carried) && (
        <p className="carried-done">
          <CircleCheck size={14} aria-hidden="true" />
          <span>
            {decided ? decidedWord[decided.decision] : 'carried on'}
            {carried && (
              <>
                {' '}
                as{' '}
                <button type="button" className="textlink" onClick={() => store.goTo(carried.source, carried.id)}>
                  <span className="ref">{carried.ref}</span> {carried.place}
                </button>
              </>
            )}
          </span>
        </p>
      )}
      {!decided && !carried && (
        <>
          {state !== 'exact' && <p className="muted">{carriedTelling[state].means}</p>}
          {place && state !== 'exact' && (
            <p className="carried-place" dir="auto">
              <span className="ref">
                {into.ref} {place.place}
              </span>{' '}
              <span className="muted">…{place.before}</span>
              <span className="carried-words">{place.exact === quote ? quote : <Words parts={wordDiff(quote ?? '', place.exact)} />}</span>
              <span className="muted">{place.after}…</span>
            </p>
          )}
          {more.length > 0 && state === 'ambiguous' && <p className="muted">and {counted(more.length, 'more place')}</p>}
        </>
      )}
    </li>
  );
}
