/**
 * Maker notes: what a camera's maker wrote for itself, laid out in each maker's own way. Most are a directory of tags behind a
 * mark; what is in it is shown with its name where that is known, else by number, and with its value as it stands.
 */
import type { FileField } from '../../../../shared/model.ts';
import { bytesOf, type Entry, entryOf, entryText, firstDirectory, firstNumber, readDirectory, type TiffBlock, tiffBlock } from '../ifd.ts';
import { makerNames } from './names.ts';

interface Layout {
  readonly maker: string;
  readonly mark: string;
  /** Where the directory stands, from the note's start. */
  readonly at: number | 'fuji' | 'tiff';
  /** What offsets count from: the whole EXIF block or the note. */
  readonly base: 'block' | 'note';
  readonly order?: 'little' | 'big' | number;
}

/** By mark, most telling first. `order`: fixed, or where two bytes of the note name it; else the EXIF block's. */
const layouts: readonly Layout[] = [
  { maker: 'Apple', mark: 'Apple iOS\0', at: 14, base: 'note', order: 12 },
  { maker: 'Nikon', mark: 'Nikon\0\u0002', at: 'tiff', base: 'note' },
  { maker: 'Nikon', mark: 'Nikon\0\u0001', at: 8, base: 'block' },
  { maker: 'Olympus', mark: 'OLYMPUS\0', at: 12, base: 'note', order: 8 },
  { maker: 'Olympus', mark: 'OM SYSTEM\0', at: 16, base: 'note', order: 12 },
  { maker: 'Olympus', mark: 'OLYMP\0', at: 8, base: 'block' },
  { maker: 'Olympus', mark: 'EPSON\0', at: 8, base: 'block' },
  { maker: 'Olympus', mark: 'MINOL\0', at: 8, base: 'block' },
  { maker: 'Panasonic', mark: 'Panasonic\0', at: 12, base: 'block' },
  { maker: 'Fujifilm', mark: 'FUJIFILM', at: 'fuji', base: 'note', order: 'little' },
  { maker: 'Fujifilm', mark: 'GENERALE', at: 'fuji', base: 'note', order: 'little' },
  { maker: 'Sony', mark: 'SONY', at: 12, base: 'block' },
  { maker: 'Sony', mark: 'VHAB', at: 12, base: 'block' },
  { maker: 'Pentax', mark: 'AOC\0', at: 6, base: 'note' },
  { maker: 'Pentax', mark: 'PENTAX \0', at: 10, base: 'note', order: 8 },
  { maker: 'Ricoh', mark: 'RICOH\0', at: 8, base: 'block' },
  { maker: 'Ricoh', mark: 'Ricoh', at: 8, base: 'block' },
  { maker: 'Casio', mark: 'QVC\0', at: 6, base: 'note', order: 'big' },
  { maker: 'Casio', mark: 'DCI\0', at: 6, base: 'note', order: 'big' },
  { maker: 'Sanyo', mark: 'SANYO\0', at: 8, base: 'block' },
  { maker: 'Leica', mark: 'LEICA\0', at: 8, base: 'note' },
  { maker: 'Motorola', mark: 'MOT\0', at: 8, base: 'block' },
  { maker: 'Kodak', mark: 'KDK', at: 8, base: 'block' },
];

/** Makers whose notes begin with the directory itself. */
const makers: readonly (readonly [RegExp, string])[] = [
  [/^canon/i, 'Canon'],
  [/nikon/i, 'Nikon'],
  [/minolta/i, 'Minolta'],
  [/^sony/i, 'Sony'],
  [/^dji/i, 'DJI'],
  [/^samsung/i, 'Samsung'],
  [/^(?:apple|google|huawei|xiaomi|oneplus|oppo|vivo|lg|htc)/i, 'Maker notes'],
];

const most = 400;

/** Fields of the maker note in an EXIF block, grouped under the maker's name; empty where there is none. */
export function makerFields(exif: Uint8Array): FileField[] {
  const block = tiffBlock(exif);
  if (!block) return [];
  const ifd0 = readDirectory(block, firstDirectory(block));
  const exifPlace = firstNumber(block, entryOf(ifd0, 0x8769));
  const note = entryOf(exifPlace === null ? null : readDirectory(block, exifPlace), 0x927c);
  if (!ifd0 || !note || note.bytes < 8) return [];
  const make = entryOf(ifd0, 0x10f);
  const maker = make ? entryText(block, make) : '';
  const mark = Buffer.from(bytesOf(block, note).subarray(0, 16)).toString('latin1');
  const layout = layouts.find((each) => mark.startsWith(each.mark));
  const named = layout?.maker ?? makers.find(([pattern]) => pattern.test(maker))?.[1] ?? 'Maker notes';
  const fields = (layout ? marked(block, note, layout) : bare(block, note, named)) ?? [];
  // What cannot be read is said to be there; an empty list would say that there is nothing.
  return fields.length > 0
    ? fields
    : [{ group: named, name: 'MakerNote', value: `${note.bytes} bytes, not laid out in a way that Assay knows` }];
}

function marked(block: TiffBlock, note: Entry, layout: Layout): FileField[] | null {
  const bytes = bytesOf(block, note);
  const own = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (layout.at === 'tiff') {
    const inner = tiffBlock(bytes.subarray(10));
    return inner && fieldsAt(inner, firstDirectory(inner), 0, layout.maker);
  }
  const little =
    layout.order === 'little' ||
    (layout.order === 'big' ? false : typeof layout.order === 'number' ? own.getUint16(layout.order) === 0x4949 : block.little);
  const at = layout.at === 'fuji' ? own.getUint32(8, true) : layout.at;
  if (layout.base === 'note') return fieldsAt({ view: own, little }, at, 0, layout.maker);
  return fieldsAt({ view: block.view, little }, note.at + at, 0, layout.maker);
}

/** No mark: the directory stands at the start, and offsets count from the block or from the note; what fits more entries is right. */
function bare(block: TiffBlock, note: Entry, maker: string): FileField[] | null {
  const bytes = bytesOf(block, note);
  const own: TiffBlock = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), little: block.little };
  return fieldsAt(block, note.at, 0, maker) ?? fieldsAt(own, 0, 0, maker);
}

function fieldsAt(block: TiffBlock, at: number, base: number, maker: string): FileField[] | null {
  const directory = readDirectory(block, at, base);
  if (!directory) return null;
  const names = makerNames[maker] ?? {};
  return directory.entries.slice(0, most).flatMap((entry) => {
    const value = entryText(block, entry);
    return value === '' ? [] : [{ group: maker, name: names[entry.tag] ?? `tag 0x${entry.tag.toString(16).padStart(4, '0')}`, value }];
  });
}
