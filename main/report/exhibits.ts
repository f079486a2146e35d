/** Excerpts as exhibits: the words or the picture, and the footnote that leads back to the original. */
import { parseSvg } from '../../shared/anchor/outline.ts';
import type { Excerpt, Region, Source } from '../../shared/model.ts';
import type { Exhibit, Footnote, PhotoExhibit } from './document.ts';
import type { ReportInput } from './model.ts';
import { cropName, pictureKey, pictureName } from './pictures.ts';
import { addressOf, datedOf, fromOf, importedOf, titleOf, uprightSize, whoOf } from './told.ts';
import { captureWords, oneLine, paragraphs, words } from './words.ts';

/** `xywh=pixel:x,y,w,h` (W3C Media Fragments) as numbers; null where it is not that. */
export function regionOf(excerpt: Excerpt): Region | null {
  if (excerpt.anchor.kind !== 'region') return null;
  const found = /^xywh=pixel:(\d+),(\d+),(\d+),(\d+)$/.exec(excerpt.anchor.fragment.value);
  if (found === null) return null;
  const [x = 0, y = 0, width = 0, height = 0] = found.slice(1).map(Number);
  return { x, y, width, height };
}

/** Corners of a region that is no rectangle. */
function outlineOf({ anchor }: Excerpt): [number, number][] | null {
  const outline = anchor.kind === 'region' && anchor.outline !== undefined ? parseSvg(anchor.outline.value) : null;
  return outline?.map(({ x, y }) => [x, y]) ?? null;
}
/** The page of a document that a region lies on, counted from 1. */
export const pageOf = ({ anchor }: Excerpt): number | null => (anchor.kind === 'region' ? (anchor.page ?? null) : null);
/** `A` of `region A` and of `page 3 region A`. */
const nameOf = ({ place }: Excerpt): string => place.replace(/^(?:page\s+\d+\s+)?region\s+/u, '');

/** `S-014 ¶3`, `S-007 region A`, `S-003, page 4, region A`. */
function citeOf(excerpt: Excerpt): string {
  const page = pageOf(excerpt);
  return `${excerpt.sourceRef}${page === null ? ` ${excerpt.place}` : `, page ${page}, region ${nameOf(excerpt)}`}`;
}

function placeOf(excerpt: Excerpt, source: Source, input: ReportInput): string {
  if (excerpt.anchor.kind === 'text')
    return `${excerpt.place}, characters\u00a0${excerpt.anchor.position.start}–${excerpt.anchor.position.end}`;
  const page = pageOf(excerpt);
  const [region, size] = [
    regionOf(excerpt),
    page === null ? uprightSize(source) : (input.photos[pictureKey(source.original, page)] ?? null),
  ];
  if (region === null) return excerpt.place;
  const place = page === null ? excerpt.place : `page ${page}, region ${nameOf(excerpt)}`;
  const within = size === null ? '' : ` of ${size.width} × ${size.height}${page === null ? '' : ', the page at 144 to the inch'}`;
  const outline = outlineOf(excerpt);
  return `${place}, pixels x ${region.x}, y ${region.y}, ${region.width} × ${region.height}${within}${outline === null ? '' : `, outline of ${outline.length} corners`}`;
}

function footnoteOf(excerpt: Excerpt, source: Source, input: ReportInput): Footnote {
  return {
    source: source.ref,
    who: whoOf(source),
    title: titleOf(source),
    dated: datedOf(source),
    imported: importedOf(source),
    url: addressOf(source),
    hash: source.original.slice(0, 16),
    // The template ends it with a full stop
    place: [placeOf(excerpt, source, input), input.later?.[excerpt.id]?.replace(/\.$/, '')].filter(Boolean).join('. '),
  };
}

function photoOf(excerpt: Excerpt, source: Source, input: ReportInput): PhotoExhibit | null {
  const page = pageOf(excerpt);
  const key = pictureKey(source.original, page);
  const [region, photo, crop] = [regionOf(excerpt), input.photos[key], input.crops[excerpt.id]];
  if (region === null || photo === undefined || crop === undefined) return null;
  const { width, height } = photo;
  const [name, outline] = [nameOf(excerpt), outlineOf(excerpt)];
  // A description of a source tells of a photograph; of a page, the note of the region tells what is in it
  const [forSource, forExcerpt] = [page === null ? oneLine(source.corrections.altText ?? '') : '', oneLine(excerpt.note)];
  const described = forSource !== '' ? 'source' : forExcerpt !== '' ? 'excerpt' : 'nobody';
  const what = page === null ? `Photograph ${source.ref}` : `Page ${page} of ${source.ref} as a picture`;
  const captured = source.metadata.captured?.value;
  const where = `Region ${name}${page === null ? '' : `, page ${page}`} of ${source.ref}, ${region.width} × ${region.height} pixels from x ${region.x}, y ${region.y}`;
  return {
    picture: pictureName(key, photo.bytes),
    crop: cropName(excerpt.id, crop.bytes),
    width,
    height,
    region,
    outline,
    page,
    name,
    alt: forSource || forExcerpt || `${what}, ${width} × ${height} pixels; no description was written.`,
    described,
    cropAlt: `${where}${forExcerpt === '' ? '' : `: ${forExcerpt}`}.`.replace(/\.\.$/, '.'),
    caption: `${source.ref}, ${page === null ? 'whole frame' : `page ${page}, whole page`}, ${width} × ${height} pixels; region ${name} outlined.`,
    captured:
      page === null ? (captured === undefined ? 'The file does not say when it was taken.' : `Taken ${captureWords(captured)}.`) : '',
  };
}

/** One excerpt with its source. The note of a region that serves as its description is not printed twice. */
export function exhibitOf(excerpt: Excerpt, source: Source, input: ReportInput): Exhibit {
  const photo = photoOf(excerpt, source, input);
  return {
    ref: excerpt.ref,
    cite: citeOf(excerpt),
    source: source.ref,
    from: fromOf(source),
    footnote: footnoteOf(excerpt, source, input),
    note: photo?.described === 'excerpt' ? [] : paragraphs(excerpt.note, input.details.language),
    quote: excerpt.quote === null ? null : words(excerpt.quote, input.languages[excerpt.id] ?? source.metadata.language?.value),
    photo,
  };
}
