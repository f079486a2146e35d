/** An upright copy of a picture that sharp cannot open itself, for everything that is drawn from it: tiles, crops, report pictures. */
import sharp from 'sharp';
import { openOptions, pictureFailure } from './open.ts';
import { openable } from './openable.ts';

/**
 * JPEG of high quality in full colour resolution, or PNG where the picture is a drawing or has transparency; in sRGB, without metadata. Its
 * pixels are those that regions count in. Throws AssayError as the codecs do.
 */
export async function uprightCopy(bytes: Uint8Array, mediaType: string): Promise<Uint8Array> {
  const source = await openable(bytes, mediaType);
  try {
    const picture = sharp(source, openOptions).autoOrient().toColourspace('srgb');
    const { hasAlpha } = await sharp(source, openOptions).metadata();
    const lossless = hasAlpha || mediaType === 'image/svg+xml';
    return await (lossless ? picture.png({ compressionLevel: 6 }) : picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' })).toBuffer();
  } catch (error) {
    throw pictureFailure('stored', error);
  }
}
