/** What a photo's tags say: when, where, with what, by whom. Nothing that is not written is guessed. */
import type { CaptureTime, Metadata, Position } from '../../../shared/model.ts';
import { isEdtf } from '../dates.ts';
import { type Tags, tagNumbers, tagText } from './tags.ts';

interface Found<T> {
  readonly value: T;
  readonly from: string;
}

const dateTime = /^(\d{4})[:\-/.](\d{2})[:\-/.](\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;

/** `2008:10:22 16:28:39` (EXIF 2.32) or ISO 8601 → local wall time and offset; null for zeros and impossible dates. */
export function wallTime(text: string | null, subSeconds?: string | null, offset?: string | null): CaptureTime | null {
  const parts = text === null ? null : dateTime.exec(text.trim());
  if (!parts) return null;
  const [, y, m, d, h, min, s = '00', fraction, zone] = parts;
  const local = `${y}-${m}-${d}T${h}:${min}:${s}`;
  if (y === '0000' || !isEdtf(local) || Number(d) > new Date(Date.UTC(Number(y), Number(m), 0)).getUTCDate()) return null;
  const digits = /^\d+$/.test(subSeconds ?? '') ? (subSeconds ?? '') : (fraction ?? '');
  const written = zone ?? (/^(?:Z|[+-]\d{2}:\d{2})$/.test(offset ?? '') ? offset : null);
  return {
    local: /[1-9]/.test(digits) ? `${local}.${digits}` : local,
    offset: !written ? null : written === 'Z' ? '+00:00' : written.length === 5 ? `${written.slice(0, 3)}:${written.slice(3)}` : written,
  };
}

/** When the camera's clock said the photo was taken. Digitising and editing times are no capture times. */
export function captureTime(tags: Tags): Found<CaptureTime> | undefined {
  const get = (group: string, name: string) => tagText(tags, group, name);
  const iptcDate = get('iptc', 'Date Created');
  const iptcTime = get('iptc', 'Time Created');
  const places: readonly [string, CaptureTime | null][] = [
    [
      'EXIF DateTimeOriginal',
      wallTime(get('exif', 'DateTimeOriginal'), get('exif', 'SubSecTimeOriginal'), get('exif', 'OffsetTimeOriginal')),
    ],
    ['XMP exif:DateTimeOriginal', wallTime(get('xmp', 'DateTimeOriginal'))],
    ['IPTC DateCreated and TimeCreated', iptcDate && iptcTime ? wallTime(`${iptcDate} ${iptcTime}`) : null],
    ['XMP photoshop:DateCreated', wallTime(get('xmp', 'DateCreated'))],
  ];
  const found = places.find(([, value]) => value !== null);
  return found?.[1] ? { value: found[1], from: found[0] } : undefined;
}

/** Degrees, minutes, seconds → degrees, signed by the reference letter. */
function degrees(parts: number[] | null, ref: string | null, negative: string): number | null {
  if (!parts || parts.length === 0) return null;
  const [d = 0, m = 0, s = 0] = parts;
  const size = Math.abs(d) + m / 60 + s / 3600;
  return ref?.toUpperCase().startsWith(negative) || d < 0 ? -size : size;
}

const round = (value: number): number => Math.round(value * 1e8) / 1e8;

/** `39,6.9N` or `39,6,54N` (XMP exif:GPSCoordinate) → degrees. */
function xmpDegrees(text: string | null): number | null {
  const parts = /^(\d+),(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?([NSEW])$/.exec(text ?? '');
  if (!parts) return null;
  const size = Number(parts[1]) + Number(parts[2]) / 60 + Number(parts[3] ?? 0) / 3600;
  return /[SW]/.test(parts[4] ?? '') ? -size : size;
}

/** Where the camera says it stood: WGS 84, signed decimal degrees, metres. */
export function position(tags: Tags): Found<Position> | undefined {
  const get = (name: string) => tagText(tags, 'exif', name);
  const raw = {
    lat: degrees(tagNumbers(tags, 'exif', 'GPSLatitude'), get('GPSLatitudeRef'), 'S'),
    lon: degrees(tagNumbers(tags, 'exif', 'GPSLongitude'), get('GPSLongitudeRef'), 'W'),
  };
  const fromExif = raw.lat !== null && raw.lon !== null;
  const lat = fromExif ? raw.lat : xmpDegrees(tagText(tags, 'xmp', 'GPSLatitude'));
  const lon = fromExif ? raw.lon : xmpDegrees(tagText(tags, 'xmp', 'GPSLongitude'));
  if (lat === null || lon === null || Math.abs(lat) > 90 || Math.abs(lon) > 180) return undefined;
  const [height] = tagNumbers(tags, 'exif', 'GPSAltitude') ?? [];
  const [below] = tagNumbers(tags, 'exif', 'GPSAltitudeRef') ?? [];
  const alt = fromExif && height !== undefined ? (below === 1 ? -height : height) : undefined;
  return {
    value: { lat: round(lat), lon: round(lon), ...(alt === undefined ? {} : { alt: round(alt) }) },
    from: fromExif ? 'EXIF GPS' : 'XMP exif:GPSLatitude, GPSLongitude',
  };
}

function firstText(tags: Tags, places: readonly (readonly [string, string, string])[]): Found<string> | undefined {
  for (const [group, name, from] of places) {
    const value = tagText(tags, group, name);
    if (value) return { value: value.slice(0, 500).toWellFormed(), from };
  }
  return undefined;
}

/** All of it as metadata of a source. When a photo was published no camera knows: its own times are `captured`, and in the fields. */
export function photoMetadata(tags: Tags): Metadata {
  const make = tagText(tags, 'exif', 'Make') ?? tagText(tags, 'xmp', 'Make');
  const model = tagText(tags, 'exif', 'Model') ?? tagText(tags, 'xmp', 'Model');
  const captured = captureTime(tags);
  const where = position(tags);
  const title = firstText(tags, [
    ['xmp', 'title', 'XMP dc:title'],
    ['iptc', 'Object Name', 'IPTC ObjectName'],
    ['iptc', 'Headline', 'IPTC Headline'],
    ['xmp', 'Headline', 'XMP photoshop:Headline'],
    ['exif', 'XPTitle', 'EXIF XPTitle'],
  ]);
  const author = firstText(tags, [
    ['iptc', 'By-line', 'IPTC By-line'],
    ['xmp', 'creator', 'XMP dc:creator'],
    ['exif', 'Artist', 'EXIF Artist'],
    ['exif', 'XPAuthor', 'EXIF XPAuthor'],
  ]);
  const credit = firstText(tags, [
    ['iptc', 'Credit', 'IPTC Credit'],
    ['xmp', 'Credit', 'XMP photoshop:Credit'],
  ]);
  const changed = wallTime(tagText(tags, 'exif', 'DateTime'), null, tagText(tags, 'exif', 'OffsetTime'));
  return {
    ...(title && { title }),
    ...(author && { authors: { value: [author.value], from: author.from } }),
    ...(credit && { publisher: credit }),
    ...(changed && {
      modified: {
        value: `${changed.local.slice(0, 19)}${changed.offset === '+00:00' ? 'Z' : (changed.offset ?? '')}`,
        from: 'EXIF DateTime',
      },
    }),
    ...((make || model) && { camera: { value: { ...(make && { make }), ...(model && { model }) }, from: 'EXIF Make, Model' } }),
    ...(captured && { captured }),
    ...(where && { position: where }),
  };
}
