/** The desk: every case that is open in this workbench, by handle. Windows that write in one folder share one handle. */
import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LockOwner, OpenCase } from '../../shared/contract.ts';
import { AssayError, type ErrorCode } from '../../shared/errors.ts';
import { type Actor, type CaseDetails, CaseHandle, CaseId, EntryId } from '../../shared/model.ts';
import type { Ports } from '../ports.ts';
import { type AnyCase, CaseWriter, createCase, type OpenResult, openCase, type Stamps } from '../storage/case-folder.ts';
import { endJobs, type Job, runJob } from './jobs.ts';
import { program } from './program.ts';
import { removeScratch } from './scratch.ts';

/** A window, a terminal command, a test: whoever has cases open. A case is closed when nobody has it open any more. */
export interface Visitor {
  readonly cases: Set<CaseHandle>;
}
export const newVisitor = (): Visitor => ({ cases: new Set() });

type Mode = 'read-write' | 'read-only' | 'either';

export interface Opened {
  readonly handle: CaseHandle;
  readonly folder: string;
  readonly store: AnyCase;
  readonly heldBy: LockOwner | null;
  /** Why it is read-only though nobody else has it: a sentence. */
  readonly because: string | null;
  readonly visitors: Set<Visitor>;
  readonly jobs: Set<Job>;
  readonly ending: AbortController;
  /** Windows that want to hear of what is no entry of the log: that more was found out about the sources. */
  readonly hearers: Set<(touched: readonly { table: string; id: string }[]) => void>;
}

/** The same folder by another spelling is the same case. */
function realFolder(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    // Not there yet: it is about to be made. Not a folder or not ours to look into: opening it will say so
    if (error instanceof Error && 'code' in error) return resolve(path);
    throw error;
  }
}

/** Failures after which a case can still be read. */
const readable: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['DISK_FULL', 'WRITE_FAILED', 'CASE_BROKEN']);

export class Desk {
  readonly ports: Ports;
  readonly #open = new Map<CaseHandle, Opened>();
  /** Cases that are being closed, by folder: whoever opens one of them waits for it. */
  readonly #closing = new Map<string, Promise<void>>();
  readonly #stamps: Stamps;
  readonly #listeners = new Set<(opened: Opened) => void>();

  constructor(ports: Ports) {
    this.ports = ports;
    this.#stamps = { now: () => ports.clock.now(), uuid: () => EntryId.parse(ports.ids.uuid()), actor: () => this.actor() };
  }

  actor(): Actor {
    const { authorName, installation } = this.ports.settings.read();
    return { name: authorName.trim() === '' ? 'Unnamed' : authorName.trim(), installation };
  }

  #add(folder: string, visitor: Visitor, { store, heldBy }: OpenResult, because: string | null = null): Opened {
    const handle = CaseHandle.parse(randomBytes(9).toString('base64url'));
    const opened: Opened = {
      handle,
      folder,
      store,
      heldBy,
      because,
      visitors: new Set(),
      jobs: new Set(),
      ending: new AbortController(),
      hearers: new Set(),
    };
    this.#open.set(handle, opened);
    this.visit(handle, visitor);
    for (const listener of this.#listeners) listener(opened);
    return opened;
  }

  /** Called with every case that is opened. */
  onOpened(listener: (opened: Opened) => void): void {
    this.#listeners.add(listener);
  }

  create(folder: string, details: CaseDetails, visitor: Visitor): Opened {
    const store = createCase(resolve(folder), CaseId.parse(this.ports.ids.uuid()), details, program, this.#stamps);
    return this.#add(realFolder(folder), visitor, { store, heldBy: null });
  }

  #openToWrite(folder: string, mode: 'read-write' | 'either'): OpenResult {
    const result = openCase(folder, mode, this.#stamps);
    const { store } = result;
    try {
      if (store instanceof CaseWriter) store.append('case.opened', () => ({ program, recovered: store.recovered }));
      return result;
    } catch (error) {
      // Else the lock would be ours until the program ends, with nobody to give it back
      store.close();
      throw error;
    }
  }

  /** Throws what `openCase` of the storage throws; `either` reads where writing cannot be had. */
  async open(path: string, mode: Mode, visitor: Visitor): Promise<Opened> {
    const folder = realFolder(path);
    await this.#closing.get(folder);
    const there = [...this.#open.values()].filter((opened) => opened.folder === folder && opened.store.isThere());
    const writer = there.find(({ store }) => store instanceof CaseWriter);
    const reader = there.find(({ store }) => !(store instanceof CaseWriter));
    if (mode === 'read-only') {
      if (reader !== undefined) return this.visit(reader.handle, visitor);
      return this.#add(folder, visitor, openCase(folder, mode, this.#stamps));
    }
    if (writer !== undefined) return this.visit(writer.handle, visitor);
    try {
      const result = this.#openToWrite(folder, mode);
      if (reader === undefined || result.store instanceof CaseWriter) return this.#add(folder, visitor, result);
      result.store.close();
      return this.visit(reader.handle, visitor);
    } catch (error) {
      if (mode !== 'either' || !(error instanceof AssayError) || !readable.has(error.code)) throw error;
      return this.#add(folder, visitor, openCase(folder, 'read-only', this.#stamps), error.message);
    }
  }

  /** Whether this workbench has the folder open for writing. */
  holds(path: string): boolean {
    const folder = realFolder(path);
    return [...this.#open.values()].some((opened) => opened.folder === folder && opened.store instanceof CaseWriter);
  }

  /** Throws CASE_CLOSED. */
  get(handle: CaseHandle): Opened {
    const opened = this.#open.get(handle);
    if (opened === undefined) throw new AssayError('CASE_CLOSED');
    return opened;
  }

  /** From now on this visitor has the case open too. */
  visit(handle: CaseHandle, visitor: Visitor): Opened {
    const opened = this.get(handle);
    opened.visitors.add(visitor);
    visitor.cases.add(handle);
    return opened;
  }

  read(handle: CaseHandle): AnyCase {
    return this.get(handle).store;
  }

  /** Throws CASE_READ_ONLY: the one gate between a handle and anything that writes. */
  write(handle: CaseHandle): CaseWriter {
    const { store, heldBy, because } = this.get(handle);
    if (store instanceof CaseWriter) return store;
    throw new AssayError('CASE_READ_ONLY', undefined, { ...(heldBy === null ? {} : { heldBy }), ...(because === null ? {} : { because }) });
  }

  /** Runs a long action on a case; it ends before the case is closed. */
  job<T, R>(
    handle: CaseHandle,
    signal: AbortSignal | undefined,
    start: (opened: Opened, signal: AbortSignal) => AsyncGenerator<T, R>,
  ): AsyncGenerator<T, R> {
    const opened = this.get(handle);
    return runJob(opened, signal, (both) => start(opened, both));
  }

  /** This visitor has done with the case; the last one closes it. What is under way in it is stopped first. */
  async leave(handle: CaseHandle, visitor: Visitor): Promise<void> {
    visitor.cases.delete(handle);
    const opened = this.#open.get(handle);
    if (opened === undefined) return;
    opened.visitors.delete(visitor);
    if (opened.visitors.size === 0) await this.#close(opened);
  }

  async #close(opened: Opened): Promise<void> {
    const { handle, folder, store } = opened;
    if (!this.#open.delete(handle)) return;
    const closing = endJobs(opened)
      .then(() => store.close())
      .then(() => removeScratch(handle))
      .finally(() => this.#closing.delete(folder));
    // A failure is told to whoever closes; those who wait to open it find out for themselves
    this.#closing.set(
      folder,
      closing.catch(() => undefined),
    );
    await closing;
  }

  /** Closes every case; one that cannot be closed cleanly does not keep the others open. */
  async closeAll(): Promise<void> {
    const ends = await Promise.allSettled([...this.#open.values()].map((opened) => this.#close(opened)));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  describe({ handle, store, heldBy, because }: Opened): OpenCase {
    const { id, details, createdAt } = store.info();
    const isWriter = store instanceof CaseWriter;
    return {
      case: handle,
      mode: isWriter ? 'read-write' : 'read-only',
      heldBy,
      ...(because === null ? {} : { because }),
      recovered: isWriter && store.recovered,
      place: store.folder,
      summary: { id, details, createdAt, ...store.counts(), head: store.head().hash },
    };
  }
}
