/** What the log of an open case says. */
import { AssayError } from '../../../shared/errors.ts';
import * as m from '../../../shared/model.ts';
import { entries } from '../log.ts';
import { toEntry } from '../rows.ts';
import { accessVerbs } from '../verbs.ts';
import { type Page, Statements } from './statements.ts';

export class LogReader extends Statements {
  /** The newest entry. */
  head(): m.LogEntry {
    const row = this.one('SELECT * FROM log ORDER BY seq DESC LIMIT 1');
    if (row === undefined) throw new AssayError('CASE_BROKEN', 'The log is empty.');
    return toEntry(row);
  }

  /** The number of the newest entry; 0 in an empty log. */
  lastSeq(): number {
    return this.count('SELECT max(seq) AS n FROM log');
  }

  /** What entries after `seq` did to which rows, oldest first. */
  factsAfter(seq: number): { seq: number; verb: string; touched: { table: string; id: string }[] }[] {
    return this.all('SELECT seq, verb FROM log WHERE seq > ? ORDER BY seq', seq).map((row) => ({
      seq: Number(row['seq']),
      verb: String(row['verb']),
      touched: this.all('SELECT tbl, row FROM change WHERE seq = ? ORDER BY ord', Number(row['seq'])).map((change) => ({
        table: String(change['tbl']),
        id: String(change['row']),
      })),
    }));
  }

  /** The newest entry that changed something: what a report is of. Opening, exporting and verifying do not move it. */
  changeHead(): m.LogEntry {
    const marks = [...accessVerbs];
    const row = this.one(`SELECT * FROM log WHERE verb NOT IN (${marks.map(() => '?').join(', ')}) ORDER BY seq DESC LIMIT 1`, ...marks);
    if (row === undefined) throw new AssayError('CASE_BROKEN', 'The log is empty.');
    return toEntry(row);
  }

  logPage({ offset, limit }: Page, newestFirst: boolean): { total: number; entries: m.LogEntry[] } {
    const rows = this.all(`SELECT * FROM log ORDER BY seq ${newestFirst ? 'DESC' : 'ASC'} LIMIT ? OFFSET ?`, limit, offset);
    return { total: this.lastSeq(), entries: rows.map(toEntry) };
  }

  logUpTo(seq: number): m.LogEntry[] {
    return this.all('SELECT * FROM log WHERE seq <= ? ORDER BY seq', seq).map(toEntry);
  }

  /** Every entry, a few at a time in memory. */
  log(): Generator<m.LogEntry> {
    return entries(this.db);
  }

  /** Only what undo needs of each entry after `seq`, oldest first. */
  history(afterSeq: number): { seq: number; id: m.EntryId; verb: string; of: string | null }[] {
    return this.all("SELECT seq, id, verb, args ->> '$.entry' AS of FROM log WHERE seq > ? ORDER BY seq", afterSeq).map((row) => ({
      seq: Number(row['seq']),
      id: m.EntryId.parse(row['id']),
      verb: String(row['verb']),
      of: typeof row['of'] === 'string' ? row['of'] : null,
    }));
  }

  entry(id: m.EntryId): m.LogEntry {
    const row = this.one('SELECT * FROM log WHERE id = ?', id);
    if (row === undefined) throw new AssayError('NOT_FOUND', 'There is no such log entry.', { entry: id });
    return toEntry(row);
  }
}
