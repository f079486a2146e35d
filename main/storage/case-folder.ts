/** A case's folder: what lies where, and the two handles on it. `CaseReader` cannot write; only `CaseWriter` has the lock and the log. */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { LockOwner } from '../../shared/contract.ts';
import { AssayError } from '../../shared/errors.ts';
import type { Actor, CaseDetails, CaseId, EntryId, Instant, LogEntry } from '../../shared/model.ts';
import { checkDatabase, createDatabase, databaseName, openDatabase } from './database.ts';
import { asAssayError, codeOf, folderGone } from './errors.ts';
import { unreadable } from './intake.ts';
import { Lock, lockState } from './lock.ts';
import { type Appended, checkChain, type EntryStamp, Log, type NewEntry } from './log.ts';
import { ObjectStore } from './objects.ts';
import { ImportQueueStore } from './queue.ts';
import { namedCopies, queuePath } from './queue-file.ts';
import { openToRead, type ReadDatabase } from './read-only.ts';
import { CaseReader } from './reader/case.ts';
import { type ReplayResult, replayAndCompare } from './replay.ts';
import type { Args, Verb } from './verbs.ts';

export interface Stamps {
  now(): Instant;
  uuid(): EntryId;
  actor(): Actor;
}

const noteName = 'READ-ME.txt';
const note = `This folder is one case of Assay, an evidence workbench.

case.sqlite   the record of the case (SQLite); its table "log" is the custody log
originals/    the imported files, byte for byte, named by their SHA-256
renditions/   the text extracted from them, named by its SHA-256
derived/      thumbnails and tiles; may be deleted at any time
queue.sqlite  what waits to be imported on this machine; may be deleted at any time, then nothing waits any more
Do not change anything in originals/ or renditions/: Assay will notice and say so.
`;

/** Which file lies at a path: two files at one place after one another are told apart. Empty where there is none. */
function fileAt(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.dev}:${stat.ino}`;
}

/** What every handle offers. */
export class CaseFolder extends CaseReader {
  readonly folder: string;
  readonly originals: ObjectStore;
  readonly renditions: ObjectStore;
  readonly #db: DatabaseSync;
  readonly #file: string;

  constructor(folder: string, db: DatabaseSync) {
    super(db);
    this.folder = folder;
    this.#db = db;
    this.#file = fileAt(join(folder, databaseName));
    const incoming = join(folder, 'incoming');
    this.originals = new ObjectStore(join(folder, 'originals'), incoming);
    this.renditions = new ObjectStore(join(folder, 'renditions'), incoming);
  }

  /** Whether the folder still lies where it was opened. SQLite itself would go on writing to a file that was removed. */
  isThere(): boolean {
    return this.#file !== '' && fileAt(join(this.folder, databaseName)) === this.#file;
  }

  /** Files that can be made again from the originals. */
  derived(...parts: string[]): string {
    return join(this.folder, 'derived', ...parts);
  }

  /** Replays the log into an empty database and compares all tables; yields the number of entries done. */
  replay(): Generator<number, ReplayResult> {
    return replayAndCompare(this.#db);
  }

  /** SQLite's own check of the file, and whether its tables are those that this version makes; empty where all is well. */
  integrity(): string[] {
    return checkDatabase(this.#db);
  }

  /**
   * The case as it stands at this moment, whatever is written while it is looked at: a handle of its own, to be closed. Throws what keeps
   * the database from being opened once more.
   */
  snapshot(): ReadOnlyCase {
    const reading = openToRead(this.folder);
    try {
      reading.db.exec('BEGIN');
      // Only the first read fixes what a transaction sees
      reading.db.prepare('SELECT count(*) FROM log').get();
      return new ReadOnlyCase(this.folder, reading);
    } catch (error) {
      reading.db.close();
      reading.dispose();
      throw error;
    }
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }
}

/** A case that is open for reading: it has no `append`, so nothing can be written through it. */
export class ReadOnlyCase extends CaseFolder {
  readonly mode = 'read-only';
  readonly #dispose: () => void;

  constructor(folder: string, { db, dispose }: ReadDatabase) {
    super(folder, db);
    this.#dispose = dispose;
  }

  override close(): void {
    super.close();
    this.#dispose();
  }
}

export class CaseWriter extends CaseFolder {
  readonly mode = 'read-write';
  readonly recovered: boolean;
  readonly #log: Log;
  readonly #lock: Lock;
  readonly #stamps: Stamps;
  readonly #listeners = new Set<(appended: Appended) => void>();
  #queue: ImportQueueStore | null = null;

  constructor(folder: string, db: DatabaseSync, lock: Lock, recovered: boolean, stamps: Stamps) {
    super(folder, db);
    this.recovered = recovered;
    this.#log = new Log(db);
    this.#lock = lock;
    this.#stamps = stamps;
  }

  /** One change: log and tables in one transaction, announced once it has reached the disk. Throws CASE_NOT_FOUND where the folder is gone. */
  append<V extends Verb>(verb: V, build: (stamp: { id: EntryId; at: Instant; actor: Actor }) => Args<V>): LogEntry {
    if (!this.isThere()) throw folderGone(`nothing lies at ${this.folder}`);
    const stamp = { id: this.#stamps.uuid(), at: this.#stamps.now(), actor: this.#stamps.actor() };
    const appended = this.#log.append(verb, stamp, () => build(stamp));
    for (const listener of this.#listeners) listener(appended);
    return appended.entry;
  }

  /** Several changes that reach the disk together, all or none; each is announced for itself. Null where `build` had nothing to say. */
  appendAll(builds: readonly ((stamp: EntryStamp) => NewEntry | null)[]): (LogEntry | null)[] {
    if (!this.isThere()) throw folderGone(`nothing lies at ${this.folder}`);
    const drafts = builds.map((build) => {
      const stamp = { id: this.#stamps.uuid(), at: this.#stamps.now(), actor: this.#stamps.actor() };
      return { stamp, build: () => build(stamp) };
    });
    const all = this.#log.appendAll(drafts);
    for (const appended of all) if (appended !== null) for (const listener of this.#listeners) listener(appended);
    return all.map((appended) => appended?.entry ?? null);
  }

  /** What waits to be imported; opened when it is first asked for. */
  queue(): ImportQueueStore {
    if (!this.isThere()) throw folderGone(`nothing lies at ${this.folder}`);
    this.#queue ??= new ImportQueueStore(this.folder);
    return this.#queue;
  }

  /** Whether anything was ever put into the queue. */
  hasQueue(): boolean {
    return this.#queue !== null || existsSync(queuePath(this.folder));
  }

  /** Where copies lie until they have their name. */
  get incoming(): string {
    return join(this.folder, 'incoming');
  }

  onAppend(listener: (appended: Appended) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  override close(): void {
    this.#listeners.clear();
    try {
      this.#queue?.close();
      super.close();
    } finally {
      this.#lock.release();
    }
  }
}

export type AnyCase = ReadOnlyCase | CaseWriter;

/** What a crash may have left half-copied, but not what still waits in the import queue. Only the holder of the lock may clear it. */
function clearIncoming(folder: string): void {
  const incoming = join(folder, 'incoming');
  if (!existsSync(incoming)) return;
  const waits = namedCopies(folder);
  for (const name of readdirSync(incoming)) if (!waits.has(name)) rmSync(join(incoming, name), { force: true, recursive: true });
}

/** A case that was not closed is looked at before it is written to again. Throws CASE_BROKEN. */
function checkRecovered(db: DatabaseSync): void {
  const [damage] = checkDatabase(db);
  if (damage !== undefined)
    throw new AssayError('CASE_BROKEN', 'This case was not closed last time, and its database is damaged.', { damage });
  checkChain(db);
}

function acquire(folder: string, stamps: Stamps): ReturnType<typeof Lock.acquire> {
  return Lock.acquire(folder, stamps.actor().name, stamps);
}

/** A case that could not be made whole leaves nothing that would stand in the way of the next try. The folder was empty before. */
function removeHalfMade(folder: string): void {
  try {
    rmSync(folder, { force: true, recursive: true });
  } catch (error) {
    // The drive that refused the case refuses this too; what went wrong first is what the person is told
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

/** Makes a new case. Throws CASE_EXISTS where anything lies at `folder` already. */
export function createCase(folder: string, id: CaseId, details: CaseDetails, program: string, stamps: Stamps): CaseWriter {
  if (existsSync(folder) && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0))
    throw new AssayError('CASE_EXISTS', `There is already something at “${basename(folder)}”. Choose another name.`, { place: folder });
  try {
    for (const name of ['originals', 'renditions', 'derived', 'incoming']) mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, noteName), note);
    const result = acquire(folder, stamps);
    if (!result.held) throw new AssayError('CASE_LOCKED');
    try {
      const store = new CaseWriter(folder, createDatabase(join(folder, databaseName)), result.lock, false, stamps);
      store.append('case.created', () => ({ case: id, details, program, format: 1 }));
      return store;
    } catch (error) {
      result.lock.release();
      throw error;
    }
  } catch (error) {
    removeHalfMade(folder);
    const known = asAssayError(error, `“${folder}”`);
    if (known instanceof AssayError) throw known;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AssayError('WRITE_FAILED', `No case could be made at “${folder}”.`, { place: folder, reason }, { cause: error });
  }
}

export type OpenResult =
  | { readonly store: CaseWriter; readonly heldBy: null }
  | { readonly store: ReadOnlyCase; readonly heldBy: LockOwner | null };

/**
 * Opens a case folder. `either` takes the lock if it is free and else opens for reading. Throws CASE_NOT_FOUND,
 * CASE_LOCKED (mode read-write), CASE_NEWER, CASE_BROKEN.
 */
export function openCase(folder: string, mode: 'read-write' | 'read-only' | 'either', stamps: Stamps): OpenResult {
  try {
    statSync(join(folder, databaseName));
  } catch (error) {
    if (codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM') throw unreadable(error);
    throw new AssayError('CASE_NOT_FOUND', `There is no case at “${folder}”.`, { place: folder }, { cause: error });
  }
  if (mode === 'read-only') return { store: new ReadOnlyCase(folder, openToRead(folder)), heldBy: lockState(folder).owner };
  const result = acquire(folder, stamps);
  if (!result.held) {
    if (mode === 'read-write')
      throw new AssayError(
        'CASE_LOCKED',
        result.owner === null
          ? undefined
          : `This case is open elsewhere: by ${result.owner.name} on ${result.owner.host}, since ${result.owner.since}.`,
        { owner: result.owner },
      );
    return { store: new ReadOnlyCase(folder, openToRead(folder)), heldBy: result.owner };
  }
  try {
    const db = openDatabase(folder, false);
    try {
      if (result.recovered) checkRecovered(db);
      clearIncoming(folder);
      return { store: new CaseWriter(folder, db, result.lock, result.recovered, stamps), heldBy: null };
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    result.lock.release();
    throw asAssayError(error, 'the case folder');
  }
}

/** A look at a case without opening it for work: for the list of recent ones. */
export function peekCase(folder: string): {
  title: string;
  number: string;
  sources: number;
  claims: number;
  entries: number;
  inUse: boolean;
  owner: LockOwner | null;
} {
  const { inUse, owner } = lockState(folder);
  const store = new ReadOnlyCase(folder, openToRead(folder));
  try {
    const { details } = store.info();
    const counts = store.counts();
    return {
      title: details.title,
      number: details.number,
      sources: counts.sources,
      claims: counts.claims,
      entries: counts.entries,
      inUse,
      owner,
    };
  } finally {
    store.close();
  }
}
