import { useState } from 'react';
import { type Claim, Verdict } from '../../../shared/model.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { FormFailure } from '../../components/FormFailure.tsx';
import { Labelled } from '../../components/Labelled.tsx';
import { useForm } from '../../components/useForm.ts';
import { VerdictSign, verdictMeaning, verdictWords } from '../../components/Verdict.tsx';
import { useApi } from '../../state/client.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import './forms.css';

/** A verdict with its reason; neither is filled in for the person. */
export function VerdictForm({ claim, onClose }: { claim: Claim; onClose(): void }) {
  const { handle } = useCaseHere();
  const api = useApi();
  const { submit, busy, failure } = useForm();
  const [verdict, setVerdict] = useState(claim.verdict);
  const [rationale, setRationale] = useState(claim.rationale);
  const judge = (given: Verdict | null, why: string) =>
    submit(async () => {
      await api.claims.judge({ case: handle, claim: claim.id, verdict: given, rationale: why });
      onClose();
    });
  const send = (event: React.SubmitEvent) => {
    event.preventDefault();
    if (verdict) void judge(verdict, rationale.trim());
  };
  return (
    <Dialog
      title={`Verdict on ${claim.ref}`}
      lead={
        <span className="verdict-claim serif" dir="auto">
          {claim.text}
        </span>
      }
      wide
      onClose={onClose}
    >
      <form className="form" onSubmit={send}>
        <fieldset>
          <legend className="legend">On the evidence held here, it is</legend>
          <div className="choices verdict-choices">
            {Verdict.options.map((one) => (
              <label key={one} className="choice">
                <input type="radio" name="verdict" value={one} required checked={verdict === one} onChange={() => setVerdict(one)} />
                <VerdictSign verdict={one} size={20} />
                <span>
                  <b className="strong">{verdictWords[one]}</b>
                  <span className="muted small verdict-meaning">{verdictMeaning[one]}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <Labelled label="Why" hint="Printed under the verdict. Say what weighed most, and what would change it.">
          {(field) => (
            <textarea
              {...field}
              className="input"
              rows={5}
              required
              maxLength={20_000}
              dir="auto"
              value={rationale}
              onChange={(event) => setRationale(event.target.value)}
            />
          )}
        </Labelled>
        {failure && <FormFailure failure={failure} />}
        <footer className="actions">
          {claim.verdict && (
            <>
              <button type="button" className="btn" disabled={busy} onClick={() => void judge(null, rationale.trim())}>
                Take the verdict back
              </button>
              <span className="grow" />
            </>
          )}
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="btn primary" disabled={busy || !verdict || rationale.trim() === ''}>
            Give this verdict
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
