/** Case → report document. Pure: the same input gives the same document, and every date in it comes from the log. */
import { claimSections, standingLinks } from './claims.ts';
import { custodyRows } from './custody.ts';
import type { Exhibit, ReportDocument, ReportMeta } from './document.ts';
import { exhibitOf } from './exhibits.ts';
import { limitsOf } from './limits.ts';
import type { ReportInput } from './model.ts';
import { sourceEntry, uncitedSource } from './sources.ts';
import { bitsOf, dayOf, oneLine, paragraphs, shorten, stampOf, words } from './words.ts';

const byRef = <T extends { ref: string }>(a: T, b: T): number => Number(a.ref.slice(2)) - Number(b.ref.slice(2));

/** The exhibits that standing links cite, by excerpt reference. An excerpt without its source or picture is left for `checkReport` to refuse. */
function exhibitsOf(input: ReportInput): Record<string, Exhibit> {
  const sources = new Map(input.sources.map((source) => [source.id, source]));
  const exhibits: Record<string, Exhibit> = {};
  for (const { excerpt } of standingLinks(input).sort((a, b) => byRef(a.excerpt, b.excerpt))) {
    const source = sources.get(excerpt.source);
    if (source !== undefined) exhibits[excerpt.ref] ??= exhibitOf(excerpt, source, input);
  }
  return exhibits;
}

function metaOf(input: ReportInput, totals: ReportMeta['totals']): ReportMeta {
  const { details, head, program, template } = input;
  return {
    title: words(oneLine(details.title), details.language),
    runningTitle: shorten(details.number === '' ? details.title : `${shorten(details.number, 24)} · ${details.title}`, 60),
    runningHandling: shorten(details.handling, 60),
    number: oneLine(details.number),
    author: oneLine(details.author),
    handling: oneLine(details.handling),
    program: `${program.name} ${program.version}`,
    template: `${template.name} ${template.version}`,
    date: dayOf(head.at),
    time: `${stampOf(head.at)} UTC`,
    at: head.at,
    calendar: [
      [0, 4],
      [5, 7],
      [8, 10],
      [11, 13],
      [14, 16],
      [17, 19],
    ].map(([from, to]) => Number(head.at.slice(from, to))),
    head: { sha256: head.hash, seq: head.seq, bits: bitsOf(head.hash) },
    totals,
    people: [...new Set(input.actors.map((actor) => oneLine(actor.name)))].sort(),
  };
}

/** Builds the document that the template sets and the PDF carries. Run `checkReport` first: this trusts its input. */
export function buildReport(input: ReportInput): ReportDocument {
  const claims = claimSections(input);
  const exhibits = exhibitsOf(input);
  const cited = new Set(Object.values(exhibits).map((exhibit) => exhibit.source));
  const sources = [...input.sources].sort(byRef);
  const retracted = [...input.claims, ...input.excerpts, ...input.links].filter((thing) => thing.retracted !== null).length;
  return {
    format: 1,
    meta: metaOf(input, {
      claims: claims.length,
      sources: sources.length,
      cited: cited.size,
      exhibits: Object.keys(exhibits).length,
      photos: Object.values(exhibits).filter((exhibit) => exhibit.photo !== null).length,
      entries: input.head.seq,
      retracted,
    }),
    summary: paragraphs(input.details.summary, input.details.language),
    claims,
    exhibits,
    sources: {
      cited: sources.filter((source) => cited.has(source.ref)).map(sourceEntry),
      uncited: sources.filter((source) => !cited.has(source.ref)).map(uncitedSource),
    },
    custody: custodyRows(input),
    limits: limitsOf(Object.values(exhibits)),
  };
}
