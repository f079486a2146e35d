/** Rows of the tables as the words of the model. Every row is parsed: a damaged database gives CASE_BROKEN, not nonsense. */
import { z } from 'zod';
import { AssayError } from '../../shared/errors.ts';
import * as m from '../../shared/model.ts';

export function parseRow<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new AssayError('CASE_BROKEN', `The case’s record of ${what} is damaged.`, {
      issues: parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    });
  return parsed.data;
}

/** Parses a JSON column. */
export function parseJson<T>(schema: z.ZodType<T>, text: unknown): T {
  if (typeof text !== 'string') throw new AssayError('CASE_BROKEN', 'A column of the case is damaged.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new AssayError('CASE_BROKEN', 'A column of the case is damaged.', {}, { cause: error });
  }
  return parseRow(schema, value, 'a column');
}

export type RawRow = Record<string, unknown>;
const retracted = (row: RawRow): unknown =>
  row['retracted_at'] === null ? null : { at: row['retracted_at'], because: row['retracted_because'] };

export const countsOf = (row: RawRow): m.StanceCounts =>
  parseRow(
    m.StanceCounts,
    { supports: row['n_supports'], refutes: row['n_refutes'], context: row['n_context'], 'fails-to-verify': row['n_fails'] },
    'counts',
  );

/** Columns that countsOf reads; `condition` picks the standing links to count. */
export const countColumns = (condition: string): string =>
  ['supports', 'refutes', 'context', 'fails-to-verify']
    .map(
      (stance, i) =>
        `(SELECT count(*) FROM standing_link WHERE ${condition} AND stance = '${stance}') AS n_${['supports', 'refutes', 'context', 'fails'][i]}`,
    )
    .join(', ');

export const toSource = (row: RawRow): m.Source =>
  parseRow(
    m.Source,
    {
      id: row['id'],
      ref: row['ref'],
      kind: row['kind'],
      mediaType: row['media_type'],
      original: row['original'],
      size: row['size'],
      provenance: parseJson(m.Provenance, row['provenance']),
      metadata: parseJson(m.Metadata, row['metadata']),
      corrections: parseJson(m.Corrections, row['corrections']),
      photo: row['photo'] === null ? null : parseJson(m.PhotoSize, row['photo']),
      rendition: row['rendition'],
      reading: row['reading'],
      triage: row['triage'],
      cover: row['cover'],
      versionOf: row['version_of'],
      title: row['title'],
    },
    `source ${String(row['ref'])}`,
  );

export const toSourceRow = (row: RawRow): m.SourceRow =>
  parseRow(
    m.SourceRow,
    {
      id: row['id'],
      ref: row['ref'],
      kind: row['kind'],
      mediaType: row['media_type'],
      original: row['original'],
      title: row['title'],
      publisher: row['publisher'],
      date: row['date'],
      language: row['language'],
      reading: row['reading'],
      triage: row['triage'],
      cover: row['cover'],
      within: row['within_ref'],
      versionOf: row['version_ref'],
      counts: countsOf(row),
      excerpts: row['n_excerpts'],
    },
    `source ${String(row['ref'])}`,
  );

export const toExcerpt = (row: RawRow): m.Excerpt =>
  parseRow(
    m.Excerpt,
    {
      id: row['id'],
      ref: row['ref'],
      source: row['source'],
      sourceRef: row['source_ref'],
      anchor: parseJson(m.Anchor, row['anchor']),
      place: row['place'],
      quote: row['quote'],
      note: row['note'],
      carriedFrom: row['carried_from'],
      createdAt: row['created_at'],
      retracted: retracted(row),
    },
    `excerpt ${String(row['ref'])}`,
  );

export const toDecision = (row: RawRow): m.Decision =>
  parseRow(
    m.Decision,
    {
      id: row['id'],
      excerpt: row['excerpt'],
      into: row['into_source'],
      rendition: row['rendition'],
      decision: row['decision'],
      because: row['because'],
      made: row['made'],
      decidedAt: row['decided_at'],
    },
    'a decision about an excerpt',
  );

export const toLikeness = (row: RawRow): m.Likeness =>
  parseRow(
    m.Likeness,
    {
      id: row['id'],
      a: row['a'],
      b: row['b'],
      kind: row['kind'],
      decision: row['decision'],
      because: row['because'],
      found: parseJson(m.LikenessFound, row['found']),
      judgedAt: row['judged_at'],
    },
    'two sources that look alike',
  );

export const toRenditionRow = (row: RawRow): m.RenditionRow =>
  parseRow(
    m.RenditionRow,
    {
      id: row['id'],
      sha256: row['sha256'],
      kind: row['kind'],
      extractor: row['extractor'],
      extractorVersion: row['extractor_version'],
      language: row['language'],
      characters: row['characters'],
      layout: row['layout'],
      confidence: row['confidence'],
      current: row['current'] === 1,
    },
    'a rendition',
  );

export const toClaim = (row: RawRow): m.Claim =>
  parseRow(
    m.Claim,
    {
      id: row['id'],
      ref: row['ref'],
      text: row['text'],
      claimant: row['claimant'],
      when: row['said_when'],
      where: row['said_where'],
      partOf: row['part_of'],
      note: row['note'],
      position: row['position'],
      verdict: row['verdict'],
      rationale: row['rationale'],
      createdAt: row['created_at'],
      retracted: retracted(row),
    },
    `claim ${String(row['ref'])}`,
  );

export const toLink = (row: RawRow): m.Link =>
  parseRow(
    m.Link,
    {
      id: row['id'],
      ref: row['ref'],
      excerpt: row['excerpt'],
      claim: row['claim'],
      stance: row['stance'],
      because: row['because'],
      position: row['position'],
      createdAt: row['created_at'],
      retracted: retracted(row),
    },
    `link ${String(row['ref'])}`,
  );

export const toEntry = (row: RawRow): m.LogEntry =>
  parseRow(
    m.LogEntry,
    {
      seq: row['seq'],
      id: row['id'],
      at: row['at'],
      actor: parseJson(m.Actor, row['actor']),
      verb: row['verb'],
      args: parseJson(z.record(z.string(), z.unknown()), row['args']),
      parents: parseJson(z.array(m.Sha256), row['parents']),
      hash: row['hash'],
    },
    `log entry ${String(row['seq'])}`,
  );

export const toDetails = (row: RawRow): m.CaseDetails => parseRow(m.CaseDetails, row, 'itself');
