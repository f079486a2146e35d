/** Text in pictures, read by a machine, offline: a rendition of its own, with places and confidences, never passed off as the original's. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CaseHandle, Ref, type Source } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

let bench: TestBench;
let handle: CaseHandle;
beforeEach(async () => {
  bench = testBench();
  handle = (await bench.api.cases.create({ at: bench.ticket(join(bench.folder, 'ocr.case')), details: { title: 'Reading' } })).case;
});
afterEach(() => bench.dispose());

const lines = ['The dormitory stood undamaged.', 'Гуртожиток стояв неушкоджений', 'у понеділок вранці.'];
const sign = (scale = 1): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="260"><rect width="900" height="260" fill="white"/>${lines
        .map(
          (line, n) =>
            `<text x="20" y="${70 + 70 * n}" font-size="40" font-family="DejaVu Sans, Noto Sans, Arial, sans-serif">${line}</text>`,
        )
        .join('')}</svg>`,
    ),
    { density: 72 * scale },
  )
    .png()
    .toBuffer();

async function imported(name: string, content: Uint8Array): Promise<Source> {
  const path = join(bench.folder, name);
  writeFileSync(path, content);
  await finish(await bench.api.imports.run({ case: handle, tickets: [bench.ticket(path)] }));
  return bench.api.sources.get({ case: handle, source: Ref.parse('S-001') });
}
const read = async (source: Source, languages = ['eng', 'ukr']) =>
  (await finish(await bench.api.reading.read({ case: handle, source: source.id, languages }))).result;

describe('a photo with text', () => {
  test('is read in English and Ukrainian; words keep their place and confidence; an excerpt keeps the region', async () => {
    const photo = await imported('sign.png', await sign());
    expect(photo.rendition).toBeNull();
    const { rendition, confidence } = await read(photo);
    expect(confidence).toBeGreaterThan(70);
    const text = await bench.api.sources.text({ case: handle, source: photo.id });
    expect(text).toMatchObject({ rendition, kind: 'machine-read' });
    expect(text.body.extractor).toMatch(/ocr/);
    for (const words of ['stood undamaged', 'Гуртожиток стояв', 'вранці']) expect(text.body.text).toContain(words);

    const { page, unit, pages } = await bench.api.sources.layout({ case: handle, rendition, page: 1 });
    expect({ unit, pages, width: page.width, height: page.height }).toEqual({ unit: 'px', pages: 1, width: 900, height: 260 });
    const points = [...text.body.text];
    const word = page.runs.find(([start, end]) => points.slice(start, end).join('') === 'dormitory');
    const [, , x = 0, y = 0, width = 0, height = 0, sure = -1] = word ?? [];
    expect(x > 80 && x + width < 350 && y > 20 && y + height < 95 && sure > 50, JSON.stringify(word)).toBe(true);

    const excerpt = await bench.api.excerpts.mark({ case: handle, source: photo.id, target: { quote: 'stood undamaged', rendition } });
    expect(excerpt.place).toBe('machine-read ¶1');
    if (excerpt.anchor.kind !== 'text') throw new Error('not a passage');
    const [quad, ...more] = excerpt.anchor.quads ?? [];
    expect(more).toEqual([]);
    expect(quad?.page === 1 && quad.x > 300 && quad.y > 20 && quad.y + quad.height < 95, JSON.stringify(quad)).toBe(true);
    expect((await finish(await bench.api.cases.verify({ case: handle }))).result).toMatchObject({ ok: true, findings: [] });
    expect((await bench.api.imports.toLookAt({ case: handle })).groups.map(({ code }) => code)).toContain('machine-read');
  }, 60_000);

  test('read twice in the same way it is one rendition; taking it back takes it away', async () => {
    const photo = await imported('sign.png', await sign());
    const [first, second] = [await read(photo), await read(photo)];
    expect(second.rendition).toBe(first.rendition);
    expect((await bench.api.sources.renditions({ case: handle, source: photo.id })).renditions).toHaveLength(1);
    await bench.api.history.undo({ case: handle });
    expect((await bench.api.sources.renditions({ case: handle, source: photo.id })).renditions).toEqual([]);
  }, 60_000);

  test('where there is none, it says so and adds nothing', async () => {
    const plain = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#7799aa' } })
      .png()
      .toBuffer();
    const photo = await imported('plain.png', plain);
    await expect(read(photo)).rejects.toMatchObject({ code: 'EMPTY_FILE' });
    expect((await bench.api.sources.renditions({ case: handle, source: photo.id })).renditions).toEqual([]);
  }, 60_000);
});

describe('languages', () => {
  test('English and Ukrainian ship; others come from a folder that the person chose', async () => {
    expect((await bench.api.reading.languages()).languages).toEqual([
      { code: 'eng', name: 'English', from: 'bundled' },
      { code: 'ukr', name: 'Ukrainian', from: 'bundled' },
    ]);
    const folder = join(bench.folder, 'more');
    mkdirSync(folder);
    await expect(bench.api.reading.useFolder({ folder: bench.ticket(folder) })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    writeFileSync(join(folder, 'pol.traineddata'), 'not really');
    writeFileSync(join(folder, 'chi_sim.traineddata'), 'not really');
    writeFileSync(join(folder, 'readme.md'), '');
    const { languages } = await bench.api.reading.useFolder({ folder: bench.ticket(folder) });
    expect(languages.slice(2)).toEqual([
      { code: 'chi_sim', name: 'Chinese (simplified)', from: 'folder' },
      { code: 'pol', name: 'Polish', from: 'folder' },
    ]);
    const photo = await imported('sign.png', await sign());
    await expect(read(photo, ['deu'])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // data that is none is refused; the machine does not hang on it
    await expect(read(photo, ['pol'])).rejects.toMatchObject({ code: 'BROKEN_FILE' });
    await bench.api.reading.useFolder({ folder: null });
    expect((await bench.api.reading.languages()).languages).toHaveLength(2);
  }, 60_000);

  test('an article is not read by machine', async () => {
    const article = await imported('a.txt', new TextEncoder().encode('Words.\n\nMore words.\n'));
    await expect(read(article)).rejects.toMatchObject({ code: 'WRONG_KIND' });
  });
});
