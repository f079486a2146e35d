/** One way to open every picture: bytes that sharp reads, whatever the original is. */
import sharp from 'sharp';
import { AssayError } from '../../../shared/errors.ts';
import { decodeHevc } from './heif/decode.ts';
import { type HeifHeader, heifHeader } from './heif/header.ts';
import { readHeif } from './heif/items.ts';
import { openOptions, pictureFailure } from './open.ts';
import { safeDrawing } from './svg.ts';

/** A drawing has no pixels of its own: a small one is drawn at least so long, a large one at most so long (longest edge). */
const drawingEdges = { least: 1024, most: 8192 } as const;

/** A HEIF file's head. Throws BROKEN_FILE. */
export function openHeif(bytes: Uint8Array): HeifHeader {
  try {
    return heifHeader(readHeif(bytes));
  } catch (error) {
    if (error instanceof AssayError) throw error;
    throw new AssayError(
      'BROKEN_FILE',
      'This HEIC picture is damaged: its beginning does not say where the picture is.',
      { reason: error instanceof Error ? error.message : String(error) },
      { cause: error },
    );
  }
}

/** Draws a drawing that was made safe, as PNG; `written` is the size that the drawing itself names. */
export async function drawSvg(svg: string): Promise<{ png: Uint8Array; written: { width: number; height: number } }> {
  const bytes = Buffer.from(svg);
  const header = await sharp(bytes, { ...openOptions, limitInputPixels: false }).metadata();
  const longest = Math.max(header.width, header.height);
  // A fraction of the density would leave the size to rounding; a picture of the same bytes is always equally large.
  const scale = longest < drawingEdges.least ? Math.ceil(drawingEdges.least / longest) : Math.min(1, drawingEdges.most / longest);
  const png = await sharp(bytes, { ...openOptions, density: Math.min(100_000, Math.max(1, 72 * scale)) })
    .timeout({ seconds: 60 })
    .png({ compressionLevel: 6 })
    .toBuffer();
  return { png: new Uint8Array(png), written: { width: header.width, height: header.height } };
}

/**
 * Bytes of the same picture that sharp opens: the original's own, or for HEIC and SVG an upright copy without loss. Throws
 * AssayError as the codecs do. CPU-heavy for HEIC: a matter for workers.
 */
export async function openable(bytes: Uint8Array, mediaType: string): Promise<Uint8Array> {
  try {
    if (mediaType === 'image/heic' || mediaType === 'image/heif') return await decodeHevc(bytes, openHeif(bytes));
    if (mediaType === 'image/svg+xml') return (await drawSvg(safeDrawing(bytes).svg)).png;
    return bytes;
  } catch (error) {
    throw pictureFailure(mediaType === 'image/svg+xml' ? 'SVG' : 'HEIC', error);
  }
}
