/** Excerpts as exhibits: the words or the picture, and the footnote that leads back to the original. */
import type { Excerpt, Region, Source } from '../../shared/model.ts';
import type { Exhibit, Footnote, PhotoExhibit } from './document.ts';
import type { ReportInput } from './model.ts';
import { cropName, pictureName } from './pictures.ts';
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

function placeOf(excerpt: Excerpt, source: Source): string {
  if (excerpt.anchor.kind === 'text')
    return `${excerpt.place}, characters\u00a0${excerpt.anchor.position.start}–${excerpt.anchor.position.end}`;
  const [region, size] = [regionOf(excerpt), uprightSize(source)];
  if (region === null) return excerpt.place;
  return `${excerpt.place}, pixels x ${region.x}, y ${region.y}, ${region.width} × ${region.height}${size === null ? '' : ` of ${size.width} × ${size.height}`}`;
}

function footnoteOf(excerpt: Excerpt, source: Source): Footnote {
  return {
    source: source.ref,
    who: whoOf(source),
    title: titleOf(source),
    dated: datedOf(source),
    imported: importedOf(source),
    url: addressOf(source),
    hash: source.original.slice(0, 16),
    place: placeOf(excerpt, source),
  };
}

function photoOf(excerpt: Excerpt, source: Source, input: ReportInput): PhotoExhibit | null {
  const [region, photo, crop] = [regionOf(excerpt), input.photos[source.original], input.crops[excerpt.id]];
  if (region === null || photo === undefined || crop === undefined) return null;
  const { width, height } = photo;
  const name = excerpt.place.replace(/^region\s+/u, '');
  const [forSource, forExcerpt] = [oneLine(source.corrections.altText ?? ''), oneLine(excerpt.note)];
  const described = forSource !== '' ? 'source' : forExcerpt !== '' ? 'excerpt' : 'nobody';
  const alt = forSource || forExcerpt || `Photograph ${source.ref}, ${width} × ${height} pixels; no description was written.`;
  const captured = source.metadata.captured?.value;
  return {
    picture: pictureName(source.original, photo.bytes),
    crop: cropName(excerpt.id, crop.bytes),
    width,
    height,
    region,
    name,
    alt,
    described,
    cropAlt:
      `Region ${name} of ${source.ref}, ${region.width} × ${region.height} pixels from x ${region.x}, y ${region.y}${forExcerpt === '' ? '' : `: ${forExcerpt}`}.`.replace(
        /\.\.$/,
        '.',
      ),
    caption: `${source.ref}, whole frame, ${width} × ${height} pixels; region ${name} outlined.`,
    captured: captured === undefined ? 'The file does not say when it was taken.' : `Taken ${captureWords(captured)}.`,
  };
}

/** One excerpt with its source. The note of a region that serves as its description is not printed twice. */
export function exhibitOf(excerpt: Excerpt, source: Source, input: ReportInput): Exhibit {
  const photo = photoOf(excerpt, source, input);
  return {
    ref: excerpt.ref,
    cite: `${excerpt.sourceRef} ${excerpt.place}`,
    source: source.ref,
    from: fromOf(source),
    footnote: footnoteOf(excerpt, source),
    note: photo?.described === 'excerpt' ? [] : paragraphs(excerpt.note, input.details.language),
    quote: excerpt.quote === null ? null : words(excerpt.quote, input.languages[excerpt.id] ?? source.metadata.language?.value),
    photo,
  };
}
