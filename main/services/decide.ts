/** A person's decision about an excerpt whose source has a newer text: one entry, whatever follows from it; a later word replaces it whole. */
import { AssayError } from '../../shared/errors.ts';
import {
  type CaseHandle,
  type ClaimId,
  type Decision,
  DecisionId,
  type Excerpt,
  type ExcerptId,
  type Link,
  LinkId,
  type SourceId,
} from '../../shared/model.ts';
import type { AnyCase, CaseWriter } from '../storage/case-folder.ts';
import type { NewExcerpt, NewLink } from '../storage/verbs.ts';
import { standingLinksOf, type Target, targetOf } from './decisions.ts';
import type { Desk } from './desk.ts';
import { prepareExcerpt } from './excerpts.ts';

interface Given {
  readonly into: SourceId;
  readonly decision: Decision['decision'];
  readonly at?: { readonly start: number; readonly end: number; readonly exact: string } | undefined;
  readonly because: string;
}
interface Decided {
  decision: Decision;
  /** The excerpt that stands for it now. */
  excerpt: Excerpt;
  /** Links that were made anew with the reasons of the former ones, which were written about other words. */
  links: Link[];
  /** Links that ended without another in their place: the new place bears on that claim by a link of its own. */
  ended: Link[];
}

const refuse = (message: string, details: Record<string, unknown>): never => {
  throw new AssayError('BAD_INPUT', message, details);
};

/** What a former word about the same text left behind: the excerpt it made, and the links that it took there. */
interface Former {
  readonly decision: Decision;
  readonly made: Excerpt | null;
  /** Standing links at the excerpt it made. */
  readonly there: readonly Link[];
  /** As `there`, and those that ended for want of room there: what stood at the excerpt before, with what was changed since. */
  readonly back: readonly Link[];
}

function formerOf(store: AnyCase, excerpt: Excerpt, decision: Decision): Former {
  const made = decision.made === null ? null : store.excerpt(decision.made);
  if (made === null) return { decision, made, there: [], back: [] };
  const taken = store.linksOfExcerpt(made.id).filter(({ createdAt }) => createdAt === decision.decidedAt);
  const standing = new Set(standingLinksOf(store, made.id).map(({ id }) => id));
  const there = made.retracted === null ? taken.filter(({ id }) => standing.has(id)) : [];
  const ended = store
    .linksOfExcerpt(excerpt.id)
    .filter(({ retracted, claim }) => retracted?.at === decision.decidedAt && !taken.some((link) => link.claim === claim))
    .filter(({ claim }) => store.claim(claim).retracted === null);
  return { decision, made, there, back: [...there, ...ended] };
}

const oneEach = (links: readonly Link[]): Link[] => [...new Map(links.toReversed().map((link) => [link.claim, link])).values()].reverse();

/** Throws BAD_INPUT where there is nothing to decide about it, or not there. */
function toBeDecided(store: AnyCase, excerpt: Excerpt, into: SourceId): { target: Target; former: Former | null } {
  if (excerpt.retracted !== null)
    return refuse(`${excerpt.ref} has been retracted; there is nothing to decide about it.`, { excerpt: excerpt.id });
  const about = store.decisionsAbout(excerpt.id);
  const target = targetOf(store, excerpt, about);
  if (target === null || target.into !== into)
    return refuse(`${excerpt.ref} is not to be decided for this source.`, { excerpt: excerpt.id, into });
  const decision = about.find(({ rendition }) => rendition === target.rendition);
  const former = decision === undefined ? null : formerOf(store, excerpt, decision);
  if (former?.made && store.decisionsAbout(former.made.id).length > 0)
    return refuse(`${former.made.ref}, which was made of it, was decided about since. Decide about that one.`, {
      excerpt: excerpt.id,
      made: former.made.id,
    });
  return { target, former };
}

/**
 * `keep` leaves the excerpt on the words as they stood, `confirm` makes it anew at a place that a person names and moves its links
 * there with their reasons, `retire` retracts it. Throws BAD_INPUT, QUOTE_MISMATCH where the words do not stand at the place.
 */
export function decide(desk: Desk, handle: CaseHandle, id: ExcerptId, { into, decision, at, because }: Given): Decided {
  const store = desk.write(handle);
  const excerpt = store.excerpt(id);
  const { target, former } = toBeDecided(store, excerpt, into);
  const reason = because.trim();
  if (decision === 'retire' && reason === '') return refuse('An excerpt is retired with a reason.', { excerpt: id });
  if (decision === 'confirm' && at === undefined) return refuse('A new place is confirmed by naming it.', { excerpt: id });

  let fresh: NewExcerpt | null = null;
  let stands: ExcerptId | null = null;
  if (decision === 'confirm' && at !== undefined) {
    const prepared = prepareExcerpt(desk, store, into, { ...at, rendition: target.rendition }, excerpt.note);
    if ('fresh' in prepared) fresh = { ...prepared.fresh, carriedFrom: id };
    stands = 'fresh' in prepared ? prepared.fresh.id : prepared.existing.id;
    if (stands === former?.made?.id && former.made.retracted === null)
      return { decision: former.decision, excerpt: former.made, links: [], ended: [] };
  }
  const own = standingLinksOf(store, id);
  const taken = new Set<ClaimId>(own.map(({ claim }) => claim));
  const all = oneEach([...own, ...(former?.back ?? []).filter(({ claim }) => !taken.has(claim))]);
  const links = anew(desk, store, all, { decision, stands, id, fresh: fresh !== null });
  const decided = {
    id: former?.decision.id ?? DecisionId.parse(desk.ports.ids.uuid()),
    excerpt: id,
    into,
    rendition: target.rendition,
    decision,
    because: reason,
    made: stands,
  };
  const replaced = [...(decision === 'confirm' ? own : []), ...(former?.there ?? [])].map((link) => link.id);
  const withdrawn = withdrawnBy(store, id, former, stands);
  store.append('excerpt.decided', () => ({ decision: decided, excerpt: fresh, links, replaced, withdrawn }));
  const kept = store.decisionOn(id, target.rendition);
  if (kept === null) throw new AssayError('INTERNAL', undefined, { excerpt: id });
  const made = links.map((link) => store.link(link.id));
  return {
    decision: kept,
    excerpt: store.excerpt(stands ?? id),
    links: made,
    ended: decision === 'confirm' ? all.filter(({ claim }) => !made.some((link) => link.claim === claim)) : [],
  };
}

/** The links that are to stand at the new place, or again at the old one. One excerpt bears on one claim once. */
function anew(
  desk: Desk,
  store: CaseWriter,
  all: readonly Link[],
  { decision, stands, id, fresh }: { decision: Decision['decision']; stands: ExcerptId | null; id: ExcerptId; fresh: boolean },
): NewLink[] {
  if (decision === 'retire') return [];
  const place = stands ?? id;
  return all
    .filter(({ claim }) => fresh || store.linkBetween(place, claim) === null)
    .map(({ claim, stance, because, position }, n) => ({
      id: LinkId.parse(desk.ports.ids.uuid()),
      ref: store.nextRef('L', n),
      excerpt: place,
      claim,
      stance,
      because,
      position,
    }));
}

/** The excerpt that the former word made, where nothing but that word holds it. */
function withdrawnBy(store: AnyCase, id: ExcerptId, former: Former | null, stands: ExcerptId | null): ExcerptId | null {
  if (!former?.made || former.made.id === stands || former.made.retracted !== null) return null;
  const { made, decision, there } = former;
  const isOfIt = made.carriedFrom === id && made.createdAt === decision.decidedAt;
  const isFree = store.linksOfExcerpt(made.id).every((link) => link.retracted !== null || there.some((one) => one.id === link.id));
  return isOfIt && isFree ? made.id : null;
}
