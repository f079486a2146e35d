/** Scanned documents are read by machine without being asked for: one at a time, behind the imports, each tried once. */
import type { BackgroundReading } from '../../shared/contract.ts';
import { AssayError, type ErrorCode } from '../../shared/errors.ts';
import type { CaseHandle, Source, SourceId } from '../../shared/model.ts';
import { type AnyCase, CaseWriter } from '../storage/case-folder.ts';
import type { DecoderPool } from '../workers/tasks/index.ts';
import { type Trials, triedBefore, writeTrials } from './auto-trials.ts';
import type { Desk, Opened } from './desk.ts';
import { loadLayout } from './layouts.ts';
import { readByMachine, readingLanguages } from './reading.ts';

export interface AutoReadingTools {
  readonly desk: Desk;
  /** A pool of its own: reading takes seconds a page, and nobody who imports or looks at a page shall wait for it. */
  readonly pool: () => DecoderPool;
  /** Resolves once nothing is being imported. */
  readonly quiet: (opened: Opened) => Promise<void>;
  /** A source has a text now that it had not. */
  readonly onRead: (handle: CaseHandle, source: SourceId) => void;
}

/** Longer documents wait until a person asks for them. */
const mostPages = 60;
/** A folder with more languages than this is a collection, and does not tell which of them the documents are in. */
const mostOwnLanguages = 4;

interface Watch {
  readonly opened: Opened;
  readonly store: CaseWriter;
  readonly waiting: SourceId[];
  readonly notes: BackgroundReading['notes'];
  /** Whether what lies in the case is still to be gone through. */
  isNew: boolean;
  current: (NonNullable<BackgroundReading['current']> & { readonly stop: AbortController }) | null;
  running: Promise<void> | null;
}

/** Failures that say nothing of the document: it is tried again when the case is opened the next time. */
const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['CANCELLED', 'CASE_CLOSED', 'DISK_FULL', 'WRITE_FAILED', 'INTERNAL']);

/** How many pages of a document are to be read that is all pictures and has no text of any kind yet; null for everything else. */
function unreadPages(store: AnyCase, { id, mediaType, reading, metadata }: Source): number | null {
  if (mediaType !== 'application/pdf' || reading === 'locked') return null;
  if (metadata.findings?.some(({ code }) => code === 'scanned-pages') !== true) return null;
  const there = store.renditionsOf(id);
  const [first] = there;
  if (first?.layout == null || there.some(({ kind, characters }) => kind !== 'extracted' || characters > 0)) return null;
  return loadLayout(store, first.id)?.pages.filter(({ scanned }) => scanned).length ?? null;
}

/** One for a workbench. What is to be read is found in the case itself, so that it goes on after whatever ended the program. */
export class AutoReading {
  readonly #tools: AutoReadingTools;
  readonly #watches = new Map<CaseHandle, Watch>();

  #wasOn: boolean;

  constructor(tools: AutoReadingTools) {
    this.#tools = tools;
    this.#wasOn = this.#isOn();
  }

  opened(opened: Opened): void {
    const { store, handle } = opened;
    // A command of the terminal has the case open for moments only: it would start what it has to break off
    if (!(store instanceof CaseWriter) || this.#tools.desk.ports.shell === 'cli') return;
    const watch: Watch = { opened, store, waiting: [], notes: [], isNew: true, current: null, running: null };
    this.#watches.set(handle, watch);
    const job = {
      end: async () => {
        await watch.running;
        this.#watches.delete(handle);
        opened.jobs.delete(job);
      },
    };
    opened.jobs.add(job);
    this.#go(watch);
  }

  /** A source came in. */
  imported(handle: CaseHandle, source: SourceId): void {
    const watch = this.#watches.get(handle);
    if (watch !== undefined && this.#isOn()) this.#take(watch, watch.store.sourceById(source));
  }

  /** A person changed the settings. Switched off, what is under way stops; switched on, what was left is read. */
  settingsChanged(): void {
    const isOn = this.#isOn();
    if (isOn === this.#wasOn) return;
    this.#wasOn = isOn;
    for (const watch of this.#watches.values()) {
      watch.isNew = isOn;
      if (isOn) this.#go(watch);
      else if (watch.current !== null || watch.waiting.length > 0) this.#clear(watch);
    }
  }

  /** Nothing more is read until something comes in, or the case is opened again. */
  stop(handle: CaseHandle): void {
    const watch = this.#watches.get(handle);
    if (watch !== undefined) this.#clear(watch);
  }

  state(handle: CaseHandle): BackgroundReading {
    const watch = this.#watches.get(handle);
    const { current = null } = watch ?? {};
    return {
      isOn: this.#isOn(),
      current: current && { source: current.source, ref: current.ref, title: current.title, done: current.done, total: current.total },
      waiting: watch?.waiting.length ?? 0,
      notes: [...(watch?.notes ?? [])],
    };
  }

  #isOn(): boolean {
    return this.#tools.desk.ports.settings.read().readScans;
  }

  #clear(watch: Watch): void {
    watch.waiting.length = 0;
    watch.current?.stop.abort();
    tell(watch);
  }

  #take(watch: Watch, source: Source | null): void {
    if (source === null || watch.current?.source === source.id || watch.waiting.includes(source.id)) return;
    if (unreadPages(watch.store, source) === null || triedBefore(watch.store, source.id, this.#languages())) return;
    watch.waiting.push(source.id);
    tell(watch);
    this.#go(watch);
  }

  #go(watch: Watch): void {
    watch.running ??= this.#work(watch)
      // A text that could not be had is no failure of the case; its button tells what stands in the way
      .catch((error: unknown) => console.error('Scanned documents could not be read.', error))
      .finally(() => {
        watch.running = null;
        if (watch.opened.ending.signal.aborted) return;
        tell(watch);
        // What came in after the last look
        if (watch.waiting.length > 0) this.#go(watch);
      });
  }

  #languages(): string[] {
    const { languages } = readingLanguages(this.#tools.desk);
    const codes = (from: string) => languages.filter((one) => one.from === from).map(({ code }) => code);
    const own = codes('folder');
    return [...codes('bundled'), ...(own.length > mostOwnLanguages ? [] : own)];
  }

  async #work(watch: Watch): Promise<void> {
    const { signal } = watch.opened.ending;
    for (;;) {
      await this.#tools.quiet(watch.opened);
      if (signal.aborted) return;
      if (watch.isNew && this.#isOn()) {
        watch.isNew = false;
        for (const { code, source } of watch.store.toLookAt())
          if (code === 'scanned-pages') this.#take(watch, watch.store.sourceById(source));
      }
      const id = watch.waiting.shift();
      if (id === undefined) return;
      const source = watch.store.sourceById(id);
      const pages = source === null ? null : unreadPages(watch.store, source);
      if (source !== null && pages !== null && !triedBefore(watch.store, id, this.#languages())) await this.#read(watch, source, pages);
    }
  }

  async #read(watch: Watch, { id, ref, title }: Source, total: number): Promise<void> {
    const { opened, store, notes } = watch;
    const languages = this.#languages();
    const remember = (outcome: Trials[string]['outcome']) => writeTrials(store, id, { outcome, languages });
    const note = (message: string) => notes.push({ source: id, ref, title, message });
    if (total > mostPages) {
      note(`It has ${total} scanned pages. More than ${mostPages} are read by machine when you ask for it.`);
      remember('too-long');
      return tell(watch);
    }
    const current = { source: id, ref, title, done: 0, total, stop: new AbortController() };
    watch.current = current;
    tell(watch);
    try {
      const stop = AbortSignal.any([current.stop.signal, opened.ending.signal]);
      for await (const { done } of readByMachine(this.#tools, opened, id, languages, stop)) {
        current.done = done;
        tell(watch);
      }
      remember('read');
      this.#tools.onRead(opened.handle, id);
    } catch (error) {
      // Nobody asked for it, so nobody is there to be told but by a note; it is told once, and the button for it stays
      if (current.stop.signal.aborted || opened.ending.signal.aborted) return;
      const known = error instanceof AssayError ? error : null;
      if (known === null) console.error(`${ref} could not be read by machine.`, error);
      note(known?.message ?? 'It could not be read by machine.');
      if (known !== null && !passing.has(known.code)) remember('failed');
    } finally {
      watch.current = null;
    }
  }
}

function tell({ opened: { hearers, handle } }: Watch): void {
  for (const hear of hearers) hear([{ table: 'reading', id: handle }]);
}
