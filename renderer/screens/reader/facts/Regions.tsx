/** The regions of a photo: each with its crop, its place in pixels and what it is linked to. */
import { cropUrl } from '../../../../shared/blobs.ts';
import type { Excerpt, Source } from '../../../../shared/model.ts';
import { claimsById, regionMarks } from '../../../annotate/marks.ts';
import { CoveredPicture } from '../../../components/Covered.tsx';
import { StanceSign, stanceTelling } from '../../../components/Stance.tsx';
import { useClaims, useExcerpts } from '../../../state/queries.ts';
import { useSelectionStore } from '../../../state/selection.tsx';
import { useCaseHere } from '../../case/CaseContext.tsx';
import { inWords } from '../photo/draft.ts';
import { shortened } from '../subject.ts';

/** How many of a source's excerpts are regions. */
export const regionsOf = (excerpts: readonly Excerpt[]): number =>
  excerpts.filter(({ anchor, retracted }) => anchor.kind === 'region' && !retracted).length;

export function Regions({ source }: { source: Source }) {
  const { handle } = useCaseHere();
  const store = useSelectionStore();
  const { data } = useExcerpts(handle, source.id);
  const claims = claimsById(useClaims(handle).data?.claims ?? []);
  const marks = regionMarks(data?.excerpts ?? [], data?.links ?? [], claims);
  if (marks.length === 0) return <p className="muted rs-none">No region is marked on this photo yet.</p>;
  return (
    <ul className="rs-regions">
      {marks.map(
        ({ key, excerpt, region, outline, links }) =>
          excerpt && (
            <li key={key}>
              <button type="button" onClick={() => store.goTo(source.id, excerpt.id)} title="Show it on the photo">
                <CoveredPicture
                  source={source}
                  src={cropUrl(handle, excerpt)}
                  alt={excerpt.note || `${excerpt.place} of ${source.ref}`}
                  loading="lazy"
                />
                <span>
                  <b className="strong">{excerpt.place}</b> <span className="ref">{excerpt.ref}</span>
                  <small>
                    {inWords(region)}
                    {outline && `, outline of ${outline.length} corners`}
                  </small>
                  {excerpt.note && <span dir="auto">{shortened(excerpt.note, 90)}</span>}
                  {links.length === 0 && <small>Not linked yet</small>}
                  {links.map(({ key: link, stance, claim, label }) => (
                    <span key={link} className="rs-region-link">
                      {stance && <StanceSign stance={stance} label={false} />}
                      {stance && stanceTelling[stance].word} {label} <bdi className="muted">{claim && shortened(claim.text, 60)}</bdi>
                    </span>
                  ))}
                </span>
              </button>
            </li>
          ),
      )}
    </ul>
  );
}
