/**
 * Which characters the bundled faces can draw. A small reader of TrueType/OpenType `cmap` (formats 4 and 12) and of the
 * family name: just enough to know, before setting, what would come out as nothing.
 */

export interface Face {
  readonly family: string;
  /** Sorted, not overlapping: [first, last] code points. */
  readonly ranges: readonly (readonly [number, number])[];
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Where the directory entry of a table stands in a font, or null. */
export function tableAt(font: DataView, tag: string): number | null {
  const count = font.getUint16(4);
  for (let i = 0; i < count; i += 1) {
    const at = 12 + i * 16;
    const name = String.fromCharCode(font.getUint8(at), font.getUint8(at + 1), font.getUint8(at + 2), font.getUint8(at + 3));
    if (name === tag) return at;
  }
  return null;
}
const table = (font: DataView, tag: string): number | null => {
  const at = tableAt(font, tag);
  return at === null ? null : font.getUint32(at + 8);
};

export function familyName(font: DataView): string {
  const start = table(font, 'name');
  if (start === null) return '';
  const count = font.getUint16(start + 2);
  const strings = start + font.getUint16(start + 4);
  let family = '';
  for (let i = 0; i < count; i += 1) {
    const at = start + 6 + i * 12;
    const [platform, language, nameId] = [font.getUint16(at), font.getUint16(at + 4), font.getUint16(at + 6)];
    // 16 is the typographic family ("Source Serif 4"), 1 the older one ("Source Serif 4 SemiBold")
    if (platform !== 3 || language !== 0x409 || (nameId !== 16 && (nameId !== 1 || family !== ''))) continue;
    let text = '';
    for (let k = 0; k < font.getUint16(at + 8); k += 2) text += String.fromCharCode(font.getUint16(strings + font.getUint16(at + 10) + k));
    family = text;
  }
  return family;
}

function format4(font: DataView, at: number): [number, number][] {
  const segments = font.getUint16(at + 6) / 2;
  const [ends, starts] = [at + 14, at + 16 + segments * 2];
  const [deltas, offsets] = [starts + segments * 2, starts + segments * 4];
  const ranges: [number, number][] = [];
  for (let i = 0; i < segments; i += 1) {
    const [first, last] = [font.getUint16(starts + i * 2), font.getUint16(ends + i * 2)];
    const [delta, offset] = [font.getUint16(deltas + i * 2), font.getUint16(offsets + i * 2)];
    for (let code = first; code <= last && code !== 0xffff; code += 1) {
      const raw = offset === 0 ? code : font.getUint16(offsets + i * 2 + offset + (code - first) * 2);
      const glyph = offset !== 0 && raw === 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) ranges.push([code, code]);
    }
  }
  return ranges;
}

function format12(font: DataView, at: number): [number, number][] {
  const ranges: [number, number][] = [];
  for (let i = 0; i < font.getUint32(at + 12); i += 1) {
    const group = at + 16 + i * 12;
    const [first, last, glyph] = [font.getUint32(group), font.getUint32(group + 4), font.getUint32(group + 8)];
    if (first <= last && last <= 0x10ffff) ranges.push([glyph === 0 ? first + 1 : first, last]);
  }
  return ranges;
}

function merged(ranges: [number, number][]): [number, number][] {
  const out: [number, number][] = [];
  for (const [first, last] of ranges.sort((a, b) => a[0] - b[0])) {
    const before = out.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else if (first <= last) out.push([first, last]);
  }
  return out;
}

/** Reads one font file. Throws RangeError where its tables lie outside the bytes. */
export function readFace(bytes: Uint8Array): Face {
  const font = view(bytes);
  const cmap = table(font, 'cmap');
  const ranges: [number, number][] = [];
  for (let i = 0; cmap !== null && i < font.getUint16(cmap + 2); i += 1) {
    const [platform, at] = [font.getUint16(cmap + 4 + i * 8), cmap + font.getUint32(cmap + 8 + i * 8)];
    const format = font.getUint16(at);
    if (platform !== 0 && platform !== 3) continue;
    if (format === 4) ranges.push(...format4(font, at));
    else if (format === 12) for (const range of format12(font, at)) ranges.push(range);
  }
  return { family: familyName(font), ranges: merged(ranges) };
}

const holds = (face: Face, code: number): boolean => {
  let [low, high] = [0, face.ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = face.ranges[middle];
    if (range === undefined) return false;
    if (code < range[0]) high = middle - 1;
    else if (code > range[1]) low = middle + 1;
    else return true;
  }
  return false;
};

export type Covers = (code: number) => boolean;

/** What a family draws in all of its faces: a setting in italics must not fail where upright type would not. */
export function familyCovers(faces: readonly Face[], family: string): Covers {
  const own = faces.filter((face) => face.family === family);
  const known = new Map<number, boolean>();
  return (code) => {
    const before = known.get(code);
    if (before !== undefined) return before;
    const covered = own.length > 0 && own.every((face) => holds(face, code));
    known.set(code, covered);
    return covered;
  };
}
