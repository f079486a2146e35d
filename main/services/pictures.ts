/**
 * Pictures that the workbench draws from an original: thumbnails, tiles, crops, report copies. All are upright by EXIF
 * orientation, in sRGB and without the original's metadata. Throws AssayError as pictureFailure says.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import sharp from 'sharp';
import { AssayError } from '../../shared/errors.ts';
import type { Outline, Region } from '../../shared/model.ts';
import { openOptions, pictureFailure, uprightSize } from '../formats/photo/open.ts';
import type { ReportPhoto } from '../report/model.ts';

/** Longest edge of a thumbnail, in pixels. */
const thumbnailEdge = 480;
const white = { background: '#ffffff' };
const jpeg = { quality: 86, chromaSubsampling: '4:4:4', mozjpeg: false, progressive: false } as const;

const upright = (from: string | Uint8Array) => sharp(from, openOptions).autoOrient().toColourspace('srgb');

async function drawing<T>(draw: () => Promise<T>): Promise<T> {
  try {
    return await draw();
  } catch (error) {
    throw pictureFailure('stored', error);
  }
}

let sequence = 0;
/** A name beside `path` that no other run uses; what a crashed run left under such a name is cleared away. */
async function temporarySibling(path: string): Promise<string> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const name = basename(path);
  for (const other of await readdir(folder)) {
    const pid = other.startsWith(`${name}.`) ? /\.(\d+)-\d+\.part$/.exec(other)?.[1] : undefined;
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(folder, other), { recursive: true, force: true });
  }
  return `${path}.${process.pid}-${++sequence}.part`;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** Makes something under a temporary name and moves it to its own, so that it is there whole or not at all. */
async function placed(path: string, make: (temporary: string) => Promise<unknown>): Promise<void> {
  const temporary = await temporarySibling(path);
  try {
    await make(temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    // Two that drew the same at once: the first one's folder stands, and it holds the same.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')) return;
    throw pictureFailure('stored', error);
  }
}

/** Longest edge of a picture that is looked at as a whole, in pixels. */
export const pictureEdge = 1600;
/** Of one that is looked at closely. */
export const sharpEdge = 3200;

async function fitted(from: string | Uint8Array, outPath: string, edge: number): Promise<void> {
  await placed(outPath, (temporary) =>
    upright(from).resize(edge, edge, { fit: 'inside', withoutEnlargement: true }).webp({ quality: 80 }).toFile(temporary),
  );
}
/** Writes a WebP that fits 480 × 480 pixels; a smaller picture keeps its size. */
export const makeThumbnail = (original: string, outPath: string): Promise<void> => fitted(original, outPath, thumbnailEdge);
/** Writes a WebP that fits 1600 × 1600 pixels; a smaller picture keeps its size. Takes a path, or the bytes of a picture. */
export const makePicture = (original: string | Uint8Array, outPath: string): Promise<void> => fitted(original, outPath, pictureEdge);
/** Writes a WebP that fits 3200 × 3200 pixels; a smaller picture keeps its size. */
export const makeSharpPicture = (original: Uint8Array, outPath: string): Promise<void> => fitted(original, outPath, sharpEdge);

/** Writes a Deep Zoom picture: `photo.dzi` and `photo_files/LEVEL/X_Y.jpeg` (`.webp` where the picture has transparency), 510-pixel tiles overlapping by one. */
export async function makeTiles(originalPath: string, outFolder: string): Promise<void> {
  if (existsSync(join(outFolder, 'photo.dzi'))) return;
  await placed(outFolder, async (temporary) => {
    await mkdir(temporary, { recursive: true });
    const { hasAlpha } = await sharp(originalPath, openOptions).metadata();
    const picture = upright(originalPath);
    const encoded = hasAlpha ? picture.webp({ quality: 88, effort: 2 }) : picture.jpeg({ quality: 88, chromaSubsampling: '4:4:4' });
    await encoded.tile({ layout: 'dz', size: 510, overlap: 1 }).toFile(join(temporary, 'photo'));
  });
}

/** Where the outline ends, what lies around it is still seen, but steps back. Numbers only, so nothing in it can be but a drawing. */
function veil(outline: Outline, region: Region, { width, height }: { width: number; height: number }): Buffer {
  const place = (value: number, from: number, length: number, long: number): string => (((value - from) * long) / length).toFixed(2);
  const points = outline.map(({ x, y }) => `${place(x, region.x, region.width, width)},${place(y, region.y, region.height, height)}`);
  const line = (colour: string, wide: number): string =>
    `<polygon points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="${wide}" stroke-linejoin="round"/>`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path fill-rule="evenodd" fill="#0b0e13" fill-opacity="0.62" d="M0,0H${width}V${height}H0Z M${points.join('L')}Z"/>${line('#0b0e13', 5)}${line('#ffffff', 2)}</svg>`,
  );
}

interface CropWishes {
  readonly maxEdge?: number | undefined;
  readonly format?: 'webp' | 'jpeg';
  /** What lies outside it is darkened, and it is drawn; in the pixels of the picture. */
  readonly outline?: Outline | null;
}

/**
 * Cuts a region out of the full-size upright picture, made smaller where its longest edge exceeds `maxEdge`. Throws
 * REGION_OUTSIDE where the region does not lie within the picture. JPEG puts transparency on white.
 */
export async function cropRegion(
  original: string | Uint8Array,
  region: Region,
  { maxEdge, format = 'webp', outline = null }: CropWishes = {},
): Promise<{ bytes: Uint8Array; width: number; height: number }> {
  return drawing(async () => {
    const size = await uprightSize(original);
    if (region.x + region.width > size.width || region.y + region.height > size.height)
      throw new AssayError('REGION_OUTSIDE', undefined, { region, width: size.width, height: size.height });
    const cut = upright(original).extract({ left: region.x, top: region.y, width: region.width, height: region.height });
    const smaller = Math.min(1, (maxEdge ?? Number.POSITIVE_INFINITY) / Math.max(region.width, region.height));
    const to = { width: Math.max(1, Math.round(region.width * smaller)), height: Math.max(1, Math.round(region.height * smaller)) };
    const fitted = smaller === 1 ? cut : cut.resize({ ...to, fit: 'fill' });
    const seen = outline === null ? fitted : fitted.composite([{ input: veil(outline, region, to) }]);
    const encoded = format === 'webp' ? seen.webp({ quality: 90 }) : seen.flatten(white).jpeg(jpeg);
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
    return { bytes: new Uint8Array(data), width: info.width, height: info.height };
  });
}

/** The whole frame for a report: JPEG, at most `maxEdge` pixels long. `width` and `height` are those of the upright original. */
export async function reportPhoto(original: string | Uint8Array, maxEdge: number): Promise<ReportPhoto> {
  return drawing(async () => {
    const { width, height } = await uprightSize(original);
    const data = await upright(original)
      .resize(maxEdge, maxEdge, { fit: 'inside', withoutEnlargement: true })
      .flatten(white)
      .jpeg(jpeg)
      .toBuffer();
    return { bytes: new Uint8Array(data), width, height };
  });
}
