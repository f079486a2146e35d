/** Sources that look alike: found behind the imports and on demand, shown with what they share, judged by a person. */
import { createOffsets } from '../../../shared/anchor/codepoints.ts';
import { placeOf } from '../../../shared/anchor/place.ts';
import type { JobProgress, LikenessDetail, LookGroup, SharedPassage, Suggestion } from '../../../shared/contract.ts';
import { AssayError } from '../../../shared/errors.ts';
import { type CaseHandle, type Likeness, type LikenessFound, LikenessId, type Source, type SourceId } from '../../../shared/model.ts';
import type { AnyCase } from '../../storage/case-folder.ts';
import type { LikePair } from '../../storage/likeness-index.ts';
import type { Alike } from '../../workers/tasks/alike.ts';
import type { DecoderPool } from '../../workers/tasks/index.ts';
import type { Desk, Opened } from '../desk.ts';
import { loadRendition } from '../renditions.ts';
import { inOrder, LikenessFinder, textFound } from './finder.ts';
import { alignmentOf, photoFound } from './photo-words.ts';

export interface LikenessTools {
  readonly desk: Desk;
  readonly pool: () => DecoderPool;
  /** Resolves once nothing is being imported: comparing waits, so that files come in as fast as they can. */
  readonly quiet: (opened: Opened) => Promise<void>;
}

interface Watch {
  readonly finder: LikenessFinder;
  readonly waiting: SourceId[];
  running: Promise<void> | null;
}

/** One for a workbench: a finder for every case that is open. */
export class LikenessService {
  readonly #tools: LikenessTools;
  readonly #watches = new Map<CaseHandle, Watch>();

  constructor(tools: LikenessTools) {
    this.#tools = tools;
  }

  /** A case was opened: what was not looked through before is looked through now, behind everything else. */
  opened(opened: Opened): void {
    if (opened.store.mode !== 'read-write') return;
    const watch = this.#watch(opened);
    watch.waiting.push(...watch.finder.missing());
    this.#go(opened, watch);
  }

  /** A source came in. */
  imported(handle: CaseHandle, source: SourceId): void {
    const opened = this.#tools.desk.get(handle);
    const watch = this.#watch(opened);
    watch.waiting.push(source);
    this.#go(opened, watch);
  }

  #watch(opened: Opened): Watch {
    const known = this.#watches.get(opened.handle);
    if (known !== undefined) return known;
    const watch: Watch = { finder: new LikenessFinder(opened.store, this.#tools.pool), waiting: [], running: null };
    this.#watches.set(opened.handle, watch);
    const job = {
      end: async () => {
        await watch.running;
        watch.finder.close();
        this.#watches.delete(opened.handle);
        opened.jobs.delete(job);
      },
    };
    opened.jobs.add(job);
    return watch;
  }

  #go(opened: Opened, watch: Watch): void {
    watch.running ??= this.#work(opened, watch).finally(() => {
      watch.running = null;
    });
  }

  async #work(opened: Opened, { finder, waiting }: Watch): Promise<void> {
    const { ending, store, hearers } = opened;
    const { signal } = ending;
    while (!signal.aborted) {
      await this.#tools.quiet(opened);
      const id = waiting.shift();
      if (id === undefined || signal.aborted) return;
      try {
        if (store.sourceById(id) !== null && (await finder.look(id, signal)) > 0)
          for (const hear of hearers) hear([{ table: 'likeness', id }]);
      } catch (error) {
        if (signal.aborted) return;
        // A suggestion that could not be looked for is no failure of the import; "Look again" tells what stood in the way
        console.error(`Nothing could be compared with source ${id}.`, error);
      }
    }
  }

  #finder(handle: CaseHandle): { finder: LikenessFinder; store: AnyCase } {
    const opened = this.#tools.desk.get(handle);
    return { finder: this.#watch(opened).finder, store: opened.store };
  }

  #pairs(handle: CaseHandle): { pair: LikePair; judged: Likeness | null }[] {
    const { finder, store } = this.#finder(handle);
    const judgements = new Map(store.likenesses().map((one) => [`${one.a} ${one.b}`, one]));
    const pairs = finder.index
      .pairs()
      .filter(({ a, b }) => store.sourceById(a) !== null && store.sourceById(b) !== null)
      .map((pair) => ({ pair, judged: judgements.get(`${pair.a} ${pair.b}`) ?? null }));
    // What a person judged stays in the list, also where the index was made anew and has not come to it
    const there = new Set(pairs.map(({ pair: { a, b } }) => `${a} ${b}`));
    const rest = [...judgements.values()].filter(({ a, b }) => !there.has(`${a} ${b}`));
    return [...pairs, ...rest.map((judged) => ({ pair: { a: judged.a, b: judged.b, kind: judged.kind, found: judged.found }, judged }))];
  }

  list(
    handle: CaseHandle,
    query: {
      readonly source?: SourceId | undefined;
      readonly kind?: 'text' | 'photo' | undefined;
      readonly open?: boolean | undefined;
      readonly offset: number;
      readonly limit: number;
    },
  ): { total: number; open: number; suggestions: Suggestion[] } {
    const { store } = this.#finder(handle);
    const all = this.#pairs(handle)
      .filter(({ pair }) => query.kind === undefined || pair.kind === query.kind)
      .filter(({ pair }) => query.source === undefined || pair.a === query.source || pair.b === query.source);
    const wanted = all
      .filter(({ judged }) => query.open === undefined || query.open === (judged === null))
      .toSorted((x, y) => Number(x.judged !== null) - Number(y.judged !== null));
    return {
      total: wanted.length,
      open: all.filter(({ judged }) => judged === null).length,
      suggestions: wanted.slice(query.offset, query.offset + query.limit).map(({ pair, judged }) => ({
        a: store.sourceRow(pair.a),
        b: store.sourceRow(pair.b),
        kind: pair.kind,
        found: pair.found,
        judged,
      })),
    };
  }

  /** For the import screen: pairs that nobody judged yet; of the given sources, or of all. */
  groups(handle: CaseHandle, only: ReadonlySet<string> | null): LookGroup[] {
    const { store } = this.#finder(handle);
    const open = this.#pairs(handle).filter(
      ({ pair, judged }) => judged === null && (only === null || only.has(pair.b) || only.has(pair.a)),
    );
    return (['photo', 'text'] as const).flatMap((kind): LookGroup[] => {
      const pairs = open.filter(({ pair }) => pair.kind === kind);
      if (pairs.length === 0) return [];
      const sources = pairs.slice(0, 50).map(({ pair }) => ({ row: store.sourceRow(pair.b), message: pair.found.words }));
      return [{ code: kind === 'photo' ? 'like-photo' : 'like-text', count: pairs.length, sources }];
    });
  }

  /** Throws WRONG_KIND where the two are not both texts or both photos. */
  async detail(handle: CaseHandle, a: SourceId, b: SourceId): Promise<LikenessDetail> {
    const { finder, store } = this.#finder(handle);
    const [one, other] = [store.source(a), store.source(b)];
    if (one.kind === 'photo' && other.kind === 'photo') {
      const aligned = await finder.align(one, other);
      return { found: photoFound(aligned), passages: null, alignment: alignmentOf(aligned) };
    }
    const alike = one.kind === 'photo' || other.kind === 'photo' ? null : await finder.alike(one, other);
    if (alike === null) throw new AssayError('WRONG_KIND', 'Only two texts or two photos can be compared.', { a: one.ref, b: other.ref });
    return { found: textFound(alike) ?? unlike(alike), passages: passagesOf(store, one, other, alike), alignment: null };
  }

  async judge(handle: CaseHandle, a: SourceId, b: SourceId, decision: Likeness['decision'], because: string): Promise<Likeness> {
    const store = this.#tools.desk.write(handle);
    if (a === b) throw new AssayError('BAD_INPUT', 'A source is no copy of itself.');
    const [first, second] = inOrder(store.source(a), store.source(b));
    const known = this.#pairs(handle).find(({ pair }) => pair.a === first.id && pair.b === second.id);
    const found = known?.pair.found ?? (await this.detail(handle, first.id, second.id)).found;
    const before = store.likenessOf(first.id, second.id);
    const id = before?.id ?? LikenessId.parse(this.#tools.desk.ports.ids.uuid());
    if (before === null || before.decision !== decision || before.because !== because)
      store.append('likeness.judged', () => ({
        likeness: { id, a: first.id, b: second.id, kind: first.kind === 'photo' ? 'photo' : 'text', decision, because, found },
      }));
    const judged = store.likenessOf(first.id, second.id);
    if (judged === null) throw new AssayError('INTERNAL', 'What was judged is not there.');
    return judged;
  }

  /** Looks through the case anew, or for one source. */
  async *search(
    opened: Opened,
    only: SourceId | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<JobProgress, { compared: number; found: number }> {
    const { finder } = this.#watch(opened);
    const wanted = only === undefined ? opened.store.sources().map(({ id }) => id) : [opened.store.source(only).id];
    const missing = only === undefined ? [] : finder.missing().filter((id) => id !== only);
    const all = [...missing, ...wanted];
    let found = 0;
    for (const [done, id] of all.entries()) {
      if (signal.aborted) throw new AssayError('CANCELLED');
      yield { phase: 'comparing', done, total: all.length };
      found += await finder.look(id, signal);
    }
    for (const hear of opened.hearers) hear([{ table: 'likeness', id: only ?? '' }]);
    return { compared: all.length, found };
  }
}

const unlike = ({ score }: Alike): LikenessFound => ({
  relation: 'none',
  score,
  words: 'Not alike enough to be suggested. What they share is shown below.',
});

function passagesOf(store: AnyCase, one: Source, other: Source, { passages }: Alike): SharedPassage[] {
  const sideOf = (source: Source) => {
    if (source.rendition === null) throw new AssayError('WRONG_KIND', undefined, { source: source.ref });
    const { body } = loadRendition(store, source.rendition);
    const offsets = createOffsets(body.text);
    return ([start, end]: readonly [number, number]) => ({
      start,
      end,
      place: placeOf(body.blocks, start, end),
      text: body.text.slice(offsets.toUtf16(start), offsets.toUtf16(end)),
    });
  };
  const [left, right] = [sideOf(one), sideOf(other)];
  return passages.map(({ a, b }) => ({ a: left(a), b: right(b) }));
}
