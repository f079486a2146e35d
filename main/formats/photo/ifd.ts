/** Directories of tags as TIFF 6.0 and EXIF 2.32 lay them out, read from untrusted bytes: nothing outside the block is touched. */

export interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where the value lies in the block; it lies there whole. */
  readonly at: number;
  readonly bytes: number;
}

export interface Directory {
  readonly entries: readonly Entry[];
  /** Offset of the next directory, 0 where there is none. */
  readonly next: number;
}

export interface TiffBlock {
  readonly view: DataView;
  readonly little: boolean;
}

const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4 };

/** A TIFF or EXIF block by its byte order mark, or null where it is none. */
export function tiffBlock(bytes: Uint8Array): TiffBlock | null {
  if (bytes.length < 14) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const mark = view.getUint16(0);
  if (mark !== 0x4949 && mark !== 0x4d4d) return null;
  return { view, little: mark === 0x4949 };
}

export const firstDirectory = ({ view, little }: TiffBlock): number => view.getUint32(4, little);

/**
 * The directory at `at`; offsets in it count from `base`. Null where no directory can stand there: no entries, too many, or more than
 * half of them of an unknown type.
 */
export function readDirectory({ view, little }: TiffBlock, at: number, base = 0): Directory | null {
  if (at < 0 || at + 2 > view.byteLength) return null;
  const count = view.getUint16(at, little);
  if (count === 0 || count > 1000 || at + 2 + count * 12 > view.byteLength) return null;
  const entries: Entry[] = [];
  let strange = 0;
  for (let i = 0; i < count; i++) {
    const entry = at + 2 + i * 12;
    const type = view.getUint16(entry + 2, little);
    const values = view.getUint32(entry + 4, little);
    const bytes = (sizes[type] ?? 0) * values;
    const place = bytes > 4 ? base + view.getUint32(entry + 8, little) : entry + 8;
    if (bytes === 0 || place + bytes > view.byteLength) {
      if (sizes[type] === undefined) strange++;
      continue;
    }
    entries.push({ tag: view.getUint16(entry, little), type, count: values, at: place, bytes });
  }
  if (strange * 2 > count) return null;
  const end = at + 2 + count * 12;
  return { entries, next: end + 4 <= view.byteLength ? view.getUint32(end, little) : 0 };
}

export const entryOf = (directory: Directory | null, tag: number): Entry | undefined =>
  directory?.entries.find((entry) => entry.tag === tag);

/** One number of an entry. */
function numberAt({ view, little }: TiffBlock, { type, at }: Entry, i: number): number {
  const place = at + i * (sizes[type] ?? 1);
  switch (type) {
    case 3:
      return view.getUint16(place, little);
    case 4:
    case 13:
      return view.getUint32(place, little);
    case 5:
      return view.getUint32(place, little) / view.getUint32(place + 4, little);
    case 6:
      return view.getInt8(place);
    case 8:
      return view.getInt16(place, little);
    case 9:
      return view.getInt32(place, little);
    case 10:
      return view.getInt32(place, little) / view.getInt32(place + 4, little);
    case 11:
      return view.getFloat32(place, little);
    case 12:
      return view.getFloat64(place, little);
    default:
      return view.getUint8(place);
  }
}

export const firstNumber = (block: TiffBlock, entry: Entry | undefined): number | null =>
  entry === undefined || entry.count === 0 || entry.type === 2 ? null : numberAt(block, entry, 0);

export const bytesOf = ({ view }: TiffBlock, { at, bytes }: Entry): Uint8Array => new Uint8Array(view.buffer, view.byteOffset + at, bytes);

const mostNumbers = 32;
const mostHex = 32;

/** A value as people read it: text as text, numbers parted by spaces, bytes in hexadecimal, long ones by their length. */
export function entryText(block: TiffBlock, entry: Entry): string {
  const raw = bytesOf(block, entry);
  if (entry.type === 2 || ((entry.type === 7 || entry.type === 1) && isText(raw))) return text(raw);
  if (entry.type === 7) return raw.length <= mostHex ? `0x${Buffer.from(raw).toString('hex')}` : `${raw.length} bytes`;
  const numbers = Array.from({ length: Math.min(entry.count, mostNumbers) }, (_, i) => numberAt(block, entry, i));
  const shown = numbers.map((value) =>
    Number.isInteger(value) ? String(value) : Number.isFinite(value) ? String(Number(value.toPrecision(10))) : 'undefined',
  );
  return entry.count > mostNumbers ? `${shown.join(' ')} … (${entry.count} values)` : shown.join(' ');
}

/** Letters, digits and spaces up to padding by NULs. */
function isText(bytes: Uint8Array): boolean {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return end >= 3 && end <= 2000 && bytes.subarray(0, end).every((byte) => byte >= 0x20 && byte < 0x7f);
}

const text = (bytes: Uint8Array): string => {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)).trim();
};
