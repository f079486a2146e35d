/** The excerpts of an open case. */
import { AssayError } from '../../../shared/errors.ts';
import type * as m from '../../../shared/model.ts';
import { toExcerpt, toLink } from '../rows.ts';
import { LookReader } from './look.ts';

/** `¶3` and `¶3b`, `¶3c` …, but neither ¶30 nor ¶3–5: a range of the index on (source, place). Takes the place three times. */
const atPlace = "(place = ? OR (place >= ? || 'a' AND place < ? || '{'))";
const excerptFrom = 'SELECT excerpt.*, source.ref AS source_ref FROM excerpt JOIN source ON source.id = excerpt.source';

export class ExcerptReader extends LookReader {
  excerpt(key: m.ExcerptId | m.Ref): m.Excerpt {
    const row = this.one(`${excerptFrom} WHERE excerpt.id = ? OR excerpt.ref = ?`, key, key);
    if (row === undefined) throw new AssayError('NOT_FOUND', `There is no excerpt ${key} in this case.`, { excerpt: key });
    return toExcerpt(row);
  }

  excerpts(): m.Excerpt[] {
    return this.all(`${excerptFrom} ORDER BY excerpt.number`).map(toExcerpt);
  }

  /** All that were ever made on a source, retracted ones too: places are never given twice. */
  excerptsOfSource(source: m.SourceId): m.Excerpt[] {
    return this.all(`${excerptFrom} WHERE excerpt.source = ? ORDER BY excerpt.number`, source).map(toExcerpt);
  }

  /**
   * Passages whose source has a version or another text besides, of all sources or of one: standing, or retired by a decision. Those
   * of all other sources cannot stand elsewhere.
   */
  passagesWithVersions(source?: m.SourceId): m.Excerpt[] {
    const sql = `${excerptFrom} WHERE excerpt.quote IS NOT NULL
      AND (excerpt.retracted_at IS NULL OR excerpt.id IN (SELECT excerpt FROM decision WHERE decision = 'retire'))
      AND (source.version_of IS NOT NULL
        OR source.id IN (SELECT version_of FROM source WHERE version_of IS NOT NULL)
        OR source.id IN (SELECT source FROM rendition GROUP BY source HAVING count(*) > 1))`;
    return (
      source === undefined
        ? this.all(`${sql} ORDER BY excerpt.number`)
        : this.all(`${sql} AND excerpt.source = ? ORDER BY excerpt.number`, source)
    ).map(toExcerpt);
  }

  /** Which excerpts were carried on to which sources by excerpts that stand, as `excerpt source`. */
  carriedOn(): Set<string> {
    const rows = this.all('SELECT carried_from, source FROM excerpt WHERE carried_from IS NOT NULL AND retracted_at IS NULL');
    return new Set(rows.map((row) => `${String(row['carried_from'])} ${String(row['source'])}`));
  }

  /** Every link that an excerpt ever had, retracted ones too. */
  linksOfExcerpt(excerpt: m.ExcerptId): m.Link[] {
    return this.all('SELECT * FROM link WHERE excerpt = ? ORDER BY number', excerpt).map(toLink);
  }

  /** The standing excerpt that a person made of another one in a source. */
  carriedTo(former: m.ExcerptId, source: m.SourceId): m.Excerpt | null {
    const row = this.one(
      `${excerptFrom} WHERE excerpt.source = ? AND excerpt.carried_from = ? AND excerpt.retracted_at IS NULL ORDER BY excerpt.number`,
      source,
      former,
    );
    return row === undefined ? null : toExcerpt(row);
  }

  /** Standing excerpts of these very words at a place, under any of its letters. */
  quotedAt(source: m.SourceId, place: string, quote: string): m.Excerpt[] {
    return this.all(
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
    return this.all(
      `${excerptFrom} WHERE excerpt.source = ? AND excerpt.retracted_at IS NULL AND excerpt.anchor ->> '$.fragment.value' = ?`,
      source,
      fragment,
    ).map(toExcerpt);
  }

  /** How many excerpts of this source were ever given this place, under any of its letters. */
  countAt(source: m.SourceId, place: string): number {
    return this.count(`SELECT count(*) AS n FROM excerpt WHERE source = ? AND ${atPlace}`, source, place, place, place);
  }

  /** How many regions were ever drawn on this source. */
  countRegions(source: m.SourceId): number {
    return this.count('SELECT count(*) AS n FROM excerpt WHERE source = ? AND quote IS NULL', source);
  }

  /** Whether an excerpt of this source was ever given this place. */
  placeTaken(source: m.SourceId, place: string): boolean {
    return this.one('SELECT 1 FROM excerpt WHERE source = ? AND place = ?', source, place) !== undefined;
  }

  linksOfSource(source: m.SourceId): m.Link[] {
    return this.all(
      'SELECT link.* FROM standing_link JOIN link ON link.id = standing_link.id WHERE standing_link.source = ? ORDER BY link.number',
      source,
    ).map(toLink);
  }
}
