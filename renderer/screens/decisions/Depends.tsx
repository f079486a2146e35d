/** What depends on an excerpt, computed from the case, before anybody decides: its links, what each choice would change, hedges that went. */
import { Check, CircleAlert, Equal, FileText, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ToDecide } from '../../../shared/contract.ts';
import { laterWords } from '../../../shared/later.ts';
import type { Excerpt, Link } from '../../../shared/model.ts';
import { stanceTelling } from '../../components/Stance.tsx';
import { VerdictLabel } from '../../components/Verdict.tsx';
import { counted } from '../../components/words.ts';
import { useClaims, useExcerpts } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';
import type { Place } from './byHand.ts';
import { HedgeCard } from './HedgeCard.tsx';
import { LinkedTo } from './LinkedTo.tsx';

const none: { readonly excerpts: readonly Excerpt[]; readonly links: readonly Link[] } = { excerpts: [], links: [] };

export function Depends({ item, place }: { item: ToDecide; place: Place | null }) {
  const { handle } = useCaseHere();
  const claims = useClaims(handle).data?.claims ?? [];
  const there = useExcerpts(handle, item.into.id).data ?? none;
  const { excerpt, source, into, state, links, places, decided } = item;
  const sameSource = source.id === into.id;
  const atPlace = there.excerpts.find(
    ({ anchor }) =>
      anchor.kind === 'text' &&
      anchor.rendition === item.rendition &&
      anchor.position.start === place?.start &&
      anchor.position.end === place.end,
  );
  const confirmed = decided?.decision === 'confirm';
  const others = (claim: string): number => {
    const counts = claims.find((row) => row.claim.id === claim)?.counts;
    const all = counts ? counts.supports + counts.refutes + counts.context + counts['fails-to-verify'] : 0;
    return Math.max(0, all - 1);
  };
  const later = laterWords(state, sameSource ? null : into.ref, places[0]?.place);
  const differs = place !== null && place.exact !== excerpt.quote;
  return (
    <aside className="panel decide-depends" aria-label="What depends on it" data-f6 tabIndex={-1}>
      <div className="phead">
        <h2>What depends on it</h2>
        <span className="grow" />
        <span className="n">computed here, not judged</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard */}
      <section className="decide-scroll" tabIndex={0} aria-label="What each choice changes">
        <HedgeCard item={item} place={place} />
        <LinkedTo item={item} made={confirmed ? there.links.filter(({ excerpt: at }) => at === decided.made) : null} />
        {!confirmed && links.length > 0 && (
          <Part title={differs ? 'If you confirm the new words' : 'If you confirm the new place'}>
            {place === null ? (
              <Line icon={CircleAlert} tone="wait">
                There is no place to confirm yet.
              </Line>
            ) : (
              <>
                {differs && (
                  <Line icon={FileText} tone="wait">
                    The report will quote “<bdi>{place.exact}</bdi>” for {links.map(({ claim }) => claim.ref).join(', ')}.
                  </Line>
                )}
                {!differs && <Line icon={FileText}>The report will cite {into.ref}, with the same words.</Line>}
                {atPlace && <Line icon={CircleAlert}>{atPlace.ref} stands at this place already, and is taken for it.</Line>}
                {links.map(({ link, claim }) => {
                  const own = atPlace && there.links.find((one) => one.excerpt === atPlace.id && one.claim === claim.id);
                  return own ? (
                    <Line key={link.id} icon={CircleAlert} tone="wait">
                      {atPlace.ref} {stanceTelling[own.stance].word.toLowerCase()} {claim.ref} by a link of its own. That one stays as it
                      is; this one ends.
                    </Line>
                  ) : (
                    <Line key={link.id} icon={Equal}>
                      {claim.verdict ? (
                        <>
                          Verdict of {claim.ref} stays <VerdictLabel verdict={claim.verdict} />
                        </>
                      ) : (
                        `${claim.ref} has no verdict yet`
                      )}
                      ; {counted(others(claim.id), 'other link')} {others(claim.id) === 1 ? 'stands' : 'stand'}.
                    </Line>
                  );
                })}
              </>
            )}
          </Part>
        )}
        {decided?.decision !== 'retire' && !confirmed && (
          <Part title={`If you keep ${source.ref}`}>
            <Line icon={Check}>
              Nothing in the report changes.{' '}
              {links.length > 0 && later && (
                <>
                  It will say: <q>{later}</q>
                </>
              )}
            </Line>
          </Part>
        )}
        {links.length > 0 && decided?.decision !== 'retire' && (
          <Part title="If you retire it">
            {links.map(({ link, claim }) =>
              others(claim.id) === 0 ? (
                <Line key={link.id} icon={TriangleAlert} tone="wait">
                  {claim.ref} is left without evidence
                  {claim.verdict ? (
                    <>
                      , and its verdict <VerdictLabel verdict={claim.verdict} /> would rest on nothing here.
                    </>
                  ) : (
                    '.'
                  )}
                </Line>
              ) : (
                <Line key={link.id} icon={Equal}>
                  {claim.ref} keeps {counted(others(claim.id), 'other link')}
                  {claim.verdict ? (
                    <>
                      ; its verdict stays <VerdictLabel verdict={claim.verdict} />
                    </>
                  ) : null}
                  .
                </Line>
              ),
            )}
          </Part>
        )}
        {links.length === 0 && !confirmed && (
          <Part title="Linked to">
            <p className="muted">No claim. Nothing in the report depends on it.</p>
          </Part>
        )}
      </section>
    </aside>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="decide-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Line({ icon: Icon, tone, children }: { icon: LucideIcon; tone?: 'wait'; children: ReactNode }) {
  return (
    <p className="decide-line" data-tone={tone}>
      <Icon size={14} aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
