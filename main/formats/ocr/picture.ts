/** A photo made ready for reading: upright, grey, no larger than letters need. */
import sharp from 'sharp';
import { type FileBytes, limits } from '../format.ts';
import { openOptions, pictureFailure, uprightSize } from '../photo/open.ts';
import { openable } from '../photo/openable.ts';

export interface PictureToRead {
  /** PNG. */
  readonly picture: Uint8Array;
  /** Of the upright original, in its pixels. */
  readonly width: number;
  readonly height: number;
  /** Takes pixels of the picture to pixels of the upright original. */
  readonly scale: number;
}

/** Lines of text in phone photos are some 20 pixels high at this size; smaller pictures are enlarged to it once. */
const usefulSide = 1_600;

/** Throws BROKEN_FILE, TOO_LARGE. */
export async function pictureToRead(input: FileBytes, mediaType: string, mostPixels: number): Promise<PictureToRead> {
  const bytes = await openable(await input.bytes(limits.photoBytes), mediaType);
  try {
    const { width, height } = await uprightSize(bytes);
    const shrink = Math.min(1, Math.sqrt(mostPixels / (width * height)));
    const enlarge = Math.min(3, Math.max(1, usefulSide / Math.max(width, height)));
    const factor = shrink < 1 ? shrink : enlarge;
    const { data, info } = await sharp(bytes, openOptions)
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .greyscale()
      .resize(Math.max(1, Math.round(width * factor)), Math.max(1, Math.round(height * factor)), { fit: 'fill' })
      .png({ compressionLevel: 1 })
      .toBuffer({ resolveWithObject: true });
    return { picture: data, width, height, scale: width / info.width };
  } catch (error) {
    throw pictureFailure(mediaType, error);
  }
}
