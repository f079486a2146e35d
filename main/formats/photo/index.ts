/** JPEG, PNG, WebP and TIFF: size, upright orientation and metadata, after every pixel was decoded once. */
import sharp from 'sharp';
import { AssayError } from '../../../shared/errors.ts';
import type { PhotoSize } from '../../../shared/model.ts';
import { type Decoded, type Format, limits } from '../format.ts';
import { startsWith } from '../signatures.ts';
import { photoMetadata } from './facts.ts';
import { openOptions, pictureFailure, uprightSize } from './open.ts';
import { fieldsOf, readTags } from './tags.ts';

interface Kind {
  readonly name: string;
  readonly mediaType: string;
  readonly sharpName: string;
  readonly files: RegExp;
  signature(head: Uint8Array): boolean;
}

const kinds = {
  jpeg: {
    name: 'JPEG',
    mediaType: 'image/jpeg',
    sharpName: 'jpeg',
    files: /\.(?:jpe?g|jfif)$/i,
    signature: (head) => startsWith(head, [0xff, 0xd8, 0xff]),
  },
  png: {
    name: 'PNG',
    mediaType: 'image/png',
    sharpName: 'png',
    files: /\.a?png$/i,
    signature: (head) => startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  webp: {
    name: 'WebP',
    mediaType: 'image/webp',
    sharpName: 'webp',
    files: /\.webp$/i,
    signature: (head) => startsWith(head, 'RIFF') && startsWith(head, 'WEBP', 8),
  },
  tiff: {
    name: 'TIFF',
    mediaType: 'image/tiff',
    sharpName: 'tiff',
    files: /\.tiff?$/i,
    signature: (head) =>
      [
        [0x49, 0x49, 0x2a, 0],
        [0x4d, 0x4d, 0, 0x2a],
        [0x49, 0x49, 0x2b, 0],
        [0x4d, 0x4d, 0, 0x2b],
      ].some((sign) => startsWith(head, sign)),
  },
} satisfies Record<string, Kind>;

async function decodePhoto(kind: Kind, bytes: Uint8Array): Promise<Decoded> {
  if (bytes.length > limits.photoBytes) throw new AssayError('TOO_LARGE');
  if (!kind.signature(bytes))
    throw new AssayError('BROKEN_FILE', `This file is named as a ${kind.name} picture, but it is none or its beginning is missing.`, {
      format: kind.name,
    });
  let photo: PhotoSize;
  try {
    photo = await uprightSize(bytes);
    // Every line is decoded once, so that a damaged picture is refused now and not when a report needs it.
    await sharp(bytes, openOptions).timeout({ seconds: 60 }).resize(16, 16, { fit: 'fill' }).raw().toBuffer();
  } catch (error) {
    throw pictureFailure(kind.name, error);
  }
  const tags = readTags(bytes);
  const fields = fieldsOf(tags);
  return {
    kind: 'photo',
    mediaType: kind.mediaType,
    metadata: { ...photoMetadata(tags), ...(fields.length > 0 && { fields }) },
    rendition: null,
    photo,
  };
}

/** Bytes below 9 do not stand in text; a picture that lost its signature still has them. */
const looksBinary = (head: Uint8Array): boolean => head.subarray(0, 1024).some((byte) => byte < 9);

function photoFormat(kind: Kind): Format {
  return {
    name: kind.name,
    recognise: (head, hints) => (kind.signature(head) ? 1 : kind.files.test(hints.fileName) && looksBinary(head) ? 0.2 : 0),
    decode: (bytes) => decodePhoto(kind, bytes),
  };
}

export const jpeg = photoFormat(kinds.jpeg);
export const png = photoFormat(kinds.png);
export const webp = photoFormat(kinds.webp);
export const tiff = photoFormat(kinds.tiff);
