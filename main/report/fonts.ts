/**
 * Bundled faces under family names of their own. The compiler also sees whatever fonts the machine has; a family that
 * exists nowhere else cannot be mixed with them (a bold Noto of the system, say), so the page depends on the bundle alone.
 */
import { type Face, familyName, readFace, tableAt } from './coverage.ts';

const utf16 = (text: string): number[] => [...text].flatMap((character) => [character.charCodeAt(0) >> 8, character.charCodeAt(0) & 0xff]);

/** The font with its family renamed (OpenType `name` records 1, 2, 4, 6). Only for use in memory; checksums are left as they were. */
function withFamily(bytes: Uint8Array, family: string): Uint8Array {
  const records = (
    [
      [1, family],
      [2, 'Regular'],
      [4, family],
      [6, family.replaceAll(' ', '')],
    ] as const
  ).map(([id, text]) => ({ id, text: utf16(text) }));
  const storage = records.flatMap(({ text }) => text);
  const header = 6 + records.length * 12;
  const length = header + storage.length;
  const start = (bytes.length + 3) & ~3;
  const out = new Uint8Array(start + length);
  out.set(bytes);
  const view = new DataView(out.buffer);
  view.setUint16(start + 2, records.length);
  view.setUint16(start + 4, header);
  let offset = 0;
  records.forEach(({ id, text }, index) => {
    for (const [field, value] of [3, 1, 0x409, id, text.length, offset].entries())
      view.setUint16(start + 6 + index * 12 + field * 2, value);
    offset += text.length;
  });
  out.set(storage, start + header);
  const entry = tableAt(view, 'name');
  if (entry === null) throw new RangeError('a bundled font has no name table');
  view.setUint32(entry + 8, start);
  view.setUint32(entry + 12, length);
  return out;
}

/** Reads a font file and gives it the family name that the template uses: `Assay ` and its own name. */
export function houseFont(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly face: Face } {
  const face = readFace(bytes);
  const family = `Assay ${familyName(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))}`;
  return { bytes: withFamily(bytes, family), face: { ...face, family } };
}

const scripts = ['Noto Naskh Arabic', 'Noto Serif Hebrew', 'Noto Serif SC', 'Noto Serif Georgian', 'Noto Serif Armenian', 'Noto Emoji'];
/** The family lists that the template uses for words (serif) and apparatus (sans), in the order of its parts.typ. */
export const familyLists: readonly (readonly string[])[] = ['Source Serif 4', 'Source Sans 3'].map((first) =>
  [first, ...scripts].map((name) => `Assay ${name}`),
);
