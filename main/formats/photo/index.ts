/** Pictures: upright size and metadata, after every pixel was decoded once. */
import { AssayError } from '../../../shared/errors.ts';
import type { FileField, Finding } from '../../../shared/model.ts';
import { credentialsOf } from '../credentials/index.ts';
import { type Decoded, type Format, limits } from '../format.ts';
import { carriedFields, gpsTime } from './carried-fields.ts';
import { photoMetadata } from './facts.ts';
import { type Kind, kinds } from './kinds.ts';
import { makerFields } from './maker/index.ts';
import { pictureFailure } from './open.ts';
import { type Opened, openers } from './pixels.ts';
import { softwareOf } from './software.ts';
import { fieldsOf, readTags, type Tags } from './tags.ts';
import { compareThumbnails } from './thumbnail.ts';
import { xmpFields } from './xmp.ts';

type KindName = keyof typeof kinds;

async function decodePhoto(name: KindName, bytes: Uint8Array): Promise<Decoded> {
  const kind: Kind = kinds[name];
  if (!kind.signature(bytes.subarray(0, 4096)))
    throw new AssayError('BROKEN_FILE', `This file is named as a ${kind.name} picture, but it is none or its beginning is missing.`, {
      format: kind.name,
    });
  let opened: Opened;
  try {
    opened = await openers[name](bytes);
  } catch (error) {
    throw pictureFailure(kind.name, error);
  }
  const tags = name === 'svg' ? {} : readTags(bytes);
  const fields = [...opened.fields, ...allFields(tags, opened)];
  const metadata = photoMetadata(tags);
  const software = softwareOf(fields);
  const thumbnail = await compareThumbnails(opened.carried, opened.grey);
  const { credentials, finding } = await credentialsOf(bytes, kind.mediaType);
  const findings: Finding[] = [
    ...(metadata.captured || name === 'svg' ? [] : [noDate]),
    ...opened.findings,
    ...(opened.carried.frames > 1 ? [framesFinding(name, opened.carried.frames)] : []),
    ...[thumbnail?.finding, software.finding, finding].flatMap((each) => (each ? [each] : [])),
  ];
  return {
    kind: 'photo',
    mediaType: kind.mediaType,
    metadata: {
      ...metadata,
      ...(opened.title && !metadata.title && { title: opened.title }),
      ...(opened.description && !metadata.description && { description: opened.description }),
      ...(software.programs && { software: software.programs }),
      ...(thumbnail && { thumbnail: thumbnail.thumbnail }),
      ...(credentials && { credentials }),
      ...(findings.length > 0 && { findings }),
      ...(fields.length > 0 && { fields }),
    },
    rendition: null,
    photo: opened.photo,
  };
}

const noDate: Finding = { code: 'no-date', message: 'This picture does not say when it was taken.', from: 'EXIF, XMP, IPTC' };

const framesFinding = (name: KindName, frames: number): Finding =>
  name === 'tiff'
    ? { code: 'other', message: `This file holds ${frames} pages; Assay shows the first.`, from: 'TIFF directories' }
    : { code: 'other', message: `This is an animation of ${frames} pictures; Assay shows the first.`, from: 'frames' };

/** ExifReader's fields, with every XMP value under its path instead of its summary, and what ExifReader leaves out. */
function allFields(tags: Tags, { carried }: Opened): FileField[] {
  const packets = carried.xmp.flatMap(xmpFields);
  const makers = 'canon' in tags || 'pentax' in tags ? [] : carried.exif.slice(0, 2).flatMap(makerFields);
  const read = fieldsOf(tags).filter(({ group, name }) => !(group === 'XMP' && packets.length > 0) && name !== 'MakerNote');
  return [...read, ...gpsTime(tags), ...makers, ...distinct(packets), ...carriedFields(carried)];
}

/** Packets often repeat each other word for word. */
function distinct(fields: readonly FileField[]): FileField[] {
  return [...new Map(fields.map((field) => [`${field.name}\0${field.value}`, field])).values()];
}

/** Bytes below 9 do not stand in text; a picture that lost its signature still has them. */
const looksBinary = (head: Uint8Array): boolean => head.subarray(0, 1024).some((byte) => byte < 9);

/** A page may begin with a drawing of its own. */
const isPage = (name: KindName, fileName: string): boolean => name === 'svg' && /\.x?html?$/i.test(fileName);

function photoFormat(name: KindName): Format {
  const kind: Kind = kinds[name];
  return {
    name: kind.name,
    recognise: (head, hints) =>
      kind.signature(head) && !isPage(name, hints.fileName) ? 1 : kind.files.test(hints.fileName) && looksBinary(head) ? 0.2 : 0,
    decode: async (input) => decodePhoto(name, await input.bytes(limits.photoBytes)),
  };
}

export const jpeg = photoFormat('jpeg');
export const png = photoFormat('png');
export const webp = photoFormat('webp');
export const tiff = photoFormat('tiff');
export const gif = photoFormat('gif');
export const avif = photoFormat('avif');
export const heic = photoFormat('heic');
export const svg = photoFormat('svg');
