/** Links what both photos show to a claim, with one stance and one reason: an excerpt of each, one entry of the log. */
import { CircleCheck, Link2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { Alignment, MarkTarget } from '../../../shared/contract.ts';
import type { ClaimId, Source, Stance } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { stanceTelling } from '../../components/Stance.tsx';
import { StanceChoice } from '../../components/StanceChoice.tsx';
import { useForm } from '../../components/useForm.ts';
import { useApi } from '../../state/client.tsx';
import { useClaims } from '../../state/queries.ts';
import { useSelection, useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { toOutline } from './outlines.ts';
import { sizeOf } from './PhotoFrames.tsx';
import type { Named } from './usePoints.ts';

interface Props {
  a: Source;
  b: Source;
  alignment: Alignment | null;
  /** The points by which they were laid on one another by hand, where they were. */
  points: readonly Named[];
  largestMiss: number | null;
}

export function LinkPair({ a, b, alignment, points, largestMiss }: Props) {
  const api = useApi();
  const store = useSelectionStore();
  const { handle } = useCaseHere();
  const claims = useClaims(handle).data?.claims ?? [];
  const open = useSelection((now) => now.claim);
  const [chosen, setChosen] = useState<ClaimId | null>(null);
  const [stance, setStance] = useState<Stance | null>(null);
  const [because, setBecause] = useState('');
  const [what, setWhat] = useState<'whole' | 'both'>('whole');
  const [done, setDone] = useState<string | null>(null);
  const { submit, busy, failure } = useForm();
  const id = useId();
  const claim = claims.find((row) => row.claim.id === (chosen ?? open))?.claim ?? null;
  if (claims.length === 0) return null;
  const targetOf = (source: Source, side: 'a' | 'b'): MarkTarget => {
    const { width, height } = sizeOf(source);
    const part = what === 'both' && alignment ? toOutline(alignment.overlap[side], { width, height }) : null;
    return part ?? { region: { x: 0, y: 0, width, height } };
  };
  const send = (event: React.SubmitEvent) => {
    event.preventDefault();
    if (!claim || !stance) return;
    void submit(async () => {
      const { excerpts } = await api.evidence.addPair({
        case: handle,
        pair: [
          { source: a.id, target: targetOf(a, 'a') },
          { source: b.id, target: targetOf(b, 'b') },
        ],
        claim: claim.id,
        stance,
        because,
        note: noteOf(a, b, points, largestMiss),
      });
      setDone(
        `${excerpts.map(({ sourceRef, place }) => `${sourceRef} ${place}`).join(' and ')}: ${stanceTelling[stance].word.toLowerCase()} ${claim.ref}.`,
      );
      setBecause('');
      setStance(null);
    });
  };
  return (
    <form className="link-pair" aria-label="Link the pair" onSubmit={send}>
      <h3>
        <label htmlFor={id}>Link the pair to</label>
      </h3>
      <select
        id={id}
        className="input"
        value={claim?.id ?? ''}
        onChange={(event) => setChosen(claims.find((row) => row.claim.id === event.target.value)?.claim.id ?? null)}
      >
        {!claim && <option value="">Choose a claim</option>}
        {claims.map((row) => (
          <option key={row.claim.id} value={row.claim.id}>
            {row.claim.ref} {row.claim.text}
          </option>
        ))}
      </select>
      <StanceChoice stance={stance} onChange={setStance} />
      <fieldset className="link-pair-what" aria-label="What is marked">
        <label>
          <input type="radio" name={`${id}-what`} checked={what === 'whole'} onChange={() => setWhat('whole')} /> both whole photos
        </label>
        <label>
          <input type="radio" name={`${id}-what`} checked={what === 'both'} disabled={!alignment} onChange={() => setWhat('both')} /> only
          what both show
        </label>
      </fieldset>
      <label className="labelled">
        <span className="label">Reason why</span>
        <textarea
          className="input"
          rows={3}
          maxLength={5000}
          dir="auto"
          value={because}
          onChange={(event) => setBecause(event.target.value)}
        />
      </label>
      {points.length > 1 && <p className="muted">The points go with it, in the notes of both excerpts.</p>}
      {failure && <FormFailure failure={failure} />}
      <div className="link-pair-send">
        <span className="muted" role="status">
          {done && (
            <>
              <CircleCheck size={14} aria-hidden="true" /> {done}{' '}
              <button
                type="button"
                className="textlink"
                onClick={() => claim && store.set({ claim: claim.id, view: 'evidence', front: 'claims' })}
              >
                Show the claim
              </button>
            </>
          )}
        </span>
        <button type="submit" className="btn primary" disabled={busy || !claim || !stance}>
          <Link2 size={14} aria-hidden="true" />
          Link pair
        </button>
      </div>
    </form>
  );
}

/** The points as a person can set them again. */
function noteOf(a: Source, b: Source, points: readonly Named[], largestMiss: number | null): string {
  if (points.length < 2) return '';
  const told = points.map(
    ({ name, a: one, b: other }, index) =>
      `${index + 1}${name ? ` ${name}` : ''}: ${a.ref} ${Math.round(one.x)}, ${Math.round(one.y)} = ${b.ref} ${Math.round(other.x)}, ${Math.round(other.y)}`,
  );
  return `${a.ref} and ${b.ref} laid on one another by hand, points in pixels:\n${told.join('\n')}${largestMiss === null ? '' : `\nLargest miss ${largestMiss.toFixed(1)} px.`}`;
}
