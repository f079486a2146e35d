/** Crops of outlines and of pages, in the window and in the report: what was marked is what is seen. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cropUrl } from '../../../shared/blobs.ts';
import type { CaseHandle, Excerpt, Outline, Region, SourceId } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';
import { makePdf } from '../formats/pdf-make.ts';

let bench: TestBench;
let handle: CaseHandle;
let photo: SourceId;
let pdf: SourceId;

const size = { width: 400, height: 300 };
/** A triangle in the left upper half of its box. */
const outline: Outline = [
  { x: 100, y: 60 },
  { x: 300, y: 60 },
  { x: 100, y: 260 },
];
const box: Region = { x: 100, y: 60, width: 200, height: 200 };

beforeAll(async () => {
  bench = testBench();
  handle = (await bench.api.cases.create({ at: bench.ticket(join(bench.folder, 'crops.case')), details: { title: 'Crops' } })).case;
  const [picture, document] = [join(bench.folder, 'p.png'), join(bench.folder, 'p.pdf')];
  await sharp({ create: { ...size, channels: 3, background: '#e0c040' } })
    .png()
    .toFile(picture);
  // Of a page of 600 × 800 points, red is the square from 100, 100 to 200, 200 as it is seen (y down)
  writeFileSync(document, makePdf({ pages: [{ content: '' }, { content: '1 0 0 rg 100 600 100 100 re f' }] }));
  const { result } = await finish(
    await bench.api.imports.run({ case: handle, tickets: [picture, document].map((path) => bench.ticket(path)) }),
  );
  const [a, b] = result.outcomes.map(({ source }) => source?.id);
  if (!a || !b) throw new Error('import failed');
  [photo, pdf] = [a, b];
}, 60_000);
afterAll(() => bench.dispose());

async function cropOf(excerpt: Excerpt) {
  const blob = await bench.workbench.blobs.read(cropUrl(handle, excerpt).replace(/\?.*$/, ''));
  const { data, info } = await sharp(blob?.bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): number[] => [
    ...data.subarray((y * info.width + x) * info.channels, (y * info.width + x) * info.channels + 3),
  ];
  return { width: info.width, height: info.height, at };
}

describe('the crop of an outline', () => {
  it('shows what is within as it is, and darkens what is not', async () => {
    const made = await bench.api.excerpts.mark({ case: handle, source: photo, target: { region: box, outline } });
    const { width, height, at } = await cropOf(made);
    expect([width, height]).toEqual([200, 200]);
    const [inside = 0, outside = 0] = [at(50, 50)[0], at(170, 170)[0]];
    expect(inside).toBeGreaterThan(215);
    expect(outside).toBeLessThan(110);
  });
  it('has another address once the outline is drawn again in the same box', async () => {
    const made = await bench.api.excerpts.mark({ case: handle, source: photo, target: { region: box, outline } });
    const other = [...outline.slice(0, 2), { x: 300, y: 260 }, { x: 100, y: 260 }];
    const again = await bench.api.excerpts.adjust({ case: handle, excerpt: made.id, region: box, outline: other });
    expect(cropUrl(handle, again)).not.toBe(cropUrl(handle, made));
    expect((await cropOf(again)).at(170, 170)[0]).toBeGreaterThan(215);
  });
});

describe('the crop of a region on a page', () => {
  it.each([
    { what: 'a small one, drawn larger than it counts', region: { x: 150, y: 150, width: 100, height: 100 }, long: 400 },
    { what: 'a large one', region: { x: 0, y: 0, width: 1200, height: 1600 }, long: 640 },
  ])('$what', async ({ region, long }) => {
    const made = await bench.api.excerpts.mark({ case: handle, source: pdf, target: { region, page: 2 } });
    expect(made.place).toMatch(/^page 2 region [A-Z]$/);
    const { width, height, at } = await cropOf(made);
    expect(Math.max(width, height)).toBe(long);
    // The red square begins at pixel 200 of the page at 144 dpi
    const seen = (x: number, y: number) =>
      at(Math.floor(((x - region.x) / region.width) * width), Math.floor(((y - region.y) / region.height) * height));
    const [, greenIn = 255] = seen(230, 230);
    const [, greenOut = 0] = seen(170, 170);
    expect(greenIn).toBeLessThan(60);
    expect(greenOut).toBeGreaterThan(200);
  });
});

describe('the report', () => {
  it('carries outlines and pages, and is the same file twice', async () => {
    const claim = await bench.api.claims.add({ case: handle, text: 'It is red.' });
    const targets = [
      { source: photo, target: { region: box, outline } },
      { source: pdf, target: { region: { x: 150, y: 150, width: 100, height: 100 }, page: 2 } },
    ];
    for (const { source, target } of targets)
      await bench.api.evidence.add({ case: handle, source, target, claim: { id: claim.id }, stance: 'supports' });
    const made: { sha256: string; bytes: Buffer }[] = [];
    for (const name of ['one.pdf', 'two.pdf']) {
      const path = join(bench.folder, name);
      const { result } = await finish(await bench.api.report.export({ case: handle, to: bench.ticket(path) }));
      made.push({ sha256: result.sha256, bytes: readFileSync(path) });
    }
    expect(made[0]?.sha256).toBe(made[1]?.sha256);
    expect(made[0]?.bytes.equals(made[1]?.bytes ?? Buffer.alloc(0))).toBe(true);
  }, 60_000);
});
