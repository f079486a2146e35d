/**
 * What must hold before a report is made. The service has compared every quote with its rendition; here the input is
 * held against itself: nothing cited without its source, its bytes and its place, and a log that leads to the head.
 */
import type { Failure } from '../../shared/errors.ts';
import type { Excerpt, Source } from '../../shared/model.ts';
import { standingLinks } from './claims.ts';
import { pageOf, regionOf } from './exhibits.ts';
import type { ReportInput } from './model.ts';
import { pictureKey } from './pictures.ts';
import { uprightSize } from './told.ts';

const problem = (subject: string, message: string, details: Record<string, unknown> = {}): Failure => ({
  code: 'REPORT_REFUSED',
  message: `${subject}: ${message}`,
  details: { subject, ...details },
});

function textProblems(excerpt: Excerpt): Failure[] {
  if (excerpt.anchor.kind !== 'text') return [];
  const { quote, position } = excerpt.anchor;
  if (excerpt.quote !== quote.exact) return [problem(excerpt.ref, 'its words are not those of its anchor.')];
  const length = [...quote.exact].length;
  return position.end - position.start === length
    ? []
    : [problem(excerpt.ref, `its place holds ${position.end - position.start} characters, its words ${length}.`)];
}

const isPicture = (bytes: Uint8Array): boolean => (bytes[0] === 0xff && bytes[1] === 0xd8) || (bytes[0] === 0x89 && bytes[1] === 0x50);

function regionProblems(excerpt: Excerpt, source: Source, input: ReportInput): Failure[] {
  if (excerpt.anchor.kind !== 'region') return [];
  const page = pageOf(excerpt);
  const [region, photo, crop] = [regionOf(excerpt), input.photos[pictureKey(source.original, page)], input.crops[excerpt.id]];
  // How large a page is, only its picture says
  const size = page === null ? uprightSize(source) : (photo ?? null);
  if (region === null || size === null) return [problem(excerpt.ref, `a region of ${source.ref}, which has no picture.`)];
  const problems: Failure[] = [];
  if (region.width === 0 || region.height === 0 || region.x + region.width > size.width || region.y + region.height > size.height) {
    problems.push(problem(excerpt.ref, `its region does not lie within ${source.ref} (${size.width} × ${size.height}).`, { region }));
  }
  if (photo === undefined || !isPicture(photo.bytes)) problems.push(problem(excerpt.ref, `the picture of ${source.ref} is not there.`));
  else if (photo.width !== size.width || photo.height !== size.height)
    problems.push(
      problem(
        excerpt.ref,
        `the picture of ${source.ref} is given as ${photo.width} × ${photo.height}, the source as ${size.width} × ${size.height}.`,
      ),
    );
  if (crop === undefined || !isPicture(crop.bytes)) problems.push(problem(excerpt.ref, 'its crop is not there.'));
  else if (
    crop.region.x !== region.x ||
    crop.region.y !== region.y ||
    crop.region.width !== region.width ||
    crop.region.height !== region.height
  ) {
    problems.push(problem(excerpt.ref, 'its crop was cut from another region.', { region, crop: crop.region }));
  }
  return problems;
}

function logProblems({ log, head }: ReportInput): Failure[] {
  const entries = log.filter((entry) => entry.seq <= head.seq).sort((a, b) => a.seq - b.seq);
  const last = entries.at(-1);
  if (last === undefined || last.seq !== head.seq || last.hash !== head.hash)
    return [problem('log', 'the head is not an entry of it.', { head: head.hash })];
  const before = new Set<string>();
  return entries.flatMap((entry, index) => {
    const found: Failure[] = [];
    if (entry.seq !== index + 1) found.push(problem(`log entry ${entry.seq}`, 'an entry before it is missing.'));
    if (index > 0 && (entry.parents.length === 0 || !entry.parents.every((parent) => before.has(parent))))
      found.push(problem(`log entry ${entry.seq}`, 'it names a parent that is not before it.'));
    before.add(entry.hash);
    return found;
  });
}

function claimProblems({ claims }: ReportInput): Failure[] {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  return claims.flatMap((claim) => {
    const seen = new Set<string>();
    for (let here = claim; here.partOf !== null; ) {
      if (seen.has(here.id)) return [problem(claim.ref, 'it is a part of itself.')];
      seen.add(here.id);
      const whole = byId.get(here.partOf);
      if (whole === undefined) return [problem(claim.ref, 'the claim it is a part of is not there.')];
      here = whole;
    }
    return [];
  });
}

/** Everything that forbids this report, each with what and where; empty when it may be made. Code REPORT_REFUSED. */
export function checkReport(input: ReportInput): Failure[] {
  const sources = new Map(input.sources.map((source) => [source.id, source]));
  const [excerpts, claims] = [new Set(input.excerpts.map((excerpt) => excerpt.id)), new Set(input.claims.map((claim) => claim.id))];
  const dangling = input.links
    .filter((link) => link.retracted === null)
    .flatMap((link) => [
      ...(excerpts.has(link.excerpt) ? [] : [problem(link.ref, 'the excerpt it links is not there.')]),
      ...(claims.has(link.claim) ? [] : [problem(link.ref, 'the claim it leads to is not there.')]),
    ]);
  const cited = new Map(standingLinks(input).map(({ excerpt }) => [excerpt.id, excerpt]));
  const exhibits = [...cited.values()].flatMap((excerpt) => {
    const source = sources.get(excerpt.source);
    if (source === undefined) return [problem(excerpt.ref, 'its source is not in the case.')];
    if (source.ref !== excerpt.sourceRef) return [problem(excerpt.ref, `it cites ${excerpt.sourceRef}, its source is ${source.ref}.`)];
    return [...textProblems(excerpt), ...regionProblems(excerpt, source, input)];
  });
  return [...dangling, ...claimProblems(input), ...exhibits, ...logProblems(input)];
}
