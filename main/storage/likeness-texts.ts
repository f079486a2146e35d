/** The texts' part of the likeness index: which source has which shingles and terms, and how many sources have them. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';

export const textSchema = `
CREATE TABLE text (n INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE, publisher TEXT, shingles BLOB NOT NULL, terms BLOB NOT NULL) STRICT;
CREATE TABLE shingle (hash INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (hash, n)) STRICT, WITHOUT ROWID;
CREATE TABLE term (hash INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (hash, n)) STRICT, WITHOUT ROWID;
CREATE TABLE usage (hash INTEGER PRIMARY KEY, texts INTEGER NOT NULL) STRICT;`;

export const textTables = ['text', 'shingle', 'term', 'usage'] as const;

/** What of a text is kept: 32-bit hashes of word runs and of words. Repeats do not matter. */
export interface IndexedText {
  readonly shingles: Uint32Array;
  readonly terms: Uint32Array;
  /** How often each term comes. */
  readonly counts: Uint32Array;
}

export interface TextCandidate {
  readonly source: string;
  /** Share of the text's own shingles that the source has too, 0 to 1, without common passages. */
  readonly shared: number;
  /** Share of the weight of the text's most telling words that the source has too, 0 to 1. */
  readonly telling: number;
}

export interface TextCandidates {
  /** Best first; at most as many as were asked for. */
  readonly found: readonly TextCandidate[];
  /** The text's shingles of passages that many otherwise different sources carry: they make nothing alike. */
  readonly common: ReadonlySet<number>;
}

/** A term in more texts than this tells too little to be looked up; a shingle's carriers are read up to this many. */
const maxPostings = 400;
/** The text's most telling words, by which rewrites are looked up. */
const tellingTerms = 32;
/** Of the sources found by words, so many are looked at. */
const weighedSources = 60;
/** A source that has this share of the text's shingles is the same text, not another that carries the same passage. */
const sameText = 0.4;
/** A publisher rarely prints one story twice, but the same frame around every story. */
const sameTextInPublisher = 0.8;
/** A passage is common when so many other texts of the publisher carry it, or so many (or one in a hundred) of all. */
const commonInPublisher = 3;
const commonInAll = 12;
/** What is worth comparing word by word though it shares no shingle. */
const leastTelling = 0.2;

const bytesOf = (values: Uint32Array): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
const distinct = (values: Uint32Array): Uint32Array => Uint32Array.from(new Set(values)).sort();
function valuesOf(stored: unknown): Uint32Array {
  return stored instanceof Uint8Array ? new Uint32Array(stored.slice().buffer, 0, stored.byteLength >>> 2) : new Uint32Array();
}
/** With its sign, SQLite keeps it in four bytes instead of six. */
const signed = (hash: number): number => hash | 0;
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
const publisherOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Another source that carries some of the text's shingles or telling words. */
interface Carrier {
  readonly source: string;
  readonly publisher: string | null;
  /** 1, or less for a source with many more different words: it has a part of everybody's. */
  readonly comparable: number;
  readonly shingles: number[];
  /** Of each shared shingle the part that falls to this source, when all its carriers share it: what only two have says most. */
  rarity: number;
  telling: number;
}

/** Statements over one open index. Errors of SQLite pass through; the index that owns it deals with them. */
export class TextTables {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  #sql(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.#db.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }

  has(source: string): boolean {
    return this.#sql('SELECT 1 FROM text WHERE source = ?').get(source) !== undefined;
  }

  get size(): number {
    return numberOf(this.#sql('SELECT count(*) AS texts FROM text').get()?.['texts']);
  }

  add(source: string, text: IndexedText, publisher: string | null): void {
    this.remove(source);
    const [shingles, terms] = [distinct(text.shingles), distinct(text.terms)];
    const n = this.#sql('INSERT INTO text (source, publisher, shingles, terms) VALUES (?, ?, ?, ?)').run(
      source,
      publisher,
      bytesOf(shingles),
      bytesOf(terms),
    ).lastInsertRowid;
    const shingle = this.#sql('INSERT INTO shingle (hash, n) VALUES (?, ?)');
    for (const hash of shingles) shingle.run(signed(hash), n);
    const use = this.#sql('INSERT INTO usage (hash, texts) VALUES (?, 1) ON CONFLICT DO UPDATE SET texts = texts + 1 RETURNING texts');
    const term = this.#sql('INSERT INTO term (hash, n) VALUES (?, ?)');
    for (const hash of terms) if (numberOf(use.get(signed(hash))?.['texts']) <= maxPostings) term.run(signed(hash), n);
  }

  remove(source: string): void {
    const row = this.#sql('SELECT n, shingles, terms FROM text WHERE source = ?').get(source);
    if (row === undefined) return;
    const n = numberOf(row['n']);
    for (const hash of valuesOf(row['shingles'])) this.#sql('DELETE FROM shingle WHERE hash = ? AND n = ?').run(signed(hash), n);
    for (const hash of valuesOf(row['terms'])) {
      this.#sql('DELETE FROM term WHERE hash = ? AND n = ?').run(signed(hash), n);
      this.#sql('UPDATE usage SET texts = texts - 1 WHERE hash = ?').run(signed(hash));
    }
    this.#sql('DELETE FROM text WHERE n = ?').run(n);
  }

  /** Sources that may be like the text, itself (`source`) left out. */
  candidates(source: string, text: IndexedText, publisher: string | null, limit: number): TextCandidates {
    const terms = distinct(text.terms).length;
    const carriers = new Map<number, Carrier | null>();
    const carrier = (n: number): Carrier | null => {
      let known = carriers.get(n);
      if (known === undefined) {
        known = this.#carrier(n, source, terms);
        carriers.set(n, known);
      }
      return known;
    };
    const own = distinct(text.shingles);
    const places = Array.from(own, (hash) => [hash, this.#carriersOf(hash, carrier)] as const);
    const common = this.#common(places, own.length, publisher);
    for (const [n, weight] of this.#tellingOf(source, text)) {
      const each = carrier(n);
      if (each !== null) each.telling = weight * each.comparable;
    }
    for (const [hash, sharers] of places) if (!common.has(hash)) for (const each of sharers) each.rarity += 1 / sharers.length;
    const candidates = carriers.values().flatMap((each) => {
      const shared = each?.shingles.filter((hash) => !common.has(hash)).length ?? 0;
      const share = shared / Math.max(1, own.length - common.size);
      return each === null ? [] : [{ source: each.source, shared: share, telling: each.telling, rarity: each.rarity }];
    });
    return { common, found: best([...candidates], limit) };
  }

  #carrier(n: number, except: string, terms: number): Carrier | null {
    const row = this.#sql('SELECT source, publisher, length(terms) / 4 AS terms FROM text WHERE n = ?').get(n);
    const source = row?.['source'];
    if (row === undefined || typeof source !== 'string' || source === except) return null;
    const comparable = Math.min(1, Math.sqrt(terms / Math.max(1, numberOf(row['terms']))));
    return { source, publisher: publisherOf(row['publisher']), comparable, shingles: [], rarity: 0, telling: 0 };
  }

  #carriersOf(hash: number, carrier: (n: number) => Carrier | null): Carrier[] {
    const rows = this.#sql(`SELECT n FROM shingle WHERE hash = ? ORDER BY n DESC LIMIT ${maxPostings}`).all(signed(hash));
    const found = rows.flatMap((row) => carrier(numberOf(row['n'])) ?? []);
    for (const each of found) each.shingles.push(hash);
    return found;
  }

  /** Shingles that other texts carry, which for the rest are different. */
  #common(places: readonly (readonly [hash: number, carriers: readonly Carrier[]])[], own: number, publisher: string | null): Set<number> {
    const everywhere = Math.max(commonInAll, this.size / 100);
    const isHouse = (each: Carrier): boolean => publisher !== null && each.publisher === publisher;
    const common = places.filter(([, carriers]) => {
      const others = carriers.filter((each) => each.shingles.length / own < (isHouse(each) ? sameTextInPublisher : sameText));
      return others.length >= everywhere || others.filter(isHouse).length >= commonInPublisher;
    });
    return new Set(common.map(([hash]) => hash));
  }

  /** Sources that have most of the weight of the text's most telling words, with their share of it. */
  #tellingOf(source: string, text: IndexedText): [n: number, share: number][] {
    const texts = this.size;
    const itself = this.has(source) ? 1 : 0;
    const usage = this.#sql('SELECT texts FROM usage WHERE hash = ?');
    const weighed: { hash: number; weight: number }[] = [];
    text.terms.forEach((hash, index) => {
      const used = numberOf(usage.get(signed(hash))?.['texts']) - itself;
      if (used <= 0 || used > maxPostings) return;
      weighed.push({ hash, weight: (1 + Math.log(text.counts[index] ?? 1)) * Math.log((texts + 1) / (used + 0.5)) });
    });
    const telling = weighed.sort((a, b) => b.weight - a.weight || a.hash - b.hash).slice(0, tellingTerms);
    const total = telling.reduce((sum, { weight }) => sum + weight, 0);
    const postings = this.#sql(`SELECT n FROM term WHERE hash = ? LIMIT ${maxPostings}`);
    const shares = new Map<number, number>();
    for (const { hash, weight } of telling) {
      for (const row of postings.all(signed(hash))) {
        const n = numberOf(row['n']);
        shares.set(n, (shares.get(n) ?? 0) + weight / total);
      }
    }
    return [...shares].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, weighedSources);
  }
}

/** Those that share word runs come first, for a passage shows little in the words of the whole; a third of the places is kept for words. */
function best(candidates: readonly (TextCandidate & { readonly rarity: number })[], limit: number): TextCandidate[] {
  const byRuns = candidates.filter(({ shared }) => shared > 0).sort((a, b) => b.rarity - a.rarity || b.shared - a.shared);
  const first = byRuns.slice(0, Math.ceil((limit * 2) / 3));
  const byWords = candidates
    .filter((each) => each.telling >= leastTelling && !first.includes(each))
    .sort((a, b) => b.telling - a.telling)
    .slice(0, limit - first.length);
  const rest = byRuns.filter((each) => !first.includes(each) && !byWords.includes(each));
  return [...first, ...byWords, ...rest].slice(0, limit).map(({ source, shared, telling }) => ({ source, shared, telling }));
}
