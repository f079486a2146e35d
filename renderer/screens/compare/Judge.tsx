/** What was computed of two sources that look alike, and a person's word on it: logged, with a reason if they give one; it can be undone. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, Copy, Split } from 'lucide-react';
import { useState } from 'react';
import type { Source } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { useForm } from '../../components/useForm.ts';
import { instant } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';
import { useDetail } from './useDetail.ts';

export function Judge({ a, b, areVersions }: { a: Source; b: Source; areVersions: boolean }) {
  const api = useApi();
  const client = useQueryClient();
  const { handle, readOnly } = useCaseHere();
  const { submit, busy, failure } = useForm();
  const [because, setBecause] = useState('');
  const known = useQuery({
    queryKey: [...keys.likeness(handle), 'of', a.id],
    queryFn: ({ signal }) => api.likeness.list({ case: handle, source: a.id, limit: 1000 }, { signal }),
  }).data?.suggestions.find((one) => [one.a.id, one.b.id].includes(b.id));
  const detail = useDetail(a, b, !areVersions);
  const judged = known?.judged ?? null;
  // Versions stand by their address; nobody has to say that they are one
  if (areVersions && !judged) return null;
  const judge = (decision: 'copy' | 'different') =>
    void submit(async () => {
      await api.likeness.judge({ case: handle, a: a.id, b: b.id, decision, because });
      setBecause('');
      await client.invalidateQueries({ queryKey: keys.likeness(handle) });
    });
  const words = known?.found.words ?? detail.data?.found.words;
  return (
    <section className="judge" aria-label="What is seen, and what you say">
      <h3>
        What is seen <span className="muted">computed here, not judged</span>
      </h3>
      {words && (
        <p>
          <bdi>{words}</bdi>
        </p>
      )}
      {!words && detail.isPending && <p className="muted">Comparing…</p>}
      {detail.error && <FormFailure failure={toFailure(detail.error)} />}
      {judged && (
        <p className="judge-said" role="status">
          <CircleCheck size={15} aria-hidden="true" />
          <span>
            <b className="strong">{judged.decision === 'copy' ? 'Accepted as a copy' : 'Said to be different'}</b>,{' '}
            {instant(judged.judgedAt)}
            {judged.because && (
              <>
                : <bdi>{judged.because}</bdi>
              </>
            )}
          </span>
        </p>
      )}
      {!readOnly && (
        <>
          <label className="field">
            <input
              aria-label="Reason"
              placeholder="Why, if you like; kept in the log"
              maxLength={5000}
              value={because}
              onChange={(event) => setBecause(event.target.value)}
            />
          </label>
          <div className="judge-acts">
            <button type="button" className="btn" disabled={busy || judged?.decision === 'copy'} onClick={() => judge('copy')}>
              <Copy size={14} aria-hidden="true" />
              Accept as copy
            </button>
            <button type="button" className="btn" disabled={busy || judged?.decision === 'different'} onClick={() => judge('different')}>
              <Split size={14} aria-hidden="true" />
              Not the same
            </button>
          </div>
          <small className="muted">A copy adds no independent support to a claim. Ctrl Z takes your word back.</small>
        </>
      )}
      {failure && <FormFailure failure={failure} />}
    </section>
  );
}
