/** The excerpts of the former version, sought in the new one: each with its state; a person confirms, or leaves it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Check, CircleDashed, CircleHelp, MoveRight, PencilLine, Unlink } from 'lucide-react';
import { useState } from 'react';
import type { Carried, CarriedState } from '../../../shared/contract.ts';
import type { Source } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { useForm } from '../../components/useForm.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { counted } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';

const states: Readonly<Record<CarriedState, { word: string; means: string; icon: typeof Check }>> = {
  exact: { word: 'exact', means: 'The same words at the same place.', icon: Check },
  moved: { word: 'moved', means: 'The same words at another place.', icon: MoveRight },
  altered: { word: 'altered', means: 'Other words stand where it may have been.', icon: PencilLine },
  ambiguous: { word: 'ambiguous', means: 'It may be one of several places.', icon: CircleHelp },
  lost: { word: 'lost', means: 'These words are not in the new text.', icon: Unlink },
};

export function CarriedList({ from, into }: { from: Source; into: Source }) {
  const api = useApi();
  const { handle } = useCaseHere();
  const found = useQuery({
    queryKey: [...keys.excerpts(handle, from.id), 'carried', into.id],
    queryFn: ({ signal }) => api.sources.carried({ case: handle, source: from.id, into: into.id }, { signal }),
  });
  return (
    <aside className="carried" aria-label={`Excerpts of ${from.ref}`}>
      <h3>
        Excerpts of {from.ref} <span className="muted">{found.data ? counted(found.data.carried.length, 'passage') : ''}</span>
      </h3>
      <p className="muted">They stay where they were made. What you confirm is made anew in {into.ref}; its links are yours to make.</p>
      {found.error && <FormFailure failure={toFailure(found.error)} />}
      {found.isPending && <Waiting words="Looking for them in the new text" />}
      <ul>
        {found.data?.carried.map((one) => (
          <One key={one.excerpt.id} carried={one} into={into} />
        ))}
      </ul>
    </aside>
  );
}

function One({ carried: { excerpt, state, places, carried }, into }: { carried: Carried; into: Source }) {
  const store = useSelectionStore();
  const { readOnly } = useCaseHere();
  const { word, means, icon: Icon } = states[state];
  return (
    <li data-state={state}>
      <p className="carried-head">
        <Icon size={14} aria-hidden="true" />
        <b className="strong">{word}</b>
        <button type="button" className="textlink" onClick={() => store.goTo(excerpt.source, excerpt.id)}>
          <span className="ref">{excerpt.ref}</span> {excerpt.place}
        </button>
      </p>
      <blockquote dir="auto">{excerpt.quote}</blockquote>
      {carried ? (
        <p className="muted">
          <CircleDashed size={13} aria-hidden="true" /> Carried on as{' '}
          <button type="button" className="textlink" onClick={() => store.goTo(carried.source, carried.id)}>
            <span className="ref">{carried.ref}</span> {carried.place}
          </button>
        </p>
      ) : (
        <>
          <p className="muted">{means}</p>
          {places.map((place) => (
            <Place key={place.start} carried={excerpt} place={place} into={into} readOnly={readOnly} numbered={places.length > 1} />
          ))}
        </>
      )}
    </li>
  );
}

interface PlaceProps {
  carried: Carried['excerpt'];
  place: Carried['places'][number];
  into: Source;
  readOnly: boolean;
  numbered: boolean;
}

function Place({ carried, place, into, readOnly, numbered }: PlaceProps) {
  const api = useApi();
  const client = useQueryClient();
  const { handle } = useCaseHere();
  const { submit, busy, failure } = useForm();
  const [asked, setAsked] = useState(false);
  const differs = place.exact !== carried.quote;
  const carry = () =>
    void submit(async () => {
      const { start, end, exact } = place;
      await api.excerpts.carry({ case: handle, excerpt: carried.id, into: into.id, at: { start, end, exact } });
      await client.invalidateQueries({ queryKey: keys.excerpts(handle, carried.source) });
    });
  return (
    <div className="carried-place">
      <p dir="auto">
        <span className="muted">
          {place.place}: …{place.before}
        </span>
        <mark>{place.exact}</mark>
        <span className="muted">{place.after}…</span>
      </p>
      {!readOnly && !asked && (
        <button type="button" className="btn small" disabled={busy} onClick={() => (differs ? setAsked(true) : carry())}>
          {numbered ? 'It is this one' : 'Carry on to here'}
        </button>
      )}
      {asked && (
        <p>
          The words are not the same. The new excerpt will quote what stands in {into.ref}.{' '}
          <button type="button" className="btn small" disabled={busy} onClick={carry}>
            Quote the new words
          </button>{' '}
          <button type="button" className="btn small ghost" onClick={() => setAsked(false)}>
            Leave it
          </button>
        </p>
      )}
      {failure && <FormFailure failure={failure} />}
    </div>
  );
}
