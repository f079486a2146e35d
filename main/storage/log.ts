/** The custody log: appended in the same transaction as the tables it changes, chained by hash, replayable. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { AssayError } from '../../shared/errors.ts';
import { type Actor, type EntryId, type Instant, type LogEntry, Sha256 } from '../../shared/model.ts';
import { canonicalJson, LoneSurrogate, sha256 } from './canonical.ts';
import { asAssayError, isConstraint } from './errors.ts';
import { applyEntry } from './reducers.ts';
import { toEntry } from './rows.ts';
import { type Args, isVerb, type Verb } from './verbs.ts';
import { type Touched, Writer } from './writer.ts';

const AnyArgs = z.record(z.string(), z.unknown());

/** SHA-256 over the RFC 8785 form of an entry without its seq and hash; `log` names the form of the record. */
export function entryHash(entry: Omit<LogEntry, 'hash' | 'seq'>): Sha256 {
  const { id, at, actor, verb, args, parents } = entry;
  return sha256(canonicalJson({ log: 1, id, at, actor, verb, args, parents }));
}

export interface Appended {
  readonly entry: LogEntry;
  readonly touched: readonly Touched[];
}

export interface EntryStamp {
  readonly id: EntryId;
  readonly at: Instant;
  readonly actor: Actor;
}
/** What an entry says, before it has its place in the log. */
export interface NewEntry {
  readonly verb: Verb;
  readonly args: unknown;
}
export const newEntry = <V extends Verb>(verb: V, args: Args<V>): NewEntry => ({ verb, args });
export interface DraftEntry {
  readonly stamp: EntryStamp;
  readonly build: () => NewEntry | null;
}

export class Log {
  readonly #db: DatabaseSync;
  readonly #writer: Writer;
  readonly #insert: StatementSync;
  readonly #seqOf: StatementSync;
  #seq: number;
  #head: Sha256 | null;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#writer = new Writer(db);
    this.#insert = db.prepare('INSERT INTO log (seq, id, at, actor, verb, args, parents, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    this.#seqOf = db.prepare('SELECT seq FROM log WHERE id = ?');
    const last = db.prepare('SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1').get();
    this.#seq = typeof last?.['seq'] === 'number' ? last['seq'] : 0;
    this.#head = last === undefined ? null : Sha256.parse(last['hash']);
  }

  get head(): Sha256 | null {
    return this.#head;
  }

  #seqById = (id: string): number => {
    const seq = this.#seqOf.get(id)?.['seq'];
    if (typeof seq !== 'number') throw new AssayError('CASE_BROKEN', `The log names entry ${id}, which is not there.`);
    return seq;
  };

  /**
   * Appends one entry and applies it, both or neither. `build` runs inside the transaction, so that what it reads
   * (the next reference, the last position) cannot change under it.
   */
  append<V extends Verb>(verb: V, stamp: EntryStamp, build: () => Args<V>): Appended {
    const [appended] = this.appendAll([{ stamp, build: () => newEntry(verb, build()) }]);
    if (!appended) throw new AssayError('INTERNAL', 'An entry was not written.');
    return appended;
  }

  /**
   * Appends several entries, each as if it stood alone, but durable together: all or none. A `build` that gives null writes nothing
   * and sees what those before it have changed.
   */
  appendAll(drafts: readonly DraftEntry[]): (Appended | null)[] {
    this.#db.exec('BEGIN IMMEDIATE');
    let verb: Verb | null = null;
    try {
      let [seq, head] = [this.#seq, this.#head];
      const appended = drafts.map(({ stamp, build }) => {
        const made = build();
        if (made === null) return null;
        verb = made.verb;
        const parents = head === null ? [] : [head];
        // Through canonical JSON and back: what is applied now is what replay will read
        const written = canonicalJson(made.args);
        const args = AnyArgs.parse(JSON.parse(written));
        const draft = { ...stamp, verb: made.verb, args, parents };
        const entry: LogEntry = { seq: seq + 1, ...draft, hash: entryHash(draft) };
        const touched = this.#apply(entry, made.verb, written);
        [seq, head] = [entry.seq, entry.hash];
        return { entry, touched };
      });
      this.#db.exec('COMMIT');
      [this.#seq, this.#head] = [seq, head];
      return appended;
    } catch (error) {
      this.#writer.discard();
      // A full disk may have rolled back by itself; then there is no transaction left to end
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      // Rows that came later lean on what would go, or hold what would come back
      if (isConstraint(error) && (verb === 'history.undone' || verb === 'history.redone'))
        throw new AssayError('UNDO_BLOCKED', undefined, {}, { cause: error });
      if (error instanceof LoneSurrogate)
        throw new AssayError('BAD_INPUT', 'These words hold half of a character. Type them, or paste them again from elsewhere.', {
          reason: error.message,
        });
      throw asAssayError(error, 'the case’s database');
    }
  }

  #apply(entry: LogEntry, verb: Verb, args: string): Touched[] {
    this.#insert.run(entry.seq, entry.id, entry.at, canonicalJson(entry.actor), verb, args, canonicalJson(entry.parents), entry.hash);
    applyEntry(this.#writer, verb, entry.args, entry, this.#seqById);
    return this.#writer.flush(entry.seq);
  }

  /** Applies an entry made elsewhere or before, after checking that it follows the head. Throws CASE_BROKEN. */
  replay(entry: LogEntry): void {
    checkEntry(entry, this.#seq + 1, this.#head);
    if (!isVerb(entry.verb))
      throw new AssayError('CASE_BROKEN', `Log entry ${entry.seq} has a verb this version does not know: ${entry.verb}.`);
    this.#apply(entry, entry.verb, canonicalJson(entry.args));
    this.#seq = entry.seq;
    this.#head = entry.hash;
  }
}

/** Throws CASE_BROKEN naming the first thing that is wrong with an entry at its place in the chain. */
export function checkEntry(entry: LogEntry, seq: number, head: Sha256 | null): void {
  if (entry.seq !== seq) throw new AssayError('CASE_BROKEN', `Log entry ${seq} is missing.`, { seq });
  const parents = head === null ? [] : [head];
  if (entry.parents.length !== parents.length || entry.parents[0] !== parents[0])
    throw new AssayError('CASE_BROKEN', `Log entry ${seq} does not follow the one before it.`, { seq });
  if (entryHash(entry) !== entry.hash)
    throw new AssayError('CASE_BROKEN', `Log entry ${seq} is not what it was when it was written.`, { seq });
}

/** All entries in order, a few at a time in memory. */
export function* entries(db: DatabaseSync): Generator<LogEntry> {
  for (const row of db.prepare('SELECT * FROM log ORDER BY seq').iterate()) yield toEntry(row);
}

/** Walks the chain of hashes without applying anything. Throws CASE_BROKEN naming the first entry that does not hold. */
export function checkChain(db: DatabaseSync): void {
  let seq = 0;
  let head: Sha256 | null = null;
  for (const entry of entries(db)) {
    checkEntry(entry, ++seq, head);
    head = entry.hash;
  }
}
