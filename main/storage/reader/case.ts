/** Everything that can be asked of an open case. A read-only case is this and nothing more: it has no way to write. */
import { AssayError } from '../../../shared/errors.ts';
import * as m from '../../../shared/model.ts';
import { toDetails } from '../rows.ts';
import { ClaimReader } from './claims.ts';

export class CaseReader extends ClaimReader {
  info(): { id: m.CaseId; details: m.CaseDetails; createdAt: m.Instant } {
    const row = this.one('SELECT * FROM case_info');
    if (row === undefined) throw new AssayError('CASE_BROKEN', 'The case has no record of itself.');
    return { id: m.CaseId.parse(row['id']), details: toDetails(row), createdAt: m.Instant.parse(row['created_at']) };
  }

  counts(): { sources: number; articles: number; photos: number; excerpts: number; claims: number; links: number; entries: number } {
    const kinds = this.all('SELECT kind, count(*) AS n FROM source GROUP BY kind');
    const of = (kind: string): number => Number(kinds.find((row) => row['kind'] === kind)?.['n'] ?? 0);
    return {
      articles: of('article'),
      photos: of('photo'),
      sources: of('article') + of('photo'),
      excerpts: this.count('SELECT count(*) AS n FROM excerpt WHERE retracted_at IS NULL'),
      claims: this.count('SELECT count(*) AS n FROM claim WHERE retracted_at IS NULL'),
      links: this.count('SELECT count(*) AS n FROM standing_link'),
      entries: this.lastSeq(),
    };
  }

  /** The reference that comes next, or `ahead` ones after it: for an entry that gives several. */
  nextRef(kind: 'S' | 'E' | 'C' | 'L', ahead = 0): m.Ref {
    const last = this.count('SELECT last AS n FROM counter WHERE kind = ?', kind);
    return m.Ref.parse(`${kind}-${String(last + 1 + ahead).padStart(3, '0')}`);
  }
}
