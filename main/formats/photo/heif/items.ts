/** The items of a HEIF file (ISO/IEC 23008-12): which there are, what belongs to which, where their bytes lie. */
import { type Box, boxesOf, boxOf, Cursor, viewOf } from './boxes.ts';

interface Item {
  readonly id: number;
  /** Four characters: `hvc1`, `av01`, `grid`, `Exif`, `mime` … */
  readonly type: string;
  /** Of `mime` items. */
  readonly contentType: string;
}

interface Reference {
  readonly type: string;
  readonly from: number;
  readonly to: readonly number[];
}

interface Extent {
  readonly offset: number;
  readonly length: number;
}

interface Place {
  /** 0: offsets count from the start of the file; 1: from the `idat` box. */
  readonly method: number;
  readonly extents: readonly Extent[];
}

export interface Heif {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly brands: readonly string[];
  readonly primary: number;
  readonly items: ReadonlyMap<number, Item>;
  readonly references: readonly Reference[];
  readonly properties: readonly Box[];
  /** Item → its properties (indices into `properties`), in the order in which they apply. */
  readonly owned: ReadonlyMap<number, readonly number[]>;
  readonly places: ReadonlyMap<number, Place>;
  readonly idat: Box | null;
}

/** More items than a picture of 400 megapixels in 512-pixel tiles has, with its depth map and gain map. */
const mostItems = 10_000;

/** Version and flags of a full box. */
const full = (cursor: Cursor): { version: number; flags: number } => {
  const word = cursor.uint(4);
  return { version: word >>> 24, flags: word & 0xffffff };
};

/** Reads the file's head. Throws RangeError where a box ends too early, Error where it has no picture at all. */
export function readHeif(bytes: Uint8Array): Heif {
  const view = viewOf(bytes);
  const ftyp = boxOf(view, 'ftyp');
  const meta = boxOf(view, 'meta');
  if (!ftyp || !meta) throw new Error('It has no list of pictures.');
  const within = (type: string) => boxOf(view, type, meta.start + 4, meta.end);
  const [pitm, iinf, iprp, iloc, iref] = ['pitm', 'iinf', 'iprp', 'iloc', 'iref'].map(within);
  if (!pitm || !iinf || !iprp) throw new Error('It does not say which picture is the one to show.');
  const primaryCursor = new Cursor(view, pitm);
  const primary = primaryCursor.uint(full(primaryCursor).version === 0 ? 2 : 4);
  const ipco = boxOf(view, 'ipco', iprp.start, iprp.end);
  return {
    bytes,
    view,
    brands: brandsOf(view, ftyp),
    primary,
    items: itemsOf(view, iinf),
    references: iref ? referencesOf(view, iref) : [],
    properties: ipco ? [...boxesOf(view, ipco.start, ipco.end)] : [],
    owned: ownedOf(view, iprp),
    places: iloc ? placesOf(view, iloc) : new Map(),
    idat: within('idat'),
  };
}

function brandsOf(view: DataView, ftyp: Box): string[] {
  const cursor = new Cursor(view, ftyp);
  const brands = [cursor.fourCC()];
  cursor.uint(4);
  while (cursor.at + 4 <= ftyp.end && brands.length < 100) brands.push(cursor.fourCC());
  return brands;
}

function itemsOf(view: DataView, iinf: Box): Map<number, Item> {
  const cursor = new Cursor(view, iinf);
  cursor.uint(full(cursor).version === 0 ? 2 : 4);
  const items = new Map<number, Item>();
  for (const box of boxesOf(view, cursor.at, iinf.end)) {
    if (box.type !== 'infe' || items.size >= mostItems) continue;
    const entry = new Cursor(view, box);
    const { version } = full(entry);
    if (version < 2) continue;
    const id = entry.uint(version === 2 ? 2 : 4);
    entry.uint(2);
    const type = entry.fourCC();
    const [, contentType = ''] = String.fromCharCode(
      ...new Uint8Array(view.buffer, view.byteOffset + entry.at, Math.min(200, box.end - entry.at)),
    ).split('\0');
    items.set(id, { id, type, contentType: type === 'mime' ? contentType : '' });
  }
  return items;
}

function referencesOf(view: DataView, iref: Box): Reference[] {
  const cursor = new Cursor(view, iref);
  const width = full(cursor).version === 0 ? 2 : 4;
  const references: Reference[] = [];
  for (const box of boxesOf(view, cursor.at, iref.end)) {
    if (references.length >= mostItems) break;
    const entry = new Cursor(view, box);
    const from = entry.uint(width);
    const count = entry.uint(2);
    const to: number[] = [];
    for (let i = 0; i < count; i++) to.push(entry.uint(width));
    references.push({ type: box.type, from, to });
  }
  return references;
}

function ownedOf(view: DataView, iprp: Box): Map<number, number[]> {
  const owned = new Map<number, number[]>();
  for (const ipma of boxesOf(view, iprp.start, iprp.end)) {
    if (ipma.type !== 'ipma') continue;
    const cursor = new Cursor(view, ipma);
    const { version, flags } = full(cursor);
    const count = Math.min(mostItems, cursor.uint(4));
    for (let i = 0; i < count; i++) {
      const id = cursor.uint(version < 1 ? 2 : 4);
      const indices: number[] = owned.get(id) ?? [];
      const associations = cursor.uint(1);
      for (let k = 0; k < associations; k++) indices.push((flags & 1 ? cursor.uint(2) & 0x7fff : cursor.uint(1) & 0x7f) - 1);
      owned.set(id, indices);
    }
  }
  return owned;
}

function placesOf(view: DataView, iloc: Box): Map<number, Place> {
  const cursor = new Cursor(view, iloc);
  const { version } = full(cursor);
  const sizes = cursor.uint(2);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  const count = Math.min(mostItems, cursor.uint(version < 2 ? 2 : 4));
  const places = new Map<number, Place>();
  for (let i = 0; i < count; i++) {
    const id = cursor.uint(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : cursor.uint(2) & 15;
    cursor.uint(2);
    const base = cursor.uint(baseSize);
    const extents: Extent[] = [];
    const extentCount = cursor.uint(2);
    for (let k = 0; k < extentCount; k++) {
      cursor.uint(indexSize);
      const offset = base + cursor.uint(offsetSize);
      extents.push({ offset, length: cursor.uint(lengthSize) });
    }
    places.set(id, { method, extents });
  }
  return places;
}

/** Whether an item's bytes, as far as the file says where they are, do not all lie in it. */
export const liesOutside = ({ bytes, places }: Heif, id: number): boolean => {
  const place = places.get(id);
  return place?.method === 0 && place.extents.some(({ offset, length }) => offset + length > bytes.length);
};

/** Bytes of one item, or null where they do not lie in this file or are more than `most`. */
export function itemBytes({ bytes, places, idat }: Heif, id: number, most = 64 << 20): Uint8Array | null {
  const place = places.get(id);
  if (!place || place.method > 1 || (place.method === 1 && !idat)) return null;
  const start = place.method === 1 && idat ? idat.start : 0;
  const total = place.extents.reduce((sum, { length }) => sum + length, 0);
  if (total > most || place.extents.some(({ offset, length }) => start + offset + length > bytes.length)) return null;
  return Buffer.concat(place.extents.map(({ offset, length }) => bytes.subarray(start + offset, start + offset + length)));
}
