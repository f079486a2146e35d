/** The claims that an excerpt bears on, with stance and reason; after it was confirmed elsewhere, the reasons that are to be read again. */
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { ToDecide } from '../../../shared/contract.ts';
import type { Link } from '../../../shared/model.ts';
import { StanceSign, stanceTelling } from '../../components/Stance.tsx';
import { useClaims } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { LinkForm } from '../evidence/LinkForm.tsx';

interface Props {
  item: ToDecide;
  /** The links at the excerpt that was made of it; null where none was. */
  made: readonly Link[] | null;
}

export function LinkedTo({ item, made }: Props) {
  const { handle, readOnly } = useCaseHere();
  const claims = useClaims(handle).data?.claims ?? [];
  const shown = made ? made.map((link) => ({ link, claim: claims.find((row) => row.claim.id === link.claim)?.claim })) : item.links;
  if (shown.length === 0) return null;
  return (
    <section className="decide-part" aria-label={made ? 'Reasons to be read again' : 'Linked to'}>
      <h3>{made ? 'Reasons to be read again' : 'Linked to'}</h3>
      {made && <p className="muted">They were written about the former words, and now stand beside the new ones.</p>}
      <ul className="decide-links">
        {shown.map(({ link, claim }) => (
          <One
            key={link.id}
            link={link}
            claim={claim}
            canEdit={made !== null && !readOnly}
            again={link.createdAt === item.decided?.decidedAt}
          />
        ))}
      </ul>
    </section>
  );
}

interface OneProps {
  link: Link;
  claim: { ref: string; text: string; id: Link['claim'] } | undefined;
  canEdit: boolean;
  /** It was made by the decision, with the words of the former one. */
  again: boolean;
}

function One({ link, claim, canEdit, again }: OneProps) {
  const store = useSelectionStore();
  const [editing, setEditing] = useState(false);
  return (
    <li>
      <StanceSign stance={link.stance} label={false} />
      <div>
        <p>
          <b className="strong">{stanceTelling[link.stance].word}</b>{' '}
          {claim && (
            <button type="button" className="textlink" onClick={() => store.set({ claim: claim.id, view: 'evidence', front: 'claims' })}>
              <span className="ref">{claim.ref}</span> <bdi>{claim.text}</bdi>
            </button>
          )}
        </p>
        {!editing && (
          <p className="decide-because">
            {link.because ? <bdi>“{link.because}”</bdi> : <span className="muted">No reason was given.</span>}
            {canEdit && (
              <button
                type="button"
                className="icon small inline"
                aria-label={`Change stance or reason for ${claim?.ref ?? link.ref}`}
                onClick={() => setEditing(true)}
              >
                <Pencil size={13} aria-hidden="true" />
              </button>
            )}
          </p>
        )}
        {canEdit && again && !editing && (
          <span className="state" data-tone="wait">
            to be read again
          </span>
        )}
        {editing && <LinkForm link={link} onClose={() => setEditing(false)} />}
      </div>
    </li>
  );
}
