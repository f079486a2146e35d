/**
 * The only way rows change: a writer that reducers use while one log entry is applied. It keeps each row's image before
 * and after, which is what undo restores and what replay must reproduce.
 */
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { AssayError } from '../../shared/errors.ts';

export const domainTables = ['case_info', 'source', 'rendition', 'excerpt', 'claim', 'link', 'likeness', 'decision'] as const;
export type DomainTable = (typeof domainTables)[number];
export type Row = Record<string, string | number | null>;
export interface Touched {
  readonly table: string;
  readonly id: string;
}
export interface Change {
  readonly table: DomainTable;
  readonly id: string;
  readonly before: string | null;
  readonly after: string | null;
}

function isDomainTable(name: string): name is DomainTable {
  return domainTables.some((table) => table === name);
}

function plain(row: Record<string, SQLOutputValue>): Row {
  const out: Row = {};
  for (const [key, value] of Object.entries(row)) {
    if (typeof value === 'bigint' || value instanceof Uint8Array)
      throw new TypeError(`column ${key} is of a kind that no case table holds`);
    out[key] = value;
  }
  return out;
}

const Image = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

function parseImage(image: string | null): Row | null {
  if (image === null) return null;
  const parsed = Image.safeParse(JSON.parse(image));
  if (!parsed.success) throw new AssayError('CASE_BROKEN', 'A change record is damaged.');
  return parsed.data;
}

export class Writer {
  readonly #db: DatabaseSync;
  readonly #statements: Map<string, StatementSync>;
  #changes: Change[] = [];

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#statements = new Map();
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  get(table: DomainTable, id: string): Row | null {
    const row = this.#prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id);
    return row === undefined ? null : plain(row);
  }

  /** Ids of the rows whose columns hold these values, in order. */
  idsWhere(table: DomainTable, columns: Row): string[] {
    const names = Object.keys(columns);
    const sql = `SELECT id FROM ${table} WHERE ${names.map((name) => `${name} IS ?`).join(' AND ')} ORDER BY id`;
    return this.#prepare(sql)
      .all(...names.map((name) => columns[name] ?? null))
      .map((row) => String(row['id']));
  }

  /** The id of the one row of `case_info`. */
  caseId(): string {
    const row = this.#prepare('SELECT id FROM case_info').get();
    if (typeof row?.['id'] !== 'string') throw new AssayError('CASE_BROKEN', 'The case has no record of itself.');
    return row['id'];
  }

  insert(table: DomainTable, row: Row & { id: string }): void {
    this.#write(table, row.id, null, row);
  }

  /** Throws CASE_BROKEN where the row is missing: a log entry named something that is not there. */
  patch(table: DomainTable, id: string, change: Row): void {
    const before = this.get(table, id);
    if (before === null) throw new AssayError('CASE_BROKEN', `The log changes ${table} ${id}, which is not there.`);
    this.#write(table, id, before, { ...before, ...change });
  }

  #write(table: DomainTable, id: string, before: Row | null, after: Row | null): void {
    if (before !== null && after !== null) {
      const columns = Object.keys(after);
      const values: SQLInputValue[] = columns.map((column) => after[column] ?? null);
      this.#prepare(`UPDATE ${table} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`).run(...values, id);
    } else if (after !== null) {
      const columns = Object.keys(after);
      const values: SQLInputValue[] = columns.map((column) => after[column] ?? null);
      this.#prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(...values);
    } else {
      this.#prepare(`DELETE FROM ${table} WHERE id = ?`).run(id);
    }
    // The image is read back, so that it holds what the table holds (defaults, column order)
    const stored = after === null ? null : JSON.stringify(this.get(table, id));
    this.#changes.push({ table, id, before: before === null ? null : JSON.stringify(before), after: stored });
  }

  /** References are never reused: the counter only grows and is no part of what undo restores. */
  countRef(kind: string, number: number): void {
    this.#prepare('INSERT INTO counter (kind, last) VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET last = max(last, excluded.last)').run(
      kind,
      number,
    );
  }

  /**
   * Puts back the rows that entry `seq` changed, newest change first. Throws UNDO_BLOCKED where a row has changed since
   * or others lean on it.
   */
  revert(seq: number): void {
    const rows = this.#prepare('SELECT tbl, row, before, after FROM change WHERE seq = ? ORDER BY ord DESC').all(seq).map(plain);
    if (rows.length === 0) throw new AssayError('UNDO_BLOCKED', 'This entry changed nothing that could be taken back.');
    for (const { tbl, row, before, after } of rows) {
      if (typeof tbl !== 'string' || typeof row !== 'string' || !isDomainTable(tbl))
        throw new AssayError('CASE_BROKEN', 'A change record is damaged.');
      const now = this.get(tbl, row);
      if ((now === null ? null : JSON.stringify(now)) !== after) throw new AssayError('UNDO_BLOCKED', undefined, { table: tbl, id: row });
      this.#write(tbl, row, now, parseImage(typeof before === 'string' ? before : null));
    }
  }

  /** Writes what this entry changed beside it, and forgets it. */
  flush(seq: number): Touched[] {
    const insert = this.#prepare('INSERT INTO change (seq, ord, tbl, row, before, after) VALUES (?, ?, ?, ?, ?, ?)');
    this.#changes.forEach((change, ord) => {
      insert.run(seq, ord, change.table, change.id, change.before, change.after);
    });
    const touched = this.#changes.map(({ table, id }) => ({ table, id }));
    this.#changes = [];
    return touched;
  }

  /** Forgets changes of an entry that did not come to be. */
  discard(): void {
    this.#changes = [];
  }
}
