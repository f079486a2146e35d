/** Links: an excerpt, a claim, a stance and the reason why. */

import type { MarkTarget } from '../../shared/contract.ts';
import { AssayError } from '../../shared/errors.ts';
import {
  type CaseHandle,
  type Claim,
  type ClaimId,
  type Evidence,
  type Excerpt,
  type ExcerptId,
  type Link,
  LinkId,
  type SourceId,
  type SourceRow,
  type Stance,
} from '../../shared/model.ts';
import type { AnyCase, CaseWriter } from '../storage/case-folder.ts';
import type { NewLink } from '../storage/verbs.ts';
import { type ClaimFields, prepareClaim, standingClaim } from './claims.ts';
import type { Desk } from './desk.ts';
import { prepareExcerpt } from './excerpts.ts';
import { positionBefore, step } from './order.ts';

function prepareLink(desk: Desk, store: CaseWriter, excerpt: ExcerptId, claim: ClaimId, stance: Stance, because: string): NewLink {
  const position = store.lastLinkPosition(claim) + step;
  return { id: LinkId.parse(desk.ports.ids.uuid()), ref: store.nextRef('L'), excerpt, claim, stance, because, position };
}

/** One excerpt bears on one claim once: linking it again changes the standing link. */
function relink(store: CaseWriter, link: Link, stance: Stance, because: string): Link {
  const reason = because === '' ? link.because : because;
  if (link.stance !== stance || link.because !== reason) store.append('link.edited', () => ({ link: link.id, stance, because: reason }));
  return store.link(link.id);
}

export function addLink(desk: Desk, handle: CaseHandle, excerptId: ExcerptId, claimId: ClaimId, stance: Stance, because: string): Link {
  const store = desk.write(handle);
  const excerpt = store.excerpt(excerptId);
  if (excerpt.retracted !== null)
    throw new AssayError('BAD_INPUT', `${excerpt.ref} has been retracted; it is no evidence any more.`, { excerpt: excerptId });
  standingClaim(store, claimId);
  const there = store.linkBetween(excerptId, claimId);
  if (there !== null) return relink(store, there, stance, because);
  const link = prepareLink(desk, store, excerptId, claimId, stance, because);
  store.append('link.added', () => ({ link }));
  return store.link(link.id);
}

/** Marks, adds the claim if it is new, and links: one entry, one undo. */
export function addEvidence(
  desk: Desk,
  handle: CaseHandle,
  input: { source: SourceId; target: MarkTarget; claim: { id: ClaimId } | { add: ClaimFields }; stance: Stance; because: string },
): { excerpt: Excerpt; claim: Claim; link: Link } {
  const store = desk.write(handle);
  const prepared = prepareExcerpt(desk, store, input.source, input.target, '');
  const newClaim = 'add' in input.claim ? prepareClaim(desk, store, input.claim.add) : null;
  const claimId = 'id' in input.claim ? standingClaim(store, input.claim.id).id : (newClaim?.id ?? null);
  if (claimId === null) throw new AssayError('BAD_INPUT', 'No claim was given.');
  const excerptId = 'existing' in prepared ? prepared.existing.id : prepared.fresh.id;
  const there = newClaim === null && 'existing' in prepared ? store.linkBetween(excerptId, claimId) : null;
  let linkId: LinkId;
  if (there !== null) linkId = relink(store, there, input.stance, input.because).id;
  else {
    const link = prepareLink(desk, store, excerptId, claimId, input.stance, input.because);
    store.append('evidence.added', () => ({ excerpt: 'fresh' in prepared ? prepared.fresh : null, claim: newClaim, link }));
    linkId = link.id;
  }
  return { excerpt: store.excerpt(excerptId), claim: store.claim(claimId), link: store.link(linkId) };
}

interface Place {
  readonly source: SourceId;
  readonly target: MarkTarget;
}

/** Marks a place in each of two sources and links both to a claim with one reason: one entry. Throws BAD_INPUT where one is linked to it already. */
export function addPair(
  desk: Desk,
  handle: CaseHandle,
  input: { pair: readonly [Place, Place]; claim: ClaimId; stance: Stance; because: string; note: string },
): { excerpts: Excerpt[]; links: Link[] } {
  const store = desk.write(handle);
  const [one, other] = input.pair;
  if (one.source === other.source) throw new AssayError('BAD_INPUT', 'A pair is of two sources.', { source: one.source });
  standingClaim(store, input.claim);
  const prepared = input.pair.map(({ source, target }) => prepareExcerpt(desk, store, source, target, input.note));
  const fresh = prepared.flatMap((each) => ('fresh' in each ? [each.fresh] : []));
  // Both were given the next free reference
  const excerpts = fresh.map((excerpt, n) => ({ ...excerpt, ref: store.nextRef('E', n) }));
  const links = prepared.map((each, n) => {
    const id = 'fresh' in each ? each.fresh.id : each.existing.id;
    if ('existing' in each && store.linkBetween(id, input.claim) !== null)
      throw new AssayError(
        'BAD_INPUT',
        `${each.existing.sourceRef} ${each.existing.place} is linked to this claim already. Change that link.`,
        {
          excerpt: id,
        },
      );
    const link = prepareLink(desk, store, id, input.claim, input.stance, input.because);
    return { ...link, ref: store.nextRef('L', n), position: link.position + n * step };
  });
  store.append('pair.linked', () => ({ excerpts, links }));
  return { excerpts: links.map(({ excerpt }) => store.excerpt(excerpt)), links: links.map(({ id }) => store.link(id)) };
}

function standingLink(store: CaseWriter, id: LinkId): Link {
  const link = store.link(id);
  if (link.retracted !== null) throw new AssayError('BAD_INPUT', `${link.ref} has been retracted; it cannot be changed.`, { link: id });
  return link;
}

export function editLink(
  desk: Desk,
  handle: CaseHandle,
  id: LinkId,
  change: { stance?: Stance | undefined; because?: string | undefined },
): Link {
  const store = desk.write(handle);
  const link = standingLink(store, id);
  const stance = change.stance ?? link.stance;
  const because = change.because ?? link.because;
  if (stance !== link.stance || because !== link.because) store.append('link.edited', () => ({ link: id, stance, because }));
  return store.link(id);
}

export function moveLink(desk: Desk, handle: CaseHandle, id: LinkId, before: LinkId | null): Link {
  const store = desk.write(handle);
  const link = standingLink(store, id);
  const siblings = (): Link[] => store.linksOfClaim(link.claim, false);
  if (before !== null && !siblings().some((sibling) => sibling.id === before))
    throw new AssayError('BAD_INPUT', 'The link to put this before is not there.', { before });
  let position = positionBefore(siblings(), id, before);
  if (position === null) {
    siblings().forEach((sibling, i) => {
      const spaced = (i + 1) * step;
      if (sibling.position !== spaced) store.append('link.moved', () => ({ link: sibling.id, position: spaced }));
    });
    position = positionBefore(siblings(), id, before);
  }
  if (position === null) throw new AssayError('INTERNAL', 'No place could be found in the order of the evidence.');
  if (link.position !== position) {
    const place = position;
    store.append('link.moved', () => ({ link: id, position: place }));
  }
  return store.link(id);
}

export function retractLink(desk: Desk, handle: CaseHandle, id: LinkId, because: string): Link {
  const store = desk.write(handle);
  standingLink(store, id);
  store.append('link.retracted', () => ({ link: id, because }));
  return store.link(id);
}

export function evidenceOf(store: AnyCase, claim: ClaimId, withRetracted: boolean): Evidence[] {
  // Much evidence comes from few sources, and a source's counts go over all its links
  const rows = new Map<SourceId, SourceRow>();
  const rowOf = (id: SourceId): SourceRow => {
    const row = rows.get(id) ?? store.sourceRow(id);
    rows.set(id, row);
    return row;
  };
  return store.linksOfClaim(claim, withRetracted).map((link) => {
    const excerpt = store.excerpt(link.excerpt);
    return { link, excerpt, source: rowOf(excerpt.source) };
  });
}
