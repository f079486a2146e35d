/**
 * Excerpts whose source has a newer version, or another text than the one they stand in: what is to be decided about each, and the
 * decision. Until a person decides, everything cites the words as they stood; nothing is attached anew without one.
 */
import type { CarriedState, DecisionCounts, ToDecide } from '../../shared/contract.ts';
import { AssayError } from '../../shared/errors.ts';
import { type CaseHandle, type Decision, DecisionId, type Excerpt, type ExcerptId, LinkId, type SourceId } from '../../shared/model.ts';
import type { AnyCase } from '../storage/case-folder.ts';
import type { NewExcerpt, NewLink } from '../storage/verbs.ts';
import type { Desk } from './desk.ts';
import { prepareExcerpt } from './excerpts.ts';
import { carriedOf } from './versions.ts';

const order: readonly CarriedState[] = ['altered', 'lost', 'ambiguous', 'moved', 'exact'];

/** Where an excerpt of a source is to be sought: its newest version, or the text that is shown now. Null where it stands there already. */
function soughtIn(store: AnyCase, excerpt: Excerpt): SourceId | null {
  if (excerpt.anchor.kind !== 'text') return null;
  const newest = store.versionsOf(excerpt.source).at(-1)?.id ?? excerpt.source;
  const { rendition } = store.source(newest);
  if (rendition === null || rendition === excerpt.anchor.rendition) return null;
  // A text read by machine stands beside the document's own; one is not the later form of the other
  if (newest === excerpt.source && store.rendition(rendition).kind !== store.rendition(excerpt.anchor.rendition).kind) return null;
  return newest;
}

function describe(store: AnyCase, excerpt: Excerpt, into: SourceId): ToDecide | null {
  const { rendition } = store.source(into);
  const carried = rendition === null ? null : carriedOf(store, excerpt, into);
  if (rendition === null || carried === null) return null;
  const links = store
    .linksOfSource(excerpt.source)
    .filter((link) => link.excerpt === excerpt.id)
    .map((link) => {
      const { id, ref, text, verdict } = store.claim(link.claim);
      return { link, claim: { id, ref, text, verdict } };
    });
  return {
    ...carried,
    source: store.sourceRow(excerpt.source),
    into: store.sourceRow(into),
    rendition,
    links,
    decided: store.decisionOn(excerpt.id, rendition),
  };
}

/** All that concern the case, or one source: the undecided that need a person first, worst first, then exact ones, then the decided. */
export function toDecide(
  store: AnyCase,
  { source, offset, limit }: { source?: SourceId | undefined; offset: number; limit: number },
): { total: number; counts: DecisionCounts; items: ToDecide[] } {
  const excerpts = source === undefined ? store.excerpts() : store.excerptsOfSource(source);
  const all = excerpts
    .filter(({ retracted }) => retracted === null)
    .flatMap((excerpt) => {
      const into = soughtIn(store, excerpt);
      const described = into === null ? null : describe(store, excerpt, into);
      return described === null ? [] : [described];
    });
  const isOpen = ({ decided, carried }: ToDecide): boolean => decided === null && carried === null;
  const count = (state: CarriedState): number => all.filter((item) => isOpen(item) && item.state === state).length;
  const rank = (item: ToDecide): number => (isOpen(item) ? order.indexOf(item.state) : order.length);
  return {
    total: all.length,
    counts: {
      exact: count('exact'),
      moved: count('moved'),
      altered: count('altered'),
      ambiguous: count('ambiguous'),
      lost: count('lost'),
      decided: all.filter((item) => !isOpen(item)).length,
    },
    items: all.sort((a, b) => rank(a) - rank(b)).slice(offset, offset + limit),
  };
}

interface Given {
  readonly into: SourceId;
  readonly decision: Decision['decision'];
  readonly at?: { readonly start: number; readonly end: number; readonly exact: string } | undefined;
  readonly because: string;
}

export function decide(
  desk: Desk,
  handle: CaseHandle,
  id: ExcerptId,
  { into, decision, at, because }: Given,
): { decision: Decision; excerpt: Excerpt } {
  const store = desk.write(handle);
  const excerpt = store.excerpt(id);
  const { rendition } = store.source(into);
  if (excerpt.retracted !== null)
    throw new AssayError('BAD_INPUT', `${excerpt.ref} has been retracted; there is nothing to decide about it.`, { excerpt: id });
  if (rendition === null || soughtIn(store, excerpt) !== into)
    throw new AssayError('BAD_INPUT', `${excerpt.ref} is not to be decided for this source.`, { excerpt: id, into });
  if (decision === 'retire' && because.trim() === '')
    throw new AssayError('BAD_INPUT', 'An excerpt is retired with a reason.', { excerpt: id });
  if (decision === 'confirm' && at === undefined)
    throw new AssayError('BAD_INPUT', 'A new place is confirmed by naming it.', { excerpt: id });

  let made: NewExcerpt | null = null;
  let stands: ExcerptId | null = null;
  const links: NewLink[] = [];
  const replaced: LinkId[] = [];
  if (decision === 'confirm' && at !== undefined) {
    const prepared = prepareExcerpt(desk, store, into, { ...at, rendition }, excerpt.note);
    if ('fresh' in prepared) made = { ...prepared.fresh, carriedFrom: excerpt.id };
    stands = 'fresh' in prepared ? prepared.fresh.id : prepared.existing.id;
    for (const link of store.linksOfSource(excerpt.source).filter((one) => one.excerpt === excerpt.id)) {
      const { claim, stance, position } = link;
      const ref = store.nextRef('L', links.length);
      // One excerpt bears on one claim once: a link that a person made at the new place already stands
      if ('fresh' in prepared || store.linkBetween(prepared.existing.id, claim) === null)
        links.push({ id: LinkId.parse(desk.ports.ids.uuid()), ref, excerpt: stands, claim, stance, because: link.because, position });
      replaced.push(link.id);
    }
  }
  const former = store.decisionOn(id, rendition);
  const decided = {
    id: former?.id ?? DecisionId.parse(desk.ports.ids.uuid()),
    excerpt: id,
    into,
    rendition,
    decision,
    because: because.trim(),
    made: stands,
  };
  store.append('excerpt.decided', () => ({ decision: decided, excerpt: made, links, replaced }));
  const kept = store.decisionOn(id, rendition);
  if (kept === null) throw new AssayError('INTERNAL', undefined, { excerpt: id });
  return { decision: kept, excerpt: store.excerpt(stands ?? id) };
}
