/**
 * One writer per case. The lock is an open exclusive transaction on a small SQLite file: the operating system lets go of
 * it when the process ends, however it ends, so it cannot stick. Beside it, owner.json says who holds it, and its
 * heartbeat guards drives on which locks of other machines are not seen.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LockOwner } from '../../shared/contract.ts';
import { asAssayError, isBusy } from './errors.ts';

const heartbeatMs = 10_000;
/** Longer than a few missed beats: a laptop may sleep through one. */
const staleMs = 60_000;

export type LockResult =
  | { readonly held: true; readonly lock: Lock; readonly recovered: boolean }
  | { readonly held: false; readonly owner: LockOwner | null };

function readOwner(folder: string): LockOwner | null {
  const path = join(folder, 'owner.json');
  if (!existsSync(path)) return null;
  try {
    const parsed = LockOwner.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    // Half-written by a crash or gone in between: the database lock decides, this file only tells
    if (error instanceof SyntaxError || !existsSync(path)) return null;
    throw error;
  }
}

export interface LockClock {
  now(): LockOwner['since'];
}

export class Lock {
  readonly #db: DatabaseSync;
  readonly #folder: string;
  readonly #owner: LockOwner;
  readonly #timer: NodeJS.Timeout;
  #clock: LockClock;

  private constructor(db: DatabaseSync, folder: string, owner: LockOwner, clock: LockClock) {
    this.#db = db;
    this.#folder = folder;
    this.#owner = owner;
    this.#clock = clock;
    this.#beat();
    this.#timer = setInterval(() => this.#beat(), heartbeatMs);
    this.#timer.unref();
  }

  /** Who holds this lock. */
  get owner(): LockOwner {
    return this.#owner;
  }

  #beat(): void {
    const path = join(this.#folder, 'owner.json');
    try {
      writeFileSync(`${path}.new`, JSON.stringify({ ...this.#owner, heartbeat: this.#clock.now() }));
      renameSync(`${path}.new`, path);
    } catch {
      // The disk is full or gone: the next real write will say so; the lock itself still holds
    }
  }

  /** Takes the lock, or says who has it. */
  static acquire(folder: string, name: string, clock: LockClock): LockResult {
    const now = clock.now();
    let db: DatabaseSync;
    try {
      db = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 });
    } catch (error) {
      throw asAssayError(error, 'the case folder');
    }
    try {
      db.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    } catch (error) {
      db.close();
      if (isBusy(error)) return { held: false, owner: readOwner(folder) };
      throw asAssayError(error, 'the case folder');
    }
    const former = readOwner(folder);
    const elsewhere = former !== null && former.host !== hostname() && Math.abs(Date.parse(now) - Date.parse(former.heartbeat)) < staleMs;
    if (elsewhere) {
      db.close();
      return { held: false, owner: former };
    }
    const owner: LockOwner = { name, host: hostname(), pid: process.pid, since: now, heartbeat: now };
    return { held: true, lock: new Lock(db, folder, owner, clock), recovered: former !== null };
  }

  /** The lock itself always goes; owner.json stays where it cannot be removed, and the next owner is told. */
  release(): void {
    clearInterval(this.#timer);
    try {
      rmSync(join(this.#folder, 'owner.json'), { force: true });
    } catch (error) {
      throw asAssayError(error, 'the case folder');
    } finally {
      this.#db.close();
    }
  }
}

/** Looks without taking: whether somebody holds the case, and whether a former owner ended without closing. */
export function lockState(folder: string): { readonly inUse: boolean; readonly owner: LockOwner | null } {
  const owner = readOwner(folder);
  const path = join(folder, 'lock.sqlite');
  if (!existsSync(path)) return { inUse: false, owner };
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(path, { timeout: 0, readOnly: true });
    db.exec('BEGIN; SELECT count(*) FROM sqlite_schema; COMMIT');
    return { inUse: false, owner };
  } catch (error) {
    // Anything but "busy" (no permission, a damaged file) is no owner; opening the case will say what it is
    return { inUse: isBusy(error), owner };
  } finally {
    db?.close();
  }
}
