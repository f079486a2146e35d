/** The chosen excerpt, docked under the source so that it hides nothing of it: its words, note, links and reasons. */
import { X } from 'lucide-react';
import { cropUrl } from '../../../shared/blobs.ts';
import { type CaseHandle, type ClaimRow, type Excerpt, type Link, type Stance, stances } from '../../../shared/model.ts';
import { parseOutline } from '../../annotate/marks.ts';
import { CoveredPicture } from '../../components/Covered.tsx';
import { StanceSign, stanceTelling } from '../../components/Stance.tsx';
import { useApi } from '../../state/client.tsx';
import { useSource } from '../../state/queries.ts';
import { StateLine } from '../decisions/states.tsx';
import { EditableText } from './EditableText.tsx';
import { Retract } from './Retract.tsx';
import { type ActiveClaim, shortened } from './subject.ts';
import type { Linking } from './useLinking.ts';

interface Props {
  handle: CaseHandle;
  excerpt: Excerpt;
  links: readonly Link[];
  claims: ReadonlyMap<string, ClaimRow>;
  activeClaim: ActiveClaim | null;
  readOnly: boolean;
  run: Linking['run'];
  onStance(stance: Stance): void;
  onClose(): void;
}

export function ExcerptCard({ handle, excerpt, links, claims, activeClaim, readOnly, run, onStance, onClose }: Props) {
  const api = useApi();
  const source = useSource(handle, excerpt.source).data;
  const own = links.filter((link) => link.excerpt === excerpt.id && !link.retracted);
  const region = excerpt.anchor.kind === 'region' ? excerpt.anchor.fragment.value.replace('xywh=pixel:', '') : null;
  const [x, y, width, height] = region?.split(',') ?? [];
  const corners = parseOutline(excerpt)?.length;
  return (
    <section className="rd-card" aria-label={`Excerpt ${excerpt.ref}`}>
      <header>
        <b>{excerpt.ref}</b>
        <span className="muted">
          {excerpt.sourceRef} {excerpt.place}
          {region && ` · ${width} × ${height} px at ${x}, ${y}${corners === undefined ? '' : `, outline of ${corners} corners`}`}
        </span>
        <span className="grow" />
        {!readOnly && (
          <Retract
            what={excerpt.ref}
            onRetract={(because) =>
              run(() => api.excerpts.retract({ case: handle, excerpt: excerpt.id, because }), `${excerpt.ref} is retracted.`, [
                'excerpt',
                'link',
              ])
            }
          />
        )}
        <button type="button" className="icon small" aria-label={`Close ${excerpt.ref}`} onClick={onClose}>
          <X size={14} aria-hidden="true" />
        </button>
      </header>
      <div className="rd-card-body" tabIndex={readOnly ? 0 : undefined}>
        {region && source && (
          <CoveredPicture
            source={source}
            className="rd-crop"
            src={cropUrl(handle, excerpt)}
            alt={excerpt.note || `${excerpt.place} of ${excerpt.sourceRef}`}
          />
        )}
        {excerpt.quote && (
          <blockquote className="rd-quote" dir="auto">
            {excerpt.quote}
          </blockquote>
        )}
        <StateLine excerpt={excerpt.id} />
        <EditableText
          label={`note on ${excerpt.ref}`}
          value={excerpt.note}
          empty={readOnly ? 'No note.' : 'No note yet.'}
          readOnly={readOnly}
          onSave={(note) => run(() => api.excerpts.editNote({ case: handle, excerpt: excerpt.id, note }), 'Note saved.', ['excerpt'])}
        />
        <ul className="rd-links">
          {own.map((link) => {
            const claim = claims.get(link.claim)?.claim;
            const name = `${stanceTelling[link.stance].word} ${claim?.ref ?? link.ref}`;
            return (
              <li key={link.id}>
                <StanceSign stance={link.stance} label={false} />
                <div className="grow">
                  <p className="cut">
                    <b>{name}</b> <bdi className="muted">{claim ? shortened(claim.text, 120) : ''}</bdi>
                  </p>
                  <EditableText
                    label={`reason: ${name}`}
                    value={link.because}
                    empty={readOnly ? 'No reason given.' : 'Because… (no reason given yet)'}
                    readOnly={readOnly}
                    onSave={(because) => run(() => api.links.edit({ case: handle, link: link.id, because }), 'Reason saved.', ['link'])}
                  />
                </div>
                {!readOnly && (
                  <Retract
                    what={name.charAt(0).toLowerCase() + name.slice(1)}
                    onRetract={(because) =>
                      run(() => api.links.retract({ case: handle, link: link.id, because }), 'The link is retracted.', ['link', 'excerpt'])
                    }
                  />
                )}
              </li>
            );
          })}
        </ul>
        {!readOnly && (
          <div className="rd-more">
            <span className="muted">
              {own.length === 0 ? 'Not linked yet. Link' : 'Link also'} to {activeClaim ? activeClaim.ref : 'a new claim'}:
            </span>
            {stances.map((stance) => (
              <button key={stance} type="button" className="btn small" data-stance={stance} onClick={() => onStance(stance)}>
                <StanceSign stance={stance} label={false} />
                {stanceTelling[stance].word}
              </button>
            ))}
          </div>
        )}
      </div>
    </section>
  );
}
