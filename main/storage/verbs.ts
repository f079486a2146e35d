/**
 * The verbs of the custody log: what each entry's args hold. An entry says all that its change needs (ids, references,
 * times, positions), so that replaying it needs neither clock nor chance.
 */
import { z } from 'zod';
import * as m from '../../shared/model.ts';

/** A source as its import recorded it. */
const ImportedSource = m.Source.omit({ title: true, rendition: true, triage: true, cover: true });
const ImportedRendition = z.object({
  id: m.RenditionId,
  sha256: m.Sha256,
  extractor: z.string(),
  extractorVersion: z.string(),
  language: z.string().nullable(),
  characters: z.int().nonnegative(),
  kind: m.RenditionKind.default('extracted'),
  layout: m.Sha256.nullable().default(null),
  confidence: z.number().nullable().default(null),
});
const NewExcerpt = m.Excerpt.omit({ createdAt: true, retracted: true, sourceRef: true });
/** Cases of format 1 and 2 said nothing of covers. */
const LoggedDetails = m.CaseDetails.extend({ cover: m.CaseDetails.shape.cover.default('none') });
const NewDecision = m.Decision.omit({ decidedAt: true });
const NewLikeness = m.Likeness.omit({ judgedAt: true });
const NewClaim = m.Claim.omit({ createdAt: true, retracted: true, verdict: true, rationale: true });
const NewLink = m.Link.omit({ createdAt: true, retracted: true });
export type ImportedRendition = z.infer<typeof ImportedRendition>;
export type NewDecision = z.infer<typeof NewDecision>;
export type NewLikeness = z.infer<typeof NewLikeness>;
export type NewExcerpt = z.infer<typeof NewExcerpt>;
export type NewClaim = z.infer<typeof NewClaim>;
export type NewLink = z.infer<typeof NewLink>;

export const verbs = {
  'case.created': z.object({ case: m.CaseId, details: LoggedDetails, program: z.string(), format: z.literal(1) }),
  'case.opened': z.object({ program: z.string(), recovered: z.boolean() }),
  'case.edited': z.object({ details: LoggedDetails }),
  'case.verified': z.object({ head: m.Sha256, ok: z.boolean(), findings: z.int() }),
  'source.imported': z.object({ source: ImportedSource, rendition: ImportedRendition.nullable() }),
  /** A source that could not be read at first was read now (its password was given). */
  'source.read': z.object({
    source: m.SourceId,
    metadata: m.Metadata,
    reading: m.Reading,
    rendition: ImportedRendition.nullable(),
  }),
  /** One more rendition of an original, e.g. its text read by machine; `current` makes it the one that is shown. */
  'rendition.added': z.object({ source: m.SourceId, rendition: ImportedRendition, current: z.boolean() }),
  'likeness.judged': z.object({ likeness: NewLikeness }),
  'source.offered-again': z.object({ source: m.SourceId, provenance: m.Provenance }),
  'source.corrected': z.object({ source: m.SourceId, corrections: m.Corrections }),
  'source.sorted': z.object({ sources: z.array(m.SourceId).min(1), triage: m.Triage }),
  'source.covered': z.object({ source: m.SourceId, cover: m.Cover }),
  'excerpt.marked': z.object({ excerpt: NewExcerpt }),
  'excerpt.noted': z.object({ excerpt: m.ExcerptId, note: z.string() }),
  'excerpt.adjusted': z.object({ excerpt: m.ExcerptId, anchor: m.RegionAnchor }),
  'excerpt.retracted': z.object({ excerpt: m.ExcerptId, because: z.string() }),
  /**
   * What became of an excerpt in a newer text; `links` stand at the excerpt made there in place of those in `replaced`. Where another
   * decision is taken back by it, `withdrawn` is the excerpt that the former one had made.
   */
  'excerpt.decided': z.object({
    decision: NewDecision,
    excerpt: NewExcerpt.nullable(),
    links: z.array(NewLink),
    replaced: z.array(m.LinkId),
    withdrawn: m.ExcerptId.nullable().default(null),
  }),
  'evidence.added': z.object({ excerpt: NewExcerpt.nullable(), claim: NewClaim.nullable(), link: NewLink }),
  /** Two places that were compared, linked to one claim with one reason. */
  'pair.linked': z.object({ excerpts: z.array(NewExcerpt).max(2), links: z.array(NewLink).length(2) }),
  'claim.added': z.object({ claim: NewClaim }),
  'claim.edited': z.object({
    claim: m.ClaimId,
    change: NewClaim.pick({ text: true, claimant: true, when: true, where: true, note: true }).partial(),
  }),
  'claim.judged': z.object({ claim: m.ClaimId, verdict: m.Verdict.nullable(), rationale: z.string() }),
  'claim.moved': z.object({ claim: m.ClaimId, partOf: m.ClaimId.nullable(), position: z.number() }),
  'claim.retracted': z.object({ claim: m.ClaimId, because: z.string() }),
  'link.added': z.object({ link: NewLink }),
  'link.edited': z.object({ link: m.LinkId, stance: m.Stance, because: z.string() }),
  'link.moved': z.object({ link: m.LinkId, position: z.number() }),
  'link.retracted': z.object({ link: m.LinkId, because: z.string() }),
  'report.exported': z.object({
    head: m.Sha256,
    sha256: m.Sha256,
    bytes: z.int(),
    pages: z.int(),
    fileName: z.string(),
    template: z.string(),
  }),
  'annotations.exported': z.object({ head: m.Sha256, sha256: m.Sha256, bytes: z.int(), annotations: z.int(), fileName: z.string() }),
  /** A file of annotations was read; `taken` says which of them became which excerpt, and who wrote it when, as the file says. */
  'annotations.imported': z.object({
    sha256: m.Sha256,
    bytes: z.int(),
    fileName: z.string(),
    marked: z.int(),
    present: z.int(),
    failed: z.int(),
    taken: z.array(
      z.object({ annotation: z.string(), creator: z.string().nullable(), created: z.string().nullable(), excerpt: m.ExcerptId }),
    ),
  }),
  'history.undone': z.object({ entry: m.EntryId }),
  'history.redone': z.object({ entry: m.EntryId }),
} as const;

export type Verb = keyof typeof verbs;
export type Args<V extends Verb> = z.infer<(typeof verbs)[V]>;
export const isVerb = (verb: string): verb is Verb => Object.hasOwn(verbs, verb);

/** Entries that record access, not change: they do not move the head that a report names. */
export const accessVerbs: ReadonlySet<string> = new Set<Verb>([
  'case.opened',
  'case.verified',
  'report.exported',
  'annotations.exported',
  'annotations.imported',
  'source.offered-again',
]);
/** Changes that a person can take back. Creating the case is where its history begins. */
export const undoable = (verb: string): boolean =>
  !accessVerbs.has(verb) && verb !== 'case.created' && verb !== 'history.undone' && verb !== 'history.redone';
