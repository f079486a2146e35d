/** What each verb does to the tables. Pure functions of the entry and the rows before it: live commands and replay run the same code. */
import type { z } from 'zod';
import { AssayError } from '../../shared/errors.ts';
import { Corrections, type LogEntry, Metadata, Provenance, Ref, type Source } from '../../shared/model.ts';
import { parseJson } from './rows.ts';
import { foldForFilter, shownDate, shownPublisher, shownTitle, sourceUrl } from './shown.ts';
import { type ImportedRendition, type NewClaim, type NewExcerpt, type NewLink, type Verb, verbs } from './verbs.ts';
import type { Row, Writer } from './writer.ts';

type Entry = Omit<LogEntry, 'hash'>;
type SeqOf = (entryId: string) => number;
type Apply = (writer: Writer, args: unknown, entry: Entry, seqOf: SeqOf) => void;
/** Pairs a verb's schema with what it does. */
const on =
  <T>(schema: z.ZodType<T>, run: (writer: Writer, args: T, entry: Entry, seqOf: SeqOf) => void): Apply =>
  (writer, args, entry, seqOf) =>
    run(writer, schema.parse(args), entry, seqOf);

const numberOf = (ref: string): number => Number(ref.slice(2));
const json = (value: unknown): string => JSON.stringify(value);

function shownColumns(source: Pick<Source, 'metadata' | 'corrections' | 'provenance' | 'ref'>): Row {
  return {
    url: sourceUrl(source),
    title: shownTitle(source),
    publisher: shownPublisher(source),
    date: shownDate(source),
    language: source.metadata.language?.value ?? null,
    folded: foldForFilter(
      [
        source.ref,
        shownTitle(source),
        shownPublisher(source) ?? '',
        source.provenance.fileName,
        sourceUrl(source) ?? '',
        ...(source.metadata.authors?.value ?? []),
      ].join('\n'),
    ),
  };
}

function insertExcerpt(writer: Writer, excerpt: NewExcerpt, at: string): void {
  const { id, ref, source, anchor, place, quote, note, carriedFrom } = excerpt;
  writer.insert('excerpt', {
    id,
    ref,
    number: numberOf(ref),
    source,
    anchor: json(anchor),
    place,
    quote,
    note,
    created_at: at,
    retracted_at: null,
    retracted_because: null,
    carried_from: carriedFrom,
  });
  writer.countRef('E', numberOf(ref));
}
function insertRendition(writer: Writer, source: string, rendition: ImportedRendition, current: boolean): void {
  writer.insert('rendition', {
    id: rendition.id,
    source,
    sha256: rendition.sha256,
    extractor: rendition.extractor,
    extractor_version: rendition.extractorVersion,
    language: rendition.language,
    characters: rendition.characters,
    current: current ? 1 : 0,
    kind: rendition.kind,
    layout: rendition.layout,
    confidence: rendition.confidence,
  });
}
/** At most one rendition of a source is the current one. */
function unsetCurrent(writer: Writer, source: string): void {
  for (const id of writer.idsWhere('rendition', { source, current: 1 })) writer.patch('rendition', id, { current: 0 });
}
function insertClaim(writer: Writer, claim: NewClaim, at: string): void {
  const { id, ref, text, claimant, when, where, partOf, note, position } = claim;
  writer.insert('claim', {
    id,
    ref,
    number: numberOf(ref),
    text,
    claimant,
    said_when: when,
    said_where: where,
    part_of: partOf,
    note,
    position,
    verdict: null,
    rationale: '',
    created_at: at,
    retracted_at: null,
    retracted_because: null,
  });
  writer.countRef('C', numberOf(ref));
}
function insertLink(writer: Writer, link: NewLink, at: string): void {
  const { id, ref, excerpt, claim, stance, because, position } = link;
  writer.insert('link', {
    id,
    ref,
    number: numberOf(ref),
    excerpt,
    claim,
    stance,
    because,
    position,
    created_at: at,
    retracted_at: null,
    retracted_because: null,
  });
  writer.countRef('L', numberOf(ref));
}
/** What the columns of a source that lists show are made of. */
function toldOf(writer: Writer, source: string): Pick<Source, 'metadata' | 'corrections' | 'provenance' | 'ref'> {
  const row = writer.get('source', source);
  if (row === null) throw new AssayError('CASE_BROKEN', `The log changes source ${source}, which is not there.`);
  return {
    ref: Ref.parse(row['ref']),
    metadata: parseJson(Metadata, row['metadata']),
    provenance: parseJson(Provenance, row['provenance']),
    corrections: parseJson(Corrections, row['corrections']),
  };
}
const retraction = (because: string, at: string): Row => ({ retracted_at: at, retracted_because: because });
/** Why a link or an excerpt ended with a decision for which a person wrote no reason. */
const decidedBecause = {
  keep: 'Kept on the words as they stood.',
  confirm: 'Its words were confirmed in a newer text.',
  retire: 'Its excerpt was retired.',
} as const;
const nothing = (): void => undefined;
const revert = (writer: Writer, args: { entry: string }, _entry: Entry, seqOf: SeqOf): void => writer.revert(seqOf(args.entry));

const reducers: { readonly [V in Verb]: Apply } = {
  'case.created': on(verbs['case.created'], (writer, args, entry) =>
    writer.insert('case_info', { id: args.case, ...args.details, created_at: entry.at }),
  ),
  'case.opened': on(verbs['case.opened'], nothing),
  'case.verified': on(verbs['case.verified'], nothing),
  'report.exported': on(verbs['report.exported'], nothing),
  'annotations.exported': on(verbs['annotations.exported'], nothing),
  'annotations.imported': on(verbs['annotations.imported'], nothing),
  'source.offered-again': on(verbs['source.offered-again'], nothing),
  'case.edited': on(verbs['case.edited'], (writer, args) => writer.patch('case_info', writer.caseId(), { ...args.details })),
  'source.imported': on(verbs['source.imported'], (writer, { source, rendition }) => {
    const { id, ref, kind, mediaType, original, size, provenance, metadata, corrections, photo, versionOf, reading } = source;
    writer.insert('source', {
      id,
      ref,
      number: numberOf(ref),
      kind,
      media_type: mediaType,
      original,
      size,
      provenance: json(provenance),
      metadata: json(metadata),
      corrections: json(corrections),
      photo: photo === null ? null : json(photo),
      version_of: versionOf,
      ...shownColumns(source),
      reading,
      within: provenance.within?.source ?? null,
      triage: 'new',
      cover: 'as-case',
    });
    writer.countRef('S', numberOf(ref));
    if (rendition !== null) insertRendition(writer, id, rendition, true);
  }),
  'source.corrected': on(verbs['source.corrected'], (writer, { source, corrections }) => {
    const told = { ...toldOf(writer, source), corrections };
    writer.patch('source', source, { corrections: json(corrections), ...shownColumns(told) });
  }),
  'source.read': on(verbs['source.read'], (writer, { source, metadata, reading, rendition }) => {
    const told = { ...toldOf(writer, source), metadata };
    writer.patch('source', source, { metadata: json(metadata), reading, ...shownColumns(told) });
    if (rendition !== null) {
      unsetCurrent(writer, source);
      insertRendition(writer, source, rendition, true);
    }
  }),
  'rendition.added': on(verbs['rendition.added'], (writer, { source, rendition, current }) => {
    if (current) unsetCurrent(writer, source);
    insertRendition(writer, source, rendition, current);
  }),
  'likeness.judged': on(verbs['likeness.judged'], (writer, { likeness }, entry) => {
    const { id, a, b, kind, decision, because, found } = likeness;
    const row = { a, b, kind, decision, because, found: json(found), judged_at: entry.at };
    if (writer.get('likeness', id) === null) writer.insert('likeness', { id, ...row });
    else writer.patch('likeness', id, row);
  }),
  'source.sorted': on(verbs['source.sorted'], (writer, { sources, triage }) => {
    for (const source of sources) writer.patch('source', source, { triage });
  }),
  'source.covered': on(verbs['source.covered'], (writer, { source, cover }) => writer.patch('source', source, { cover })),
  'excerpt.marked': on(verbs['excerpt.marked'], (writer, { excerpt }, entry) => insertExcerpt(writer, excerpt, entry.at)),
  'excerpt.noted': on(verbs['excerpt.noted'], (writer, { excerpt, note }) => writer.patch('excerpt', excerpt, { note })),
  'excerpt.adjusted': on(verbs['excerpt.adjusted'], (writer, { excerpt, anchor }) =>
    writer.patch('excerpt', excerpt, { anchor: json(anchor) }),
  ),
  'excerpt.retracted': on(verbs['excerpt.retracted'], (writer, { excerpt, because }, entry) =>
    writer.patch('excerpt', excerpt, retraction(because, entry.at)),
  ),
  'excerpt.decided': on(verbs['excerpt.decided'], (writer, { decision, excerpt, links, replaced, withdrawn }, entry) => {
    if (excerpt !== null) insertExcerpt(writer, excerpt, entry.at);
    for (const link of links) insertLink(writer, link, entry.at);
    const because = decision.because || decidedBecause[decision.decision];
    for (const link of replaced) writer.patch('link', link, retraction(because, entry.at));
    if (withdrawn !== null) writer.patch('excerpt', withdrawn, retraction(because, entry.at));
    if (decision.decision === 'retire') writer.patch('excerpt', decision.excerpt, retraction(decision.because, entry.at));
    const { id, excerpt: about, into, rendition, decision: what, made } = decision;
    const row = { excerpt: about, into_source: into, rendition, decision: what, because: decision.because, made, decided_at: entry.at };
    if (writer.get('decision', id) === null) writer.insert('decision', { id, ...row });
    else writer.patch('decision', id, row);
  }),
  'evidence.added': on(verbs['evidence.added'], (writer, { excerpt, claim, link }, entry) => {
    if (excerpt !== null) insertExcerpt(writer, excerpt, entry.at);
    if (claim !== null) insertClaim(writer, claim, entry.at);
    insertLink(writer, link, entry.at);
  }),
  'pair.linked': on(verbs['pair.linked'], (writer, { excerpts, links }, entry) => {
    for (const excerpt of excerpts) insertExcerpt(writer, excerpt, entry.at);
    for (const link of links) insertLink(writer, link, entry.at);
  }),
  'claim.added': on(verbs['claim.added'], (writer, { claim }, entry) => insertClaim(writer, claim, entry.at)),
  'claim.edited': on(verbs['claim.edited'], (writer, { claim, change }) => {
    const row: Row = {};
    if (change.text !== undefined) row['text'] = change.text;
    if (change.claimant !== undefined) row['claimant'] = change.claimant;
    if (change.when !== undefined) row['said_when'] = change.when;
    if (change.where !== undefined) row['said_where'] = change.where;
    if (change.note !== undefined) row['note'] = change.note;
    writer.patch('claim', claim, row);
  }),
  'claim.judged': on(verbs['claim.judged'], (writer, { claim, verdict, rationale }) =>
    writer.patch('claim', claim, { verdict, rationale }),
  ),
  'claim.moved': on(verbs['claim.moved'], (writer, { claim, partOf, position }) =>
    writer.patch('claim', claim, { part_of: partOf, position }),
  ),
  'claim.retracted': on(verbs['claim.retracted'], (writer, { claim, because }, entry) =>
    writer.patch('claim', claim, retraction(because, entry.at)),
  ),
  'link.added': on(verbs['link.added'], (writer, { link }, entry) => insertLink(writer, link, entry.at)),
  'link.edited': on(verbs['link.edited'], (writer, { link, stance, because }) => writer.patch('link', link, { stance, because })),
  'link.moved': on(verbs['link.moved'], (writer, { link, position }) => writer.patch('link', link, { position })),
  'link.retracted': on(verbs['link.retracted'], (writer, { link, because }, entry) =>
    writer.patch('link', link, retraction(because, entry.at)),
  ),
  'history.undone': on(verbs['history.undone'], revert),
  'history.redone': on(verbs['history.redone'], revert),
};

/** Applies one entry. Throws ZodError where the entry's args are not of its verb's form. */
export function applyEntry(writer: Writer, verb: Verb, args: unknown, entry: Entry, seqOf: SeqOf): void {
  reducers[verb](writer, args, entry, seqOf);
}
