/** How pictures are opened everywhere, and what a decoder's complaint means for the person who chose the file. */
import sharp from 'sharp';
import { AssayError } from '../../../shared/errors.ts';
import type { PhotoSize } from '../../../shared/model.ts';
import { limits } from '../format.ts';

// libvips would keep decoded pixels by file name; what is shown must be what the file holds now.
sharp.cache(false);

/** Errors count; warnings (a stray byte between markers) do not. Only the first page or frame is read. */
export const openOptions = { limitInputPixels: limits.pixels, sequentialRead: true, failOn: 'error' } as const;

/** The upright size of a picture and the EXIF orientation (1–8) it is stored in. A senseless orientation counts as 1. */
export async function uprightSize(picture: Uint8Array | string): Promise<PhotoSize> {
  const header = await sharp(picture, openOptions).metadata();
  const written = header.orientation ?? 1;
  const orientation = written >= 1 && written <= 8 ? written : 1;
  return orientation >= 5
    ? { width: header.height, height: header.width, orientation }
    : { width: header.width, height: header.height, orientation };
}

/** A decoder's error as AssayError: BROKEN_FILE, TOO_LARGE, TOO_SLOW, UNSUPPORTED_FORMAT, DISK_FULL. `name` is the format's, e.g. `JPEG`. */
export function pictureFailure(name: string, error: unknown): AssayError {
  if (error instanceof AssayError) return error;
  const reason = (error instanceof Error ? error.message : String(error))
    .replace(/\s*\n\s*/g, '; ')
    .trim()
    .slice(0, 300);
  const because = { format: name, reason: reason || 'the decoder gave up' };
  if (/exceeds pixel limit|too large|exceeds the maximum/i.test(reason))
    return new AssayError('TOO_LARGE', `This picture has more than ${limits.pixels / 1e6} million pixels.`, because, { cause: error });
  if (/timeout/i.test(reason)) return new AssayError('TOO_SLOW', undefined, because, { cause: error });
  if (/no space left|ENOSPC/i.test(reason)) return new AssayError('DISK_FULL', undefined, because, { cause: error });
  if (/Unsupported JPEG (?:data precision|process)/i.test(reason))
    return new AssayError(
      'UNSUPPORTED_FORMAT',
      'This is a rare kind of JPEG (lossless, or with more than 8 bits a colour) that Assay cannot read.',
      because,
      { cause: error },
    );
  const cut = /premature end|truncated|end of (?:file|stream)|not enough|read gave|early/i.test(reason);
  const message = cut
    ? `This ${name} picture is cut short: the end of the file is missing.`
    : `This ${name} picture is damaged and cannot be shown whole.`;
  return new AssayError('BROKEN_FILE', message, because, { cause: error });
}
