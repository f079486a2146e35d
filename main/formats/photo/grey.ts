/** A small grey copy of a picture, for comparing what two pictures show. */
import sharp from 'sharp';
import { openOptions } from './open.ts';

/** One byte a pixel, rows from the top. */
export interface Grey {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Longest edge. */
const edge = 256;

/** As the pixels are stored, not turned. Decodes every line of the picture; throws sharp's errors, TOO_SLOW's among them. */
export async function grey(picture: Uint8Array | Grey): Promise<Grey> {
  const input =
    picture instanceof Uint8Array
      ? sharp(picture, openOptions)
      : sharp(picture.data, { ...openOptions, raw: { width: picture.width, height: picture.height, channels: 1 } });
  const { data, info } = await input
    .timeout({ seconds: 60 })
    .flatten({ background: '#ffffff' })
    .greyscale()
    .resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return { data: channels === 1 ? new Uint8Array(data) : new Uint8Array(data.filter((_, i) => i % channels === 0)), width, height };
}
