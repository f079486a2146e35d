/** Everything that can be asked of an open case. A read-only case is this and nothing more: it has no way to write. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { AssayError } from '../../shared/errors.ts';
import * as m from '../../shared/model.ts';
import { entries } from './log.ts';
import { countColumns, countsOf, type RawRow, toClaim, toDetails, toEntry, toExcerpt, toLink, toSource, toSourceRow } from './rows.ts';
import { foldForFilter } from './shown.ts';
import { accessVerbs } from './verbs.ts';

export interface SourceFilter {
  readonly kind?: m.SourceKind | undefined;
  readonly filter: string;
}
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

const sourceColumns = '(SELECT id FROM rendition WHERE rendition.source = source.id AND current = 1) AS rendition';
/** `¶3` and `¶3b`, `¶3c` …, but neither ¶30 nor ¶3–5: a range of the index on (source, place). Takes the place three times. */
const atPlace = "(place = ? OR (place >= ? || 'a' AND place < ? || '{'))";
const excerptFrom = 'SELECT excerpt.*, source.ref AS source_ref FROM excerpt JOIN source ON source.id = excerpt.source';
const sourceRowColumns = `source.*, ${countColumns('standing_link.source = source.id')}, (SELECT count(*) FROM excerpt WHERE excerpt.source = source.id AND retracted_at IS NULL) AS n_excerpts`;
const claimRowColumns = `claim.*, ${countColumns('standing_link.claim = claim.id')}, (SELECT count(*) FROM claim AS part WHERE part.part_of = claim.id AND part.retracted_at IS NULL) AS n_parts`;

export class CaseReader {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  #all(sql: string, ...values: SQLInputValue[]): RawRow[] {
    return this.#statement(sql).all(...values);
  }
  #one(sql: string, ...values: SQLInputValue[]): RawRow | undefined {
    return this.#statement(sql).get(...values);
  }
  #count(sql: string, ...values: SQLInputValue[]): number {
    const row = this.#one(sql, ...values);
    return Number(row?.['n'] ?? 0);
  }
  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /* the case */

  info(): { id: m.CaseId; details: m.CaseDetails; createdAt: m.Instant } {
    const row = this.#one('SELECT * FROM case_info');
    if (row === undefined) throw new AssayError('CASE_BROKEN', 'The case has no record of itself.');
    return { id: m.CaseId.parse(row['id']), details: toDetails(row), createdAt: m.Instant.parse(row['created_at']) };
  }

  counts(): { sources: number; articles: number; photos: number; excerpts: number; claims: number; links: number; entries: number } {
    const kinds = this.#all('SELECT kind, count(*) AS n FROM source GROUP BY kind');
    const of = (kind: string): number => Number(kinds.find((row) => row['kind'] === kind)?.['n'] ?? 0);
    return {
      articles: of('article'),
      photos: of('photo'),
      sources: of('article') + of('photo'),
      excerpts: this.#count('SELECT count(*) AS n FROM excerpt WHERE retracted_at IS NULL'),
      claims: this.#count('SELECT count(*) AS n FROM claim WHERE retracted_at IS NULL'),
      links: this.#count('SELECT count(*) AS n FROM standing_link'),
      entries: this.lastSeq(),
    };
  }

  /* log */

  /** The newest entry. */
  head(): m.LogEntry {
    const row = this.#one('SELECT * FROM log ORDER BY seq DESC LIMIT 1');
    if (row === undefined) throw new AssayError('CASE_BROKEN', 'The log is empty.');
    return toEntry(row);
  }

  /** The number of the newest entry; 0 in an empty log. */
  lastSeq(): number {
    return this.#count('SELECT max(seq) AS n FROM log');
  }

  /** What entries after `seq` did to which rows, oldest first. */
  factsAfter(seq: number): { seq: number; verb: string; touched: { table: string; id: string }[] }[] {
    return this.#all('SELECT seq, verb FROM log WHERE seq > ? ORDER BY seq', seq).map((row) => ({
      seq: Number(row['seq']),
      verb: String(row['verb']),
      touched: this.#all('SELECT tbl, row FROM change WHERE seq = ? ORDER BY ord', Number(row['seq'])).map((change) => ({
        table: String(change['tbl']),
        id: String(change['row']),
      })),
    }));
  }

  /** The newest entry that changed something: what a report is of. Opening, exporting and verifying do not move it. */
  changeHead(): m.LogEntry {
    const marks = [...accessVerbs];
    const row = this.#one(`SELECT * FROM log WHERE verb NOT IN (${marks.map(() => '?').join(', ')}) ORDER BY seq DESC LIMIT 1`, ...marks);
    if (row === undefined) throw new AssayError('CASE_BROKEN', 'The log is empty.');
    return toEntry(row);
  }

  logPage({ offset, limit }: Page, newestFirst: boolean): { total: number; entries: m.LogEntry[] } {
    const rows = this.#all(`SELECT * FROM log ORDER BY seq ${newestFirst ? 'DESC' : 'ASC'} LIMIT ? OFFSET ?`, limit, offset);
    return { total: this.lastSeq(), entries: rows.map(toEntry) };
  }

  logUpTo(seq: number): m.LogEntry[] {
    return this.#all('SELECT * FROM log WHERE seq <= ? ORDER BY seq', seq).map(toEntry);
  }

  /** Every entry, a few at a time in memory. */
  log(): Generator<m.LogEntry> {
    return entries(this.#db);
  }

  /** Only what undo needs of each entry after `seq`, oldest first. */
  history(afterSeq: number): { seq: number; id: m.EntryId; verb: string; of: string | null }[] {
    return this.#all("SELECT seq, id, verb, args ->> '$.entry' AS of FROM log WHERE seq > ? ORDER BY seq", afterSeq).map((row) => ({
      seq: Number(row['seq']),
      id: m.EntryId.parse(row['id']),
      verb: String(row['verb']),
      of: typeof row['of'] === 'string' ? row['of'] : null,
    }));
  }

  entry(id: m.EntryId): m.LogEntry {
    const row = this.#one('SELECT * FROM log WHERE id = ?', id);
    if (row === undefined) throw new AssayError('NOT_FOUND', 'There is no such log entry.', { entry: id });
    return toEntry(row);
  }

  /* sources */

  #where({ kind, filter }: SourceFilter): { sql: string; values: SQLInputValue[] } {
    const terms = foldForFilter(filter)
      .split(/\s+/u)
      .filter((term) => term !== '');
    const conditions = [...(kind === undefined ? [] : ['kind = ?']), ...terms.map(() => 'instr(folded, ?) > 0')];
    return {
      sql: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`,
      values: [...(kind === undefined ? [] : [kind]), ...terms],
    };
  }

  sourcesPage(filter: SourceFilter, page: Page): { total: number; articles: number; photos: number; rows: m.SourceRow[] } {
    const { sql, values } = this.#where(filter);
    const each = this.#where({ filter: filter.filter });
    const kinds = this.#all(`SELECT kind, count(*) AS n FROM source ${each.sql} GROUP BY kind`, ...each.values);
    const of = (kind: string): number => Number(kinds.find((row) => row['kind'] === kind)?.['n'] ?? 0);
    const total = filter.kind === undefined ? of('article') + of('photo') : of(filter.kind);
    const rows = this.#all(
      `SELECT ${sourceRowColumns} FROM source ${sql} ORDER BY number LIMIT ? OFFSET ?`,
      ...values,
      page.limit,
      page.offset,
    );
    return { total, articles: of('article'), photos: of('photo'), rows: rows.map(toSourceRow) };
  }

  sourceRank(id: m.SourceId, filter: SourceFilter): number {
    const { sql, values } = this.#where(filter);
    const and = sql === '' ? 'WHERE' : `${sql} AND`;
    if (this.#one(`SELECT 1 FROM source ${and} id = ?`, ...values, id) === undefined) return -1;
    return this.#count(`SELECT count(*) AS n FROM source ${and} number < (SELECT number FROM source WHERE id = ?)`, ...values, id);
  }

  sourceRow(id: m.SourceId): m.SourceRow {
    const row = this.#one(`SELECT ${sourceRowColumns} FROM source WHERE id = ?`, id);
    if (row === undefined) throw new AssayError('NOT_FOUND', 'There is no such source in this case.', { source: id });
    return toSourceRow(row);
  }

  source(key: m.SourceId | m.Ref): m.Source {
    const row = this.#one(`SELECT *, ${sourceColumns} FROM source WHERE id = ? OR ref = ?`, key, key);
    if (row === undefined) throw new AssayError('NOT_FOUND', `There is no source ${key} in this case.`, { source: key });
    return toSource(row);
  }

  sourceByOriginal(hash: m.Sha256): m.Source | null {
    const row = this.#one(`SELECT *, ${sourceColumns} FROM source WHERE original = ?`, hash);
    return row === undefined ? null : toSource(row);
  }

  /** The newest source of an address. */
  sourceByUrl(url: string): m.Source | null {
    const row = this.#one(`SELECT *, ${sourceColumns} FROM source WHERE url = ? ORDER BY number DESC LIMIT 1`, url);
    return row === undefined ? null : toSource(row);
  }

  /** Ids and references of all sources or excerpts, in order: for whoever goes through them one by one. */
  keysOf(table: 'source' | 'excerpt'): { id: string; ref: string }[] {
    return this.#all(`SELECT id, ref FROM ${table} ORDER BY number`).map((row) => ({ id: String(row['id']), ref: String(row['ref']) }));
  }

  sources(): m.Source[] {
    return this.#all(`SELECT *, ${sourceColumns} FROM source ORDER BY number`).map(toSource);
  }

  renditionHash(id: m.RenditionId): m.Sha256 {
    const row = this.#one('SELECT sha256 FROM rendition WHERE id = ?', id);
    if (row === undefined) throw new AssayError('NOT_FOUND', 'There is no such rendition in this case.', { rendition: id });
    return m.Sha256.parse(row['sha256']);
  }

  /** Every rendition with the reference of its source. */
  allRenditions(): { id: string; ref: string }[] {
    return this.#all('SELECT rendition.id, ref FROM rendition LEFT JOIN source ON source.id = rendition.source ORDER BY rendition.id').map(
      (row) => ({ id: String(row['id']), ref: String(row['ref']) }),
    );
  }

  /* excerpts */

  excerpt(key: m.ExcerptId | m.Ref): m.Excerpt {
    const row = this.#one(`${excerptFrom} WHERE excerpt.id = ? OR excerpt.ref = ?`, key, key);
    if (row === undefined) throw new AssayError('NOT_FOUND', `There is no excerpt ${key} in this case.`, { excerpt: key });
    return toExcerpt(row);
  }

  excerpts(): m.Excerpt[] {
    return this.#all(`${excerptFrom} ORDER BY excerpt.number`).map(toExcerpt);
  }

  /** All that were ever made on a source, retracted ones too: places are never given twice. */
  excerptsOfSource(source: m.SourceId): m.Excerpt[] {
    return this.#all(`${excerptFrom} WHERE excerpt.source = ? ORDER BY excerpt.number`, source).map(toExcerpt);
  }

  /** Standing excerpts of these very words at a place, under any of its letters. */
  quotedAt(source: m.SourceId, place: string, quote: string): m.Excerpt[] {
    return this.#all(
      `${excerptFrom} WHERE excerpt.source = ? AND ${atPlace} AND excerpt.retracted_at IS NULL AND excerpt.quote = ?`,
      source,
      place,
      place,
      place,
      quote,
    ).map(toExcerpt);
  }

  /** Standing excerpts of this very region (a Media Fragment). */
  drawnAt(source: m.SourceId, fragment: string): m.Excerpt[] {
    return this.#all(
      `${excerptFrom} WHERE excerpt.source = ? AND excerpt.retracted_at IS NULL AND excerpt.anchor ->> '$.fragment.value' = ?`,
      source,
      fragment,
    ).map(toExcerpt);
  }

  /** How many excerpts of this source were ever given this place, under any of its letters. */
  countAt(source: m.SourceId, place: string): number {
    return this.#count(`SELECT count(*) AS n FROM excerpt WHERE source = ? AND ${atPlace}`, source, place, place, place);
  }

  /** How many regions were ever drawn on this source. */
  countRegions(source: m.SourceId): number {
    return this.#count('SELECT count(*) AS n FROM excerpt WHERE source = ? AND quote IS NULL', source);
  }

  /** Whether an excerpt of this source was ever given this place. */
  placeTaken(source: m.SourceId, place: string): boolean {
    return this.#one('SELECT 1 FROM excerpt WHERE source = ? AND place = ?', source, place) !== undefined;
  }

  linksOfSource(source: m.SourceId): m.Link[] {
    return this.#all(
      'SELECT link.* FROM standing_link JOIN link ON link.id = standing_link.id WHERE standing_link.source = ? ORDER BY link.number',
      source,
    ).map(toLink);
  }

  /* claims */

  claim(key: m.ClaimId | m.Ref): m.Claim {
    const row = this.#one('SELECT * FROM claim WHERE id = ? OR ref = ?', key, key);
    if (row === undefined) throw new AssayError('NOT_FOUND', `There is no claim ${key} in this case.`, { claim: key });
    return toClaim(row);
  }

  claimRow(key: m.ClaimId | m.Ref): m.ClaimRow {
    const row = this.#one(`SELECT ${claimRowColumns} FROM claim WHERE id = ? OR ref = ?`, key, key);
    if (row === undefined) throw new AssayError('NOT_FOUND', `There is no claim ${key} in this case.`, { claim: key });
    return { claim: toClaim(row), counts: countsOf(row), parts: Number(row['n_parts']) };
  }

  claimRows(withRetracted: boolean): m.ClaimRow[] {
    const rows = this.#all(
      `SELECT ${claimRowColumns} FROM claim ${withRetracted ? '' : 'WHERE retracted_at IS NULL'} ORDER BY position, number`,
    );
    return rows.map((row) => ({ claim: toClaim(row), counts: countsOf(row), parts: Number(row['n_parts']) }));
  }

  /** Standing children of a claim (null: those on top), in order. */
  siblings(partOf: m.ClaimId | null): m.Claim[] {
    return this.#all('SELECT * FROM claim WHERE part_of IS ? AND retracted_at IS NULL ORDER BY position, number', partOf).map(toClaim);
  }

  /** The last position among a claim's standing children (null: those on top); 0 where there is none. */
  lastClaimPosition(partOf: m.ClaimId | null): number {
    return this.#count(
      'SELECT position AS n FROM claim WHERE part_of IS ? AND retracted_at IS NULL ORDER BY position DESC LIMIT 1',
      partOf,
    );
  }

  /* links */

  /** The last position among a claim's links; 0 where there is none. */
  lastLinkPosition(claim: m.ClaimId): number {
    return this.#count('SELECT position AS n FROM link WHERE claim = ? ORDER BY position DESC LIMIT 1', claim);
  }

  link(id: m.LinkId): m.Link {
    const row = this.#one('SELECT * FROM link WHERE id = ?', id);
    if (row === undefined) throw new AssayError('NOT_FOUND', 'There is no such link in this case.', { link: id });
    return toLink(row);
  }

  links(): m.Link[] {
    return this.#all('SELECT * FROM link ORDER BY number').map(toLink);
  }

  linksOfClaim(claim: m.ClaimId, withRetracted: boolean): m.Link[] {
    return this.#all(
      withRetracted
        ? 'SELECT * FROM link WHERE claim = ? ORDER BY position, number'
        : 'SELECT link.* FROM standing_link JOIN link ON link.id = standing_link.id WHERE link.claim = ? ORDER BY position, link.number',
      claim,
    ).map(toLink);
  }

  /** The standing link between two, if there is one. */
  linkBetween(excerpt: m.ExcerptId, claim: m.ClaimId): m.Link | null {
    const row = this.#one('SELECT * FROM link WHERE excerpt = ? AND claim = ? AND retracted_at IS NULL', excerpt, claim);
    return row === undefined ? null : toLink(row);
  }

  nextRef(kind: 'S' | 'E' | 'C' | 'L'): m.Ref {
    const last = this.#count('SELECT last AS n FROM counter WHERE kind = ?', kind);
    return m.Ref.parse(`${kind}-${String(last + 1).padStart(3, '0')}`);
  }
}
