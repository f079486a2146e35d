import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { familyCovers, readFace } from '../../../main/report/coverage.ts';
import { familyLists, houseFont } from '../../../main/report/fonts.ts';
import { clusterCovers } from '../../../main/report/shown.ts';
import { resources, sha256Of } from './tools.ts';

const folder = join(resources, 'fonts');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.ttf'))
  .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }));
const faces = files.map(({ bytes }) => houseFont(bytes).face);
const covers = clusterCovers(familyLists.map((list) => list.map((family) => familyCovers(faces, family))));
const all = (text: string): boolean => [...text].every((character) => covers([character.codePointAt(0) ?? 0]));

describe('the bundled fonts', () => {
  it('are those that the README names, byte for byte, each with its licence', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| (\S+\.ttf) +\|.*\| (\S+\.txt) +\| `([0-9a-f]{64})` +\|$/gm)].map(([, name, licence, hash]) => ({
      name,
      licence,
      hash,
    }));
    expect(rows.map(({ name, hash }) => `${name} ${hash}`).sort()).toEqual(
      files.map(({ name, bytes }) => `${name} ${sha256Of(bytes)}`).sort(),
    );
    for (const { licence } of rows)
      expect(readFileSync(join(folder, licence ?? ''), 'utf8')).toContain('SIL OPEN FONT LICENSE Version 1.1');
  });
  it('stay within 20 MB', () => expect(files.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(20_000_000));
  it('go by names that no machine has, and that the template uses', () => {
    const parts = readFileSync(join(resources, 'report', 'parts.typ'), 'utf8');
    for (const { face, bytes } of files.map(({ bytes: given }) => houseFont(given))) {
      expect(face.family).toMatch(/^Assay /);
      expect(readFace(bytes).family).toBe(face.family);
      expect(parts).toContain(`"${face.family}"`);
    }
    for (const family of familyLists.flat()) expect(faces.map((face) => face.family)).toContain(family);
  });
  it.each([
    ['English', 'The quick brown fox “jumps” — 1,234.50 £ € № § ¶ …'],
    ['Ukrainian', 'Ґанок, їжак, єнот, ще й щука; Київ’яни ₴'],
    ['Russian', 'Съешь ещё этих мягких французских булок'],
    ['Greek', 'Ξεσκεπάζω την ψυχοφθόρα βδελυγμία'],
    ['Polish', 'Zażółć gęślą jaźń'],
    ['Turkish', 'İstanbul ığüşöç'],
    ['Vietnamese', 'Tiếng Việt ở đâu'],
    ['Arabic', 'نص حكيم له سر قاطع وذو شأن عظيم، ٠١٢؟'],
    ['Persian', 'گچ پژ ی ک ۱۲۳'],
    ['Hebrew', 'דג סקרן שט בים ״לחים״'],
    ['Chinese', '天地玄黄，宇宙洪荒。臺灣'],
    ['Japanese kana', 'いろはにほへと カタカナ'],
    ['Georgian', 'ქართული'],
    ['Armenian', 'Հայերեն'],
    ['emoji', '😀🔥✅'],
  ])('draw %s', (_, text) => expect(all(text)).toBe(true));
  it.each([
    ['Korean', '한'],
    ['Thai', 'ก'],
    ['private use', '\ue000'],
    ['a replacement character', '\ufffd'],
  ])('do not claim %s', (_, text) => expect(all(text)).toBe(false));
});
