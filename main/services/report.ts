/** From a case to a report on disk: every quote is compared once more, pictures are drawn without their metadata, a worker sets the pages. */
import { mkdirSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { JobProgress, ReportResult } from '../../shared/contract.ts';
import { AssayError } from '../../shared/errors.ts';
import type { Actor, Excerpt, Source, Ticket } from '../../shared/model.ts';
import { buildReport } from '../report/build.ts';
import { checkReport } from '../report/checks.ts';
import type { ReportInput, ReportPhoto } from '../report/model.ts';
import { pictureKey, reportPictures } from '../report/pictures.ts';
import { reportTemplate } from '../report/template.ts';
import { sha256 } from '../storage/canonical.ts';
import { type AnyCase, CaseWriter } from '../storage/case-folder.ts';
import { typeset } from '../workers/typeset-client.ts';
import { cutOf, drawPage, pageOf } from './crops.ts';
import { laterReadings } from './decisions.ts';
import type { Desk, Opened } from './desk.ts';
import { anchorProblem, regionOf } from './excerpts.ts';
import { canvasScale, pageCanvas } from './layouts.ts';
import type { PagePool } from './pages.ts';
import { cropRegion, reportPhoto } from './pictures.ts';
import { programName, programVersion } from './program.ts';
import { loadRendition } from './renditions.ts';
import { writeOut } from './write-out.ts';

/** Longest edges in the report, in pixels: 300 per inch at the widths that the template prints. */
const photoEdge = 1200;
const cropEdge = 700;

/** Excerpts that standing links cite. */
function citedExcerpts(store: AnyCase, excerpts: readonly Excerpt[]): Excerpt[] {
  const claims = new Set(store.claimRows(false).map(({ claim }) => claim.id));
  const cited = new Set(
    store
      .links()
      .filter((link) => link.retracted === null && claims.has(link.claim))
      .map((link) => link.excerpt),
  );
  return excerpts.filter((excerpt) => excerpt.retracted === null && cited.has(excerpt.id));
}

/** Throws REPORT_REFUSED naming every exhibit that does not hold: better no report than one wrong quote. */
function refuseBroken(store: AnyCase, excerpts: readonly Excerpt[]): void {
  const problems = excerpts.flatMap((excerpt) => {
    const problem = anchorProblem(store, excerpt);
    return problem === null ? [] : [{ exhibit: `${excerpt.sourceRef} ${excerpt.place}`, excerpt: excerpt.ref, problem }];
  });
  const [first] = problems;
  if (first !== undefined)
    throw new AssayError('REPORT_REFUSED', `The report was not made: ${first.exhibit} (${first.excerpt}) does not hold. ${first.problem}`, {
      problems,
    });
}

interface Pictures {
  readonly photos: Record<string, ReportPhoto>;
  readonly crops: Record<string, ReportInput['crops'][string]>;
}

/** A page as its regions count it: 144 pixels to the inch. */
async function pagePhoto(
  pool: PagePool,
  store: AnyCase,
  source: Source,
  page: number,
  signal: AbortSignal | undefined,
): Promise<ReportPhoto> {
  const { bytes } = await drawPage(pool, { store }, source, page, canvasScale, signal);
  return { ...(await reportPhoto(bytes, photoEdge)), ...pageCanvas(store, source, page) };
}

async function* drawPictures(
  pool: PagePool,
  { store, handle }: Pick<Opened, 'store' | 'handle'>,
  cited: readonly Excerpt[],
  signal: AbortSignal | undefined,
): AsyncGenerator<JobProgress, Pictures> {
  const regions = cited.filter((excerpt) => excerpt.anchor.kind === 'region');
  const photos: Pictures['photos'] = {};
  const crops: Pictures['crops'] = {};
  let done = 0;
  for (const excerpt of regions) {
    if (signal?.aborted) throw new AssayError('CANCELLED');
    const source = store.source(excerpt.source);
    if (!(await store.originals.check(source.original)))
      throw new AssayError(
        'REPORT_REFUSED',
        `The report was not made: the original of ${source.ref} is not the bytes that were imported.`,
        { source: source.ref },
      );
    try {
      const page = pageOf(excerpt);
      const cut = await cutOf(pool, { store, handle }, source, excerpt, cropEdge, signal);
      photos[pictureKey(source.original, page)] ??=
        page === null ? await reportPhoto(cut.picture, photoEdge) : await pagePhoto(pool, store, source, page, signal);
      const { bytes } = await cropRegion(cut.picture, cut.region, { maxEdge: cropEdge, format: 'jpeg' });
      crops[excerpt.id] = { bytes, region: regionOf(excerpt) };
    } catch (error) {
      if (error instanceof AssayError)
        throw new AssayError(
          error.code,
          `${source.ref} ${excerpt.place}: ${error.message}`,
          { ...error.details, exhibit: `${source.ref} ${excerpt.place}` },
          { cause: error },
        );
      throw error;
    }
    done++;
    yield { phase: 'Drawing pictures', done, total: regions.length };
  }
  return { photos, crops };
}

function languagesOf(store: AnyCase, excerpts: readonly Excerpt[]): Record<string, string> {
  const out: Record<string, string> = {};
  for (const excerpt of excerpts) {
    if (excerpt.anchor.kind !== 'text') continue;
    const language = loadRendition(store, excerpt.anchor.rendition).body.language ?? store.source(excerpt.source).metadata.language?.value;
    if (language !== undefined && language !== null) out[excerpt.id] = language;
  }
  return out;
}

/** Everything the report is made of, as the log says it stands at the newest change. */
async function* gatherReport(
  pool: PagePool,
  opened: Pick<Opened, 'store' | 'handle'>,
  signal: AbortSignal | undefined,
): AsyncGenerator<JobProgress, ReportInput> {
  const { store } = opened;
  const head = store.changeHead();
  const excerpts = store.excerpts();
  yield { phase: 'Comparing quotes with their sources', done: 0, total: excerpts.length };
  const cited = citedExcerpts(store, excerpts);
  refuseBroken(store, cited);
  const log = store.logUpTo(head.seq);
  const actors = new Map<string, Actor>(log.map(({ actor }) => [JSON.stringify([actor.name, actor.installation]), actor]));
  const { photos, crops } = yield* drawPictures(pool, opened, cited, signal);
  const input: ReportInput = {
    details: store.info().details,
    program: { name: programName, version: programVersion },
    template: reportTemplate,
    head: { hash: head.hash, seq: head.seq, at: head.at },
    sources: store.sources(),
    excerpts,
    claims: store.claimRows(true).map(({ claim }) => claim),
    links: store.links(),
    log,
    actors: [...actors.values()],
    languages: languagesOf(store, excerpts),
    later: laterReadings(store, cited),
    photos,
    crops,
  };
  const [problem] = checkReport(input);
  if (problem !== undefined) throw new AssayError(problem.code, `The report was not made. ${problem.message}`, problem.details);
  return input;
}

export async function* exportReport(
  { desk, pool }: { readonly desk: Desk; readonly pool: PagePool },
  opened: Pick<Opened, 'store' | 'handle'>,
  to: Ticket,
  signal: AbortSignal | undefined,
): AsyncGenerator<JobProgress, ReportResult> {
  const { store } = opened;
  const { path } = desk.ports.files.redeem(to);
  // The cases folder is offered before it exists
  if (dirname(path) === resolve(desk.ports.casesFolder)) mkdirSync(dirname(path), { recursive: true });
  const input = yield* gatherReport(pool, opened, signal);
  yield { phase: 'Setting pages', done: 0, total: 1 };
  const { pdf, pages } = await typeset(
    desk.ports.worker('typeset'),
    { document: buildReport(input), pictures: reportPictures(input), resources: desk.ports.resources },
    signal,
  );
  yield { phase: 'Writing the file', done: 1, total: 1 };
  const result = { sha256: sha256(pdf), bytes: pdf.length, pages, head: input.head.hash };
  const template = `${reportTemplate.name} ${reportTemplate.version}`;
  writeOut('The report', path, pdf, () => {
    if (store instanceof CaseWriter) store.append('report.exported', () => ({ ...result, fileName: basename(path), template }));
  });
  return { ...result, place: path };
}
