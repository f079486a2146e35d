/**
 * What a HEIF file says of its picture before a pixel is decoded. Its turning and mirroring (`irot`, `imir`) are part of the
 * picture and apply in the order of the file; the EXIF orientation beside it is information only (ISO/IEC 23008-12, 6.5.10).
 */
import type { PhotoSize } from '../../../../shared/model.ts';
import { Cursor } from './boxes.ts';
import { type Heif, itemBytes, liesOutside } from './items.ts';

export interface HeifHeader {
  /** Of the primary picture: how it is coded. */
  readonly coding: 'hevc' | 'av1' | 'other';
  readonly photo: PhotoSize;
  /** Pixels of the largest picture that decoding it would open. */
  readonly pixels: number;
  /** Whether some of the picture lies behind the end of the file; a decoder would leave those tiles grey without a word. */
  readonly isCut: boolean;
  /** ICC profile of the primary picture. */
  readonly icc: Uint8Array | null;
  /** The EXIF block (TIFF) that describes the primary picture. */
  readonly exif: Uint8Array | null;
  readonly xmp: readonly Uint8Array[];
}

type Turn = readonly [number, number, number, number];
/** Matrices over (x right, y down) by EXIF orientation 1 to 8. */
const turns: readonly Turn[] = [
  [1, 0, 0, 1],
  [-1, 0, 0, 1],
  [-1, 0, 0, -1],
  [1, 0, 0, -1],
  [0, 1, 1, 0],
  [0, -1, 1, 0],
  [0, -1, -1, 0],
  [0, 1, -1, 0],
];
/** The EXIF orientation that does `first`, then `second`. */
export function combined(first: number, second: number): number {
  const [a = 1, b = 0, c = 0, d = 1] = turns[second - 1] ?? [];
  const [e = 1, f = 0, g = 0, h = 1] = turns[first - 1] ?? [];
  const both = [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h];
  return 1 + turns.findIndex((turn) => turn.every((value, i) => value === both[i]));
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the file says nothing usable, null. */
function sizeOf(heif: Heif, id: number): Size | null {
  for (const index of heif.owned.get(id) ?? []) {
    const box = heif.properties[index];
    if (box?.type !== 'ispe') continue;
    const cursor = new Cursor(heif.view, box);
    cursor.uint(4);
    return { width: cursor.uint(4), height: cursor.uint(4) };
  }
  return null;
}

/** A grid names the size of what its tiles make together; only its own word counts, not the property beside it. */
function gridSize(heif: Heif, id: number): Size | null {
  const bytes = itemBytes(heif, id, 64);
  if (!bytes || bytes.length < 8) return null;
  const wide = ((bytes[1] ?? 0) & 1) === 1;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (wide && bytes.length < 12) return null;
  return wide ? { width: view.getUint32(4), height: view.getUint32(8) } : { width: view.getUint16(4), height: view.getUint16(6) };
}

function upright(heif: Heif, { width, height }: Size): PhotoSize {
  let size = { width, height };
  let orientation = 1;
  for (const index of heif.owned.get(heif.primary) ?? []) {
    const box = heif.properties[index];
    if (!box) continue;
    const cursor = new Cursor(heif.view, box);
    if (box.type === 'irot') {
      const quarters = cursor.uint(1) & 3;
      if (quarters % 2 === 1) size = { width: size.height, height: size.width };
      orientation = combined(orientation, [1, 8, 3, 6][quarters] ?? 1);
    } else if (box.type === 'imir') orientation = combined(orientation, cursor.uint(1) & 1 ? 2 : 4);
    else if (box.type === 'clap') {
      const [w, wd, h, hd] = [cursor.uint(4), cursor.uint(4), cursor.uint(4), cursor.uint(4)];
      if (wd > 0 && hd > 0) size = { width: Math.round(w / wd), height: Math.round(h / hd) };
    }
  }
  return { ...size, orientation };
}

function iccOf(heif: Heif): Uint8Array | null {
  for (const index of heif.owned.get(heif.primary) ?? []) {
    const box = heif.properties[index];
    if (box?.type !== 'colr') continue;
    const cursor = new Cursor(heif.view, box);
    const kind = cursor.fourCC();
    if (kind === 'prof' || kind === 'rICC') return heif.bytes.slice(cursor.at, box.end);
  }
  return null;
}

/** Items of a kind that describe the primary picture; where none says what it describes, all of that kind. */
function describing(heif: Heif, wanted: (type: string, contentType: string) => boolean): number[] {
  const all = [...heif.items.values()].filter(({ type, contentType }) => wanted(type, contentType)).map(({ id }) => id);
  const named = all.filter((id) => heif.references.some((r) => r.type === 'cdsc' && r.from === id && r.to.includes(heif.primary)));
  return named.length > 0 ? named : all;
}

function exifOf(heif: Heif): Uint8Array | null {
  const [id] = describing(heif, (type) => type === 'Exif');
  const bytes = id === undefined ? null : itemBytes(heif, id);
  if (!bytes || bytes.length < 12) return null;
  const skip = 4 + new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(0);
  return skip < bytes.length ? bytes.subarray(skip) : null;
}

/** Throws RangeError or Error where the head is damaged. */
export function heifHeader(heif: Heif): HeifHeader {
  const item = heif.items.get(heif.primary);
  const parts = heif.references.filter((r) => r.type === 'dimg' && r.from === heif.primary).flatMap((r) => r.to);
  const types = new Set([item?.type, ...parts.map((id) => heif.items.get(id)?.type)]);
  const written = sizeOf(heif, heif.primary);
  const grid = item?.type === 'grid' ? gridSize(heif, heif.primary) : null;
  const size = grid ?? written;
  if (!size || size.width === 0 || size.height === 0) throw new Error('It does not say how large its picture is.');
  const opened = [size, written, ...parts.map((id) => sizeOf(heif, id))];
  return {
    coding: types.has('av01') ? 'av1' : types.has('hvc1') || types.has('hev1') ? 'hevc' : 'other',
    photo: upright(heif, size),
    pixels: Math.max(...opened.map((each) => (each ? each.width * each.height : 0))),
    isCut: [heif.primary, ...parts].some((id) => liesOutside(heif, id)),
    icc: iccOf(heif),
    exif: exifOf(heif),
    xmp: describing(heif, (type, contentType) => type === 'mime' && contentType === 'application/rdf+xml').flatMap((id) => {
      const bytes = itemBytes(heif, id);
      return bytes ? [bytes] : [];
    }),
  };
}
