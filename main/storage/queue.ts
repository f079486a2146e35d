/**
 * The import queue of a case, in `queue.sqlite` beside it: what was chosen, what waits, what became of what. It holds paths of this
 * machine, so it is no part of the log, of a seal or of a replay, and it may be deleted at any time: then nothing waits any more.
 */
import type { SQLInputValue } from 'node:sqlite';
import { type ItemCounts, ItemState } from '../../shared/contract.ts';
import type { Failure } from '../../shared/errors.ts';
import type { Instant, Sha256, SourceId } from '../../shared/model.ts';
import { asAssayError } from './errors.ts';
import { openQueueFile } from './queue-file.ts';
import {
  type BatchRow,
  type Intent,
  type ItemRow,
  type NewItem,
  type RootRow,
  type Settled,
  toBatch,
  toItem,
  toRoot,
} from './queue-schema.ts';
import { type Page, Statements } from './reader/statements.ts';

const batchColumns = 'batch.*, (SELECT count(*) FROM root WHERE root.batch = batch.id AND walked = 0) AS roots_left';

export interface ItemFilter {
  readonly batch?: number | undefined;
  readonly states: readonly ItemState[];
  readonly filter: string;
}

export interface BatchTally {
  readonly counts: ItemCounts;
  readonly total: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

const noCounts = (): ItemCounts => ({
  waiting: 0,
  reading: 0,
  imported: 0,
  duplicate: 0,
  'new-version': 0,
  asks: 0,
  failed: 0,
  cancelled: 0,
});
const json = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value));

export class ImportQueueStore extends Statements {
  /** What a person should know of the queue itself: that it was damaged. */
  readonly note: string | null;
  readonly #listeners = new Set<() => void>();

  constructor(folder: string) {
    const { db, wasBroken } = openQueueFile(folder);
    super(db);
    this.note = wasBroken
      ? 'The list of files that waited to be imported was damaged and has been thrown away. Nothing that came in is lost; choose again what is missing.'
      : null;
    this.#recover();
  }

  /** Runs a statement that changes rows; the row id of the last one it inserted. */
  #run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.statement(sql).run(...values).lastInsertRowid);
  }

  /** Called after every change. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** All or nothing; throws DISK_FULL and the like. */
  change<T>(work: () => T): T {
    try {
      this.db.exec('BEGIN IMMEDIATE');
      const result = work();
      this.db.exec('COMMIT');
      for (const listener of this.#listeners) listener();
      return result;
    } catch (error) {
      // A full disk may have rolled back by itself
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      throw asAssayError(error, 'the import queue');
    }
  }

  /** What the program was at when it ended: those items are read again, and known again by their bytes. */
  #recover(): void {
    this.change(() => {
      this.#run(
        `UPDATE batch SET resumed_at = (SELECT count(*) FROM item WHERE item.batch = batch.id AND item.state NOT IN ('waiting', 'reading', 'cancelled')) WHERE state = 'run'`,
      );
      this.release();
    });
  }

  /** Puts what is being read back into the queue; its bytes may be in the case already. */
  release(): void {
    this.#run("UPDATE item SET state = 'waiting', recovered = 1 WHERE state = 'reading'");
  }

  addBatch(title: string, at: Instant, url: string | null, roots: readonly Omit<RootRow, 'id' | 'batch'>[]): number {
    const batch = this.#run("INSERT INTO batch (title, state, started_at, url) VALUES (?, 'run', ?, ?)", title, at, url);
    for (const { path, name, modifiedAt, copy } of roots)
      this.#run('INSERT INTO root (batch, path, name, modified_at, copy) VALUES (?, ?, ?, ?, ?)', batch, path, name, modifiedAt, copy);
    return batch;
  }

  batches(): BatchRow[] {
    return this.all(`SELECT ${batchColumns} FROM batch ORDER BY id`).map(toBatch);
  }

  batch(id: number): BatchRow | null {
    const row = this.one(`SELECT ${batchColumns} FROM batch WHERE id = ?`, id);
    return row === undefined ? null : toBatch(row);
  }

  setIntent(batch: number, intent: Intent, failure: Failure | null = null): void {
    this.#run('UPDATE batch SET state = ?, failure = ? WHERE id = ?', intent, json(failure), batch);
    if (intent === 'cancelled') {
      this.#run("UPDATE item SET state = 'cancelled' WHERE batch = ? AND state IN ('waiting', 'reading')", batch);
      this.#run('UPDATE root SET walked = 1 WHERE batch = ?', batch);
    }
  }

  removeBatch(batch: number): void {
    this.#run('DELETE FROM item WHERE batch = ?', batch);
    this.#run('DELETE FROM batch WHERE id = ?', batch);
  }

  /** The first place of a batch that has not been looked through. */
  nextRoot(batch: number): RootRow | null {
    const row = this.one('SELECT * FROM root WHERE batch = ? AND walked = 0 ORDER BY id LIMIT 1', batch);
    return row === undefined ? null : toRoot(row);
  }

  markWalked(root: number): void {
    this.#run('UPDATE root SET walked = 1 WHERE id = ?', root);
  }

  /** A file that was found at the same place before (a walk that was broken off) is there already and stays as it is. */
  addItem(batch: number, item: NewItem): number {
    return this.#run(
      `INSERT OR IGNORE INTO item (batch, root, path, shown, name, state, size, holder, holder_source, depth, member, part, copy, original, error, modified_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      batch,
      item.root ?? null,
      item.path ?? null,
      item.shown,
      item.name,
      item.error === undefined ? 'waiting' : 'failed',
      item.size ?? null,
      item.holder ?? null,
      item.holderSource ?? null,
      item.depth ?? 0,
      item.member ?? null,
      json(item.part),
      item.copy ?? null,
      item.original ?? null,
      json(item.error),
      item.modifiedAt ?? null,
    );
  }

  /** Takes the next waiting items of a batch, what was found inside others first. */
  claim(batch: number, at: Instant, most: number): ItemRow[] {
    const rows = this.all(`SELECT * FROM item WHERE batch = ? AND state = 'waiting' ORDER BY depth DESC, id LIMIT ?`, batch, most);
    for (const row of rows)
      this.#run("UPDATE item SET state = 'reading', claimed_at = coalesce(claimed_at, ?) WHERE id = ?", at, Number(row['id']));
    return rows.map((row) => toItem({ ...row, state: 'reading', claimed_at: row['claimed_at'] ?? at }));
  }

  /** What the bytes of a copy of ours are known to be: they are found again by it once they have their name. */
  setOriginal(item: number, original: Sha256, size: number): void {
    this.#run('UPDATE item SET original = ?, size = ? WHERE id = ?', original, size, item);
  }

  /** Items that are written down as being read. */
  reading(batch: number): number[] {
    return this.all("SELECT id FROM item WHERE batch = ? AND state = 'reading' ORDER BY id", batch).map((row) => Number(row['id']));
  }

  /** Puts an item that was being read back into the queue; one that was cancelled meanwhile stays so. */
  giveBack(item: number): void {
    this.#run("UPDATE item SET state = 'waiting', recovered = 1 WHERE id = ? AND state = 'reading'", item);
  }

  settle({ item, state, what, size, source, asks, findings, error, copyGone }: Settled): void {
    this.#run(
      `UPDATE item SET state = ?, what = coalesce(?, what), size = coalesce(?, size), source = coalesce(?, source), asks = ?,
       findings = coalesce(?, findings), error = ?, copy = iif(?, NULL, copy), recovered = 0 WHERE id = ?`,
      state,
      what ?? null,
      size ?? null,
      source ?? null,
      asks ?? null,
      json(findings),
      json(error),
      copyGone === true ? 1 : 0,
      item,
    );
  }

  /** Those of them that failed and can be tried again; all of the batch where none are named. */
  retry(batch: number, items: readonly number[] | null): number {
    const again = "state = 'failed' AND (path IS NOT NULL OR copy IS NOT NULL OR member IS NOT NULL)";
    const ids = items ?? this.all(`SELECT id FROM item WHERE batch = ? AND ${again}`, batch).map((row) => Number(row['id']));
    let count = 0;
    for (const id of ids) {
      if (this.one(`SELECT 1 FROM item WHERE id = ? AND batch = ? AND ${again}`, id, batch) === undefined) continue;
      this.#run("UPDATE item SET state = 'waiting', error = NULL, claimed_at = NULL WHERE id = ?", id);
      count += 1;
    }
    return count;
  }

  tally(batch: number): BatchTally {
    const counts = noCounts();
    let [total, bytesDone, bytesTotal] = [0, 0, 0];
    for (const row of this.all('SELECT state, count(*) AS n, total(size) AS bytes FROM item WHERE batch = ? GROUP BY state', batch)) {
      const state = ItemState.parse(row['state']);
      counts[state] = Number(row['n']);
      total += Number(row['n']);
      bytesTotal += Number(row['bytes']);
      if (state !== 'waiting' && state !== 'reading' && state !== 'cancelled') bytesDone += Number(row['bytes']);
    }
    return { counts, total, bytesDone, bytesTotal };
  }

  isBusy(batch: number): boolean {
    return this.one("SELECT 1 FROM item WHERE batch = ? AND state IN ('waiting', 'reading') LIMIT 1", batch) !== undefined;
  }

  #where({ batch, states, filter }: ItemFilter): { sql: string; values: (string | number)[] } {
    const conditions = [
      ...(batch === undefined ? [] : ['batch = ?']),
      ...(states.length === 0 ? [] : [`state IN (${states.map(() => '?').join(', ')})`]),
      ...(filter === '' ? [] : ['instr(lower(shown), ?) > 0']),
    ];
    return {
      sql: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`,
      values: [...(batch === undefined ? [] : [batch]), ...states, ...(filter === '' ? [] : [filter.toLowerCase()])],
    };
  }

  /** `counts` are those of the filter without its states. */
  items(filter: ItemFilter, page: Page, newestFirst: boolean): { total: number; counts: ItemCounts; items: ItemRow[] } {
    const { sql, values } = this.#where(filter);
    const each = this.#where({ ...filter, states: [] });
    const counts = noCounts();
    for (const row of this.all(`SELECT state, count(*) AS n FROM item ${each.sql} GROUP BY state`, ...each.values))
      counts[ItemState.parse(row['state'])] = Number(row['n']);
    const rows = this.all(
      `SELECT * FROM item ${sql} ORDER BY id ${newestFirst ? 'DESC' : 'ASC'} LIMIT ? OFFSET ?`,
      ...values,
      page.limit,
      page.offset,
    );
    return { total: this.count(`SELECT count(*) AS n FROM item ${sql}`, ...values), counts, items: rows.map(toItem) };
  }

  item(id: number): ItemRow | null {
    const row = this.one('SELECT * FROM item WHERE id = ?', id);
    return row === undefined ? null : toItem(row);
  }

  /** Whether an item is known to have become this source. */
  knows(source: SourceId): boolean {
    return this.one('SELECT 1 FROM item WHERE source = ? LIMIT 1', source) !== undefined;
  }

  /** The items of a source, newest first. */
  itemsOf(source: SourceId): ItemRow[] {
    return this.all('SELECT * FROM item WHERE source = ? ORDER BY id DESC', source).map(toItem);
  }

  /** Sources that items of a batch became. */
  sourcesOf(batch: number): Set<string> {
    return new Set(this.all('SELECT source FROM item WHERE batch = ? AND source IS NOT NULL', batch).map((row) => String(row['source'])));
  }

  /** Members of an archive and what they became. */
  takenFrom(holder: SourceId): Map<string, SourceId> {
    const rows = this.all('SELECT * FROM item WHERE holder_source = ? AND member IS NOT NULL AND source IS NOT NULL', holder).map(toItem);
    return new Map(rows.flatMap(({ member, source }) => (member === null || source === null ? [] : [[member, source] as const])));
  }

  /** Names in `incoming/` that a batch still holds. */
  copiesOf(batch: number): string[] {
    return this.all(
      'SELECT copy FROM item WHERE batch = ? AND copy IS NOT NULL UNION SELECT copy FROM root WHERE batch = ? AND copy IS NOT NULL AND walked = 0',
      batch,
      batch,
    ).map((row) => String(row['copy']));
  }

  close(): void {
    this.#listeners.clear();
    if (this.db.isOpen) this.db.close();
  }
}
