/** The sources of an open case and their renditions. */
import type { SQLInputValue } from 'node:sqlite';
import { AssayError } from '../../../shared/errors.ts';
import * as m from '../../../shared/model.ts';
import { countColumns, toSource, toSourceRow } from '../rows.ts';
import { foldForFilter } from '../shown.ts';
import { LogReader } from './log.ts';
import type { Page } from './statements.ts';

export interface SourceFilter {
  readonly kind?: m.SourceKind | undefined;
  readonly filter: string;
}

const sourceColumns = '(SELECT id FROM rendition WHERE rendition.source = source.id AND current = 1) AS rendition';
const sourceRowColumns = `source.*, ${countColumns('standing_link.source = source.id')}, (SELECT count(*) FROM excerpt WHERE excerpt.source = source.id AND retracted_at IS NULL) AS n_excerpts`;

export class SourceReader extends LogReader {
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
    const kinds = this.all(`SELECT kind, count(*) AS n FROM source ${each.sql} GROUP BY kind`, ...each.values);
    const of = (kind: string): number => Number(kinds.find((row) => row['kind'] === kind)?.['n'] ?? 0);
    const total = filter.kind === undefined ? of('article') + of('photo') : of(filter.kind);
    const rows = this.all(
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

  sourceByOriginal(hash: m.Sha256): m.Source | null {
    const row = this.one(`SELECT *, ${sourceColumns} FROM source WHERE original = ?`, hash);
    return row === undefined ? null : toSource(row);
  }

  /** The newest source of an address. */
  sourceByUrl(url: string): m.Source | null {
    const row = this.one(`SELECT *, ${sourceColumns} FROM source WHERE url = ? ORDER BY number DESC LIMIT 1`, url);
    return row === undefined ? null : toSource(row);
  }

  /** Ids and references of all sources or excerpts, in order: for whoever goes through them one by one. */
  keysOf(table: 'source' | 'excerpt'): { id: string; ref: string }[] {
    return this.all(`SELECT id, ref FROM ${table} ORDER BY number`).map((row) => ({ id: String(row['id']), ref: String(row['ref']) }));
  }

  sources(): m.Source[] {
    return this.all(`SELECT *, ${sourceColumns} FROM source ORDER BY number`).map(toSource);
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
