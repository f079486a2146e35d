/** EXIF, IPTC, XMP and what else a picture carries, read by ExifReader and flattened into fields. */
import ExifReader from 'exifreader';
import { z } from 'zod';
import type { FileField } from '../../../shared/model.ts';
import { xmlParser } from '../html/dom.ts';

const Tag = z.object({ value: z.unknown(), description: z.unknown().optional() });
const Tags = z.record(z.string(), z.record(z.string(), z.unknown()));
type Tags = z.infer<typeof Tags>;

/** The picture's tags by group (`exif`, `iptc`, `xmp`, `gps` …); empty where there are none or they are damaged beyond reading. */
export function readTags(bytes: Uint8Array): Tags {
  try {
    // A Buffer's `slice` is a view of a pool shared with other files; only a copy by constructor stands alone.
    const own =
      bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : new Uint8Array(bytes).buffer;
    const found: unknown = ExifReader.load(own, { expanded: true, includeUnknown: true, domParser: xmlParser() });
    const groups = z.record(z.string(), z.unknown()).parse(found);
    return Tags.parse(
      Object.fromEntries(
        Object.entries(groups).filter(([, group]) => typeof group === 'object' && group !== null && !Array.isArray(group)),
      ),
    );
  } catch {
    // A picture without metadata, or with metadata that cannot be read, is still a picture; its pixels are judged elsewhere.
    return {};
  }
}

/** Text without NULs and surrounding spaces; EXIF pads with both. */
export const cleaned = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]+/g, ' ')
    .replace(/\ufffd+$/g, '')
    .trim()
    .normalize('NFC');

/** A tag as text: its ASCII value where it has one, else its description. */
export function tagText(tags: Tags, group: string, name: string): string | null {
  const tag = Tag.safeParse(tags[group]?.[name]);
  if (!tag.success) return null;
  const { value, description } = tag.data;
  const text =
    Array.isArray(value) && typeof value[0] === 'string' && value.every((part) => typeof part === 'string')
      ? value.join('\0')
      : typeof description === 'string'
        ? description
        : typeof value === 'string'
          ? value
          : null;
  // EXIF strings end at their first NUL; what stands behind it is left over from a longer one.
  const clean = text === null ? '' : cleaned(group === 'exif' ? (text.replace(/^\0+/, '').split('\0')[0] ?? '') : text);
  return clean === '' ? null : clean;
}

const Rational = z.tuple([z.number(), z.number()]);
/** A tag of rationals as numbers; null where one is not a number (0/0 is how cameras write "unknown"). */
export function tagNumbers(tags: Tags, group: string, name: string): number[] | null {
  const tag = Tag.safeParse(tags[group]?.[name]);
  if (!tag.success) return null;
  const { value } = tag.data;
  const list = Rational.safeParse(value).success ? [value] : Array.isArray(value) ? value : [value];
  const numbers = list.map((one: unknown) => {
    const pair = Rational.safeParse(one);
    return pair.success ? pair.data[0] / pair.data[1] : typeof one === 'number' ? one : Number.NaN;
  });
  return numbers.length > 0 && numbers.every(Number.isFinite) ? numbers : null;
}

const groupNames: Readonly<Record<string, string>> = {
  exif: 'EXIF',
  iptc: 'IPTC',
  xmp: 'XMP',
  gps: 'GPS',
  icc: 'ICC',
  file: 'File',
  jfif: 'JFIF',
  png: 'PNG',
  pngFile: 'PNG',
  pngText: 'PNG text',
  riff: 'RIFF',
  mpf: 'MPF',
  photoshop: 'Photoshop',
  makerNotes: 'Maker notes',
  canon: 'Canon',
  pentax: 'Pentax',
  composite: 'Composite',
  gif: 'GIF',
  Thumbnail: 'EXIF thumbnail',
  thumbnail: 'EXIF thumbnail',
};
/** Groups of values computed by the reader, not fields of the file. */
const leftOut = new Set(['gps', 'composite']);
const longest = 2000;
const most = 1500;

/** Every field as text, in the file's order; long values are cut at 2,000 characters with an ellipsis. */
export function fieldsOf(tags: Tags): FileField[] {
  const fields: FileField[] = [];
  for (const [group, entries] of Object.entries(tags)) {
    if (leftOut.has(group)) continue;
    for (const [name, entry] of Object.entries(entries)) {
      if (name.startsWith('_') || fields.length >= most) continue;
      const value = fieldText(entry);
      if (value !== '') fields.push({ group: groupNames[group] ?? group, name: cleaned(name), value });
    }
  }
  return fields;
}

function fieldText(entry: unknown): string {
  const list = Array.isArray(entry) ? entry : [entry];
  const parts = list.flatMap((one: unknown) => {
    const tag = Tag.safeParse(one);
    if (!tag.success) return [];
    const { description, value } = tag.data;
    const text = description ?? (typeof value === 'object' ? JSON.stringify(value) : value);
    if (typeof text !== 'string' && typeof text !== 'number') return [];
    const clean = cleaned(String(text).slice(0, longest * 2));
    return clean === '' ? [] : [clean];
  });
  const text = parts.join('; ');
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
}

export type { Tags };
