import { useState } from 'react';
import type { Claim, Evidence } from '../../../shared/model.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { FormFailure } from '../../components/FormFailure.tsx';
import { Labelled } from '../../components/Labelled.tsx';
import { stanceTelling } from '../../components/Stance.tsx';
import { useForm } from '../../components/useForm.ts';
import { counted } from '../../components/words.ts';
import { useApi } from '../../state/client.tsx';
import { useClaims } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';

type Props = { onClose(): void } & ({ claim: Claim; evidence?: never } | { evidence: Evidence; claim?: never });

/** Nothing is deleted: a retraction is an entry with its reason. What follows from it stands before the choice. */
export function RetractForm({ claim, evidence, onClose }: Props) {
  const { handle } = useCaseHere();
  const api = useApi();
  const store = useSelectionStore();
  const rows = useClaims(handle).data?.claims ?? [];
  const { submit, busy, failure } = useForm();
  const [because, setBecause] = useState('');
  const row = claim ? rows.find((one) => one.claim.id === claim.id) : undefined;
  const links = row ? row.counts.supports + row.counts.refutes + row.counts.context + row.counts['fails-to-verify'] : 0;
  const send = (event: React.SubmitEvent) => {
    event.preventDefault();
    void submit(async () => {
      const why = because.trim();
      if (claim) {
        await api.claims.retract({ case: handle, claim: claim.id, because: why });
        if (store.get().claim === claim.id) store.set({ claim: null });
      } else await api.links.retract({ case: handle, link: evidence.link.id, because: why });
      onClose();
    });
  };
  const title = claim ? `Retract ${claim.ref}` : `Retract ${evidence.source.ref} ${evidence.excerpt.place} as evidence`;
  return (
    <Dialog
      title={title}
      lead="Nothing is deleted: it leaves the lists and the report, and stays in the log with your reason. Undo brings it back."
      onClose={onClose}
    >
      <form className="form" onSubmit={send}>
        <p className="serif retracted-words" dir="auto">
          {claim ? claim.text : (evidence.excerpt.quote ?? `${evidence.excerpt.place} of ${evidence.source.title}`)}
        </p>
        {claim && links > 0 && <p>{counted(links, 'piece')} of evidence will not be counted any more.</p>}
        {claim && row && row.parts > 0 && <p>{counted(row.parts, 'sub-claim')} stand under it.</p>}
        {evidence && <p>It now {stanceTelling[evidence.link.stance].does}. The mark in the source stays.</p>}
        <Labelled label="Why" hint="For those who read the log later.">
          {(field) => (
            <textarea
              {...field}
              className="input"
              rows={2}
              required
              maxLength={2000}
              dir="auto"
              value={because}
              onChange={(event) => setBecause(event.target.value)}
            />
          )}
        </Labelled>
        {failure && <FormFailure failure={failure} />}
        <footer className="actions">
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="btn primary" disabled={busy || because.trim() === ''}>
            Retract
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
