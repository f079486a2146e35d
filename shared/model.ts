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
export const LikenessId = uuid.brand<'LikenessId'>();
export const DecisionId = uuid.brand<'DecisionId'>();
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
export type LikenessId = z.infer<typeof LikenessId>;
export type DecisionId = z.infer<typeof DecisionId>;
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

/** What a reader of an original noticed and a person should look at. The code says what kind, `from` where it was seen; the message is a sentence. */
export const findingCodes = [
  'no-date',
  'wrong-extension',
  'polyglot',
  'unsafe-name',
  'tracked-changes',
  'comments',
  'scanned-pages',
  'hidden-text',
  'thumbnail-differs',
  'credentials-invalid',
  'edited-by-software',
  'digest-differs',
  'records-broken',
  'parts-refused',
  'recovered',
  'other',
] as const;
export const FindingCode = z.enum(findingCodes);
export type FindingCode = z.infer<typeof FindingCode>;
export const Finding = z.object({ code: FindingCode, message: z.string(), from: z.string() });
export type Finding = z.infer<typeof Finding>;

/**
 * C2PA content credentials, judged offline. `valid`: whole and signed by a certificate that a trust list names;
 * `valid-untrusted`: whole, the signer is on no list (offline, that is the usual case); `invalid`: what was signed is not what
 * is here, or the signature does not hold. Absent and unreadable ones are said as such. None of them says that a picture is true.
 */
export const CredentialsState = z.enum(['absent', 'unreadable', 'invalid', 'valid-untrusted', 'valid']);
export type CredentialsState = z.infer<typeof CredentialsState>;
export const Manifest = z.object({
  label: z.string(),
  active: z.boolean(),
  title: z.string().optional(),
  format: z.string().optional(),
  claimGenerator: z.string().optional(),
  /** Who signed, as the certificate names them, and when the claim says so (ISO 8601). */
  issuer: z.string().optional(),
  signedAt: z.string().optional(),
  actions: z.array(z.string()).default([]),
  ingredients: z.array(z.object({ title: z.string(), relationship: z.string(), manifest: z.string().optional() })).default([]),
});
export const Credentials = z.object({
  state: CredentialsState,
  manifests: z.array(Manifest),
  /** C2PA validation status codes of what does not hold, e.g. `assertion.dataHash.mismatch`. */
  problems: z.array(z.object({ code: z.string(), explanation: z.string().optional(), url: z.string().optional() })),
});
export type Credentials = z.infer<typeof Credentials>;

/** The small picture inside a photo against the photo itself: `difference` 0 (alike) to 1. */
export const EmbeddedThumbnail = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  state: z.enum(['alike', 'differs']),
  difference: z.number().min(0).max(1),
});
export type EmbeddedThumbnail = z.infer<typeof EmbeddedThumbnail>;

/** The header of a mail (RFC 5322) as it stands there; addresses as `Name <address>`. */
export const MailHeader = z.object({
  from: z.array(z.string()),
  to: z.array(z.string()),
  cc: z.array(z.string()).default([]),
  subject: z.string().optional(),
  /** ISO 8601 with the offset that was written. */
  sent: z.string().optional(),
  messageId: z.string().optional(),
});
export type MailHeader = z.infer<typeof MailHeader>;

/** A video or sound recording; durations in milliseconds. */
export const RecordingFacts = z.object({
  durationMs: z.number().nonnegative().optional(),
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
  frameRate: z.number().positive().optional(),
  container: z.string().optional(),
  videoCodec: z.string().optional(),
  audioCodec: z.string().optional(),
});
export type RecordingFacts = z.infer<typeof RecordingFacts>;

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
  /** A copy of the page in a public archive, where the original names one. */
  archiveUrl: found(z.string()).optional(),
  /** Where the program that saved it says it took it from; a page's own `canonicalUrl` may be another address. */
  savedFrom: found(z.string()).optional(),
  /** When a crawler or a browser fetched it from its address (ISO 8601, UTC). */
  fetched: found(z.string()).optional(),
  description: found(z.string()).optional(),
  mail: found(MailHeader).optional(),
  /** Programs that wrote or changed it, as it says itself. */
  software: found(z.array(z.string())).optional(),
  /** Pages of a document. */
  pages: found(z.int().nonnegative()).optional(),
  recording: found(RecordingFacts).optional(),
  thumbnail: found(EmbeddedThumbnail).optional(),
  credentials: found(Credentials).optional(),
  findings: z.array(Finding).optional(),
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

/** Recordings (video, sound) and archives (ZIP, WARC, WACZ) are kept, hashed and listed; what an archive holds becomes sources of their own. */
export const SourceKind = z.enum(['article', 'photo', 'recording', 'archive']);
export type SourceKind = z.infer<typeof SourceKind>;

/** Where in another source it was found: an attachment of a mail, a file of a ZIP, a record of a web archive. */
export const Within = z.object({
  source: SourceId,
  /** As the container names it: `word/media/image1.png`, `2 photo.jpg`, `pages.warc.gz#1043`. */
  path: z.string(),
  /** Where the container carries a digest of it: `sha-1:…` as written, and whether the bytes agree. */
  digest: z.object({ written: z.string(), state: z.enum(['agrees', 'differs', 'unknown']) }).exactOptional(),
});
export type Within = z.infer<typeof Within>;

/** Where one import came from: what the log keeps of it. */
export const Provenance = z.object({
  fileName: z.string(),
  fileModifiedAt: Instant.nullable(),
  url: z.string().nullable(),
  importedAt: Instant,
  importedBy: Actor,
  program: z.string(),
  within: Within.exactOptional(),
});
export type Provenance = z.infer<typeof Provenance>;

/** How far a source could be read: `locked` waits for a password, `kept` is there byte for byte but not shown by this version. */
export const Reading = z.enum(['read', 'locked', 'kept']);
export type Reading = z.infer<typeof Reading>;

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

/** How far a person is with a source; `key`: the case hangs on it. Nothing but a person moves it. */
export const Triage = z.enum(['new', 'read', 'set-aside', 'key']);
export type Triage = z.infer<typeof Triage>;

/** Whether the picture of a source is shown at once; `as-case` does as the case's details say. */
export const Cover = z.enum(['as-case', 'covered', 'open']);
export type Cover = z.infer<typeof Cover>;

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
  reading: Reading.default('read'),
  triage: Triage.default('new'),
  cover: Cover.default('as-case'),
  /** The source whose address this one shares with other bytes: this is its new version. */
  versionOf: SourceId.nullable(),
  /** The title to show: a person's, else the extracted one, else the file name. */
  title: z.string(),
});
export type Source = z.infer<typeof Source>;

/** What a source's original appearance leaves out, counted: it can neither run nor call. */
export const LeftOut = z.object({
  /** Scripts, and handlers of events in the markup. */
  scripts: z.int().nonnegative(),
  handlers: z.int().nonnegative(),
  /** Pictures that the file does not hold; a labelled place stands for each. */
  pictures: z.int().nonnegative(),
  /** Style sheets, and what they would have loaded. */
  styles: z.int().nonnegative(),
  frames: z.int().nonnegative(),
  media: z.int().nonnegative(),
  /** Fields and buttons: shown, but dead. */
  controls: z.int().nonnegative(),
  /** Links that lead nowhere now. */
  links: z.int().nonnegative(),
  /** Orders to go to another page by itself. */
  redirects: z.int().nonnegative(),
  /** Orders to look up, connect or fetch ahead. */
  hints: z.int().nonnegative(),
});
export type LeftOut = z.infer<typeof LeftOut>;

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
  reading: Reading,
  triage: Triage,
  cover: Cover,
  /** The source it was found in (a mail's attachment, a page of an archive). */
  within: Ref.nullable(),
  /** The source whose new version it is. */
  versionOf: Ref.nullable(),
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

/**
 * Where the words of a rendition stand on its pages (PDF: points, 1/72 inch, y down from the top left of the page as it is seen;
 * a photo read by machine: pixels of the upright original, one page). Kept beside the rendition under a hash of its own, because only
 * a look at the page needs it. `runs` are words or pieces of lines in reading order, each `[start, end, x, y, width, height]` with
 * start and end in code points of the canonical text, or with a seventh number: how sure the machine was, 0 to 100.
 */
export const LayoutPage = z.object({
  width: z.number().positive(),
  height: z.number().positive(),
  /** Code points [start, end) of the canonical text that stand on this page. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  /** As the document names it (`iv`, `A-3`), where it does. */
  label: z.string().exactOptional(),
  /** A page without a text of its own: a picture of one. */
  scanned: z.boolean().default(false),
  runs: z.array(z.array(z.number()).min(6).max(7)),
});
export type LayoutPage = z.infer<typeof LayoutPage>;
export const Layout = z.object({ format: z.literal(1), unit: z.enum(['pt', 'px']), pages: z.array(LayoutPage) });
export type Layout = z.infer<typeof Layout>;

/** A rectangle on a page: page counted from 1; units of the page (see Layout). */
export const Quad = z.object({ page: z.int().positive(), x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Quad = z.infer<typeof Quad>;

/** How a rendition came to be: read from the original, or guessed from a picture by a machine. */
export const RenditionKind = z.enum(['extracted', 'machine-read']);
export type RenditionKind = z.infer<typeof RenditionKind>;

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
  /** Where the words stand on the page, a rectangle a line, where the rendition has a layout. */
  quads: z.array(Quad).exactOptional(),
});
/** W3C Web Annotation SvgSelector: one polygon, whole pixels, `<svg xmlns="http://www.w3.org/2000/svg"><polygon points="x,y x,y x,y"/></svg>`. */
export const SvgSelector = z.object({
  type: z.literal('SvgSelector'),
  value: z
    .string()
    .regex(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"><polygon points="\d{1,9},\d{1,9}(?: \d{1,9},\d{1,9}){2,}"\/><\/svg>$/),
});
export type SvgSelector = z.infer<typeof SvgSelector>;
/**
 * A region of a photo, in pixels of the upright original; or of a page of a document (counted from 1), in pixels of the page as it is
 * seen at 144 dpi (two to a point). Where it has an outline, the fragment is the outline's bounding box.
 */
export const RegionAnchor = z.object({
  kind: z.literal('region'),
  fragment: FragmentSelector,
  outline: SvgSelector.exactOptional(),
  page: z.int().positive().exactOptional(),
});
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

/** A polygon on a picture: its corners in order, whole pixels of the same kind as a Region's. */
export const Outline = z
  .array(z.object({ x: z.int().nonnegative(), y: z.int().nonnegative() }))
  .min(3)
  .max(500);
export type Outline = z.infer<typeof Outline>;

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
  /** The excerpt of a former version that a person found again here. */
  carriedFrom: ExcerptId.nullable().default(null),
  createdAt: Instant,
  retracted: Retraction.nullable(),
});
export type Excerpt = z.infer<typeof Excerpt>;

/**
 * What a person decided about an excerpt once its source had a newer version or another text: `keep` it on the words as they stood,
 * `confirm` its new place (a new excerpt there takes over its links), or `retire` it.
 */
export const Decision = z.object({
  id: DecisionId,
  excerpt: ExcerptId,
  /** The source in whose text it was sought: a newer version, or the same source with another text. */
  into: SourceId,
  rendition: RenditionId,
  decision: z.enum(['keep', 'confirm', 'retire']),
  because: z.string(),
  /** The excerpt made at the new place. */
  made: ExcerptId.nullable(),
  decidedAt: Instant,
});
export type Decision = z.infer<typeof Decision>;

/** What the program computed about two sources that look alike. A person concludes. */
export const LikenessFound = z.object({
  /** Texts: same-story, light-edit, rewrite, partial-reuse. Photos: whole, part, frame. */
  relation: z.string(),
  /** 0 to 1: how much of it agrees; never a probability. */
  score: z.number().min(0).max(1),
  /** One sentence: what was compared and what came of it. */
  words: z.string(),
});
export type LikenessFound = z.infer<typeof LikenessFound>;

/** A person's word on two sources that look alike: one is a copy of the other (or both of a third), or they are different. */
export const Likeness = z.object({
  id: LikenessId,
  a: SourceId,
  b: SourceId,
  kind: z.enum(['text', 'photo']),
  decision: z.enum(['copy', 'different']),
  because: z.string(),
  found: LikenessFound,
  judgedAt: Instant,
});
export type Likeness = z.infer<typeof Likeness>;

/** A rendition as its source lists it. */
export const RenditionRow = z.object({
  id: RenditionId,
  sha256: Sha256,
  kind: RenditionKind,
  extractor: z.string(),
  extractorVersion: z.string(),
  language: z.string().nullable(),
  characters: z.int().nonnegative(),
  layout: Sha256.nullable(),
  /** Of a machine: mean of its words, 0 to 100. */
  confidence: z.number().nullable(),
  /** The one that the reader shows and new marks are made on. */
  current: z.boolean(),
});
export type RenditionRow = z.infer<typeof RenditionRow>;

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
  /** How photos are shown until a person reveals them: strain is real in this work. */
  cover: z.enum(['none', 'blur', 'grey']),
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
