/**
 * HEVC pictures in HEIF (HEIC), decoded by libheif in WebAssembly, upright. In colour the answer is an uncompressed TIFF in memory
 * that carries the picture's own colour profile: so everything behind it opens a HEIC as it opens any other picture.
 */
import { AssayError } from '../../../../shared/errors.ts';
import { limits } from '../../format.ts';
import type { HeifHeader } from './header.ts';
import { uncompressedTiff } from './tiff.ts';

/** WebAssembly has 4 GB at most, and a decoder holds a picture there about twice. */
const mostPixels = Math.min(limits.pixels, 210_000_000);

/** Throws TOO_LARGE before anything is decoded. */
export function refuseLargeHeif({ pixels }: Pick<HeifHeader, 'pixels'>): void {
  if (pixels > mostPixels)
    throw new AssayError('TOO_LARGE', `This picture has more than ${mostPixels / 1e6} million pixels.`, { pixels, most: mostPixels });
}

interface Plane {
  readonly width: number;
  readonly height: number;
  /** Bytes from one row to the next. */
  readonly stride: number;
  readonly bits: number;
  readonly data: Uint8Array;
  readonly alpha: boolean;
}

/**
 * One decoding: RGBA, or brightness alone, for which nothing is converted. (Of a picture with halved colour planes, as most are, libheif's
 * binding would look behind their end; so full ones are asked for.) Throws Error with libheif's reason.
 */
async function decoded(bytes: Uint8Array, header: HeifHeader, wanted: 'rgba' | 'brightness'): Promise<Plane> {
  refuseLargeHeif(header);
  // A fresh instance for each picture: WebAssembly memory never shrinks, and one that failed is not used again.
  const { default: start } = await import('libheif-js/libheif-wasm/libheif-bundle.js');
  const libheif = start();
  const decoder = new libheif.HeifDecoder();
  const images = decoder.decode(bytes);
  try {
    const image = images.find((each) => each.is_primary()) ?? images[0];
    if (!image) throw new Error('no picture in it could be opened');
    refuseLargeHeif({ pixels: image.get_width() * image.get_height() });
    const { heif_colorspace: space, heif_chroma: chroma } = libheif;
    const result = await (wanted === 'brightness'
      ? libheif.heif_js_decode_image2(image.handle, space.heif_colorspace_YCbCr, chroma.heif_chroma_444)
      : libheif.heif_js_decode_image2(image.handle, space.heif_colorspace_RGB, chroma.heif_chroma_interleaved_RGBA));
    const [plane] = result?.channels ?? [];
    if (!result || result.code !== undefined || !plane) throw new Error(result?.message ?? 'the picture data is damaged');
    libheif.heif_image_release(result.image);
    const { width, height, stride, data, bits_per_pixel: bits } = plane;
    return { width, height, stride, bits, data, alpha: image.has_alpha_channel() };
  } finally {
    for (const image of images) image.free();
    libheif.heif_context_free(decoder.decoder);
  }
}

/** An upright 8-bit TIFF (RGB, or RGBA where the picture has transparency). */
export async function decodeHevc(bytes: Uint8Array, header: HeifHeader): Promise<Uint8Array> {
  return uncompressedTiff(await decoded(bytes, header, 'rgba'), header.icc);
}

/** Brightness alone, upright, one byte a pixel without padding between rows. */
export async function decodeHevcGrey(bytes: Uint8Array, header: HeifHeader): Promise<{ data: Uint8Array; width: number; height: number }> {
  const { width, height, stride, bits, data } = await decoded(bytes, header, 'brightness');
  if (bits <= 8 && stride === width) return { data: data.subarray(0, width * height), width, height };
  const rows = new Uint8Array(width * height);
  // More than 8 bits stand in two bytes, the low one first
  const [size, shift] = bits > 8 ? [2, bits - 8] : [1, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * stride + x * size;
      rows[y * width + x] = size === 1 ? (data[at] ?? 0) : ((data[at] ?? 0) | ((data[at + 1] ?? 0) << 8)) >> shift;
    }
  return { data: rows, width, height };
}
