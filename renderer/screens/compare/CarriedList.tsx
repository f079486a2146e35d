/** The excerpts of the former version, sought in the new one: each with its state; a person confirms, or leaves it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Check, CircleCheck, CircleHelp, MoveRight, PencilLine, Unlink } from 'lucide-react';
import type { Carried, CarriedState } from '../../../shared/contract.ts';
import type { Source } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { useForm } from '../../components/useForm.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { count } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import type { Sought } from './DiffTable.tsx';
import { Words } from './Words.tsx';
import { wordDiff } from './wordDiff.ts';

const states: Readonly<Record<CarriedState, { word: string; means: string; icon: typeof Check }>> = {
  exact: { word: 'exact', means: 'The same words at the same place.', icon: Check },
  moved: { word: 'moved', means: 'The same words at another place.', icon: MoveRight },
  altered: { word: 'altered', means: 'Other words stand where it may have been. The new excerpt would quote them.', icon: PencilLine },
  ambiguous: { word: 'ambiguous', means: 'It may be one of several places.', icon: CircleHelp },
  lost: { word: 'lost', means: 'These words are not in the new text.', icon: Unlink },
};

/** What needs a decision comes first. */
const order: readonly CarriedState[] = ['altered', 'ambiguous', 'lost', 'moved', 'exact'];

interface Props {
  from: Source;
  into: Source;
  areVersions: boolean;
  sought: Sought | null;
  onSeek(sought: Sought): void;
}

export function CarriedList({ from, into, areVersions, sought, onSeek }: Props) {
  const api = useApi();
  const { handle } = useCaseHere();
  const found = useQuery({
    queryKey: [...keys.excerpts(handle, from.id), 'carried', into.id],
    queryFn: ({ signal }) => api.sources.carried({ case: handle, source: from.id, into: into.id }, { signal }),
    enabled: areVersions,
  });
  if (!areVersions) return null;
  const all = (found.data?.carried ?? []).toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
  return (
    <section className="carried" aria-label={`Excerpts of ${from.ref}`}>
      <h3>
        Excerpts of {from.ref} <span className="muted">{found.data ? count(all.length) : ''}</span>
      </h3>
      {found.data && all.length === 0 && <p className="muted">Nothing was marked in it, so nothing has to be carried on.</p>}
      {all.length > 0 && (
        <p className="muted">They stay where they were made. What you confirm is made anew in {into.ref}; its links are yours to make.</p>
      )}
      {found.error && <FormFailure failure={toFailure(found.error)} />}
      {found.isPending && <Waiting words="Looking for them in the new text" />}
      <ul>
        {all.map((one) => (
          <One key={one.excerpt.id} carried={one} into={into} sought={sought} onSeek={onSeek} />
        ))}
      </ul>
    </section>
  );
}

function One({ carried: one, into, sought, onSeek }: { carried: Carried; into: Source } & Pick<Props, 'sought' | 'onSeek'>) {
  const { excerpt, state, places, carried } = one;
  const store = useSelectionStore();
  const { readOnly } = useCaseHere();
  const { word, means, icon: Icon } = states[state];
  const { anchor, quote } = excerpt;
  const own = anchor.kind === 'text' ? anchor.position : null;
  const here = own !== null && sought?.a.some(({ start, end }) => start === own.start && end === own.end);
  return (
    <li data-state={state} data-here={here || undefined}>
      <p className="carried-head">
        <Icon size={14} aria-hidden="true" />
        <b className="strong">{word}</b>
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
      </p>
      <blockquote dir="auto">{quote}</blockquote>
      {carried ? (
        <p className="carried-done">
          <CircleCheck size={14} aria-hidden="true" />
          <span>
            Carried on as{' '}
            <button type="button" className="textlink" onClick={() => store.goTo(carried.source, carried.id)}>
              <span className="ref">{carried.ref}</span> {carried.place}
            </button>
          </span>
        </p>
      ) : (
        <>
          <p className="muted">{means}</p>
          {places.map((place) => (
            <Place
              key={place.start}
              excerpt={excerpt}
              place={place}
              into={into}
              readOnly={readOnly}
              numbered={places.length > 1}
              bare={state === 'exact'}
            />
          ))}
        </>
      )}
    </li>
  );
}

interface PlaceProps {
  excerpt: Carried['excerpt'];
  place: Carried['places'][number];
  into: Source;
  readOnly: boolean;
  numbered: boolean;
  /** The same words at the same place: the place says all. */
  bare: boolean;
}

function Place({ excerpt, place, into, readOnly, numbered, bare }: PlaceProps) {
  const api = useApi();
  const client = useQueryClient();
  const { handle } = useCaseHere();
  const { submit, busy, failure } = useForm();
  const { start, end, exact, before, after } = place;
  const differs = exact !== excerpt.quote;
  const carry = () =>
    void submit(async () => {
      await api.excerpts.carry({ case: handle, excerpt: excerpt.id, into: into.id, at: { start, end, exact } });
      await client.invalidateQueries({ queryKey: keys.excerpts(handle, excerpt.source) });
    });
  return (
    <div className="carried-place" data-bare={bare || undefined}>
      <p dir="auto">
        <span className="ref">
          {into.ref} {place.place}
        </span>{' '}
        {!bare && (
          <>
            <span className="muted">…{before}</span>
            <span className="carried-words">{differs ? <Words parts={wordDiff(excerpt.quote ?? '', exact)} /> : exact}</span>
            <span className="muted">{after}…</span>
          </>
        )}
      </p>
      {!readOnly && (
        <button type="button" className="btn small" disabled={busy} onClick={carry}>
          {differs ? 'Quote the new words' : numbered ? 'It is this one' : 'Carry on to here'}
        </button>
      )}
      {failure && <FormFailure failure={failure} />}
    </div>
  );
}
