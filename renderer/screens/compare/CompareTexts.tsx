/** Two texts: differences by word, block beside block; or the passages that both share; and the excerpts of the former one, sought in the other. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Source } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { count, counted } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';
import { CarriedList } from './CarriedList.tsx';
import { DiffTable, type Show, type Sought } from './DiffTable.tsx';
import { Judge } from './Judge.tsx';
import { Passages } from './Passages.tsx';
import { useDetail } from './useDetail.ts';

const modes = [
  { mode: 'changes', word: 'Only changes' },
  { mode: 'whole', word: 'Whole text' },
  { mode: 'shared', word: 'Shared passages' },
] as const;
type Mode = (typeof modes)[number]['mode'];

export function CompareTexts({ a, b, areVersions }: { a: Source; b: Source; areVersions: boolean }) {
  const [mode, setMode] = useState<Mode>(areVersions ? 'changes' : 'shared');
  const [sought, setSought] = useState<Sought | null>(null);
  const seek = (next: Sought) => {
    setSought(next);
    if (mode === 'shared') setMode('changes');
  };
  return (
    <div className="compare-body">
      <div className="compare-main">
        <div className="compare-tools">
          <fieldset className="segments" aria-label="Show">
            {modes.map((one) => (
              <button key={one.mode} type="button" aria-pressed={mode === one.mode} onClick={() => setMode(one.mode)}>
                {one.word}
              </button>
            ))}
          </fieldset>
          {mode === 'shared' ? <SharedSum a={a} b={b} /> : <Sum a={a} b={b} />}
        </div>
        {mode === 'shared' ? <Shared a={a} b={b} /> : <Differences a={a} b={b} show={mode} sought={sought} />}
      </div>
      <aside className="compare-side" aria-label="What follows" data-f6 tabIndex={-1}>
        <Judge a={a} b={b} areVersions={areVersions} />
        <CarriedList from={a} into={b} sought={sought} onSeek={seek} areVersions={areVersions} />
      </aside>
    </div>
  );
}

interface Two {
  a: Source;
  b: Source;
}

function useCompared({ a, b }: Two) {
  const api = useApi();
  const { handle } = useCaseHere();
  return useQuery({
    queryKey: [...keys.text(handle, a.id), 'against', b.id],
    queryFn: ({ signal }) => api.sources.compare({ case: handle, a: a.id, b: b.id }, { signal }),
    gcTime: 20_000,
  });
}

function Sum({ a, b }: Two) {
  const compared = useCompared({ a, b }).data;
  return (
    <p className="compare-sum" role="status">
      {compared && compared.removed + compared.added === 0 && <>Word for word the same: {counted(compared.same, 'word')}.</>}
      {compared && compared.removed + compared.added > 0 && (
        <>
          <del>{counted(compared.removed, 'word')}</del> only in {a.ref}, <ins>{counted(compared.added, 'word')}</ins> only in {b.ref},{' '}
          {count(compared.same)} in both
        </>
      )}
    </p>
  );
}

function Differences({ a, b, show, sought }: Two & { show: Show; sought: Sought | null }) {
  const compared = useCompared({ a, b });
  if (compared.error) return <FormFailure failure={toFailure(compared.error)} />;
  if (!compared.data) return <Waiting words="Comparing word by word" />;
  return <DiffTable rows={compared.data.rows} a={a} b={b} show={show} sought={sought} />;
}

function SharedSum({ a, b }: Two) {
  const passages = useDetail(a, b).data?.passages;
  return (
    <p className="compare-sum" role="status">
      {passages &&
        (passages.length === 0 ? 'No passage is in both.' : counted(passages.length, 'passage that both hold', 'passages that both hold'))}
    </p>
  );
}

function Shared({ a, b }: Two) {
  const detail = useDetail(a, b);
  if (detail.error) return <FormFailure failure={toFailure(detail.error)} />;
  if (!detail.data) return <Waiting words="Looking for shared passages" />;
  return <Passages a={a} b={b} passages={detail.data.passages ?? []} />;
}
