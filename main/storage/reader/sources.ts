/** The sources of an open case and their renditions. */
import type { SQLInputValue } from 'node:sqlite';
import type { SourceGroup } from '../../../shared/contract.ts';
import { AssayError } from '../../../shared/errors.ts';
import * as m from '../../../shared/model.ts';
import { countColumns, parseJson, toDecision, toLikeness, toRenditionRow, toSource, toSourceRow } from '../rows.ts';
import { foldForFilter } from '../shown.ts';
import { LogReader } from './log.ts';
import type { Page } from './statements.ts';

export interface SourceFilter {
  readonly kind?: SourceGroup | undefined;
  /** Only what was found in this source. */
  readonly within?: m.SourceId | undefined;
  readonly triage?: m.Triage | undefined;
  readonly filter: string;
}

const sourceColumns = '(SELECT id FROM rendition WHERE rendition.source = source.id AND current = 1) AS rendition';
const sourceRowColumns = `source.*, ${countColumns('standing_link.source = source.id')}, (SELECT count(*) FROM excerpt WHERE excerpt.source = source.id AND retracted_at IS NULL) AS n_excerpts, (SELECT ref FROM source AS holder WHERE holder.id = source.within) AS within_ref, (SELECT ref FROM source AS former WHERE former.id = source.version_of) AS version_ref`;

export class SourceReader extends LogReader {
  #where({ kind, within, triage, filter }: SourceFilter): { sql: string; values: SQLInputValue[] } {
    const terms = foldForFilter(filter)
      .split(/\s+/u)
      .filter((term) => term !== '');
    const conditions = [
      ...(kind === undefined ? [] : [kind === 'other' ? "kind NOT IN ('article', 'photo')" : 'kind = ?']),
      ...(within === undefined ? [] : ['within = ?']),
      ...(triage === undefined ? [] : ['triage = ?']),
      ...terms.map(() => 'instr(folded, ?) > 0'),
    ];
    return {
      sql: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`,
      values: [
        ...(kind === undefined || kind === 'other' ? [] : [kind]),
        ...(within === undefined ? [] : [within]),
        ...(triage === undefined ? [] : [triage]),
        ...terms,
      ],
    };
  }

  sourcesPage(
    filter: SourceFilter,
    page: Page,
  ): { total: number; articles: number; photos: number; others: number; triage: Record<m.Triage, number>; rows: m.SourceRow[] } {
    const { sql, values } = this.#where(filter);
    const each = this.#where({ ...filter, kind: undefined });
    const kinds = this.all(`SELECT kind, count(*) AS n FROM source ${each.sql} GROUP BY kind`, ...each.values);
    const of = (kind: string): number => Number(kinds.find((row) => row['kind'] === kind)?.['n'] ?? 0);
    const others = of('recording') + of('archive');
    const total = filter.kind === undefined ? of('article') + of('photo') + others : filter.kind === 'other' ? others : of(filter.kind);
    const rows = this.all(
      `SELECT ${sourceRowColumns} FROM source ${sql} ORDER BY number LIMIT ? OFFSET ?`,
      ...values,
      page.limit,
      page.offset,
    );
    const sorted = this.#where({ ...filter, triage: undefined });
    const states = this.all(`SELECT triage, count(*) AS n FROM source ${sorted.sql} GROUP BY triage`, ...sorted.values);
    const inState = (state: m.Triage): number => Number(states.find((row) => row['triage'] === state)?.['n'] ?? 0);
    const triage = { new: inState('new'), read: inState('read'), 'set-aside': inState('set-aside'), key: inState('key') };
    return { total, articles: of('article'), photos: of('photo'), others, triage, rows: rows.map(toSourceRow) };
  }

  /** The next source of a state after one, in the order of the list and round its end. Null where no other is in that state. */
  nextSource(after: m.SourceId | null, triage: m.Triage, kind: SourceGroup | undefined): m.SourceRow | null {
    const { sql, values } = this.#where({ kind, triage, filter: '' });
    const row = this.one(
      `SELECT ${sourceRowColumns} FROM source ${sql} AND source.id IS NOT ?
      ORDER BY number <= coalesce((SELECT number FROM source WHERE id = ?), 0), number LIMIT 1`,
      ...values,
      after,
      after,
    );
    return row === undefined ? null : toSourceRow(row);
  }

  /** Every decision about excerpts, oldest first. */
  decisions(): m.Decision[] {
    return this.all('SELECT * FROM decision ORDER BY decided_at, id').map(toDecision);
  }
  /** Those about one excerpt, oldest first. */
  decisionsAbout(excerpt: m.ExcerptId): m.Decision[] {
    return this.all('SELECT * FROM decision WHERE excerpt = ? ORDER BY decided_at, id', excerpt).map(toDecision);
  }
  decisionOn(excerpt: m.ExcerptId, rendition: m.RenditionId): m.Decision | null {
    const row = this.one('SELECT * FROM decision WHERE excerpt = ? AND rendition = ?', excerpt, rendition);
    return row === undefined ? null : toDecision(row);
  }

  sourceRank(id: m.SourceId, filter: SourceFilter): number {
    const { sql, values } = this.#where(filter);
    const and = sql === '' ? 'WHERE' : `${sql} AND`;
    if (this.one(`SELECT 1 FROM source ${and} id = ?`, ...values, id) === undefined) return -1;
    return this.count(`SELECT count(*) AS n FROM source ${and} number < (SELECT number FROM source WHERE id = ?)`, ...values, id);
  }

  sourceRow(id: m.SourceId): m.SourceRow {
    const row = this.one(`SELECT ${sourceRowColumns} FROM source WHERE id = ?`, id);
    if (row === undefined) throw new AssayError('NOT_FOUND', 'There is no such source in this case.', { source: id });
    return toSourceRow(row);
  }

  source(key: m.SourceId | m.Ref): m.Source {
    const row = this.one(`SELECT *, ${sourceColumns} FROM source WHERE id = ? OR ref = ?`, key, key);
    if (row === undefined) throw new AssayError('NOT_FOUND', `There is no source ${key} in this case.`, { source: key });
    return toSource(row);
  }

  /** Null for one that is not in the case (any more). */
  sourceById(id: string): m.Source | null {
    const row = this.one(`SELECT *, ${sourceColumns} FROM source WHERE id = ?`, id);
    return row === undefined ? null : toSource(row);
  }

  sourceByOriginal(hash: m.Sha256): m.Source | null {
    const row = this.one(`SELECT *, ${sourceColumns} FROM source WHERE original = ?`, hash);
    return row === undefined ? null : toSource(row);
  }

  /** Every address by which a source is known, oldest first. */
  addresses(): { id: string; url: string }[] {
    return this.all('SELECT id, url FROM source WHERE url IS NOT NULL ORDER BY number').map((row) => ({
      id: String(row['id']),
      url: String(row['url']),
    }));
  }

  /** References of what was found in a source, by the paths that it calls them by. */
  pathsWithin(id: m.SourceId): Map<string, m.Ref> {
    const rows = this.all("SELECT ref, json_extract(provenance, '$.within.path') AS path FROM source WHERE within = ?", id);
    return new Map(rows.map((row) => [String(row['path']), m.Ref.parse(row['ref'])]));
  }

  /** Null where it was undone. */
  refOf(id: m.SourceId): m.Ref | null {
    const row = this.one('SELECT ref FROM source WHERE id = ?', id);
    return row === undefined ? null : m.Ref.parse(row['ref']);
  }

  /** How the bytes of a source were offered again, from a moment on. */
  offeredAgain(id: m.SourceId, from: m.Instant): m.Provenance[] {
    return this.all(
      "SELECT json_extract(args, '$.provenance') AS provenance FROM log WHERE verb = 'source.offered-again' AND at >= ? AND json_extract(args, '$.source') = ?",
      from,
      id,
    ).map((row) => parseJson(m.Provenance, row['provenance']));
  }

  /** Ids and references of all sources or excerpts, in order: for whoever goes through them one by one. */
  keysOf(table: 'source' | 'excerpt'): { id: string; ref: string }[] {
    return this.all(`SELECT id, ref FROM ${table} ORDER BY number`).map((row) => ({ id: String(row['id']), ref: String(row['ref']) }));
  }

  sources(): m.Source[] {
    return this.all(`SELECT *, ${sourceColumns} FROM source ORDER BY number`).map(toSource);
  }

  /** All renditions of a source, the one that is shown first. */
  renditionsOf(id: m.SourceId): m.RenditionRow[] {
    return this.all('SELECT * FROM rendition WHERE source = ? ORDER BY current DESC, id', id).map(toRenditionRow);
  }

  rendition(id: m.RenditionId): m.RenditionRow {
    const row = this.one('SELECT * FROM rendition WHERE id = ?', id);
    if (row === undefined) throw new AssayError('NOT_FOUND', 'There is no such rendition in this case.', { rendition: id });
    return toRenditionRow(row);
  }

  /** A source with its former and later versions, oldest first; only itself where there are none. */
  versionsOf(id: m.SourceId): m.SourceRow[] {
    const rows = this.all(
      `WITH RECURSIVE
        older (id) AS (SELECT ? UNION SELECT source.version_of FROM source JOIN older ON source.id = older.id WHERE source.version_of IS NOT NULL),
        family (id) AS (SELECT id FROM older UNION SELECT source.id FROM source JOIN family ON source.version_of = family.id)
      SELECT ${sourceRowColumns} FROM source WHERE source.id IN (SELECT id FROM family) ORDER BY number`,
      id,
    );
    return rows.map(toSourceRow);
  }

  /** What a person decided about two sources, whichever is named first. */
  likenessOf(a: m.SourceId, b: m.SourceId): m.Likeness | null {
    const row = this.one('SELECT * FROM likeness WHERE (a = ? AND b = ?) OR (a = ? AND b = ?)', a, b, b, a);
    return row === undefined ? null : toLikeness(row);
  }

  /** All such decisions, or those that concern one source. */
  likenesses(of?: m.SourceId): m.Likeness[] {
    return (
      of === undefined
        ? this.all('SELECT * FROM likeness ORDER BY judged_at, id')
        : this.all('SELECT * FROM likeness WHERE a = ? OR b = ? ORDER BY judged_at, id', of, of)
    ).map(toLikeness);
  }

  renditionHash(id: m.RenditionId): m.Sha256 {
    const row = this.one('SELECT sha256 FROM rendition WHERE id = ?', id);
    if (row === undefined) throw new AssayError('NOT_FOUND', 'There is no such rendition in this case.', { rendition: id });
    return m.Sha256.parse(row['sha256']);
  }

  /** Every rendition with the reference of its source. */
  allRenditions(): { id: string; ref: string }[] {
    return this.all('SELECT rendition.id, ref FROM rendition LEFT JOIN source ON source.id = rendition.source ORDER BY rendition.id').map(
      (row) => ({ id: String(row['id']), ref: String(row['ref']) }),
    );
  }
}
