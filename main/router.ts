/** The contract, each procedure handed to its service. Nothing is decided here. */
import { implement, ORPCError, ValidationError } from '@orpc/server';
import { contract, Settings } from '../shared/contract.ts';
import { AssayError } from '../shared/errors.ts';
import { exportAnnotations, importAnnotations } from './services/annotations.ts';
import { drawAppearanceOf } from './services/appearance.ts';
import type { AutoReading } from './services/auto-reading.ts';
import * as cases from './services/cases.ts';
import * as claims from './services/claims.ts';
import { decide } from './services/decide.ts';
import { toDecide } from './services/decisions.ts';
import type { Desk, Visitor } from './services/desk.ts';
import * as excerpts from './services/excerpts.ts';
import { asAssayError } from './services/failures.ts';
import * as files from './services/files.ts';
import * as history from './services/history.ts';
import { lookThrough } from './services/importing/look.ts';
import { membersOf, takeMembers } from './services/importing/members.ts';
import * as queue from './services/importing/queue.ts';
import { importFiles, pasteIn } from './services/importing/run.ts';
import type { ImportTools } from './services/importing/tools.ts';
import { unlockSource } from './services/importing/unlock.ts';
import { layoutPage, layoutPages } from './services/layouts.ts';
import type { LikenessService } from './services/likeness/index.ts';
import * as links from './services/links.ts';
import { openSample } from './services/open-sample.ts';
import { programVersion } from './services/program.ts';
import { readByMachine, readingLanguages, useLanguageFolder } from './services/reading.ts';
import { loadRendition } from './services/renditions.ts';
import { exportReport } from './services/report.ts';
import type { SampleApi } from './services/sample.ts';
import { correctSource, coverSource, sortSources } from './services/sources.ts';
import { verifyCase } from './services/verify.ts';
import { carriedInto, carryExcerpt, compareTexts } from './services/versions.ts';
import { watchCase } from './services/watch.ts';

export interface Context {
  readonly desk: Desk;
  readonly tools: ImportTools;
  readonly likeness: LikenessService;
  readonly scans: AutoReading;
  readonly api: () => SampleApi;
  /** Who calls: what this window opened is closed when it has gone. */
  readonly visitor: Visitor;
}

function asWire(error: unknown): unknown {
  if (error instanceof ORPCError && error.cause instanceof ValidationError) {
    const issues = error.cause.issues
      .slice(0, 5)
      .map((issue) => `${issue.path?.map((step) => String(typeof step === 'object' ? step.key : step)).join('.') ?? ''}: ${issue.message}`);
    if (error.code === 'BAD_REQUEST')
      return new ORPCError('BAD_INPUT', { message: `What was given is not of the right form (${issues.join('; ')}).`, data: { issues } });
    return new ORPCError('INTERNAL', { message: 'Assay gave an answer that is not of the promised form.', data: { issues }, cause: error });
  }
  if (error instanceof ORPCError) return error;
  const failure = asAssayError(error);
  return new ORPCError(failure.code, { message: failure.message, data: failure.details, cause: error });
}

async function* withWireErrors<T, R>(inner: AsyncGenerator<T, R>): AsyncGenerator<T, R> {
  try {
    return yield* inner;
  } catch (error) {
    throw asWire(error);
  }
}

const os = implement(contract)
  .$context<Context>()
  .use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      throw asWire(error);
    }
  });

/** Without what is the workbench's own to know: its recent cases, its installation. */
const settingsOf = (stored: Settings): Settings => Settings.parse(stored);

export const router = os.router({
  app: {
    about: os.app.about.handler(({ context: { desk } }) => ({
      version: programVersion,
      shell: desk.ports.shell,
      node: process.versions.node,
      chooser: desk.ports.files.chooser,
      casesPlace: desk.ports.casesFolder,
      freeBytes: files.freeBytes(desk.ports.casesFolder),
    })),
    settings: os.app.settings.handler(({ context: { desk } }) => settingsOf(desk.ports.settings.read())),
    changeSettings: os.app.changeSettings.handler(({ context: { desk, scans }, input }) => {
      const settings = settingsOf(desk.ports.settings.write(files.defined(input)));
      scans.settingsChanged();
      return settings;
    }),
  },
  files: {
    choose: os.files.choose.handler(async ({ context: { desk }, input }) => ({
      tickets: await desk.ports.files.choose(input.for, input.suggestedName),
    })),
    places: os.files.places.handler(async ({ context: { desk } }) => ({ places: await desk.ports.files.places() })),
    list: os.files.list.handler(({ context: { desk }, input }) => desk.ports.files.list(input.folder)),
    target: os.files.target.handler(({ context: { desk }, input }) => files.target(desk.ports.files, input.folder, input.name)),
  },
  cases: {
    recent: os.cases.recent.handler(({ context: { desk } }) => ({ cases: cases.recentCases(desk) })),
    forget: os.cases.forget.handler(({ context: { desk }, input }) => {
      cases.forgetCase(desk, input.ticket);
      return {};
    }),
    create: os.cases.create.handler(({ context: { desk, visitor }, input }) =>
      cases.createCase(desk, input.at, { ...files.defined(input.details), title: input.details.title }, visitor),
    ),
    open: os.cases.open.handler(({ context: { desk, visitor }, input }) => cases.openCase(desk, input.at, input.mode, visitor)),
    sample: os.cases.sample.handler(({ context: { desk, api, visitor }, input }) => openSample(desk, api(), input.at ?? null, visitor)),
    close: os.cases.close.handler(async ({ context: { desk, visitor }, input }) => {
      await desk.leave(input.case, visitor);
      return {};
    }),
    // A window that was reloaded comes back by the handle it remembers: it has the case open from then on
    get: os.cases.get.handler(({ context: { desk, visitor }, input }) => desk.describe(desk.visit(input.case, visitor))),
    edit: os.cases.edit.handler(({ context: { desk }, input }) => cases.editDetails(desk, input.case, files.defined(input.details))),
    verify: os.cases.verify.handler(({ context: { desk }, input, signal }) => withWireErrors(desk.job(input.case, signal, verifyCase))),
    watch: os.cases.watch.handler(({ context: { desk, visitor }, input, signal }) =>
      withWireErrors(watchCase(desk.visit(input.case, visitor), signal)),
    ),
  },
  imports: {
    run: os.imports.run.handler(({ context: { tools }, input, signal }) =>
      withWireErrors(
        tools.desk.job(input.case, signal, (_, stop) => importFiles(tools, input.case, input.tickets, input.url ?? null, stop)),
      ),
    ),
    add: os.imports.add.handler(async ({ context: { tools }, input }) => ({
      batch: await queue.addToQueue(tools, input.case, input.tickets, input.url ?? null),
    })),
    queue: os.imports.queue.handler(({ context: { tools }, input }) => queue.lookAtQueue(tools, input.case)),
    watch: os.imports.watch.handler(({ context: { tools, desk, visitor }, input, signal }) => {
      desk.visit(input.case, visitor);
      return withWireErrors(queue.watchQueue(tools, input.case, signal));
    }),
    items: os.imports.items.handler(({ context: { tools }, input }) => queue.itemsOfQueue(tools, input.case, input)),
    pause: os.imports.pause.handler(({ context: { tools }, input }) => queue.pauseBatch(tools, input.case, input.batch)),
    resume: os.imports.resume.handler(({ context: { tools }, input }) => queue.resumeBatch(tools, input.case, input.batch)),
    cancel: os.imports.cancel.handler(({ context: { tools }, input }) => queue.cancelBatch(tools, input.case, input.batch)),
    retry: os.imports.retry.handler(({ context: { tools }, input }) =>
      queue.retryItems(tools, input.case, input.batch, input.items ?? null),
    ),
    dismiss: os.imports.dismiss.handler(({ context: { tools }, input }) => {
      queue.dismissBatch(tools, input.case, input.batch);
      return {};
    }),
    unlock: os.imports.unlock.handler(({ context: { tools }, input, signal }) =>
      unlockSource(tools, input.case, input.source, input.password, signal),
    ),
    members: os.imports.members.handler(({ context: { tools }, input, signal }) =>
      membersOf(tools, input.case, input.source, input, signal),
    ),
    take: os.imports.take.handler(async ({ context: { tools }, input }) => ({
      batch: await takeMembers(tools, input.case, input.source, input.members),
    })),
    toLookAt: os.imports.toLookAt.handler(({ context: { tools }, input }) => ({
      groups: lookThrough(tools, input.case, input.batch ?? null),
    })),
    paste: os.imports.paste.handler(({ context: { tools }, input }) =>
      pasteIn(tools, input.case, input.content, input.as, input.name, input.url ?? null),
    ),
  },
  sources: {
    list: os.sources.list.handler(({ context: { desk }, input }) => desk.read(input.case).sourcesPage(input, input)),
    get: os.sources.get.handler(({ context: { desk }, input }) => desk.read(input.case).source(input.source)),
    rank: os.sources.rank.handler(({ context: { desk }, input }) => ({ index: desk.read(input.case).sourceRank(input.source, input) })),
    text: os.sources.text.handler(({ context: { desk }, input }) => {
      const store = desk.read(input.case);
      const source = store.source(input.source);
      const rendition = input.rendition ?? source.rendition;
      if (rendition === null) throw new AssayError('WRONG_KIND', 'This source has no text.', { source: source.ref });
      const row = store.renditionsOf(source.id).find(({ id }) => id === rendition);
      if (row === undefined) throw new AssayError('NOT_FOUND', `${source.ref} has no such text.`, { source: source.ref, rendition });
      return { rendition, kind: row.kind, ...loadRendition(store, rendition) };
    }),
    renditions: os.sources.renditions.handler(({ context: { desk }, input }) => ({
      renditions: desk.read(input.case).renditionsOf(input.source),
    })),
    pages: os.sources.pages.handler(({ context: { desk }, input }) => layoutPages(desk.read(input.case), input.rendition)),
    layout: os.sources.layout.handler(({ context: { desk }, input }) => layoutPage(desk.read(input.case), input.rendition, input.page)),
    appearance: os.sources.appearance.handler(({ context: { desk, tools }, input }) =>
      drawAppearanceOf(tools.pool, desk.get(input.case), input.source),
    ),
    versions: os.sources.versions.handler(({ context: { desk }, input }) => ({
      versions: desk.read(input.case).versionsOf(input.source),
    })),
    compare: os.sources.compare.handler(({ context: { desk }, input }) => compareTexts(desk.read(input.case), input.a, input.b, input)),
    carried: os.sources.carried.handler(({ context: { desk }, input }) => ({
      carried: carriedInto(desk.read(input.case), input.source, input.into),
    })),
    sort: os.sources.sort.handler(({ context: { desk }, input }) => sortSources(desk, input.case, input.sources, input.triage)),
    next: os.sources.next.handler(({ context: { desk }, input }) => ({
      source: desk.read(input.case).nextSource(input.after, input.triage, input.kind),
    })),
    cover: os.sources.cover.handler(({ context: { desk }, input }) => coverSource(desk, input.case, input.source, input.cover)),
    correct: os.sources.correct.handler(({ context: { desk }, input }) => correctSource(desk, input.case, input.source, input.corrections)),
  },
  excerpts: {
    ofSource: os.excerpts.ofSource.handler(({ context: { desk }, input }) => {
      const store = desk.read(input.case);
      return {
        excerpts: store.excerptsOfSource(input.source).filter(({ retracted }) => retracted === null),
        links: store.linksOfSource(input.source),
      };
    }),
    get: os.excerpts.get.handler(({ context: { desk }, input }) => desk.read(input.case).excerpt(input.excerpt)),
    mark: os.excerpts.mark.handler(({ context: { desk }, input }) =>
      excerpts.mark(desk, input.case, input.source, input.target, input.note),
    ),
    editNote: os.excerpts.editNote.handler(({ context: { desk }, input }) =>
      excerpts.editNote(desk, input.case, input.excerpt, input.note),
    ),
    carry: os.excerpts.carry.handler(({ context: { desk }, input }) => carryExcerpt(desk, input.case, input.excerpt, input.into, input.at)),
    adjust: os.excerpts.adjust.handler(({ context: { desk }, input }) =>
      excerpts.adjust(desk, input.case, input.excerpt, input.region, input.outline),
    ),
    toDecide: os.excerpts.toDecide.handler(({ context: { desk }, input }) => toDecide(() => desk.read(input.case), input)),
    decide: os.excerpts.decide.handler(({ context: { desk }, input }) => decide(desk, input.case, input.excerpt, input)),
    retract: os.excerpts.retract.handler(({ context: { desk }, input }) =>
      excerpts.retractExcerpt(desk, input.case, input.excerpt, input.because),
    ),
  },
  evidence: {
    add: os.evidence.add.handler(({ context: { desk }, input }) => links.addEvidence(desk, input.case, input)),
    addPair: os.evidence.addPair.handler(({ context: { desk }, input }) => links.addPair(desk, input.case, input)),
  },
  claims: {
    list: os.claims.list.handler(({ context: { desk }, input }) => ({ claims: desk.read(input.case).claimRows(input.retracted) })),
    get: os.claims.get.handler(({ context: { desk }, input }) => desk.read(input.case).claimRow(input.claim)),
    evidence: os.claims.evidence.handler(({ context: { desk }, input }) => ({
      evidence: links.evidenceOf(desk.read(input.case), input.claim, input.retracted),
    })),
    add: os.claims.add.handler(({ context: { desk }, input: { case: handle, ...fields } }) => claims.addClaim(desk, handle, fields)),
    edit: os.claims.edit.handler(({ context: { desk }, input }) =>
      claims.editClaim(desk, input.case, input.claim, files.defined(input.change)),
    ),
    judge: os.claims.judge.handler(({ context: { desk }, input }) =>
      claims.judgeClaim(desk, input.case, input.claim, input.verdict, input.rationale),
    ),
    move: os.claims.move.handler(({ context: { desk }, input }) =>
      claims.moveClaim(desk, input.case, input.claim, input.partOf, input.before),
    ),
    retract: os.claims.retract.handler(({ context: { desk }, input }) => claims.retractClaim(desk, input.case, input.claim, input.because)),
  },
  links: {
    add: os.links.add.handler(({ context: { desk }, input }) =>
      links.addLink(desk, input.case, input.excerpt, input.claim, input.stance, input.because),
    ),
    edit: os.links.edit.handler(({ context: { desk }, input }) => links.editLink(desk, input.case, input.link, input)),
    move: os.links.move.handler(({ context: { desk }, input }) => links.moveLink(desk, input.case, input.link, input.before)),
    retract: os.links.retract.handler(({ context: { desk }, input }) => links.retractLink(desk, input.case, input.link, input.because)),
  },
  history: {
    undo: os.history.undo.handler(({ context: { desk }, input }) => history.undo(desk, input.case)),
    redo: os.history.redo.handler(({ context: { desk }, input }) => history.redo(desk, input.case)),
    state: os.history.state.handler(({ context: { desk }, input }) => history.historyState(desk.read(input.case))),
    log: os.history.log.handler(({ context: { desk }, input }) => desk.read(input.case).logPage(input, input.newestFirst)),
  },
  likeness: {
    list: os.likeness.list.handler(({ context: { likeness }, input }) => likeness.list(input.case, input)),
    detail: os.likeness.detail.handler(({ context: { likeness }, input }) => likeness.detail(input.case, input.a, input.b)),
    search: os.likeness.search.handler(({ context: { desk, likeness }, input, signal }) =>
      withWireErrors(desk.job(input.case, signal, (opened, stop) => likeness.search(opened, input.source, stop))),
    ),
    judge: os.likeness.judge.handler(({ context: { likeness }, input }) =>
      likeness.judge(input.case, input.a, input.b, input.decision, input.because),
    ),
  },
  reading: {
    languages: os.reading.languages.handler(({ context: { desk } }) => readingLanguages(desk)),
    useFolder: os.reading.useFolder.handler(({ context: { desk }, input }) => useLanguageFolder(desk, input.folder)),
    background: os.reading.background.handler(({ context: { desk, scans }, input }) => scans.state(desk.get(input.case).handle)),
    stop: os.reading.stop.handler(({ context: { desk, scans }, input }) => {
      scans.stop(desk.get(input.case).handle);
      return {};
    }),
    read: os.reading.read.handler(({ context: { tools }, input, signal }) =>
      withWireErrors(
        tools.desk.job(input.case, signal, (opened, stop) => readByMachine(tools, opened, input.source, input.languages, stop)),
      ),
    ),
  },
  annotations: {
    export: os.annotations.export.handler(({ context: { desk }, input }) => exportAnnotations(desk, input.case, input.to)),
    import: os.annotations.import.handler(({ context: { desk }, input }) => importAnnotations(desk, input.case, input.ticket)),
  },
  report: {
    export: os.report.export.handler(({ context: { desk, tools }, input, signal }) =>
      withWireErrors(desk.job(input.case, signal, (opened, stop) => exportReport(tools, opened, input.to, stop))),
    ),
  },
});
