/**
 * The words of the house as schemas: what a case is made of. Every value that crosses a boundary (window, file,
 * database row, worker) is parsed by one of these. Units: text positions count Unicode code points of the canonical
 * text; regions are pixels of the upright original; times are ISO 8601 in UTC with milliseconds unless named EDTF.
 */
import { z } from 'zod';

/** UUIDv7 (RFC 9562) in lower case. */
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
export const SourceId = uuid.brand<'SourceId'>();
export const RenditionId = uuid.brand<'RenditionId'>();
export const ExcerptId = uuid.brand<'ExcerptId'>();
export const ClaimId = uuid.brand<'ClaimId'>();
export const LinkId = uuid.brand<'LinkId'>();
export const EntryId = uuid.brand<'EntryId'>();
export const CaseId = uuid.brand<'CaseId'>();
/** SHA-256 of bytes, 64 lower-case hexadecimal digits. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Sha256'>();
/** An open case as the workbench knows it while it is open; never stored. */
export const CaseHandle = z.string().min(1).max(64).brand<'CaseHandle'>();
/** A shell's promise about one file or folder that a person chose; paths never cross the contract. */
export const Ticket = z.string().min(1).max(128).brand<'Ticket'>();
/** Short stable references that people use in talk and print. Never reused. */
export const Ref = z
  .string()
  .regex(/^[SECL]-\d{3,}$/)
  .brand<'Ref'>();
/** ISO 8601, UTC, milliseconds: 2026-11-22T16:40:00.000Z. */
export const Instant = z.iso.datetime({ precision: 3 }).brand<'Instant'>();

export type SourceId = z.infer<typeof SourceId>;
export type RenditionId = z.infer<typeof RenditionId>;
export type ExcerptId = z.infer<typeof ExcerptId>;
export type ClaimId = z.infer<typeof ClaimId>;
export type LinkId = z.infer<typeof LinkId>;
export type EntryId = z.infer<typeof EntryId>;
export type CaseId = z.infer<typeof CaseId>;
export type Sha256 = z.infer<typeof Sha256>;
export type CaseHandle = z.infer<typeof CaseHandle>;
export type Ticket = z.infer<typeof Ticket>;
export type Ref = z.infer<typeof Ref>;
export type Instant = z.infer<typeof Instant>;

/** Stance of an excerpt towards a claim (analysis of competing hypotheses, with "fails to verify" as its own thing). */
export const Stance = z.enum(['supports', 'refutes', 'context', 'fails-to-verify']);
export type Stance = z.infer<typeof Stance>;
export const stances: readonly Stance[] = ['supports', 'refutes', 'fails-to-verify', 'context'];

/** AVeriTeC verdicts. */
export const Verdict = z.enum(['supported', 'refuted', 'not-enough-evidence', 'conflicting-evidence']);
export type Verdict = z.infer<typeof Verdict>;

/** How many standing links of each stance. */
export const StanceCounts = z.object({
  supports: z.int().nonnegative(),
  refutes: z.int().nonnegative(),
  context: z.int().nonnegative(),
  'fails-to-verify': z.int().nonnegative(),
});
export type StanceCounts = z.infer<typeof StanceCounts>;

/** Who acts: the name a person gave on this machine and the installation that wrote it. */
export const Actor = z.object({ name: z.string().min(1).max(200), installation: z.string().min(1).max(64) });
export type Actor = z.infer<typeof Actor>;

/** A value read from an original, with the field of the original it came from (e.g. `meta[property=og:title]`). */
const found = <T extends z.ZodType>(value: T) => z.object({ value, from: z.string() });

/** One metadata field as it stands in a file. */
export const FileField = z.object({ group: z.string(), name: z.string(), value: z.string() });
export type FileField = z.infer<typeof FileField>;

/** WGS 84 position in degrees; altitude in metres above sea level. */
export const Position = z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180), alt: z.number().optional() });
export type Position = z.infer<typeof Position>;

/**
 * When a camera's clock said the photo was taken: local wall time (`YYYY-MM-DDTHH:MM:SS[.sss]`) and its UTC offset
 * (`+02:00`), or null where the file does not carry one. An absent offset is never guessed.
 */
export const CaptureTime = z.object({ local: z.string(), offset: z.string().nullable() });
export type CaptureTime = z.infer<typeof CaptureTime>;

/** What an original says of itself. Extracted values are never overwritten; corrections stand beside them (Source.corrections). */
export const Metadata = z.object({
  title: found(z.string()).optional(),
  authors: found(z.array(z.string())).optional(),
  publisher: found(z.string()).optional(),
  /** EDTF (ISO 8601-2). */
  published: found(z.string()).optional(),
  modified: found(z.string()).optional(),
  canonicalUrl: found(z.string()).optional(),
  /** BCP 47. */
  language: found(z.string()).optional(),
  /** IANA name of the text encoding that was decoded, and how it was found. */
  encoding: found(z.string()).optional(),
  camera: found(z.object({ make: z.string().optional(), model: z.string().optional() })).optional(),
  captured: found(CaptureTime).optional(),
  position: found(Position).optional(),
  fields: z.array(FileField).optional(),
});
export type Metadata = z.infer<typeof Metadata>;

/** Pixels of the UPRIGHT picture (as it is seen), and the EXIF orientation (1–8) by which it was turned to be so. */
export const PhotoSize = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  orientation: z.int().min(1).max(8),
});
export type PhotoSize = z.infer<typeof PhotoSize>;

export const SourceKind = z.enum(['article', 'photo']);
export type SourceKind = z.infer<typeof SourceKind>;

/** Where one import came from: what the log keeps of it. */
export const Provenance = z.object({
  fileName: z.string(),
  fileModifiedAt: Instant.nullable(),
  url: z.string().nullable(),
  importedAt: Instant,
  importedBy: Actor,
  program: z.string(),
});
export type Provenance = z.infer<typeof Provenance>;

/** A person's correction of an extracted value; the extracted one stays. */
export const Corrections = z.object({
  title: z.string().optional(),
  authors: z.array(z.string()).optional(),
  publisher: z.string().optional(),
  published: z.string().optional(),
  url: z.string().optional(),
  note: z.string().optional(),
  /** Alternative text of a photo: what it shows, for those who cannot see it. Printed in reports. */
  altText: z.string().optional(),
});
export type Corrections = z.infer<typeof Corrections>;

export const Source = z.object({
  id: SourceId,
  ref: Ref,
  kind: SourceKind,
  mediaType: z.string(),
  original: Sha256,
  /** Bytes. */
  size: z.int().nonnegative(),
  provenance: Provenance,
  metadata: Metadata,
  corrections: Corrections,
  photo: PhotoSize.nullable(),
  rendition: RenditionId.nullable(),
  /** The source whose address this one shares with other bytes: this is its new version. */
  versionOf: SourceId.nullable(),
  /** The title to show: a person's, else the extracted one, else the file name. */
  title: z.string(),
});
export type Source = z.infer<typeof Source>;

export const SourceRow = z.object({
  id: SourceId,
  ref: Ref,
  kind: SourceKind,
  mediaType: z.string(),
  original: Sha256,
  title: z.string(),
  publisher: z.string().nullable(),
  /** EDTF, of publication or capture. */
  date: z.string().nullable(),
  language: z.string().nullable(),
  counts: StanceCounts,
  excerpts: z.int().nonnegative(),
});
export type SourceRow = z.infer<typeof SourceRow>;

/** A block of a rendition: code points [start, end) of its canonical text. `number` is the ¶ that citations use. */
export const Block = z.object({
  type: z.enum(['title', 'heading', 'paragraph', 'quote', 'list-item', 'caption', 'preformatted', 'table-row']),
  level: z.int().min(1).max(6).optional(),
  number: z.int().positive().optional(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});
export type Block = z.infer<typeof Block>;

/** What was extracted from an original: PROV wasDerivedFrom. Text is NFC, lines end in LF, blocks stand apart by one empty line. */
export const Rendition = z.object({
  format: z.literal(1),
  extractor: z.string(),
  extractorVersion: z.string(),
  language: z.string().nullable(),
  text: z.string(),
  blocks: z.array(Block),
});
export type Rendition = z.infer<typeof Rendition>;

/** W3C Web Annotation TextQuoteSelector. */
export const TextQuoteSelector = z.object({
  type: z.literal('TextQuoteSelector'),
  exact: z.string().min(1),
  prefix: z.string(),
  suffix: z.string(),
});
/** W3C Web Annotation TextPositionSelector; code points of the rendition's canonical text. */
export const TextPositionSelector = z.object({
  type: z.literal('TextPositionSelector'),
  start: z.int().nonnegative(),
  end: z.int().positive(),
});
/** W3C Media Fragments `xywh=pixel:x,y,w,h`, pixels of the upright original. */
export const FragmentSelector = z.object({
  type: z.literal('FragmentSelector'),
  conformsTo: z.literal('http://www.w3.org/TR/media-frags/'),
  value: z.string().regex(/^xywh=pixel:\d+,\d+,\d+,\d+$/),
});
export const TextAnchor = z.object({
  kind: z.literal('text'),
  rendition: RenditionId,
  quote: TextQuoteSelector,
  position: TextPositionSelector,
});
export const RegionAnchor = z.object({ kind: z.literal('region'), fragment: FragmentSelector });
export const Anchor = z.discriminatedUnion('kind', [TextAnchor, RegionAnchor]);
export type TextQuoteSelector = z.infer<typeof TextQuoteSelector>;
export type TextPositionSelector = z.infer<typeof TextPositionSelector>;
export type FragmentSelector = z.infer<typeof FragmentSelector>;
export type TextAnchor = z.infer<typeof TextAnchor>;
export type RegionAnchor = z.infer<typeof RegionAnchor>;
export type Anchor = z.infer<typeof Anchor>;

/** Pixels of the upright original; x, y from its top left corner. */
export const Region = z.object({
  x: z.int().nonnegative(),
  y: z.int().nonnegative(),
  width: z.int().positive(),
  height: z.int().positive(),
});
export type Region = z.infer<typeof Region>;

export const Retraction = z.object({ at: Instant, because: z.string() });
export type Retraction = z.infer<typeof Retraction>;

export const Excerpt = z.object({
  id: ExcerptId,
  ref: Ref,
  source: SourceId,
  sourceRef: Ref,
  anchor: Anchor,
  /** The place as cited: `¶3`, `¶3b`, `title`, `region A`. Given when the excerpt is made, never changed. */
  place: z.string(),
  /** The exact words, or null for a region. */
  quote: z.string().nullable(),
  note: z.string(),
  createdAt: Instant,
  retracted: Retraction.nullable(),
});
export type Excerpt = z.infer<typeof Excerpt>;

/** A checkable statement as made (schema.org ClaimReview: claimReviewed, itemReviewed.author …). */
export const Claim = z.object({
  id: ClaimId,
  ref: Ref,
  /** The words as made. */
  text: z.string().min(1),
  claimant: z.string(),
  /** EDTF. */
  when: z.string(),
  where: z.string(),
  partOf: ClaimId.nullable(),
  note: z.string(),
  /** Orders siblings. */
  position: z.number(),
  verdict: Verdict.nullable(),
  rationale: z.string(),
  createdAt: Instant,
  retracted: Retraction.nullable(),
});
export type Claim = z.infer<typeof Claim>;

export const Link = z.object({
  id: LinkId,
  ref: Ref,
  excerpt: ExcerptId,
  claim: ClaimId,
  stance: Stance,
  because: z.string(),
  position: z.number(),
  createdAt: Instant,
  retracted: Retraction.nullable(),
});
export type Link = z.infer<typeof Link>;

/** A link with what a list shows of it. */
export const Evidence = z.object({ link: Link, excerpt: Excerpt, source: SourceRow });
export type Evidence = z.infer<typeof Evidence>;

export const ClaimRow = z.object({ claim: Claim, counts: StanceCounts, parts: z.int().nonnegative() });
export type ClaimRow = z.infer<typeof ClaimRow>;

/** How the report may be handled; printed on its first page. */
export const CaseDetails = z.object({
  title: z.string().trim().min(1).max(300),
  number: z.string().max(100),
  author: z.string().max(300),
  summary: z.string().max(20_000),
  handling: z.string().max(200),
  /** BCP 47, of the report. */
  language: z.string().max(35),
});
export type CaseDetails = z.infer<typeof CaseDetails>;

/** One entry of the custody log. `hash` is SHA-256 over the RFC 8785 form of the other fields but seq. */
export const LogEntry = z.object({
  seq: z.int().positive(),
  id: EntryId,
  at: Instant,
  actor: Actor,
  verb: z.string(),
  args: z.record(z.string(), z.unknown()),
  parents: z.array(Sha256),
  hash: Sha256,
});
export type LogEntry = z.infer<typeof LogEntry>;
