/**
 * What makes sources comparable, kept in `derived/likeness.sqlite`: fingerprints of texts and photos. It is derived: it may
 * be deleted at any time, nothing in it is evidence, and no fault of it ever becomes a failure. A file that is broken,
 * foreign or of another form is thrown away; where none can be written or read, the index lives in memory. Whoever uses it
 * asks what is `missing` and adds it.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { LikenessFound, SourceId } from '../../shared/model.ts';
import { codeOf, sqliteCode } from './errors.ts';
import { type IndexedText, type TextCandidates, TextTables, textSchema, textTables } from './likeness-texts.ts';

/** "ASLK": tells the index from any other SQLite file. */
const applicationId = 0x41534c4b;
/** Raised when the tables change. */
const schemaVersion = 2;

/** `stamp`: what each part was made with; `open`, while somebody writes: found there on opening, the last one did not close it. */
const schema = `
CREATE TABLE stamp (what TEXT PRIMARY KEY, version TEXT NOT NULL) STRICT;
CREATE TABLE pair (a TEXT NOT NULL, b TEXT NOT NULL, kind TEXT NOT NULL, found TEXT NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
CREATE TABLE photo (source TEXT PRIMARY KEY, hash BLOB NOT NULL, features BLOB NOT NULL) STRICT;
${textSchema}
PRAGMA application_id = ${applicationId};
PRAGMA user_version = ${schemaVersion};`;

/** What each part was made with (extractor and tokeniser, feature detector …): a part of another version is emptied. */
export interface LikenessVersions {
  readonly text: string;
  readonly photo: string;
}

/** `hash`: of the whole picture; `features`: packed local features. Their form is the maker's own. */
export interface PhotoEntry {
  readonly source: string;
  readonly hash: Uint8Array;
  readonly features: Uint8Array;
}

const LikePair = z.object({ a: SourceId, b: SourceId, kind: z.enum(['text', 'photo']), found: LikenessFound });
export type LikePair = z.infer<typeof LikePair>;

function pairOf(row: Record<string, unknown>): LikePair | null {
  const found: unknown = JSON.parse(String(row['found']));
  return LikePair.safeParse({ ...row, found }).data ?? null;
}

export interface TextEntry {
  readonly source: string;
  readonly text: IndexedText;
  /** The same string for all sources of one publisher, such as the host of its pages; null where it is not known. */
  readonly publisher: string | null;
}

const SQLITE_ERROR = 1;
const SQLITE_CORRUPT = 11;
const SQLITE_MISMATCH = 20;
const SQLITE_NOTADB = 26;
/** The file is not what we made: it goes. After any other fault (locked, read-only, full, disk) it stays, unused. */
const spoiled: ReadonlySet<number | null> = new Set([SQLITE_ERROR, SQLITE_CORRUPT, SQLITE_MISMATCH, SQLITE_NOTADB]);

const partTables = { text: textTables, photo: ['photo'] } as const;

class Spoiled extends Error {
  override readonly name = 'Spoiled';
}

const onlyValue = (db: DatabaseSync, sql: string): unknown => Object.values(db.prepare(sql).get() ?? {})[0];

/** A file that is not there yet, or an empty one, gets its tables; any other must be ours. */
function prepare(db: DatabaseSync, versions: LikenessVersions): void {
  // It can be made again: the disk is not waited for. The journal is kept, so that a killed program leaves it whole
  db.exec('PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768; PRAGMA trusted_schema = OFF;');
  if (onlyValue(db, 'SELECT count(*) FROM sqlite_schema') === 0) db.exec(schema);
  if (onlyValue(db, 'PRAGMA application_id') !== applicationId || onlyValue(db, 'PRAGMA user_version') !== schemaVersion)
    throw new Spoiled('another program’s, or another version’s file');
  const stamp = db.prepare('SELECT version FROM stamp WHERE what = ?');
  if (stamp.get('open') !== undefined && onlyValue(db, 'PRAGMA quick_check(1)') !== 'ok') throw new Spoiled('damaged');
  db.exec('BEGIN IMMEDIATE');
  const write = db.prepare('INSERT OR REPLACE INTO stamp (what, version) VALUES (?, ?)');
  for (const part of ['text', 'photo'] as const) {
    if (stamp.get(part)?.['version'] === versions[part]) continue;
    for (const table of partTables[part]) db.exec(`DELETE FROM ${table}`);
    db.prepare('DELETE FROM pair WHERE kind = ?').run(part);
    write.run(part, versions[part]);
  }
  write.run('open', '');
  db.exec('COMMIT');
}

interface Opened {
  readonly db: DatabaseSync;
  readonly texts: TextTables;
}

/** Opened at the first use. Not for two processes at once: the second one gets its own in memory. */
export class LikenessIndex {
  readonly #versions: LikenessVersions;
  #path: string | null;
  #opened: Opened | null = null;
  #renewed = false;

  /** @param path of the file, which need not be there; null: in memory, as for a case that is open for reading only. */
  constructor(path: string | null, versions: LikenessVersions) {
    this.#path = path;
    this.#versions = versions;
  }

  /** Puts texts into the index, each in the place of what was there of its source. */
  addTexts(entries: Iterable<TextEntry>): void {
    const list = [...entries];
    this.#change(({ texts }) => {
      for (const { source, text, publisher } of list) texts.add(source, text, publisher);
    });
  }

  /** Sources whose text may be like this one, best first, without `source` itself; and which of its passages are common ones. */
  textCandidates({ source, text, publisher }: TextEntry, limit = 20): TextCandidates {
    return this.#use(({ texts }) => texts.candidates(source, text, publisher, limit));
  }

  /** Those of the sources that a part of the index lacks, in their order. */
  missing(part: 'text' | 'photo', sources: Iterable<string>): string[] {
    const list = [...sources];
    return this.#use(({ db, texts }) => {
      const photo = db.prepare('SELECT 1 FROM photo WHERE source = ?');
      return list.filter((source) => (part === 'text' ? !texts.has(source) : photo.get(source) === undefined));
    });
  }

  /** Keeps what was found of two sources, `a` the one that came in first. */
  putPair({ a, b, kind, found }: LikePair): void {
    this.#change(({ db }) => {
      db.prepare('INSERT OR REPLACE INTO pair (a, b, kind, found) VALUES (?, ?, ?, ?)').run(a, b, kind, JSON.stringify(found));
    });
  }

  /** Forgets what was found of a source: it is looked through anew. */
  dropPairs(source: string): void {
    this.#change(({ db }) => {
      db.prepare('DELETE FROM pair WHERE a = ? OR b = ?').run(source, source);
    });
  }

  /** Everything that was found, the newest source's first (ids are in order of time). */
  pairs(): LikePair[] {
    return this.#use(({ db }) =>
      db
        .prepare('SELECT a, b, kind, found FROM pair ORDER BY b DESC, a')
        .all()
        .flatMap((row) => pairOf(row) ?? []),
    );
  }

  /** Takes a source out, text and photo. */
  remove(source: string): void {
    this.#change(({ db, texts }) => {
      texts.remove(source);
      db.prepare('DELETE FROM photo WHERE source = ?').run(source);
      db.prepare('DELETE FROM pair WHERE a = ? OR b = ?').run(source, source);
    });
  }

  putPhoto({ source, hash, features }: PhotoEntry): void {
    this.#change(({ db }) => {
      db.prepare('INSERT OR REPLACE INTO photo (source, hash, features) VALUES (?, ?, ?)').run(source, hash, features);
    });
  }

  getPhoto(source: string): PhotoEntry | undefined {
    return this.#use(({ db }) => photoOf(db.prepare('SELECT source, hash, features FROM photo WHERE source = ?').get(source)));
  }

  /** Hashes of all photos, without their features: small enough to hold. In the order of their sources. */
  photoHashes(): readonly Omit<PhotoEntry, 'features'>[] {
    return this.#use(({ db }) =>
      db
        .prepare("SELECT source, hash, x'' AS features FROM photo ORDER BY source")
        .all()
        .flatMap((row) => photoOf(row) ?? []),
    );
  }

  /** All photos one by one, in the order of their sources: their features together may not fit into memory. */
  *photos(): Generator<PhotoEntry> {
    let last = '';
    for (;;) {
      const after = last;
      const next = this.#use(({ db }) =>
        photoOf(db.prepare('SELECT source, hash, features FROM photo WHERE source > ? ORDER BY source LIMIT 1').get(after)),
      );
      if (next === undefined) return;
      yield next;
      last = next.source;
    }
  }

  close(): void {
    const db = this.#opened?.db;
    this.#opened = null;
    if (db?.isOpen !== true) return;
    try {
      db.exec("DELETE FROM stamp WHERE what = 'open'");
    } catch (error) {
      // The mark stays, and the next one who opens it looks whether it is whole
      if (!isFault(error)) throw error;
    } finally {
      db.close();
    }
  }

  #change(work: (opened: Opened) => void): void {
    this.#use((opened) => {
      opened.db.exec('BEGIN IMMEDIATE');
      try {
        work(opened);
        opened.db.exec('COMMIT');
      } catch (error) {
        if (opened.db.isTransaction) opened.db.exec('ROLLBACK');
        throw error;
      }
    });
  }

  /** Does the work on the file; where that has a fault, on an empty file in its place; where there can be none, in memory. */
  #use<T>(work: (opened: Opened) => T): T {
    for (;;) {
      try {
        return work(this.#open());
      } catch (error) {
        if (this.#path === null || !isFault(error)) throw error;
        this.#giveUp(error);
      }
    }
  }

  #open(): Opened {
    if (this.#opened !== null) return this.#opened;
    if (this.#path !== null) mkdirSync(dirname(this.#path), { recursive: true });
    const db = new DatabaseSync(this.#path ?? ':memory:', { timeout: 1000 });
    try {
      prepare(db, this.#versions);
    } catch (error) {
      db.close();
      throw error;
    }
    this.#opened = { db, texts: new TextTables(db) };
    return this.#opened;
  }

  #giveUp(error: unknown): void {
    const path = this.#path;
    const db = this.#opened?.db;
    this.#opened = null;
    if (db?.isOpen === true) db.close();
    this.#path = null;
    // A new file that is spoiled again lies on a bad disk, or in the way of another program
    if (path === null || this.#renewed || !(error instanceof Spoiled || spoiled.has(sqliteCode(error)))) return;
    this.#renewed = true;
    try {
      for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(path + suffix, { force: true });
      this.#path = path;
    } catch (failure) {
      // What can't be removed stays; this session does without a file
      if (!isSystemFault(failure)) throw failure;
    }
  }
}

/** A fault of the file or the disk, not of the program. */
const isFault = (error: unknown): boolean => error instanceof Spoiled || sqliteCode(error) !== null || isSystemFault(error);
/** ENOSPC, EACCES …, but not Node's own ERR_… for wrong use. */
function isSystemFault(error: unknown): boolean {
  const code = codeOf(error);
  return typeof code === 'string' && /^E(?!RR_)/.test(code);
}

function photoOf(row: Record<string, unknown> | undefined): PhotoEntry | undefined {
  const [source, hash, features] = [row?.['source'], row?.['hash'], row?.['features']];
  return typeof source === 'string' && hash instanceof Uint8Array && features instanceof Uint8Array
    ? { source, hash, features }
    : undefined;
}
