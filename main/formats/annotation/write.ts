/**
 * Excerpts as one W3C AnnotationCollection (JSON-LD). The same case at the same log head gives the same bytes: times come from the log,
 * keys and items have one order.
 */
import type { Claim, Excerpt, Link, Sha256, Source } from '../../../shared/model.ts';
import { context, hashUrn, mediaFragments, ownUrn, pdfFragments, uuidUrn } from './vocabulary.ts';

type Json = Record<string, unknown>;

export interface AnnotatedExcerpt {
  readonly excerpt: Excerpt;
  readonly source: Source;
  /** Who marked it, and when its note or region was changed last, as the log says. */
  readonly creator: string | null;
  readonly modified: string | null;
  /** The text in which a passage stands. */
  readonly rendition: { readonly sha256: Sha256; readonly extractor: string; readonly extractorVersion: string } | null;
  /** Standing links, with the claims that they lead to. */
  readonly links: readonly { readonly link: Link; readonly claim: Claim }[];
}

export interface AnnotatedCase {
  readonly id: string;
  readonly title: string;
  readonly head: { readonly hash: Sha256; readonly at: string };
  readonly program: string;
  readonly excerpts: readonly AnnotatedExcerpt[];
}

/** Pixels of a drawn page to a point of it, as regions on pages count them. */
export const pixelsPerPoint = 2;

const addressesOf = ({ corrections, metadata, provenance }: Source): string[] => [
  ...new Set(
    [corrections.url, metadata.canonicalUrl?.value, metadata.savedFrom?.value, provenance.url ?? undefined].filter(
      (url): url is string => url !== undefined && URL.canParse(url) && !/\s/.test(url),
    ),
  ),
];

function sourceOf(source: Source): Json {
  const addresses = addressesOf(source);
  return {
    id: hashUrn(source.original),
    ...(source.kind === 'article' ? { type: 'Text' } : source.kind === 'photo' ? { type: 'Image' } : {}),
    format: source.mediaType,
    ...(addresses.length > 0 ? { via: addresses } : {}),
    'assay:ref': source.ref,
    'assay:title': source.title,
  };
}

const page = (number: number, refinedBy: Json): Json => ({
  type: 'FragmentSelector',
  conformsTo: pdfFragments,
  value: `page=${number}`,
  refinedBy,
});

function selectorsOf({ excerpt: { anchor }, source }: AnnotatedExcerpt): Json[] {
  if (anchor.kind === 'region') {
    const fragment = { type: 'FragmentSelector', conformsTo: mediaFragments, value: anchor.fragment.value };
    const shapes: Json[] = [fragment, ...(anchor.outline === undefined ? [] : [{ type: 'SvgSelector', value: anchor.outline.value }])];
    const { page: number } = anchor;
    return number === undefined ? shapes : shapes.map((shape) => page(number, shape));
  }
  const { exact, prefix, suffix } = anchor.quote;
  const quote = { type: 'TextQuoteSelector', exact, prefix, suffix };
  const position = { type: 'TextPositionSelector', start: anchor.position.start, end: anchor.position.end };
  const pages = [...new Set(anchor.quads?.map((quad) => quad.page) ?? [])];
  const [only] = pages;
  // A passage over two pages is on neither of them alone
  const onPage = only !== undefined && pages.length === 1 && source.mediaType === 'application/pdf' ? [page(only, quote)] : [];
  return [quote, position, ...onPage];
}

function stateOf({ excerpt: { anchor }, source, rendition }: AnnotatedExcerpt): Json | null {
  if (rendition !== null) return { type: 'assay:RenditionState', 'assay:rendition': hashUrn(rendition.sha256) };
  if (anchor.kind === 'region' && anchor.page !== undefined) return { type: 'assay:PageState', 'assay:pixelsPerPoint': pixelsPerPoint };
  // Regions count in the picture as it is seen, which is not always as it is stored
  if (source.photo !== null)
    return {
      type: 'assay:UprightState',
      'assay:width': source.photo.width,
      'assay:height': source.photo.height,
      'assay:orientation': source.photo.orientation,
    };
  return null;
}

function targetOf(one: AnnotatedExcerpt): Json {
  const { excerpt, source, rendition } = one;
  const state = stateOf(one);
  const quads = excerpt.anchor.kind === 'text' ? (excerpt.anchor.quads ?? []) : [];
  return {
    type: 'SpecificResource',
    source: sourceOf(source),
    selector: selectorsOf(one),
    ...(state === null ? {} : { state }),
    ...(rendition === null
      ? {}
      : {
          renderedVia: {
            id: ownUrn('extractor', encodeURIComponent(rendition.extractor), encodeURIComponent(rendition.extractorVersion)),
            type: 'Software',
            name: `${rendition.extractor} ${rendition.extractorVersion}`,
          },
        }),
    ...(quads.length > 0 ? { 'assay:quads': { unit: source.kind === 'photo' ? 'px' : 'pt', quads } } : {}),
  };
}

function bodiesOf({ excerpt, links }: AnnotatedExcerpt): Json[] {
  const note = excerpt.note === '' ? [] : [{ type: 'TextualBody', value: excerpt.note, format: 'text/plain', purpose: 'commenting' }];
  return [
    ...note,
    ...links.map(({ link, claim }) => ({
      type: 'SpecificResource',
      purpose: 'classifying',
      source: {
        id: uuidUrn(claim.id),
        type: 'assay:Claim',
        'assay:ref': claim.ref,
        'assay:text': claim.text,
        'assay:claimant': claim.claimant,
      },
      created: link.createdAt,
      'assay:link': uuidUrn(link.id),
      'assay:stance': link.stance,
      'assay:because': link.because,
    })),
  ];
}

function annotationOf(one: AnnotatedExcerpt): Json {
  const { excerpt, creator, modified, links } = one;
  const bodies = bodiesOf(one);
  return {
    id: uuidUrn(excerpt.id),
    type: 'Annotation',
    motivation: ['highlighting', ...(excerpt.note === '' ? [] : ['commenting']), ...(links.length > 0 ? ['classifying'] : [])],
    created: excerpt.createdAt,
    ...(modified === null ? {} : { modified }),
    ...(creator === null ? {} : { creator: { type: 'Person', name: creator } }),
    'assay:ref': excerpt.ref,
    'assay:place': excerpt.place,
    ...(bodies.length > 0 ? { body: bodies } : {}),
    target: targetOf(one),
  };
}

/** The collection as text: JSON with two spaces and LF. */
export function writeAnnotations({ id, title, head, program, excerpts }: AnnotatedCase): string {
  const collection = {
    '@context': context,
    id: ownUrn('case', id),
    type: 'AnnotationCollection',
    label: title,
    generated: head.at,
    generator: { id: ownUrn('program'), type: 'Software', name: program },
    'assay:head': hashUrn(head.hash),
    total: excerpts.length,
    first: { id: ownUrn('case', id, 'page', '1'), type: 'AnnotationPage', startIndex: 0, items: excerpts.map(annotationOf) },
  };
  return `${JSON.stringify(collection, null, 2)}\n`;
}
