/** The evidence of one claim under each stance, in the order a person gave it. */
import type { Claim } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { StanceSign, stanceTelling } from '../../components/Stance.tsx';
import { LinkKeys } from '../../keys/Keys.tsx';
import { toFailure } from '../../state/client.tsx';
import { useEvidence } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';
import { byStance } from './claimTree.ts';
import { EvidenceItem } from './EvidenceItem.tsx';

export function EvidenceList({ claim, readOnly }: { claim: Claim; readOnly: boolean }) {
  const { handle } = useCaseHere();
  const { data, error } = useEvidence(handle, claim.id);
  if (error) return <FormFailure failure={toFailure(error)} />;
  if (!data)
    return (
      <p className="evidence-none" role="status">
        Reading the evidence…
      </p>
    );
  if (data.evidence.length === 0)
    return (
      <p className="evidence-none">
        No evidence yet.
        {!readOnly && (
          <>
            {' '}
            Mark a passage or a region and press one of <LinkKeys />
          </>
        )}
      </p>
    );
  return (
    <div className="evidence-groups">
      {byStance(data.evidence).map(({ stance, evidence }) => (
        <section key={stance} aria-label={`${stanceTelling[stance].word} ${claim.ref}`} data-stance={stance}>
          <h3>
            <StanceSign stance={stance} label={false} />
            {stanceTelling[stance].word} <span className="muted">{evidence.length}</span>
            {stance === 'fails-to-verify' && <span className="muted evidence-hint">looked for, not found: no refutation</span>}
          </h3>
          <ul>
            {evidence.map((one) => (
              <EvidenceItem key={one.link.id} evidence={one} readOnly={readOnly} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
