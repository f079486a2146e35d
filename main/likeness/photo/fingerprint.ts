/** From a picture's bytes to what is compared. */
import sharp from 'sharp';
import { openOptions, pictureFailure, uprightSize } from '../../formats/photo/open.ts';
import { openable } from '../../formats/photo/openable.ts';
import type { Seen } from './align.ts';
import { type Features, featuresOf } from './features.ts';
import type { Grey } from './grey.ts';
import { hashOf } from './hash.ts';

/** Pixels of the longest edge at which photos are compared. */
const workingEdge = 512;

/** The picture upright, grey, at most 512 pixels long. Throws AssayError as the codecs do. */
export async function seen(bytes: Uint8Array, mediaType: string): Promise<Seen> {
  const picture = await openable(bytes, mediaType);
  try {
    const { width, height } = await uprightSize(picture);
    const { data, info } = await sharp(picture, openOptions)
      .timeout({ seconds: 60 })
      .autoOrient()
      .flatten({ background: '#fff' })
      .resize({ width: workingEdge, height: workingEdge, fit: 'inside', withoutEnlargement: true })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const pixels = new Uint8Array(data.buffer, data.byteOffset, info.width * info.height);
    return { grey: { width: info.width, height: info.height, data: pixels }, upright: { width, height } };
  } catch (error) {
    throw pictureFailure(mediaType.replace(/^image\//, '').toUpperCase(), error);
  }
}

export const fingerprintOf = (grey: Grey): { hash: Uint8Array<ArrayBuffer>; features: Features } => ({
  hash: hashOf(grey),
  features: featuresOf(grey),
});
