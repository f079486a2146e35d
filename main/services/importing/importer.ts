/**
 * The import of one open case: works through its queue, a few files ahead in worker processes, and writes what they became in the order
 * in which they were taken. Every window that has the case open shares it.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { AssayError, type Failure } from '../../../shared/errors.ts';
import type { SourceId } from '../../../shared/model.ts';
import type { Member } from '../../formats/format.ts';
import type { CaseWriter } from '../../storage/case-folder.ts';
import type { ImportQueueStore } from '../../storage/queue.ts';
import type { BatchRow, ItemRow, Settled } from '../../storage/queue-schema.ts';
import type { Opened } from '../desk.ts';
import { asAssayError } from '../failures.ts';
import { Addresses } from './addresses.ts';
import type { Prepared } from './candidate.ts';
import { describeDecoded } from './describe.ts';
import { type Holder, listArchive, memberItem, partsOf } from './inside.ts';
import { Pace } from './pace.ts';
import { hintsOf, prepareItem } from './prepare.ts';
import { discard, type Outcome, settleGroup } from './settle.ts';
import { type ImportTools, stopsAll } from './tools.ts';
import { walkRoot } from './walking.ts';

/** Files taken at the same time: enough to keep the readers busy while a group is being written, few enough to bound memory. */
const ahead = 16;
/** Files that make a group worth a commit of its own, and milliseconds that those which are ready wait for others. */
const enough = 8;
const patience = 25;

interface Running {
  readonly item: ItemRow;
  readonly work: Promise<Prepared>;
  ready: Prepared | null;
}

export class Importer {
  readonly tools: ImportTools;
  readonly store: CaseWriter;
  readonly queue: ImportQueueStore;
  readonly addresses: Addresses;
  readonly #opened: Opened;
  readonly #running: Running[] = [];
  #writing: readonly Running[] = [];
  readonly #aborts = new Map<number, AbortController>();
  readonly #paces = new Map<number, Pace>();
  readonly #expanding = new Set<Promise<void>>();
  readonly #expandingItems = new Set<number>();
  readonly #listeners = new Set<(item: number, batch: number) => void>();
  /** Batches that stopped by themselves, where even that could not be written down. */
  readonly #stopped = new Map<number, Failure>();
  #walking: Promise<void> | null = null;
  #loop: Promise<void> | null = null;
  #poke: PromiseWithResolvers<void> = Promise.withResolvers();
  #lastServed = 0;
  #isOver = false;

  constructor(tools: ImportTools, opened: Opened, store: CaseWriter) {
    this.tools = tools;
    this.store = store;
    this.queue = store.queue();
    this.addresses = new Addresses(store);
    this.#opened = opened;
    opened.jobs.add({ end: () => this.stop() });
  }

  /** Told of each item that has become something. */
  onSettled(listener: (item: number, batch: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  pace(batch: number): Pace {
    const known = this.#paces.get(batch);
    if (known !== undefined) return known;
    const pace = new Pace();
    this.#paces.set(batch, pace);
    return pace;
  }

  /** Why a batch stopped by itself, where it did. */
  failureOf(batch: BatchRow): Failure | null {
    return this.#stopped.get(batch.id) ?? batch.failure;
  }

  intentOf(batch: BatchRow): BatchRow['intent'] {
    return this.#stopped.has(batch.id) ? 'stopped' : batch.intent;
  }

  /** Resident memory of the workbench and its readers. */
  memoryBytes(): number {
    return process.memoryUsage.rss() + this.tools.pool().residentBytes();
  }

  /** What is being read now, in this batch. */
  current(batch: number): string {
    return this.#running.find(({ item, ready }) => item.batch === batch && ready === null)?.item.shown ?? '';
  }

  /** Whether an item is under way; one that was when a disk filled up may still be written down as such. */
  isReading(item: number): boolean {
    return [...this.#running, ...this.#writing].some((running) => running.item.id === item) || this.#expandingItems.has(item);
  }

  /** Goes to work, where there is any. */
  wake(): void {
    if (this.#isOver) return;
    this.#poke.resolve();
    this.#loop ??= this.#work()
      .catch((error: unknown) => this.#stopAll(asAssayError(error)))
      .finally(() => {
        this.#loop = null;
        // Something may have been added while the loop was on its way out
        if (!this.#isOver && this.queue.batches().some((batch) => this.#hasWork(batch))) this.wake();
      });
  }

  #hasWork(batch: BatchRow): boolean {
    return this.intentOf(batch) === 'run' && (batch.rootsLeft > 0 || this.queue.isBusy(batch.id));
  }

  /** The batch's readers are stopped; what they had not finished waits again. */
  halt(batch: number): void {
    this.#aborts.get(batch)?.abort();
    this.#aborts.delete(batch);
    this.#paces.get(batch)?.rest();
  }

  /** A batch that stopped may go on; what was being read then may be in the case already. */
  restart(batch: number): void {
    this.#stopped.delete(batch);
    this.queue.change(() => {
      this.#reclaim(batch);
      this.queue.setIntent(batch, 'run');
    });
    this.wake();
  }

  /**
   * Puts back what is written down as being read though nobody reads it: a disk that was full when its group was written kept even that
   * from being noted. True where there was some.
   */
  #reclaim(batch: number): boolean {
    const left = this.queue.reading(batch).filter((item) => !this.isReading(item));
    for (const item of left) this.queue.giveBack(item);
    return left.length > 0;
  }

  /** Ends before the case is closed; the batches stay as they are and go on when it is opened again. */
  async stop(): Promise<void> {
    this.#isOver = true;
    for (const batch of this.#aborts.keys()) this.halt(batch);
    this.#poke.resolve();
    await this.#loop;
    await this.#walking;
    await Promise.all(this.#expanding);
  }

  /** Resolves once the queue has nothing to do: what can wait does not take the processor from it. */
  async quiet(): Promise<void> {
    while (this.#loop !== null && !this.#isOver) await this.#loop;
  }

  /** Resolves once nothing of a batch is under way any more. */
  async idle(batch: number): Promise<void> {
    while ([...this.#running, ...this.#writing].some(({ item }) => item.batch === batch))
      await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Files that an ended batch kept for another try go with it. */
  removeCopies(batch: number): void {
    for (const copy of this.queue.copiesOf(batch)) rmSync(join(this.store.incoming, copy), { force: true });
  }

  #signal(batch: number): AbortSignal {
    const known = this.#aborts.get(batch);
    if (known !== undefined) return known.signal;
    const abort = new AbortController();
    this.#aborts.set(batch, abort);
    return abort.signal;
  }

  #runs(batch: number): boolean {
    const row = this.queue.batch(batch);
    return !this.#isOver && row !== null && this.intentOf(row) === 'run';
  }

  async #work(): Promise<void> {
    while (!this.#isOver || this.#running.length > 0) {
      this.#poke = Promise.withResolvers();
      this.#walk();
      this.#fill();
      const [head] = this.#running;
      if (head === undefined) {
        if (this.#walking === null && this.#expanding.size === 0) {
          // A batch whose last items nobody reads any more would never be done, and never be idle
          const left = this.queue.batches().filter((batch) => this.intentOf(batch) === 'run');
          const some = left.length > 0 && this.queue.change(() => left.map(({ id }) => this.#reclaim(id)).includes(true));
          if (!some && !this.#endBatches()) return;
          continue;
        }
        await this.#poke.promise;
        continue;
      }
      await Promise.race([head.work, this.#poke.promise]);
      if (head.ready !== null) await this.#gather();
      const group: Running[] = [];
      while (this.#running[0]?.ready) group.push(...this.#running.splice(0, 1));
      if (group.length === 0) continue;
      this.#fill();
      await this.#settle(group);
    }
  }

  /** Waits a moment for the next few files in order: a commit costs as much for one as for many. */
  async #gather(): Promise<void> {
    const until = performance.now() + patience;
    while (!this.#isOver) {
      const ready = this.#running.findIndex((one) => one.ready === null);
      const next = this.#running[ready];
      const left = until - performance.now();
      if (next === undefined || ready >= enough || left <= 0) return;
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, left);
      await Promise.race([next.work, late.promise]);
      clearTimeout(timer);
    }
  }

  /** Batches with nothing left to do are done; true where one was, so that what came meanwhile is seen. */
  #endBatches(): boolean {
    let some = false;
    for (const batch of this.queue.batches()) {
      if (this.intentOf(batch) !== 'run' || batch.rootsLeft > 0 || this.queue.isBusy(batch.id)) continue;
      this.queue.change(() => this.queue.setIntent(batch.id, 'done'));
      this.#aborts.delete(batch.id);
      this.pace(batch.id).rest();
      some = true;
    }
    return some;
  }

  #walk(): void {
    if (this.#walking !== null || this.#isOver) return;
    const batch = this.queue.batches().find((one) => this.intentOf(one) === 'run' && one.rootsLeft > 0);
    const root = batch === undefined ? null : this.queue.nextRoot(batch.id);
    if (root === null) return;
    this.#walking = walkRoot(this.store, root, () => {
      this.#poke.resolve();
      return this.#runs(root.batch);
    })
      .catch((error: unknown) => this.#stopBatch(root.batch, asAssayError(error)))
      .finally(() => {
        this.#walking = null;
        this.#poke.resolve();
      });
  }

  /** Takes items of the running batches in turn, so that a small one need not wait for a large one. */
  #fill(): void {
    if (this.#isOver || this.#running.length >= ahead) return;
    const batches = this.queue.batches().filter((batch) => this.intentOf(batch) === 'run');
    const turn = [...batches.filter(({ id }) => id > this.#lastServed), ...batches.filter(({ id }) => id <= this.#lastServed)];
    for (const batch of turn) {
      const share = Math.ceil((ahead - this.#running.length) / (turn.length > 1 ? 2 : 1));
      if (share <= 0) break;
      const items = this.queue.change(() => this.queue.claim(batch.id, this.tools.desk.ports.clock.now(), share));
      if (items.length === 0) continue;
      this.#lastServed = batch.id;
      this.pace(batch.id).start(performance.now());
      for (const item of items) {
        const running: Running = {
          item,
          work: prepareItem(this.tools, this.store, item, batch.url, this.#signal(batch.id)),
          ready: null,
        };
        void running.work.then((prepared) => {
          running.ready = prepared;
        });
        this.#running.push(running);
      }
    }
  }

  #spare(group: readonly Running[]): Set<string> {
    return new Set(group.flatMap(({ item }) => (item.copy === null ? [] : [join(this.store.incoming, item.copy)])));
  }

  async #settle(group: readonly Running[]): Promise<void> {
    this.#writing = group;
    try {
      await this.#write(group);
    } catch (error) {
      for (const batch of new Set(group.map(({ item }) => item.batch))) this.#stopBatch(batch, asAssayError(error));
    } finally {
      this.#writing = [];
    }
  }

  async #write(group: readonly Running[]): Promise<void> {
    const spare = this.#spare(group);
    const kept: { item: ItemRow; prepared: Prepared }[] = [];
    const back: number[] = [];
    for (const { item, ready } of group) {
      if (ready === null) continue;
      const intent = this.queue.batch(item.batch)?.intent;
      if (intent === undefined || intent === 'cancelled') discard(this.store, ready, spare);
      else if (ready.kind === 'failed' && ready.error.code === 'CANCELLED') back.push(item.id);
      else if (ready.kind === 'failed' && stopsAll(ready.error)) {
        back.push(item.id);
        this.#stopBatch(item.batch, ready.error);
      } else kept.push({ item, prepared: ready });
    }
    if (kept.length > 0) {
      const prepared = kept.map((one) => one.prepared);
      const outcomes = await settleGroup({ desk: this.tools.desk, store: this.store, addresses: this.addresses }, prepared, spare);
      this.#record(kept, outcomes);
    }
    if (back.length === 0) return;
    this.queue.change(() => {
      for (const item of back) this.queue.giveBack(item);
    });
  }

  #record(group: readonly { item: ItemRow; prepared: Prepared }[], outcomes: readonly Outcome[]): void {
    const later: (() => void)[] = [];
    this.queue.change(() => {
      group.forEach(({ item, prepared }, n) => {
        const outcome = outcomes[n];
        if (outcome !== undefined) later.push(...this.#recordOne(item, prepared, outcome));
      });
    });
    const now = performance.now();
    for (const { item } of group) {
      this.pace(item.batch).note(now);
      for (const listener of this.#listeners) listener(item.id, item.batch);
    }
    for (const act of later) act();
    for (const outcome of outcomes) if (outcome.kind !== 'failed' && outcome.isNew) this.#tellImported(outcome.source);
  }

  /** The source is in, whatever becomes of what others do with it. */
  #tellImported(source: SourceId): void {
    // While a case is being closed nobody may find it any more; what compares sources catches up when it is opened again
    if (this.#isOver) return;
    try {
      this.tools.onImported?.(this.#opened.handle, source);
    } catch (error) {
      console.error('What follows an import failed.', error);
    }
  }

  /** Writes down what one item became, and what was found inside it; what is left to do after that is handed back. */
  #recordOne(item: ItemRow, prepared: Prepared, outcome: Outcome): (() => void)[] {
    if (outcome.kind === 'failed') {
      this.queue.settle({ item: item.id, state: 'failed', error: outcome.error.toFailure() });
      return [];
    }
    const { source } = outcome;
    const { copy } = item;
    const settled: Settled = {
      item: item.id,
      state: outcome.kind,
      source,
      copyGone: true,
      ...(prepared.kind === 'failed' ? {} : { size: prepared.taken.size }),
    };
    const later = copy === null ? [] : [() => rmSync(join(this.store.incoming, copy), { force: true })];
    if (prepared.kind !== 'decoded') {
      this.queue.settle(settled);
      return later;
    }
    const { decoded, staged } = prepared;
    const told = {
      ...settled,
      what: describeDecoded(decoded, staged.length),
      findings: decoded.metadata.findings ?? [],
    };
    const holder: Holder = { item: item.id, shown: item.shown, source, depth: item.depth };
    for (const part of partsOf(holder, staged, decoded.refused)) this.queue.addItem(item.batch, part);
    if (decoded.archive?.take === 'all') {
      later.push(() => this.#expand(item, holder, told, prepared));
      return later;
    }
    const asks =
      decoded.reading === 'locked' ? 'password' : decoded.archive?.take === 'choose' && this.#isUntouched(source) ? 'pages' : null;
    this.queue.settle(asks === null ? told : { ...told, state: 'asks', asks });
    return later;
  }

  /** Whether nothing of an archive was ever taken. */
  #isUntouched(source: SourceId): boolean {
    return this.store.sourcesPage({ within: source, filter: '' }, { offset: 0, limit: 1 }).total === 0;
  }

  /** Puts everything that an archive holds into the queue; until that is done, the archive is still being read. */
  #expand(item: ItemRow, holder: Holder, settled: Settled, { taken, from, decoded }: Extract<Prepared, { kind: 'decoded' }>): void {
    // Of a web archive only its pages: requests and scripts are no sources. Of a ZIP all, and what it cannot give with the reason why
    const isWanted = ({ isPage, problem }: Member): boolean => isPage || (problem !== null && decoded.mediaType === 'application/zip');
    const work = listArchive(
      this.tools,
      this.store,
      taken.sha256,
      hintsOf(from),
      (members) => {
        this.queue.change(() => {
          for (const member of members) if (isWanted(member)) this.queue.addItem(item.batch, memberItem(holder, member));
        });
        this.#poke.resolve();
      },
      this.#signal(item.batch),
    )
      .then(() => this.queue.change(() => this.queue.settle(settled)))
      .catch((error: unknown) => {
        const known = asAssayError(error);
        if (known.code === 'CANCELLED') this.queue.change(() => this.queue.giveBack(item.id));
        else if (stopsAll(known)) this.#stopBatch(item.batch, known);
        // The archive itself is in; what could be listed of it is in the queue
        else this.queue.change(() => this.queue.settle({ ...settled, state: 'failed', error: known.toFailure() }));
      })
      .finally(() => {
        this.#expanding.delete(work);
        this.#expandingItems.delete(item.id);
        for (const listener of this.#listeners) listener(item.id, item.batch);
        this.#poke.resolve();
      });
    this.#expanding.add(work);
    this.#expandingItems.add(item.id);
  }

  /** The case's own place fails: nothing more is begun, nothing is lost, and a person may go on once it is well again. */
  #stopBatch(batch: number, error: AssayError): void {
    // Closed under it: what was being read is known again by its bytes
    if (this.#isOver && error.code === 'CASE_CLOSED') return;
    const failure = error.toFailure();
    this.#stopped.set(batch, failure);
    this.halt(batch);
    try {
      this.queue.change(() => this.queue.setIntent(batch, 'stopped', failure));
      this.#stopped.delete(batch);
    } catch (again) {
      // The disk that refused the file refuses this, too; it is kept in mind until the case is closed
      if (!(again instanceof AssayError)) throw again;
    }
    for (const listener of this.#listeners) listener(-1, batch);
  }

  #stopAll(error: AssayError): void {
    for (const batch of this.queue.batches()) if (this.intentOf(batch) === 'run') this.#stopBatch(batch.id, error);
  }
}
