/** Marking passages and regions. A quote that does not stand exactly at its place is refused. */

import { codePointLength, sliceCodePoints } from '../../shared/anchor/codepoints.ts';
import { boundsOf, isPolygon, parseSvg, toSvg } from '../../shared/anchor/outline.ts';
import { letterFor, placeOf } from '../../shared/anchor/place.ts';
import { inside, parseFragment, regionLabel, toFragment } from '../../shared/anchor/region.ts';
import { describe as describePassage, find } from '../../shared/anchor/text.ts';
import type { MarkTarget } from '../../shared/contract.ts';
import { AssayError } from '../../shared/errors.ts';
import {
  type Anchor,
  type CaseHandle,
  type Excerpt,
  ExcerptId,
  type Outline,
  type Region,
  type RegionAnchor,
  type Rendition,
  type RenditionId,
  type Source,
  type SourceId,
} from '../../shared/model.ts';
import type { AnyCase, CaseWriter } from '../storage/case-folder.ts';
import type { NewExcerpt } from '../storage/verbs.ts';
import type { Desk } from './desk.ts';
import { loadLayout, pageCanvas, quadsOf } from './layouts.ts';
import { loadRendition } from './renditions.ts';

/** What is to be marked, and the standing excerpts that may be of the very same place. */
interface Marked {
  readonly anchor: Anchor;
  readonly quote: string | null;
  readonly alike: () => Excerpt[];
  readonly place: () => string;
}

/**
 * The first mark of a place has its plain name, later ones a letter: ¶3, ¶3b, ¶3c. Once given, a place is never renamed, so
 * that printed reports keep leading to it.
 */
function freePlace(store: AnyCase, source: SourceId, base: string): string {
  const there = store.countAt(source, base);
  if (there === 0) return base;
  for (let n = there; ; n++) {
    const place = `${base}${letterFor(n)}`;
    if (!store.placeTaken(source, place)) return place;
  }
}

/** Letters go through all pages of a document: `page 3 region B` is the second region on it, not on its third page. */
function freeRegionPlace(store: AnyCase, source: SourceId, page: number | undefined): string {
  for (let n = store.countRegions(source); ; n++) {
    const place = `${page === undefined ? '' : `page ${page} `}region ${regionLabel(n)}`;
    if (!store.placeTaken(source, place)) return place;
  }
}

function onePlace(
  body: Rendition,
  target: { quote: string; before?: string | undefined; after?: string | undefined },
): { start: number; end: number } {
  const query = {
    quote: target.quote,
    ...(target.before === undefined ? {} : { before: target.before }),
    ...(target.after === undefined ? {} : { after: target.after }),
  };
  const places = find(body.text, query);
  const [only, second] = places;
  if (only === undefined) {
    const elsewhere = find(body.text, { quote: target.quote }).length;
    const message =
      elsewhere === 0
        ? undefined
        : `These words stand in this source${elsewhere > 1 ? ` in ${elsewhere} places` : ''}, but not with the words given before or after them.`;
    throw new AssayError('QUOTE_NOT_FOUND', message, { quote: target.quote, elsewhere });
  }
  if (second !== undefined) {
    throw new AssayError('QUOTE_AMBIGUOUS', `These words stand in ${places.length} places. Give some of the words before or after.`, {
      quote: target.quote,
      places: places.slice(0, 20).map(({ start, end }) => ({
        start,
        end,
        place: placeOf(body.blocks, start, end),
        context: sliceCodePoints(body.text, Math.max(0, start - 40), end + 40),
      })),
    });
  }
  return only;
}

function markText(store: AnyCase, source: Source, rendition: RenditionId, target: Exclude<MarkTarget, { region: Region }>): Marked {
  const { body } = loadRendition(store, rendition);
  const { kind } = store.rendition(rendition);
  const { start, end } = 'quote' in target ? onePlace(body, target) : target;
  const exact = start < end ? sliceCodePoints(body.text, start, end) : '';
  // The length too: a slice is cut at the end of the text, and a place beyond it is no place
  if (exact === '' || codePointLength(exact) !== end - start || ('exact' in target && exact !== target.exact)) {
    throw new AssayError('QUOTE_MISMATCH', undefined, { start, end, ...('exact' in target ? { given: target.exact } : {}), found: exact });
  }
  if (exact.trim() === '') throw new AssayError('QUOTE_MISMATCH', 'There are no words in this selection.', { start, end });
  // A text that a machine read counts its own paragraphs, which are not those of the document's text
  const base = `${kind === 'machine-read' ? 'machine-read ' : ''}${placeOf(body.blocks, start, end)}`;
  const layout = loadLayout(store, rendition);
  return {
    anchor: {
      kind: 'text',
      rendition,
      ...describePassage(body.text, start, end),
      ...(layout === null ? {} : { quads: quadsOf(layout, start, end, (from, to) => sliceCodePoints(body.text, from, to)) }),
    },
    quote: exact,
    alike: () => store.quotedAt(source.id, base, exact),
    place: () => freePlace(store, source.id, base),
  };
}

/** Size of the picture as it is seen. */
export function sizeOf(source: Source): { width: number; height: number } {
  if (source.photo === null) throw new AssayError('WRONG_KIND', 'A region can only be marked on a photo.', { source: source.ref });
  return { width: source.photo.width, height: source.photo.height };
}

/** What regions are drawn on: a photo, or a page of a document at 144 dpi. Throws WRONG_KIND, NOT_FOUND. */
function canvasOf(store: AnyCase, source: Source, page: number | undefined): { width: number; height: number } {
  if (page === undefined) return sizeOf(source);
  if (source.mediaType !== 'application/pdf') throw new AssayError('WRONG_KIND', undefined, { source: source.ref, page });
  return pageCanvas(store, source, page);
}

interface Drawn {
  readonly region: Region;
  readonly outline?: Outline | undefined;
  readonly page?: number | undefined;
}

function regionAnchor(store: AnyCase, source: Source, { region, outline, page }: Drawn): RegionAnchor {
  const size = canvasOf(store, source, page);
  if (!inside(region, size)) throw new AssayError('REGION_OUTSIDE', undefined, { region, size });
  if (outline !== undefined) {
    const box = boundsOf(outline);
    if (box === null || !isPolygon(outline) || toFragment(box) !== toFragment(region))
      throw new AssayError('BAD_INPUT', 'The outline is no polygon, or does not fill the region that was given for it.', {
        region,
        outline,
      });
  }
  return {
    kind: 'region',
    fragment: { type: 'FragmentSelector', conformsTo: 'http://www.w3.org/TR/media-frags/', value: toFragment(region) },
    ...(outline === undefined ? {} : { outline: { type: 'SvgSelector' as const, value: toSvg(outline) } }),
    ...(page === undefined ? {} : { page }),
  };
}

export function regionOf(excerpt: Excerpt): Region {
  if (excerpt.anchor.kind !== 'region')
    throw new AssayError('WRONG_KIND', 'This excerpt is a passage, not a region.', { excerpt: excerpt.ref });
  const region = parseFragment(excerpt.anchor.fragment.value);
  if (region === null) throw new AssayError('CASE_BROKEN', `The region of ${excerpt.ref} cannot be read.`);
  return region;
}

function markRegion(store: AnyCase, source: Source, drawn: Drawn): Marked {
  const anchor = regionAnchor(store, source, drawn);
  return {
    anchor,
    quote: null,
    alike: () => store.drawnAt(source.id, anchor.fragment.value),
    place: () => freeRegionPlace(store, source.id, drawn.page),
  };
}

function sameAnchor(a: Anchor, b: Anchor): boolean {
  if (a.kind === 'text')
    return b.kind === 'text' && a.rendition === b.rendition && a.position.start === b.position.start && a.position.end === b.position.end;
  return b.kind === 'region' && a.fragment.value === b.fragment.value && a.page === b.page && a.outline?.value === b.outline?.value;
}

/** The excerpt as it would be made, or the standing one with the very same anchor. */
export function prepareExcerpt(
  desk: Desk,
  store: CaseWriter,
  sourceId: SourceId,
  target: MarkTarget,
  note: string,
): { existing: Excerpt } | { fresh: NewExcerpt } {
  const source = store.source(sourceId);
  let marked: Marked;
  if ('region' in target) marked = markRegion(store, source, target);
  else {
    const rendition = target.rendition ?? source.rendition;
    if (rendition === null) throw new AssayError('WRONG_KIND', 'A passage can only be marked in a text.', { source: source.ref });
    if (!store.renditionsOf(source.id).some(({ id }) => id === rendition))
      throw new AssayError('NOT_FOUND', `${source.ref} has no such text.`, { source: source.ref, rendition });
    marked = markText(store, source, rendition, target);
  }
  const { anchor, quote, alike, place } = marked;
  const existing = alike().find((excerpt) => sameAnchor(excerpt.anchor, anchor));
  if (existing !== undefined) return { existing };
  const id = ExcerptId.parse(desk.ports.ids.uuid());
  return { fresh: { id, ref: store.nextRef('E'), source: source.id, note, anchor, place: place(), quote, carriedFrom: null } };
}

export function mark(desk: Desk, handle: CaseHandle, sourceId: SourceId, target: MarkTarget, note: string): Excerpt {
  const store = desk.write(handle);
  const prepared = prepareExcerpt(desk, store, sourceId, target, note);
  if ('existing' in prepared) return prepared.existing;
  store.append('excerpt.marked', () => ({ excerpt: prepared.fresh }));
  return store.excerpt(prepared.fresh.id);
}

function standing(store: CaseWriter, id: ExcerptId): Excerpt {
  const excerpt = store.excerpt(id);
  if (excerpt.retracted !== null)
    throw new AssayError('BAD_INPUT', `${excerpt.ref} has been retracted; it cannot be changed.`, { excerpt: id });
  return excerpt;
}

export function editNote(desk: Desk, handle: CaseHandle, id: ExcerptId, note: string): Excerpt {
  const store = desk.write(handle);
  if (standing(store, id).note !== note) store.append('excerpt.noted', () => ({ excerpt: id, note }));
  return store.excerpt(id);
}

/** Draws a region again: a rectangle, or a polygon with its bounding box; on the page it was on. */
export function adjust(desk: Desk, handle: CaseHandle, id: ExcerptId, region: Region, outline?: Outline): Excerpt {
  const store = desk.write(handle);
  const excerpt = standing(store, id);
  if (excerpt.anchor.kind !== 'region') throw new AssayError('WRONG_KIND', 'Only a region can be drawn again.', { excerpt: id });
  const anchor = regionAnchor(store, store.source(excerpt.source), { region, outline, page: excerpt.anchor.page });
  if (!sameAnchor(anchor, excerpt.anchor)) store.append('excerpt.adjusted', () => ({ excerpt: id, anchor }));
  return store.excerpt(id);
}

export function retractExcerpt(desk: Desk, handle: CaseHandle, id: ExcerptId, because: string): Excerpt {
  const store = desk.write(handle);
  standing(store, id);
  store.append('excerpt.retracted', () => ({ excerpt: id, because }));
  return store.excerpt(id);
}

/** Null where the anchor holds; else one sentence that says what does not. */
export function anchorProblem(store: AnyCase, excerpt: Excerpt): string | null {
  const { anchor } = excerpt;
  if (anchor.kind === 'region') {
    const region = parseFragment(anchor.fragment.value);
    if (region === null || !inside(region, canvasOf(store, store.source(excerpt.source), anchor.page)))
      return `The region does not lie within the ${anchor.page === undefined ? 'picture' : 'page'}.`;
    const outline = anchor.outline === undefined ? null : parseSvg(anchor.outline.value);
    const box = outline === null ? null : boundsOf(outline);
    return anchor.outline === undefined || (box !== null && toFragment(box) === anchor.fragment.value)
      ? null
      : 'The outline of the region and its frame do not agree.';
  }
  const { body } = loadRendition(store, anchor.rendition);
  const { start, end } = anchor.position;
  if (sliceCodePoints(body.text, start, end) !== anchor.quote.exact) return 'The quoted words do not stand at their place in the text.';
  return excerpt.quote === anchor.quote.exact ? null : 'The quote and its anchor are not the same words.';
}
