/** Opens each kind of picture once, whole: its upright size, a small grey copy for comparisons, and what the way there told. */
import { AssayError } from '../../../shared/errors.ts';
import type { FileField, Finding, PhotoSize } from '../../../shared/model.ts';
import { limits } from '../format.ts';
import { type Carried, carriedByGif, carriedByJpeg, carriedByPng, carriedByTiff, carriedByWebp } from './carried.ts';
import { type Grey, grey } from './grey.ts';
import { decodeHevcGrey, refuseLargeHeif } from './heif/decode.ts';
import { uprightSize } from './open.ts';
import { drawSvg, openHeif } from './openable.ts';
import { safeDrawing } from './svg.ts';

export interface Opened {
  readonly photo: PhotoSize;
  /** As the pixels are stored, which is how an embedded thumbnail is stored, too. */
  readonly grey: Grey;
  readonly carried: Carried;
  readonly fields: readonly FileField[];
  readonly findings: readonly Finding[];
  readonly title?: { readonly value: string; readonly from: string };
  readonly description?: { readonly value: string; readonly from: string };
}

type Open = (bytes: Uint8Array) => Promise<Opened>;
const none: Carried = { exif: [], xmp: [], comments: [], photoshop: [], texts: [], frames: 1 };

/** Pictures that sharp reads from their own bytes. Every line is decoded once, so that a damaged one is refused now and not when a report needs it. */
const plain =
  (carriedBy: (bytes: Uint8Array) => Carried): Open =>
  async (bytes) => {
    const photo = await uprightSize(bytes);
    return { photo, grey: await grey(bytes), carried: carriedBy(bytes), fields: [], findings: [] };
  };

const heifCarried = (bytes: Uint8Array) => {
  const header = openHeif(bytes);
  return { header, carried: { ...none, exif: header.exif ? [header.exif] : [], xmp: [...header.xmp] } };
};

async function avif(bytes: Uint8Array): Promise<Opened> {
  const { header, carried } = heifCarried(bytes);
  if (header.pixels > limits.pixels)
    throw new AssayError('TOO_LARGE', `This picture has more than ${limits.pixels / 1e6} million pixels.`, { pixels: header.pixels });
  const { width, height } = await uprightSize(bytes);
  return { photo: { width, height, orientation: header.photo.orientation }, grey: await grey(bytes), carried, fields: [], findings: [] };
}

async function heic(bytes: Uint8Array): Promise<Opened> {
  const { header, carried } = heifCarried(bytes);
  refuseLargeHeif(header);
  if (header.isCut) throw new AssayError('BROKEN_FILE', 'This HEIC picture is cut short: the end of the file is missing.');
  if (header.coding === 'av1') return avif(bytes);
  if (header.coding === 'other') throw new AssayError('UNSUPPORTED_FORMAT', 'This HEIF picture is coded in a way that Assay cannot read.');
  const picture = await decodeHevcGrey(bytes, header);
  const { width, height } = picture;
  return { photo: { width, height, orientation: header.photo.orientation }, grey: await grey(picture), carried, fields: [], findings: [] };
}

async function svg(bytes: Uint8Array): Promise<Opened> {
  const drawing = safeDrawing(bytes);
  const { png, written } = await drawSvg(drawing.svg);
  const photo = await uprightSize(png);
  const left = [...drawing.leftOut].map(([what, count]) => `${count} ${what}`).join(', ');
  const size = `${photo.width} × ${photo.height} pixels`;
  return {
    photo,
    grey: await grey(png),
    carried: none,
    fields: [
      { group: 'SVG', name: 'Size as written', value: `${written.width} × ${written.height}` },
      { group: 'SVG', name: 'Size as drawn', value: size },
    ],
    findings:
      left === ''
        ? []
        : [{ code: 'other', message: `This drawing holds what Assay never runs or fetches, and shows it without: ${left}.`, from: 'SVG' }],
    ...(drawing.title && { title: { value: drawing.title, from: 'SVG title' } }),
    ...(drawing.description && { description: { value: drawing.description, from: 'SVG desc' } }),
  };
}

export const openers = {
  jpeg: plain(carriedByJpeg),
  png: plain(carriedByPng),
  webp: plain(carriedByWebp),
  tiff: plain(carriedByTiff),
  gif: plain(carriedByGif),
  avif,
  heic,
  svg,
} satisfies Record<string, Open>;
