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
export const ChooseFor = z.enum(['open-case', 'new-case', 'import-files', 'import-folder', 'save-report']);
export type ChooseFor = z.infer<typeof ChooseFor>;

const target = z.union([
  /** Exact words; before/after tell one place from another. */
  z.object({ quote: z.string().min(1), before: z.string().optional(), after: z.string().optional() }),
  /** Code points of the rendition's text, with the words that the window shows there. */
  z.object({ start: z.int().nonnegative(), end: z.int().positive(), exact: z.string().min(1) }),
  z.object({ region: m.Region }),
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
      .input(z.object({ ...inCase, ...page, kind: m.SourceKind.optional(), filter: z.string().max(200).default('') }))
      .output(z.object({ total: z.int(), articles: z.int(), photos: z.int(), rows: z.array(m.SourceRow) })),
    get: query.input(z.object({ ...inCase, source: z.union([m.SourceId, m.Ref]) })).output(m.Source),
    /** Where a source stands in the list that `list` with the same filter pages through; -1 where it is not in it. */
    rank: query
      .input(z.object({ ...inCase, source: m.SourceId, kind: m.SourceKind.optional(), filter: z.string().max(200).default('') }))
      .output(z.object({ index: z.int() })),
    text: query
      .input(z.object({ ...inCase, source: m.SourceId }))
      .output(z.object({ rendition: m.RenditionId, sha256: m.Sha256, body: m.Rendition })),
    correct: command.input(z.object({ ...inCase, source: m.SourceId, corrections: m.Corrections })).output(m.Source),
  },
  excerpts: {
    ofSource: query
      .input(z.object({ ...inCase, source: m.SourceId }))
      .output(z.object({ excerpts: z.array(m.Excerpt), links: z.array(m.Link) })),
    get: query.input(z.object({ ...inCase, excerpt: z.union([m.ExcerptId, m.Ref]) })).output(m.Excerpt),
    mark: command.input(z.object({ ...inCase, source: m.SourceId, target, note: z.string().max(20_000).default('') })).output(m.Excerpt),
    editNote: command.input(z.object({ ...inCase, excerpt: m.ExcerptId, note: z.string().max(20_000) })).output(m.Excerpt),
    /** A region that was drawn badly is drawn again; the log keeps the former. */
    adjust: command.input(z.object({ ...inCase, excerpt: m.ExcerptId, region: m.Region })).output(m.Excerpt),
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
  report: {
    export: action.input(z.object({ ...inCase, to: m.Ticket })).output(eventIterator(JobProgress, ReportResult)),
  },
};
export type Contract = typeof contract;
