/** Sources that look alike, a pair at a time: what was compared, what came of it, and three equal answers. */
import { useQuery } from '@tanstack/react-query';
import { ArrowLeftRight } from 'lucide-react';
import { useState } from 'react';
import { thumbnailUrl } from '../../../shared/blobs.ts';
import type { Suggestion } from '../../../shared/contract.ts';
import type { SourceRow } from '../../../shared/model.ts';
import { CoveredPicture } from '../../components/Covered.tsx';
import { FormFailure } from '../../components/FormFailure.tsx';
import { useForm } from '../../components/useForm.ts';
import { count, edtf } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { Boxed } from './FileName.tsx';

const perPage = 6;

export function Suggestions({ kind }: { kind: Suggestion['kind'] }) {
  const api = useApi();
  const { handle } = useCaseHere();
  const [most, setMost] = useState(perPage);
  const found = useQuery({
    queryKey: [...keys.likeness(handle), 'open', kind, most],
    queryFn: ({ signal }) => api.likeness.list({ case: handle, kind, open: true, limit: most }, { signal }),
    placeholderData: (before) => before,
  });
  if (found.error) return <FormFailure failure={toFailure(found.error)} />;
  return (
    <>
      {found.data?.suggestions.map((one) => (
        <Pair key={`${one.a.id} ${one.b.id}`} suggestion={one} />
      ))}
      {found.data && found.data.total > most && (
        <button type="button" className="textlink" onClick={() => setMost(most + 20)}>
          Show more of {count(found.data.total)}
        </button>
      )}
    </>
  );
}

function Pair({ suggestion: { a, b, found, kind } }: { suggestion: Suggestion }) {
  const api = useApi();
  const store = useSelectionStore();
  const { handle, readOnly } = useCaseHere();
  const { submit, busy, failure } = useForm();
  const judge = (decision: 'copy' | 'different') =>
    void submit(async () => void (await api.likeness.judge({ case: handle, a: a.id, b: b.id, decision })));
  return (
    <article className="pair" aria-label={`${a.ref} and ${b.ref}`} data-kind={kind}>
      <div className="pair-sides">
        <Side row={a} kind={kind} />
        <ArrowLeftRight size={14} aria-hidden="true" />
        <Side row={b} kind={kind} />
      </div>
      <p>
        <bdi>{found.words}</bdi>
      </p>
      <div className="pair-acts">
        <button type="button" className="btn small primary" onClick={() => store.compare(a.id, b.id)}>
          Compare
        </button>
        {!readOnly && (
          <>
            <button type="button" className="btn small" disabled={busy} onClick={() => judge('copy')}>
              Accept as copy
            </button>
            <button type="button" className="btn small" disabled={busy} onClick={() => judge('different')}>
              Not the same
            </button>
          </>
        )}
      </div>
      {failure && <FormFailure failure={failure} />}
    </article>
  );
}

function Side({ row, kind }: { row: SourceRow; kind: Suggestion['kind'] }) {
  const store = useSelectionStore();
  const { handle } = useCaseHere();
  return (
    <button type="button" className="pair-side" title={row.title} onClick={() => store.chooseSource(row.id)}>
      {kind === 'photo' && <CoveredPicture source={row} src={thumbnailUrl(handle, row.original)} alt="" decoding="async" />}
      <span className="cut">
        <span className="ref">{row.ref}</span>{' '}
        <bdi>
          <Boxed text={row.title} />
        </bdi>
      </span>
      <small className="muted cut">{row.date ? edtf(row.date) : 'no date'}</small>
    </button>
  );
}
