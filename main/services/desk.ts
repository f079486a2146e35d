/** The desk: every case that is open in this workbench, by handle. Two windows on one folder share one handle. */
import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AccessMode, LockOwner, OpenCase } from '../../shared/contract.ts';
import { AssayError } from '../../shared/errors.ts';
import { type Actor, type CaseDetails, CaseHandle, CaseId, EntryId } from '../../shared/model.ts';
import type { Ports } from '../ports.ts';
import { type AnyCase, CaseWriter, createCase, openCase, type Stamps } from '../storage/case-folder.ts';
import { program } from './program.ts';

export interface Opened {
  readonly handle: CaseHandle;
  readonly store: AnyCase;
  readonly heldBy: LockOwner | null;
  users: number;
}

/** The same folder by another spelling is the same case. */
function realFolder(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    // Not there yet: it is about to be made
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return resolve(path);
    throw error;
  }
}

export class Desk {
  readonly ports: Ports;
  readonly #open = new Map<string, Opened>();
  readonly #stamps: Stamps;

  constructor(ports: Ports) {
    this.ports = ports;
    this.#stamps = { now: () => ports.clock.now(), uuid: () => EntryId.parse(ports.ids.uuid()), actor: () => this.actor() };
  }

  actor(): Actor {
    const { authorName, installation } = this.ports.settings.read();
    return { name: authorName.trim() === '' ? 'Unnamed' : authorName.trim(), installation };
  }

  #add(folder: string, store: AnyCase, heldBy: LockOwner | null): Opened {
    const opened: Opened = { handle: CaseHandle.parse(randomBytes(9).toString('base64url')), store, heldBy, users: 1 };
    this.#open.set(folder, opened);
    return opened;
  }

  create(folder: string, details: CaseDetails): Opened {
    const store = createCase(resolve(folder), CaseId.parse(this.ports.ids.uuid()), details, program, this.#stamps);
    return this.#add(realFolder(folder), store, null);
  }

  open(folder: string, mode: 'read-write' | 'read-only' | 'either'): Opened {
    const key = realFolder(folder);
    const there = this.#open.get(key);
    if (there !== undefined) {
      if (mode === 'read-write' && !(there.store instanceof CaseWriter))
        throw new AssayError('CASE_LOCKED', undefined, { owner: there.heldBy });
      there.users++;
      return there;
    }
    const { store, heldBy } = openCase(key, mode, this.#stamps);
    if (store instanceof CaseWriter) store.append('case.opened', () => ({ program, recovered: store.recovered }));
    return this.#add(key, store, heldBy);
  }

  /** Throws CASE_CLOSED. */
  get(handle: CaseHandle): Opened {
    for (const opened of this.#open.values()) if (opened.handle === handle) return opened;
    throw new AssayError('CASE_CLOSED');
  }

  read(handle: CaseHandle): AnyCase {
    return this.get(handle).store;
  }

  /** Throws CASE_READ_ONLY: the one gate between a handle and anything that writes. */
  write(handle: CaseHandle): CaseWriter {
    const { store, heldBy } = this.get(handle);
    if (store instanceof CaseWriter) return store;
    throw new AssayError('CASE_READ_ONLY', undefined, heldBy === null ? {} : { heldBy });
  }

  close(handle: CaseHandle): void {
    for (const [folder, opened] of this.#open) {
      if (opened.handle !== handle) continue;
      opened.users--;
      if (opened.users > 0) return;
      this.#open.delete(folder);
      opened.store.close();
      return;
    }
  }

  closeAll(): void {
    for (const opened of this.#open.values()) opened.store.close();
    this.#open.clear();
  }

  describe({ handle, store, heldBy }: Opened): OpenCase {
    const { id, details, createdAt } = store.info();
    const mode: AccessMode = store instanceof CaseWriter ? 'read-write' : 'read-only';
    return {
      case: handle,
      mode,
      heldBy,
      recovered: store instanceof CaseWriter && store.recovered,
      place: store.folder,
      summary: { id, details, createdAt, ...store.counts(), head: store.head().hash },
    };
  }
}
