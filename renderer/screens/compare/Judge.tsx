/** A person's word on two sources that look alike: logged, with a reason if they give one; it can be changed, and undone. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, Copy, Split } from 'lucide-react';
import { useState } from 'react';
import type { Source } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { useForm } from '../../components/useForm.ts';
import { instant } from '../../components/words.ts';
import { useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';

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
  const judged = known?.judged ?? null;
  if (areVersions && !known) return null;
  const judge = (decision: 'copy' | 'different') =>
    void submit(async () => {
      await api.likeness.judge({ case: handle, a: a.id, b: b.id, decision, because });
      setBecause('');
      await client.invalidateQueries({ queryKey: keys.likeness(handle) });
    });
  return (
    <div className="judge">
      {judged && (
        <p>
          <CircleCheck size={15} aria-hidden="true" />
          <b className="strong">{judged.decision === 'copy' ? 'Accepted as a copy' : 'Said to be different'}</b>, {instant(judged.judgedAt)}
          {judged.because && <span dir="auto">: {judged.because}</span>}
        </p>
      )}
      {!readOnly && (
        <>
          <label className="field grow">
            <input
              aria-label="Reason"
              placeholder="Reason (kept in the log)"
              maxLength={5000}
              value={because}
              onChange={(event) => setBecause(event.target.value)}
            />
          </label>
          <button type="button" className="btn" disabled={busy || judged?.decision === 'copy'} onClick={() => judge('copy')}>
            <Copy size={14} aria-hidden="true" />
            Accept as copy
          </button>
          <button type="button" className="btn" disabled={busy || judged?.decision === 'different'} onClick={() => judge('different')}>
            <Split size={14} aria-hidden="true" />
            Not the same
          </button>
        </>
      )}
      {failure && <FormFailure failure={failure} />}
    </div>
  );
}
