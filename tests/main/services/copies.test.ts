import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cropUrl, deepZoomUrl, thumbnailUrl } from '../../../shared/blobs.ts';
import type { CaseHandle, Source } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

const heic = join(resolve(process.env['ASSAY_DATA'] ?? '../shared/data'), 'photos-exif/img/heic/IMG_5195.HEIC');
const hasHeic = existsSync(heic);
if (!hasHeic) console.warn(`skipped: ${heic} is not there`);

let bench: TestBench;
let handle: CaseHandle;
let folder: string;

beforeAll(async () => {
  bench = testBench();
  folder = join(bench.folder, 'copies.case');
  handle = (await bench.api.cases.create({ at: bench.ticket(folder), details: { title: 'Copies' } })).case;
});
afterAll(() => bench.dispose());

async function imported(name: string, bytes: Uint8Array): Promise<Source> {
  const file = join(bench.folder, name);
  writeFileSync(file, bytes);
  const { result } = await finish(await bench.api.imports.run({ case: handle, tickets: [bench.ticket(file)] }));
  const id = result.outcomes[0]?.source?.id;
  if (id === undefined) throw new Error(`${name} was not imported: ${JSON.stringify(result.outcomes)}`);
  return bench.api.sources.get({ case: handle, source: id });
}
const blob = async (path: string) => {
  const found = await bench.workbench.blobs.read(path.replace(/\?.*$/, ''));
  if (!found) throw new Error(`nothing at ${path}`);
  return found.bytes;
};

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="200" height="200" fill="#d02020"/><rect x="200" width="200" height="200" fill="#2020d0"/><image href="http://evil.test/a.png" width="400" height="200"/></svg>`;
const kinds: [name: string, make: () => Promise<Uint8Array>, width: number, height: number][] = [
  ['a.svg', async () => Buffer.from(drawing), 1200, 600],
  [
    'a.avif',
    () =>
      sharp(Buffer.from(drawing.replace(/<image.*?>/, '')))
        .avif()
        .toBuffer(),
    400,
    200,
  ],
  [
    'a.gif',
    () =>
      sharp(Buffer.from(drawing.replace(/<image.*?>/, '')))
        .gif()
        .toBuffer(),
    400,
    200,
  ],
];

describe.each(kinds)('%s', (name, make, width, height) => {
  it('has thumbnail, tiles and crops, in the pixels that its size counts', async () => {
    const source = await imported(name, await make());
    expect(source.photo).toEqual({ width, height, orientation: 1 });
    expect((await sharp(await blob(thumbnailUrl(handle, source.original))).metadata()).width).toBe(Math.min(480, width));
    expect(Buffer.from(await blob(deepZoomUrl(handle, source.original))).toString()).toMatch(new RegExp(`Width="${width}"`));
    const made = await bench.api.excerpts.mark({
      case: handle,
      source: source.id,
      target: { region: { x: width / 2 + 10, y: 10, width: 50, height: 40 } },
    });
    const { data } = await sharp(await blob(cropUrl(handle, made)))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    // The right half is blue
    expect(data[2] ?? 0).toBeGreaterThan(150);
    expect(data[0] ?? 255).toBeLessThan(90);
  });
});

describe.skipIf(!hasHeic)('a HEIC from a telephone', () => {
  it('has thumbnail, tiles and crops, drawn once from a copy that may be deleted', async () => {
    const source = await imported('a.heic', readFileSync(heic));
    const [thumbnail, descriptor] = await Promise.all([
      blob(thumbnailUrl(handle, source.original)),
      blob(deepZoomUrl(handle, source.original)),
    ]);
    expect((await sharp(thumbnail).metadata()).height).toBe(480);
    expect(Buffer.from(descriptor).toString()).toMatch(/Width="2566"|Height="3313"/);
    const derived = join(folder, 'derived', source.original.slice(0, 2), source.original);
    expect(readdirSync(derived)).toContain('upright');
    // Nothing of the camera's own words is in what the window gets
    expect((await sharp(join(derived, 'upright')).metadata()).exif).toBeUndefined();
    rmSync(derived, { recursive: true });
    expect((await blob(thumbnailUrl(handle, source.original))).length).toBeGreaterThan(1000);
  }, 60_000);
});

it('a report takes regions of such pictures', async () => {
  const source = await imported('report.svg', Buffer.from(drawing.replace('#d02020', '#c02020')));
  const region = await bench.api.excerpts.mark({
    case: handle,
    source: source.id,
    target: { region: { x: 10, y: 10, width: 100, height: 80 } },
  });
  const claim = await bench.api.claims.add({ case: handle, text: 'The left half is red.' });
  await bench.api.links.add({ case: handle, excerpt: region.id, claim: claim.id, stance: 'supports', because: 'It is seen.' });
  const out = join(bench.folder, 'report.pdf');
  await finish(await bench.api.report.export({ case: handle, to: bench.ticket(out) }));
  expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-');
}, 60_000);
