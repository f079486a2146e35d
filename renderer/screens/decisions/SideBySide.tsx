/** The former text beside the newer one, word by word, with the excerpt's words and the place that is suggested boxed. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ToDecide } from '../../../shared/contract.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { SourceIcon } from '../../components/SourceIcon.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { count } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { keys, useSource } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';
import { DiffTable, type Show, type Sought } from '../compare/DiffTable.tsx';
import { selectedIn } from './byHand.ts';
import type { Holding } from './useInHand.ts';
import { useTextOf } from './useTextOf.ts';

const modes = [
  { show: 'around', word: 'Around the excerpt' },
  { show: 'changes', word: 'Only changes' },
  { show: 'whole', word: 'Whole text' },
] as const satisfies readonly { show: Show; word: string }[];

export function SideBySide({ item, holding, readOnly }: { item: ToDecide; holding: Holding; readOnly: boolean }) {
  const api = useApi();
  const { handle } = useCaseHere();
  const [show, setShow] = useState<Show>('around');
  const { excerpt, source, into, rendition, places, state } = item;
  const aText = excerpt.anchor.kind === 'text' ? excerpt.anchor.rendition : undefined;
  const [left, right] = [useSource(handle, source.id), useSource(handle, into.id)];
  const compared = useQuery({
    queryKey: [...keys.text(handle, source.id), 'against', aText, into.id, rendition],
    queryFn: ({ signal }) =>
      api.sources.compare({ case: handle, a: source.id, b: into.id, ...(aText ? { aText } : {}), bText: rendition }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  const { byHand, picked } = holding;
  const position = excerpt.anchor.kind === 'text' ? excerpt.anchor.position : null;
  const start = position?.start ?? 0;
  const end = position?.end ?? 0;
  const several = state === 'ambiguous';
  const sought = useMemo<Sought>(() => {
    const there = byHand ? [byHand] : several || picked !== 0 ? places : places.slice(0, 1);
    return { a: [{ start, end }], b: there, chosen: picked };
  }, [start, end, places, several, byHand, picked]);
  const box = useRef<HTMLElement>(null);
  useSelectedByHand(box, item, holding, !readOnly);
  const error = compared.error ?? left.error ?? right.error;
  const changed = compared.data ? compared.data.removed + compared.data.added : 0;
  return (
    <>
      <div className="phead">
        <SourceIcon source={source} size={15} />
        <h2 className="cut" dir="auto" title={source.title}>
          {source.title}
        </h2>
        <span className="muted small" role="status">
          {compared.data &&
            (changed === 0 ? 'word for word the same' : `${count(changed)} of ${count(compared.data.same + changed)} words differ`)}
        </span>
        <span className="grow" />
        <fieldset className="segments" aria-label="Show">
          {modes.map((one) => (
            <button key={one.show} type="button" aria-pressed={show === one.show} onClick={() => setShow(one.show)}>
              {one.word}
            </button>
          ))}
        </fieldset>
      </div>
      <div className="compare decide-texts">
        {error && <FormFailure failure={toFailure(error)} />}
        {!error && !(compared.data && left.data && right.data) && <Waiting words="Comparing word by word" />}
        {compared.data && left.data && right.data && (
          <DiffTable
            rows={compared.data.rows}
            a={left.data}
            b={right.data}
            show={show}
            sought={sought}
            scroller={box}
            under={{
              a: <small className="decide-under">{excerpt.place}: where it stands now</small>,
              b: <small className="decide-under">{thereWords(item, holding)}</small>,
            }}
          />
        )}
      </div>
    </>
  );
}

function thereWords({ state, places, source, into }: ToDecide, { byHand, picked }: Holding): string {
  const kind = source.id === into.id ? 'another text of it; ' : '';
  if (byHand) return `${kind}the place that you selected`;
  if (state === 'lost') return `${kind}its words are not here`;
  if (state === 'ambiguous')
    return picked === null ? `${kind}${count(places.length)} places` : `${kind}${places[picked]?.place ?? ''}: place ${picked + 1}`;
  return `${kind}${places[picked ?? 0]?.place ?? ''}: suggested place`;
}

/** Words that a person selects in the newer text are the place they mean. */
function useSelectedByHand(
  box: React.RefObject<HTMLElement | null>,
  { into, rendition }: ToDecide,
  { setByHand }: Holding,
  enabled: boolean,
): void {
  const text = useTextOf(into.id, rendition, enabled);
  useEffect(() => {
    if (text === null) return;
    const look = () => {
      const place = box.current && selectedIn(box.current, text);
      if (place) setByHand(place);
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [box, text, setByHand]);
}
