/** Two texts: differences by word, block beside block; or the passages that both share; and the excerpts of the former one, sought in the other. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DiffRow } from '../../../shared/contract.ts';
import type { Source } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { count, counted } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';
import { CarriedList } from './CarriedList.tsx';
import { DiffTable } from './DiffTable.tsx';
import { Passages } from './Passages.tsx';

type Mode = 'differences' | 'shared';

export function CompareTexts({ a, b, areVersions }: { a: Source; b: Source; areVersions: boolean }) {
  const [mode, setMode] = useState<Mode>(areVersions ? 'differences' : 'shared');
  return (
    <div className="compare-body" data-side={areVersions || undefined}>
      <div className="compare-main">
        <fieldset className="segments" aria-label="Show">
          <button type="button" aria-pressed={mode === 'differences'} onClick={() => setMode('differences')}>
            Differences by word
          </button>
          <button type="button" aria-pressed={mode === 'shared'} onClick={() => setMode('shared')}>
            Shared passages
          </button>
        </fieldset>
        {mode === 'differences' ? <Differences a={a} b={b} /> : <Passages a={a} b={b} />}
      </div>
      {areVersions && <CarriedList from={a} into={b} />}
    </div>
  );
}

function Differences({ a, b }: { a: Source; b: Source }) {
  const api = useApi();
  const { handle } = useCaseHere();
  const compared = useQuery({
    queryKey: [...keys.text(handle, a.id), 'against', b.id],
    queryFn: ({ signal }) => api.sources.compare({ case: handle, a: a.id, b: b.id }, { signal }),
    gcTime: 20_000,
  });
  if (compared.error) return <FormFailure failure={toFailure(compared.error)} />;
  if (!compared.data) return <Waiting words="Comparing word by word" />;
  const { rows, removed, added, same } = compared.data;
  return (
    <>
      <p className="compare-sum" role="status">
        {removed + added === 0 ? (
          <>Word for word the same: {counted(same, 'word')}.</>
        ) : (
          <>
            <b className="strong">{counted(removed, 'word')}</b> only in {a.ref}, <b className="strong">{counted(added, 'word')}</b> only in{' '}
            {b.ref}, {count(same)} in both.
          </>
        )}
      </p>
      <DiffTable rows={foldSame(rows)} a={a.ref} b={b.ref} />
    </>
  );
}

/** Long stretches that are the same are folded, all but what stands next to a change. */
function foldSame(rows: readonly DiffRow[]): (DiffRow | { folded: number })[] {
  const near = rows.map((_, index) => rows.slice(Math.max(0, index - 1), index + 2).some(({ change }) => change !== 'same'));
  const shown: (DiffRow | { folded: number })[] = [];
  for (const [index, row] of rows.entries()) {
    const last = shown.at(-1);
    if (near[index] || rows.length <= 12) shown.push(row);
    else if (last && 'folded' in last) last.folded += 1;
    else shown.push({ folded: 1 });
  }
  return shown;
}
