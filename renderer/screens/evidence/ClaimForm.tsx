/** A new claim (by itself, as a part of another, or for a place just marked) or a claim's fields changed. */
import { useState } from 'react';
import type { Claim, ClaimId, ClaimRow } from '../../../shared/model.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { FormFailure } from '../../components/FormFailure.tsx';
import { Labelled, TextLine } from '../../components/Labelled.tsx';
import { StanceChoice } from '../../components/StanceChoice.tsx';
import { useForm } from '../../components/useForm.ts';
import { useApi } from '../../state/client.tsx';
import type { Draft } from '../../state/draft.ts';
import { useClaims } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { claimTree, flat } from './claimTree.ts';

type Props = { onClose(): void } & ({ kind: 'new'; partOf: ClaimId | null; draft: Draft | null } | { kind: 'edit'; claim: Claim });
const noRows: readonly ClaimRow[] = [];

export function ClaimForm(props: Props) {
  const { handle } = useCaseHere();
  const api = useApi();
  const store = useSelectionStore();
  const rows = useClaims(handle).data?.claims ?? noRows;
  const { submit, busy, failure } = useForm();
  const editing = props.kind === 'edit' ? props.claim : null;
  const draft = props.kind === 'new' ? props.draft : null;
  const [text, setText] = useState(editing?.text ?? '');
  const [claimant, setClaimant] = useState(editing?.claimant ?? '');
  const [time, setTime] = useState(editing?.when ?? '');
  const [where, setWhere] = useState(editing?.where ?? '');
  const [note, setNote] = useState(editing?.note ?? '');
  const [partOf, setPartOf] = useState<ClaimId | null>(props.kind === 'new' ? props.partOf : null);
  const [stance, setStance] = useState(draft?.stance ?? null);
  const [because, setBecause] = useState('');

  const send = (event: React.SubmitEvent) => {
    event.preventDefault();
    const fields = { text: text.trim(), claimant: claimant.trim(), when: time.trim(), where: where.trim(), note: note.trim() };
    void submit(async () => {
      if (editing) await api.claims.edit({ case: handle, claim: editing.id, change: fields });
      else if (draft && stance) {
        const made = await api.evidence.add({
          case: handle,
          source: draft.source,
          target: draft.target,
          claim: { add: { ...fields, partOf } },
          stance,
          because: because.trim(),
        });
        store.set({ claim: made.claim.id });
      } else {
        const made = await api.claims.add({ case: handle, ...fields, partOf });
        store.set({ claim: made.id, front: 'claims', view: 'evidence' });
      }
      props.onClose();
    });
  };
  const title = editing ? `Edit ${editing.ref}` : props.kind === 'new' && props.partOf ? 'New sub-claim' : 'New claim';
  return (
    <Dialog
      title={title}
      lead={
        draft
          ? 'The marked place becomes its first evidence, in one step that one undo takes back.'
          : 'One statement that can be true or false. A claim with several parts is better split.'
      }
      wide={draft !== null}
      onClose={props.onClose}
    >
      <form className="form" onSubmit={send}>
        {draft && <Marked draft={draft} use={(words) => setText(words)} />}
        <Labelled label="The claim, as it was made" hint="Its own words, hedges and all.">
          {(field) => (
            <textarea
              {...field}
              className="input"
              rows={3}
              required
              maxLength={5000}
              dir="auto"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Labelled>
        <div className="row">
          <TextLine label="Who says so" maxLength={500} value={claimant} onChange={setClaimant} />
          <TextLine
            label="When"
            hint="2023-01-08, 2023-01, or 2023-01-08~ for about."
            maxLength={100}
            value={time}
            onChange={setTime}
            isCode
          />
        </div>
        <div className="row">
          <TextLine label="Where" maxLength={500} value={where} onChange={setWhere} />
          {!editing && rows.length > 0 && (
            <Labelled label="Part of">
              {(field) => (
                <select
                  {...field}
                  className="input"
                  value={partOf ?? ''}
                  onChange={(event) => setPartOf(rows.find(({ claim }) => claim.id === event.target.value)?.claim.id ?? null)}
                >
                  <option value="">No other claim</option>
                  {flat(claimTree(rows)).map(({ row: { claim }, depth }) => (
                    <option key={claim.id} value={claim.id}>
                      {`${'\u2003'.repeat(depth)}${claim.ref} ${claim.text.length > 60 ? `${claim.text.slice(0, 58)}…` : claim.text}`}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
          )}
        </div>
        {draft && (
          <>
            <StanceChoice stance={stance} onChange={setStance} />
            <Labelled label="Because" hint="Why the marked place has this stance. It can be given later.">
              {(field) => (
                <textarea
                  {...field}
                  className="input"
                  rows={2}
                  maxLength={5000}
                  dir="auto"
                  value={because}
                  onChange={(event) => setBecause(event.target.value)}
                />
              )}
            </Labelled>
          </>
        )}
        {!draft && (
          <Labelled label="Note" hint="For yourselves and the report’s readers; not the claimant’s words.">
            {(field) => (
              <textarea
                {...field}
                className="input"
                rows={2}
                maxLength={20_000}
                dir="auto"
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Labelled>
        )}
        {failure && <FormFailure failure={failure} />}
        <footer className="actions">
          <button type="button" className="btn" onClick={props.onClose}>
            Cancel
          </button>
          <button type="submit" className="btn primary" disabled={busy || text.trim() === ''}>
            {editing ? 'Save' : draft ? 'Add claim and evidence' : 'Add claim'}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

function Marked({ draft, use }: { draft: Draft; use(words: string): void }) {
  return (
    <div className="marked">
      <div className="legend">Marked</div>
      {draft.quote === null ? (
        <p className="muted">A region of the photo</p>
      ) : (
        <blockquote className="marked-words serif" dir="auto">
          {draft.quote}
        </blockquote>
      )}
      {draft.quote !== null && (
        <button type="button" className="btn small" onClick={() => draft.quote !== null && use(draft.quote)}>
          These words are the claim
        </button>
      )}
    </div>
  );
}
