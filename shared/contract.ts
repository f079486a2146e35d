/**
 * Every procedure and event between a window (or a terminal) and the workbench. Each is marked `query` (changes
 * nothing), `command` (one undoable entry in the case's log) or `action` (does something in the world: opens, imports,
 * exports; logged where it concerns a case, not undone). Long actions are async iterators: they yield progress, return
 * the result and stop when the caller aborts. Files travel as tickets, bytes leave by hash only (see shared/blobs.ts).
 */
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { type ErrorCode, errorCodes, Failure } from './errors.ts';
import * as m from './model.ts';

export type ProcedureKind = 'query' | 'command' | 'action';
const errorData = z.record(z.string(), z.unknown());
type ErrorMap = { [C in ErrorCode]: { message: string; data: typeof errorData } };
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its keys are exactly those of errorCodes, which Object.fromEntries cannot say
const errorMap = Object.fromEntries(Object.entries(errorCodes).map(([code, message]) => [code, { message, data: errorData }])) as ErrorMap;

const base = oc.$meta<{ kind: ProcedureKind }>({ kind: 'query' }).errors(errorMap);
const query = base.meta({ kind: 'query' });
const command = base.meta({ kind: 'command' });
const action = base.meta({ kind: 'action' });

const inCase = { case: m.CaseHandle };
const page = { offset: z.int().nonnegative().default(0), limit: z.int().min(1).max(1000).default(200) };

export const AccessMode = z.enum(['read-write', 'read-only']);
export type AccessMode = z.infer<typeof AccessMode>;

/** Who holds a case's lock: for the words that say so. */
export const LockOwner = z.object({ name: z.string(), host: z.string(), pid: z.int(), since: m.Instant, heartbeat: m.Instant });
export type LockOwner = z.infer<typeof LockOwner>;

export const CaseSummary = z.object({
  id: m.CaseId,
  details: m.CaseDetails,
  sources: z.int(),
  articles: z.int(),
  photos: z.int(),
  excerpts: z.int(),
  claims: z.int(),
  links: z.int(),
  /** Entries in the log, and the hash of the newest. */
  entries: z.int(),
  head: m.Sha256,
  createdAt: m.Instant,
});
export type CaseSummary = z.infer<typeof CaseSummary>;

export const OpenCase = z.object({
  case: m.CaseHandle,
  mode: AccessMode,
  /** Why it is read-only, where it is. */
  heldBy: LockOwner.nullable(),
  /** Where it is read-only though nobody else has it (full disk, read-only drive, damage): the reason, a sentence. */
  because: z.string().exactOptional(),
  /** True where the former owner ended without closing; the log was checked and is whole. */
  recovered: z.boolean(),
  /** For display only: where the folder lies. */
  place: z.string(),
  summary: CaseSummary,
});
export type OpenCase = z.infer<typeof OpenCase>;

export const RecentCase = z.object({
  ticket: m.Ticket,
  title: z.string(),
  number: z.string(),
  place: z.string(),
  state: z.enum(['ready', 'in-use', 'not-closed-cleanly', 'newer-version', 'absent', 'broken']),
  /** A plain sentence: what waits or why it cannot be opened. */
  note: z.string(),
  sources: z.int().nullable(),
  claims: z.int().nullable(),
  openedAt: m.Instant,
});
export type RecentCase = z.infer<typeof RecentCase>;

export const ImportOutcome = z.object({
  /** The name as given, made safe to show (control and bidi characters boxed). */
  path: z.string(),
  outcome: z.enum(['imported', 'duplicate', 'new-version', 'failed']),
  source: z.object({ id: m.SourceId, ref: m.Ref, title: z.string(), kind: m.SourceKind }).nullable(),
  error: Failure.nullable(),
  /** It is in, and waits for a person: its password, or which of its pages to take. */
  asks: z.enum(['password', 'pages']).exactOptional(),
});
export type ImportOutcome = z.infer<typeof ImportOutcome>;
export const ImportProgress = z.object({
  done: z.int(),
  total: z.int(),
  /** The file being read, and what it became once it is done. */
  current: z.string(),
  outcome: ImportOutcome.nullable(),
});
export type ImportProgress = z.infer<typeof ImportProgress>;
export const ImportResult = z.object({
  imported: z.int(),
  duplicates: z.int(),
  newVersions: z.int(),
  failed: z.int(),
  cancelled: z.boolean(),
  outcomes: z.array(ImportOutcome),
});
export type ImportResult = z.infer<typeof ImportResult>;

/** How lists part sources: recordings and archives, which this version does not show, are `other`. */
export const SourceGroup = z.enum(['article', 'photo', 'other']);
export type SourceGroup = z.infer<typeof SourceGroup>;

/** What one file of the queue became, or waits for. `asks`: it is kept, and waits for a person (a password, which pages to take). */
export const ItemState = z.enum(['waiting', 'reading', 'imported', 'duplicate', 'new-version', 'asks', 'failed', 'cancelled']);
export type ItemState = z.infer<typeof ItemState>;

/** One file of the queue. What was found inside it (attachments, members) are items of their own that name it as `holder`. */
export const ImportItem = z.object({
  id: z.int(),
  batch: z.int(),
  /** The name as given, made safe to show (control and bidi characters boxed). */
  path: z.string(),
  state: ItemState,
  /** Bytes, once known. */
  size: z.int().nullable(),
  /** What it is, in words: `Photo, 4032 × 3024`, `PDF, 4 pages`, `E-mail, 3 attachments`. Empty until read. */
  what: z.string(),
  source: z.object({ id: m.SourceId, ref: m.Ref, title: z.string(), kind: m.SourceKind }).nullable(),
  /** The item in which it was found. */
  holder: z.int().nullable(),
  asks: z.enum(['password', 'pages']).nullable(),
  findings: z.array(m.Finding),
  error: Failure.nullable(),
});
export type ImportItem = z.infer<typeof ImportItem>;

export const ItemCounts = z.record(ItemState, z.int());
export type ItemCounts = z.infer<typeof ItemCounts>;

/** One act of importing: the files and folders that were chosen together. Kept with the case on this machine until dismissed. */
export const ImportBatch = z.object({
  id: z.int(),
  /** `from-the-field`, `3 files`. */
  title: z.string(),
  state: z.enum(['counting', 'running', 'paused', 'cancelled', 'done', 'stopped']),
  startedAt: m.Instant,
  /** Items found so far; grows while a folder is walked and archives are opened. */
  total: z.int(),
  counts: ItemCounts,
  /** Bytes read, of those known. */
  bytesDone: z.number(),
  bytesTotal: z.number(),
  /** Over the last ten seconds; null before anything can be said. */
  filesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** What is being read now. */
  current: z.string(),
  /** Where it went on after the program had ended in between: items that were done already. */
  resumedAt: z.int().nullable(),
  /** Why it stopped by itself (a full disk): make room and go on. */
  failure: Failure.nullable(),
});
export type ImportBatch = z.infer<typeof ImportBatch>;
export const ImportQueue = z.object({
  batches: z.array(ImportBatch),
  /** Resident memory of the workbench and its readers, in bytes. */
  memoryBytes: z.number(),
  /** What a person should know of the queue itself: that its list was damaged and thrown away. */
  note: z.string().exactOptional(),
});
export type ImportQueue = z.infer<typeof ImportQueue>;

/** One thing in an archive that a person may take. */
export const ArchiveMember = z.object({
  id: z.string(),
  path: z.string(),
  title: z.string().nullable(),
  url: z.string().nullable(),
  fetched: z.string().nullable(),
  mediaType: z.string().nullable(),
  /** HTTP status. */
  status: z.int().nullable(),
  size: z.int().nullable(),
  isPage: z.boolean(),
  digest: z.object({ written: z.string(), state: z.enum(['agrees', 'differs', 'unknown']) }).nullable(),
  problem: Failure.nullable(),
  /** The source that it became, where it was taken. */
  source: m.Ref.nullable(),
});
export type ArchiveMember = z.infer<typeof ArchiveMember>;

/** Why a source is worth a look: what its reader found, or where it stands. */
export const LookCode = z.enum([...m.findingCodes, 'locked', 'choose-pages', 'new-version', 'like-photo', 'like-text', 'machine-read']);
export type LookCode = z.infer<typeof LookCode>;
export const LookGroup = z.object({
  code: LookCode,
  count: z.int(),
  /** The first of them, in order of import. */
  sources: z.array(z.object({ row: m.SourceRow, message: z.string() })),
});
export type LookGroup = z.infer<typeof LookGroup>;

/** Two sources that look alike, and what a person said about them. `b` came in later than `a`. */
export const Suggestion = z.object({
  a: m.SourceRow,
  b: m.SourceRow,
  kind: z.enum(['text', 'photo']),
  found: m.LikenessFound,
  judged: m.Likeness.nullable(),
});
export type Suggestion = z.infer<typeof Suggestion>;

/** Code points [start, end) of both canonical texts that hold the same words. */
export const SharedPassage = z.object({
  a: z.object({ start: z.int(), end: z.int(), place: z.string(), text: z.string() }),
  b: z.object({ start: z.int(), end: z.int(), place: z.string(), text: z.string() }),
});
export type SharedPassage = z.infer<typeof SharedPassage>;
const point = z.object({ x: z.number(), y: z.number() });
/** How two photos lie on one another; all in pixels of the upright originals. */
export const Alignment = z.object({
  /** Row by row, 3 × 3: takes homogeneous pixels of b to pixels of a. */
  transform: z.array(z.number()).length(9),
  mirrored: z.boolean(),
  /** Degrees clockwise by which b is turned against a, to the nearest degree. */
  rotated: z.number(),
  /** The part of each that both show, as four corners. */
  overlap: z.object({ a: z.array(point).length(4), b: z.array(point).length(4) }),
  /** Where they differ though both show it: banners, retouches. */
  differs: z.array(z.object({ a: m.Region.nullable(), b: m.Region.nullable() })),
});
export type Alignment = z.infer<typeof Alignment>;
export const LikenessDetail = z.object({
  found: m.LikenessFound,
  passages: z.array(SharedPassage).nullable(),
  alignment: Alignment.nullable(),
});
export type LikenessDetail = z.infer<typeof LikenessDetail>;

/** One row of two texts side by side: a block of each, or of one only, with differences by word. Concatenated parts are the block's text. */
export const DiffPart = z.object({ op: z.enum(['same', 'removed', 'added']), text: z.string() });
export type DiffPart = z.infer<typeof DiffPart>;
export const DiffRow = z.object({
  a: z.object({ number: z.int().nullable(), type: z.string(), start: z.int(), end: z.int() }).nullable(),
  b: z.object({ number: z.int().nullable(), type: z.string(), start: z.int(), end: z.int() }).nullable(),
  change: z.enum(['same', 'changed', 'removed', 'added', 'moved']),
  parts: z.array(DiffPart),
});
export type DiffRow = z.infer<typeof DiffRow>;

/** An excerpt of a former version, sought in another text. Nothing is re-attached without a person. */
export const CarriedState = z.enum(['exact', 'moved', 'altered', 'ambiguous', 'lost']);
export type CarriedState = z.infer<typeof CarriedState>;
export const Carried = z.object({
  excerpt: m.Excerpt,
  state: CarriedState,
  /** Where it may stand now, best first; with the words there and around. */
  places: z.array(z.object({ start: z.int(), end: z.int(), exact: z.string(), before: z.string(), after: z.string(), place: z.string() })),
  /** The excerpt that a person made of it there. */
  carried: m.Excerpt.nullable(),
});
export type Carried = z.infer<typeof Carried>;

/** An excerpt whose source has a newer version or another text by now, with where it may stand there. */
export const ToDecide = z.object({
  ...Carried.shape,
  source: m.SourceRow,
  into: m.SourceRow,
  rendition: m.RenditionId,
  /** Its standing links, with the claims they lead to. */
  links: z.array(
    z.object({ link: m.Link, claim: z.object({ id: m.ClaimId, ref: m.Ref, text: z.string(), verdict: m.Verdict.nullable() }) }),
  ),
  decided: m.Decision.nullable(),
});
export type ToDecide = z.infer<typeof ToDecide>;
export const DecisionCounts = z.object({
  /** Not decided yet, by state; `exact` ones need no decision. */
  exact: z.int(),
  moved: z.int(),
  altered: z.int(),
  ambiguous: z.int(),
  lost: z.int(),
  decided: z.int(),
});
export type DecisionCounts = z.infer<typeof DecisionCounts>;
export const TriageCounts = z.record(m.Triage, z.int());
export type TriageCounts = z.infer<typeof TriageCounts>;

/** A language whose letters this machine can read from pictures. */
export const ReadingLanguage = z.object({
  /** Tesseract's code: eng, ukr, ara, chi_sim … */
  code: z.string(),
  name: z.string(),
  from: z.enum(['bundled', 'folder']),
});
export type ReadingLanguage = z.infer<typeof ReadingLanguage>;

export const VerifyFinding = z.object({ check: z.string(), subject: z.string(), message: z.string() });
export type VerifyFinding = z.infer<typeof VerifyFinding>;
export const VerifyResult = z.object({
  ok: z.boolean(),
  checked: z.array(z.object({ check: z.string(), count: z.int(), ok: z.boolean() })),
  findings: z.array(VerifyFinding),
  head: m.Sha256,
  entries: z.int(),
});
export type VerifyResult = z.infer<typeof VerifyResult>;
export const JobProgress = z.object({ phase: z.string(), done: z.int(), total: z.int() });
export type JobProgress = z.infer<typeof JobProgress>;

/** What is read by machine without being asked for. */
export const BackgroundReading = z.object({
  isOn: z.boolean(),
  /** Pages. */
  current: z.object({ source: m.SourceId, ref: m.Ref, title: z.string(), done: z.int(), total: z.int() }).nullable(),
  /** Documents that come after it. */
  waiting: z.int(),
  /** What came to nothing since the case was opened, and why. */
  notes: z.array(z.object({ source: m.SourceId, ref: m.Ref, title: z.string(), message: z.string() })),
});
export type BackgroundReading = z.infer<typeof BackgroundReading>;

export const ReportResult = z.object({
  /** The report's own hash. */
  sha256: m.Sha256,
  bytes: z.int(),
  pages: z.int(),
  /** The log entry whose state the report shows. */
  head: m.Sha256,
  place: z.string(),
});
export type ReportResult = z.infer<typeof ReportResult>;

/** A fact that happened in an open case; a window refetches what it concerns. */
export const Announcement = z.object({
  case: m.CaseHandle,
  seq: z.int(),
  verb: z.string(),
  touched: z.array(z.object({ table: z.string(), id: z.string() })),
});
export type Announcement = z.infer<typeof Announcement>;

export const Settings = z.object({
  authorName: z.string().max(200),
  theme: z.enum(['light', 'dark', 'system']),
  rememberRecent: z.boolean(),
  /** Keys that a person chose, by the command they run (renderer/keys); an empty string takes a command's key away. */
  keys: z.record(z.string().max(60), z.string().max(40)),
  /** The reading face: size in CSS pixels, width of a column in characters. */
  reading: z.object({ size: z.int().min(12).max(32), width: z.int().min(40).max(120) }),
  /** Which way the window's own words run. */
  direction: z.enum(['auto', 'ltr', 'rtl']),
  /** Scanned documents are read by machine behind the imports, without being asked for. */
  readScans: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

/** What a shell's own chooser shows: folders and files by ticket, paths for the eye only. */
export const ChooserEntry = z.object({
  ticket: m.Ticket,
  name: z.string(),
  kind: z.enum(['folder', 'case', 'file']),
  size: z.int().nullable(),
  modifiedAt: m.Instant.nullable(),
});
export type ChooserEntry = z.infer<typeof ChooserEntry>;
export const ChooserFolder = z.object({
  here: m.Ticket,
  place: z.string(),
  parent: m.Ticket.nullable(),
  entries: z.array(ChooserEntry),
  failure: Failure.nullable(),
});
export type ChooserFolder = z.infer<typeof ChooserFolder>;
export const ChooseFor = z.enum([
  'open-case',
  'new-case',
  'import-files',
  'import-folder',
  'language-folder',
  'save-report',
  'save-annotations',
  'open-annotations',
]);
export type ChooseFor = z.infer<typeof ChooseFor>;

/** What became of one annotation of a file (of each of its targets). */
export const AnnotationOutcome = z.object({
  /** Its address, made safe to show; `annotation 3` where it has none. */
  annotation: z.string(),
  /** The words that it is about, where it says any. */
  words: z.string().nullable(),
  /** `present`: the very same excerpt stands already. */
  outcome: z.enum(['marked', 'present', 'failed']),
  excerpt: z.object({ id: m.ExcerptId, ref: m.Ref, place: z.string(), sourceRef: m.Ref }).nullable(),
  /** Why it was not taken, or what of it stayed in the file: sentences. */
  because: z.string().nullable(),
});
export type AnnotationOutcome = z.infer<typeof AnnotationOutcome>;
export const AnnotationsImported = z.object({
  marked: z.int(),
  present: z.int(),
  failed: z.int(),
  outcomes: z.array(AnnotationOutcome),
  /** Further pages that the file only names. */
  elsewhere: z.array(z.string()),
});
export type AnnotationsImported = z.infer<typeof AnnotationsImported>;
export const AnnotationsExported = z.object({
  head: m.Sha256,
  sha256: m.Sha256,
  bytes: z.int(),
  annotations: z.int(),
  place: z.string(),
});
export type AnnotationsExported = z.infer<typeof AnnotationsExported>;

const target = z.union([
  /** Exact words; before/after tell one place from another. */
  z.object({
    quote: z.string().min(1),
    before: z.string().optional(),
    after: z.string().optional(),
    /** The rendition it stands in; without it, the one that is shown. */
    rendition: m.RenditionId.optional(),
  }),
  /** Code points of the rendition's text, with the words that the window shows there. */
  z.object({
    start: z.int().nonnegative(),
    end: z.int().positive(),
    exact: z.string().min(1),
    rendition: m.RenditionId.optional(),
  }),
  /** On a photo, or on a page of a document (counted from 1; pixels at 144 dpi). With an outline, the region is its bounding box. */
  z.object({ region: m.Region, outline: m.Outline.optional(), page: z.int().positive().optional() }),
]);
export type MarkTarget = z.infer<typeof target>;

const claimFields = {
  text: z.string().trim().min(1).max(5000),
  claimant: z.string().max(500).default(''),
  when: z.string().max(100).default(''),
  where: z.string().max(500).default(''),
  partOf: m.ClaimId.nullable().default(null),
  note: z.string().max(20_000).default(''),
};
const newClaim = z.object(claimFields);

export const contract = {
  app: {
    about: query.output(
      z.object({
        version: z.string(),
        shell: z.enum(['loopback', 'electron', 'cli']),
        node: z.string(),
        chooser: z.enum(['native', 'built-in', 'none']),
        casesPlace: z.string(),
        freeBytes: z.number().nullable(),
      }),
    ),
    settings: query.output(Settings),
    changeSettings: action.input(Settings.partial()).output(Settings),
  },
  files: {
    /** The system's own dialog, where the shell has one; an empty list means the person changed their mind. */
    choose: action
      .input(z.object({ for: ChooseFor, suggestedName: z.string().optional() }))
      .output(z.object({ tickets: z.array(m.Ticket) })),
    /** Where a built-in chooser starts: the cases folder, home, mounted drives. */
    places: query.output(z.object({ places: z.array(ChooserEntry) })),
    list: query.input(z.object({ folder: m.Ticket })).output(ChooserFolder),
    /** A ticket for something that is to be made in a folder. */
    target: action
      .input(z.object({ folder: m.Ticket, name: z.string().min(1).max(200) }))
      .output(z.object({ ticket: m.Ticket, place: z.string(), exists: z.boolean() })),
  },
  cases: {
    recent: query.output(z.object({ cases: z.array(RecentCase) })),
    forget: action.input(z.object({ ticket: m.Ticket })).output(z.object({})),
    create: action.input(z.object({ at: m.Ticket, details: m.CaseDetails.partial().required({ title: true }) })).output(OpenCase),
    open: action.input(z.object({ at: m.Ticket, mode: z.enum(['read-write', 'read-only', 'either']).default('either') })).output(OpenCase),
    /** Builds the sample case (or opens it where it was built before). */
    sample: action.input(z.object({ at: m.Ticket.optional() })).output(OpenCase),
    close: action.input(z.object(inCase)).output(z.object({})),
    get: query.input(z.object(inCase)).output(OpenCase),
    edit: command.input(z.object({ ...inCase, details: m.CaseDetails.partial() })).output(m.CaseDetails),
    verify: action.input(z.object(inCase)).output(eventIterator(JobProgress, VerifyResult)),
    /** Facts as they happen, from now on. */
    watch: query.input(z.object(inCase)).output(eventIterator(Announcement)),
  },
  imports: {
    run: action
      .input(z.object({ ...inCase, tickets: z.array(m.Ticket).min(1).max(20_000), url: z.url({ protocol: /^https?$/ }).optional() }))
      .output(eventIterator(ImportProgress, ImportResult)),
    /** Puts what the tickets stand for into the case's queue; the queue works by itself and goes on after a crash. */
    add: action
      .input(z.object({ ...inCase, tickets: z.array(m.Ticket).min(1).max(20_000), url: z.url({ protocol: /^https?$/ }).optional() }))
      .output(z.object({ batch: z.int() })),
    queue: query.input(z.object(inCase)).output(ImportQueue),
    /** The queue now, and whenever it changes (at most four times a second). */
    watch: query.input(z.object(inCase)).output(eventIterator(ImportQueue)),
    items: query
      .input(
        z.object({
          ...inCase,
          ...page,
          batch: z.int().optional(),
          states: z.array(ItemState).default([]),
          filter: z.string().max(200).default(''),
          newestFirst: z.boolean().default(false),
        }),
      )
      .output(z.object({ total: z.int(), counts: ItemCounts, items: z.array(ImportItem) })),
    pause: action.input(z.object({ ...inCase, batch: z.int() })).output(ImportBatch),
    resume: action.input(z.object({ ...inCase, batch: z.int() })).output(ImportBatch),
    /** What came in stays. */
    cancel: action.input(z.object({ ...inCase, batch: z.int() })).output(ImportBatch),
    /** Puts failed items back into the queue. */
    retry: action.input(z.object({ ...inCase, batch: z.int(), items: z.array(z.int()).optional() })).output(ImportBatch),
    /** Forgets a batch that has ended. */
    dismiss: action.input(z.object({ ...inCase, batch: z.int() })).output(z.object({})),
    /** Reads a locked source with its password, which is used once and never kept. Throws PASSWORD_NEEDED where it is wrong. */
    unlock: action.input(z.object({ ...inCase, source: m.SourceId, password: z.string().min(1).max(1000) })).output(m.Source),
    /** What an archive holds, in its order. */
    members: query
      .input(
        z.object({ ...inCase, ...page, source: m.SourceId, pagesOnly: z.boolean().default(true), filter: z.string().max(200).default('') }),
      )
      .output(z.object({ total: z.int(), pages: z.int(), all: z.int(), members: z.array(ArchiveMember) })),
    /** Takes members of an archive as sources of their own; they go through the queue. */
    take: action
      .input(z.object({ ...inCase, source: m.SourceId, members: z.array(z.string()).min(1).max(20_000) }))
      .output(z.object({ batch: z.int() })),
    /** What is worth a look, in groups; of all sources or of one batch. */
    toLookAt: query.input(z.object({ ...inCase, batch: z.int().optional() })).output(z.object({ groups: z.array(LookGroup) })),
    /** Text or HTML from the clipboard becomes a source of its own. */
    paste: action
      .input(
        z.object({
          ...inCase,
          content: z.string().min(1),
          as: z.enum(['text', 'html']),
          name: z.string().max(200),
          url: z.url({ protocol: /^https?$/ }).optional(),
        }),
      )
      .output(ImportOutcome),
  },
  sources: {
    list: query
      .input(
        z.object({
          ...inCase,
          ...page,
          kind: SourceGroup.optional(),
          within: m.SourceId.optional(),
          triage: m.Triage.optional(),
          filter: z.string().max(200).default(''),
        }),
      )
      .output(
        z.object({
          total: z.int(),
          articles: z.int(),
          photos: z.int(),
          others: z.int(),
          /** Of those that kind and filter leave, whichever triage was asked for. */
          triage: TriageCounts,
          rows: z.array(m.SourceRow),
        }),
      ),
    /** Moves sources to a state; one entry in the log. */
    sort: command
      .input(z.object({ ...inCase, sources: z.array(m.SourceId).min(1).max(10_000), triage: m.Triage }))
      .output(z.object({ changed: z.int() })),
    /** The next source of a state after this one, in the order of the list and round its end; null where there is none. */
    next: query
      .input(z.object({ ...inCase, after: m.SourceId.nullable(), triage: m.Triage, kind: SourceGroup.optional() }))
      .output(z.object({ source: m.SourceRow.nullable() })),
    /** Covers a picture until it is revealed, or leaves it open, whatever the case's details say. */
    cover: command.input(z.object({ ...inCase, source: m.SourceId, cover: m.Cover })).output(m.Source),
    get: query.input(z.object({ ...inCase, source: z.union([m.SourceId, m.Ref]) })).output(m.Source),
    /** Where a source stands in the list that `list` with the same filter pages through; -1 where it is not in it. */
    rank: query
      .input(
        z.object({
          ...inCase,
          source: m.SourceId,
          kind: SourceGroup.optional(),
          triage: m.Triage.optional(),
          filter: z.string().max(200).default(''),
        }),
      )
      .output(z.object({ index: z.int() })),
    text: query
      .input(z.object({ ...inCase, source: m.SourceId, rendition: m.RenditionId.optional() }))
      .output(z.object({ rendition: m.RenditionId, sha256: m.Sha256, kind: m.RenditionKind, body: m.Rendition })),
    renditions: query.input(z.object({ ...inCase, source: m.SourceId })).output(z.object({ renditions: z.array(m.RenditionRow) })),
    /** Where the words stand on one page, counted from 1. Throws NOT_FOUND where the rendition has no layout or no such page. */
    layout: query
      .input(z.object({ ...inCase, rendition: m.RenditionId, page: z.int().positive() }))
      .output(z.object({ unit: z.enum(['pt', 'px']), pages: z.int(), page: m.LayoutPage })),
    /** All pages of a rendition without their words: their sizes, labels and which code points stand on them. Throws NOT_FOUND where it has no layout. */
    pages: query
      .input(z.object({ ...inCase, rendition: m.RenditionId }))
      .output(z.object({ unit: z.enum(['pt', 'px']), pages: z.array(m.LayoutPage.omit({ runs: true })) })),
    /** How a saved page or a mail looked: made so that it can neither run nor call, then served at `appearanceUrl` (shared/blobs.ts). */
    appearance: action.input(z.object({ ...inCase, source: m.SourceId })).output(z.object({ left: m.LeftOut })),
    /** A source with its former and later versions, oldest first. */
    versions: query.input(z.object({ ...inCase, source: m.SourceId })).output(z.object({ versions: z.array(m.SourceRow) })),
    /** Two texts side by side, word by word: those that are named, else those that are shown. */
    compare: query
      .input(z.object({ ...inCase, a: m.SourceId, b: m.SourceId, aText: m.RenditionId.optional(), bText: m.RenditionId.optional() }))
      .output(z.object({ rows: z.array(DiffRow), same: z.int(), removed: z.int(), added: z.int() })),
    /** The excerpts of one source, sought in another (its new version). */
    carried: query.input(z.object({ ...inCase, source: m.SourceId, into: m.SourceId })).output(z.object({ carried: z.array(Carried) })),
    correct: command.input(z.object({ ...inCase, source: m.SourceId, corrections: m.Corrections })).output(m.Source),
  },
  excerpts: {
    ofSource: query
      .input(z.object({ ...inCase, source: m.SourceId }))
      .output(z.object({ excerpts: z.array(m.Excerpt), links: z.array(m.Link) })),
    get: query.input(z.object({ ...inCase, excerpt: z.union([m.ExcerptId, m.Ref]) })).output(m.Excerpt),
    mark: command.input(z.object({ ...inCase, source: m.SourceId, target, note: z.string().max(20_000).default('') })).output(m.Excerpt),
    editNote: command.input(z.object({ ...inCase, excerpt: m.ExcerptId, note: z.string().max(20_000) })).output(m.Excerpt),
    /** Makes an excerpt of a former version anew in its new one, at a place that a person confirmed; the former stays as it is. */
    carry: command
      .input(
        z.object({
          ...inCase,
          excerpt: m.ExcerptId,
          into: m.SourceId,
          at: z.object({ start: z.int().nonnegative(), end: z.int().positive(), exact: z.string().min(1) }),
        }),
      )
      .output(m.Excerpt),
    /** A region that was drawn badly is drawn again; the log keeps the former. */
    adjust: command.input(z.object({ ...inCase, excerpt: m.ExcerptId, region: m.Region, outline: m.Outline.optional() })).output(m.Excerpt),
    /**
     * Excerpts whose source has a newer version or another text: the undecided that need a person first (source by source), then exact
     * ones, then the decided.
     */
    toDecide: query
      .input(z.object({ ...inCase, ...page, source: m.SourceId.optional() }))
      .output(z.object({ total: z.int(), counts: DecisionCounts, items: z.array(ToDecide) })),
    /**
     * One decision, one entry; another one about the same text takes it back. `confirm` makes the excerpt anew at the place given and
     * moves its links there; `retire` retracts it (and needs its reason). `links` were made anew with the reasons of the former ones,
     * which are to be read again; `ended` are those to claims that the new place is linked to already. Throws QUOTE_MISMATCH where the
     * words do not stand at the place.
     */
    decide: command
      .input(
        z.object({
          ...inCase,
          excerpt: m.ExcerptId,
          into: m.SourceId,
          decision: z.enum(['keep', 'confirm', 'retire']),
          at: z.object({ start: z.int().nonnegative(), end: z.int().positive(), exact: z.string().min(1) }).optional(),
          because: z.string().max(2000).default(''),
        }),
      )
      .output(z.object({ decision: m.Decision, excerpt: m.Excerpt, links: z.array(m.Link), ended: z.array(m.Link) })),
    retract: command.input(z.object({ ...inCase, excerpt: m.ExcerptId, because: z.string().trim().min(1).max(2000) })).output(m.Excerpt),
  },
  evidence: {
    /** Marks, adds the claim if it is new, and links: one entry in the log, one undo. */
    add: command
      .input(
        z.object({
          ...inCase,
          source: m.SourceId,
          target,
          claim: z.union([z.object({ id: m.ClaimId }), z.object({ add: newClaim })]),
          stance: m.Stance,
          because: z.string().max(5000).default(''),
        }),
      )
      .output(z.object({ excerpt: m.Excerpt, claim: m.Claim, link: m.Link })),
    /**
     * Marks a place in each of two sources and links both to a claim with one reason: one entry, one undo. `note` goes with what is
     * marked anew. Throws BAD_INPUT where one of them is linked to that claim already.
     */
    addPair: command
      .input(
        z.object({
          ...inCase,
          pair: z.tuple([z.object({ source: m.SourceId, target }), z.object({ source: m.SourceId, target })]),
          claim: m.ClaimId,
          stance: m.Stance,
          because: z.string().max(5000).default(''),
          note: z.string().max(20_000).default(''),
        }),
      )
      .output(z.object({ excerpts: z.array(m.Excerpt), links: z.array(m.Link) })),
  },
  claims: {
    list: query.input(z.object({ ...inCase, retracted: z.boolean().default(false) })).output(z.object({ claims: z.array(m.ClaimRow) })),
    get: query.input(z.object({ ...inCase, claim: z.union([m.ClaimId, m.Ref]) })).output(m.ClaimRow),
    evidence: query
      .input(z.object({ ...inCase, claim: m.ClaimId, retracted: z.boolean().default(false) }))
      .output(z.object({ evidence: z.array(m.Evidence) })),
    add: command.input(z.object({ ...inCase, ...claimFields })).output(m.Claim),
    edit: command.input(z.object({ ...inCase, claim: m.ClaimId, change: newClaim.omit({ partOf: true }).partial() })).output(m.Claim),
    /** A verdict needs its reason; null takes it back. */
    judge: command
      .input(z.object({ ...inCase, claim: m.ClaimId, verdict: m.Verdict.nullable(), rationale: z.string().trim().max(20_000) }))
      .output(m.Claim),
    /** Puts a claim under a parent (null: on top) and before a sibling (null: last). */
    move: command
      .input(z.object({ ...inCase, claim: m.ClaimId, partOf: m.ClaimId.nullable(), before: m.ClaimId.nullable() }))
      .output(m.Claim),
    retract: command.input(z.object({ ...inCase, claim: m.ClaimId, because: z.string().trim().min(1).max(2000) })).output(m.Claim),
  },
  links: {
    add: command
      .input(z.object({ ...inCase, excerpt: m.ExcerptId, claim: m.ClaimId, stance: m.Stance, because: z.string().max(5000).default('') }))
      .output(m.Link),
    edit: command
      .input(z.object({ ...inCase, link: m.LinkId, stance: m.Stance.optional(), because: z.string().max(5000).optional() }))
      .output(m.Link),
    move: command.input(z.object({ ...inCase, link: m.LinkId, before: m.LinkId.nullable() })).output(m.Link),
    retract: command.input(z.object({ ...inCase, link: m.LinkId, because: z.string().trim().min(1).max(2000) })).output(m.Link),
  },
  history: {
    undo: command.input(z.object(inCase)).output(m.LogEntry),
    redo: command.input(z.object(inCase)).output(m.LogEntry),
    /** What undo and redo would do now, in words. */
    state: query.input(z.object(inCase)).output(z.object({ undo: z.string().nullable(), redo: z.string().nullable() })),
    log: query
      .input(z.object({ ...inCase, ...page, newestFirst: z.boolean().default(false) }))
      .output(z.object({ total: z.int(), entries: z.array(m.LogEntry) })),
  },
  likeness: {
    /** Sources that look alike: those a person has not judged yet first. */
    list: query
      .input(
        z.object({
          ...inCase,
          ...page,
          source: m.SourceId.optional(),
          kind: z.enum(['text', 'photo']).optional(),
          open: z.boolean().optional(),
        }),
      )
      .output(z.object({ total: z.int(), open: z.int(), suggestions: z.array(Suggestion) })),
    /** What two sources share: passages or the alignment. Throws WRONG_KIND where they are not of one kind. */
    detail: query.input(z.object({ ...inCase, a: m.SourceId, b: m.SourceId })).output(LikenessDetail),
    /** Looks through all sources (or for those like one), e.g. where the case came from elsewhere. */
    search: action
      .input(z.object({ ...inCase, source: m.SourceId.optional() }))
      .output(eventIterator(JobProgress, z.object({ compared: z.int(), found: z.int() }))),
    judge: command
      .input(
        z.object({
          ...inCase,
          a: m.SourceId,
          b: m.SourceId,
          decision: z.enum(['copy', 'different']),
          because: z.string().max(5000).default(''),
        }),
      )
      .output(m.Likeness),
  },
  reading: {
    /** Languages whose letters can be read from pictures here. */
    languages: query.output(z.object({ languages: z.array(ReadingLanguage), folder: z.string().nullable() })),
    /** A folder with further language data (`*.traineddata`); null forgets it. */
    useFolder: action.input(z.object({ folder: m.Ticket.nullable() })).output(z.object({ languages: z.array(ReadingLanguage) })),
    /** What is read without being asked for (`readScans` among the settings); announced as table `reading`. */
    background: query.input(z.object(inCase)).output(BackgroundReading),
    /** Reads nothing more by itself until something comes in or the case is opened again. */
    stop: action.input(z.object(inCase)).output(z.object({})),
    /** Reads the text in a photo or on the scanned pages of a document by machine; it becomes a rendition of its own. */
    read: action
      .input(
        z.object({
          ...inCase,
          source: m.SourceId,
          languages: z
            .array(z.string().regex(/^[a-zA-Z_]{3,20}$/))
            .min(1)
            .max(6),
        }),
      )
      .output(eventIterator(JobProgress, z.object({ rendition: m.RenditionId, characters: z.int(), confidence: z.number() }))),
  },
  /** Excerpts as W3C Web Annotations (JSON-LD). */
  annotations: {
    /** All standing excerpts as one AnnotationCollection; the same log head gives the same bytes. */
    export: action.input(z.object({ ...inCase, to: m.Ticket })).output(AnnotationsExported),
    /** Each annotation becomes an excerpt where its words stand exactly; what does not is named with the reason. */
    import: action.input(z.object({ ...inCase, ticket: m.Ticket })).output(AnnotationsImported),
  },
  report: {
    export: action.input(z.object({ ...inCase, to: m.Ticket })).output(eventIterator(JobProgress, ReportResult)),
  },
};
export type Contract = typeof contract;
