/**
 * Excerpts whose source has a newer version, or another text than the one they stand in: what is to be decided about each. Until a
 * person decides (decide.ts), everything cites the words as they stood; nothing is attached anew without one.
 */
import { setImmediate as giveWay } from 'node:timers/promises';
import type { CarriedState, DecisionCounts, ToDecide } from '../../shared/contract.ts';
import { laterWords } from '../../shared/later.ts';
import type { Decision, Excerpt, ExcerptId, Link, RenditionId, SourceId, SourceRow } from '../../shared/model.ts';
import type { AnyCase } from '../storage/case-folder.ts';
import { carriedOf, seek } from './versions.ts';

/** A text in which an excerpt is to be sought. */
export interface Target {
  readonly into: SourceId;
  readonly rendition: RenditionId;
}

/** What is asked for many excerpts of few sources. */
class Known {
  readonly #store: AnyCase;
  readonly #families = new Map<SourceId, readonly SourceRow[]>();
  readonly #texts = new Map<SourceId, ReturnType<AnyCase['renditionsOf']>>();

  constructor(store: AnyCase) {
    this.#store = store;
  }

  /** A source with its versions, oldest first. */
  family(source: SourceId): readonly SourceRow[] {
    const known = this.#families.get(source);
    if (known !== undefined) return known;
    const family = this.#store.versionsOf(source);
    for (const { id } of family) this.#families.set(id, family);
    return family;
  }

  /** Texts of a source that hold words, the one that is shown first. */
  texts(source: SourceId): ReturnType<AnyCase['renditionsOf']> {
    const known = this.#texts.get(source) ?? this.#store.renditionsOf(source).filter(({ characters }) => characters > 0);
    this.#texts.set(source, known);
    return known;
  }
}

/** The newest later version that has a text, or the text that its own source shows now. Null where it stands there already. */
function newest(store: AnyCase, { source, anchor }: Excerpt, known: Known): Target | null {
  if (anchor.kind !== 'text') return null;
  const { kind } = store.rendition(anchor.rendition);
  const family = known.family(source);
  for (const { id } of family.slice(family.findIndex((row) => row.id === source) + 1).reverse()) {
    const texts = known.texts(id);
    // A machine's guess is set against a machine's guess where both have one
    const text = texts.find((one) => one.kind === kind) ?? texts[0];
    if (text !== undefined) return { into: id, rendition: text.id };
  }
  // A text read by machine stands beside the document's own; one is not the later form of the other
  const [shown] = known.texts(source);
  return shown?.current && shown.kind === kind && shown.id !== anchor.rendition ? { into: source, rendition: shown.id } : null;
}

/**
 * Where an excerpt is to be decided. One that was confirmed stands on as the excerpt made there, and one that was retired ended
 * there: for these it is where that was decided. `about` are the decisions about it, oldest first.
 */
export function targetOf(store: AnyCase, excerpt: Excerpt, about: readonly Decision[], known = new Known(store)): Target | null {
  const last = about.at(-1);
  if (last !== undefined && last.decision !== 'keep') return { into: last.into, rendition: last.rendition };
  return newest(store, excerpt, known);
}

const order: readonly CarriedState[] = ['altered', 'lost', 'ambiguous', 'moved', 'exact'];

interface Found {
  readonly excerpt: Excerpt;
  readonly target: Target;
  readonly state: CarriedState;
  readonly decided: Decision | null;
  readonly isOpen: boolean;
}

/** Seeking may take a while; nobody waits longer than this for something else. Milliseconds. */
const breath = 12;

/** Every passage that stands in a text which is not the newest, with its state there. */
async function all(read: () => AnyCase, source: SourceId | undefined): Promise<Found[]> {
  const store = read();
  const known = new Known(store);
  const decisions = Map.groupBy(store.decisions(), ({ excerpt }) => excerpt);
  const carriedOn = store.carriedOn();
  const found: Found[] = [];
  let since = performance.now();
  for (const excerpt of store.passagesWithVersions(source)) {
    if (performance.now() - since > breath) {
      await giveWay();
      // Throws CASE_CLOSED where it was closed meanwhile
      read();
      since = performance.now();
    }
    const about = decisions.get(excerpt.id) ?? [];
    const target = targetOf(store, excerpt, about, known);
    if (target === null) continue;
    const decided = about.find(({ rendition }) => rendition === target.rendition) ?? null;
    // Retracted otherwise than by a decision that stands
    if (excerpt.retracted !== null && decided?.decision !== 'retire') continue;
    const sought = seek(store, excerpt, target.rendition);
    if (sought === null) continue;
    const isOpen = decided === null && !carriedOn.has(`${excerpt.id} ${target.into}`);
    found.push({ excerpt, target, state: sought.state, decided, isOpen });
  }
  return found;
}

const numberOf = ({ ref }: Pick<Excerpt, 'ref'>): number => Number(ref.slice(2));

/** What needs a person comes source by source, the worst of each first; then what stands as it stood; then what was decided, newest first. */
function inOrder(a: Found, b: Found): number {
  const group = ({ isOpen, state }: Found): number => (isOpen ? (state === 'exact' ? 1 : 0) : 2);
  const newer = (b.decided?.decidedAt ?? '').localeCompare(a.decided?.decidedAt ?? '');
  return (
    group(a) - group(b) ||
    (group(a) === 2 ? newer : 0) ||
    Number(a.excerpt.sourceRef.slice(2)) - Number(b.excerpt.sourceRef.slice(2)) ||
    order.indexOf(a.state) - order.indexOf(b.state) ||
    numberOf(a.excerpt) - numberOf(b.excerpt)
  );
}

function describe(store: AnyCase, { excerpt, target: { into, rendition }, decided }: Found): ToDecide | null {
  const carried = carriedOf(store, excerpt, into, rendition);
  if (carried === null) return null;
  return {
    ...carried,
    source: store.sourceRow(excerpt.source),
    into: store.sourceRow(into),
    rendition,
    links: standingLinksOf(store, excerpt.id).map((link) => {
      const { id, ref, text, verdict } = store.claim(link.claim);
      return { link, claim: { id, ref, text, verdict } };
    }),
    decided,
  };
}

/** Links that stand, to claims that stand, whether or not the excerpt itself was retracted. */
export const standingLinksOf = (store: AnyCase, excerpt: ExcerptId): Link[] =>
  store.linksOfExcerpt(excerpt).filter(({ retracted, claim }) => retracted === null && store.claim(claim).retracted === null);

/** All that concern the case, or one source. `read` gives the case, and throws where it is not open any more. */
export async function toDecide(
  read: () => AnyCase,
  { source, offset, limit }: { source?: SourceId | undefined; offset: number; limit: number },
): Promise<{ total: number; counts: DecisionCounts; items: ToDecide[] }> {
  const found = (await all(read, source)).sort(inOrder);
  const count = (state: CarriedState): number => found.filter((one) => one.isOpen && one.state === state).length;
  const store = read();
  return {
    total: found.length,
    counts: {
      exact: count('exact'),
      moved: count('moved'),
      altered: count('altered'),
      ambiguous: count('ambiguous'),
      lost: count('lost'),
      decided: found.filter(({ isOpen }) => !isOpen).length,
    },
    items: found.slice(offset, offset + limit).flatMap((one) => describe(store, one) ?? []),
  };
}

/** What the report says beside excerpts that a person kept on a former text: how the newest one reads, by excerpt. */
export function laterReadings(store: AnyCase, excerpts: readonly Excerpt[]): Record<ExcerptId, string> {
  const known = new Known(store);
  const kept = Map.groupBy(store.decisions(), ({ excerpt }) => excerpt);
  const said: Record<ExcerptId, string> = {};
  for (const excerpt of excerpts) {
    const about = kept.get(excerpt.id) ?? [];
    if (about.at(-1)?.decision !== 'keep') continue;
    const target = targetOf(store, excerpt, about, known);
    const sought = target === null ? null : seek(store, excerpt, target.rendition);
    if (target === null || sought === null) continue;
    const into = target.into === excerpt.source ? null : store.sourceRow(target.into).ref;
    const words = laterWords(sought.state, into, sought.places[0]?.place);
    if (words !== null) said[excerpt.id] = words;
  }
  return said;
}
