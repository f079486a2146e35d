/** Statements of an open database, each prepared once. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { RawRow } from '../rows.ts';

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

export class Statements {
  protected readonly db: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.db = db;
  }

  protected statement(sql: string): StatementSync {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare(sql);
      this.#prepared.set(sql, statement);
    }
    return statement;
  }

  protected all(sql: string, ...values: SQLInputValue[]): RawRow[] {
    return this.statement(sql).all(...values);
  }

  protected one(sql: string, ...values: SQLInputValue[]): RawRow | undefined {
    return this.statement(sql).get(...values);
  }

  /** The column `n` of the one row; 0 where there is none. */
  protected count(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.one(sql, ...values)?.['n'] ?? 0);
  }
}
