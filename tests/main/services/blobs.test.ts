import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cropUrl, deepZoomUrl, pageUrl, pictureUrl, thumbnailUrl } from '../../../shared/blobs.ts';
import type { CaseHandle, Sha256 } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';
import { makePdf, say } from '../formats/pdf-make.ts';

let bench: TestBench;
let handle: CaseHandle;
let folder: string;
let photo: Sha256;
let page: Sha256;
let crop: string;
let pdf: Sha256;
let locked: Sha256;

beforeAll(async () => {
  bench = testBench();
  folder = join(bench.folder, 'blobs.case');
  handle = (await bench.api.cases.create({ at: bench.ticket(folder), details: { title: 'Blobs' } })).case;
  const [picture, html, document, secret] = ['p.jpg', 'p.html', 'p.pdf', 'locked.pdf'].map((name) => join(bench.folder, name));
  if (!picture || !html || !document || !secret) throw new Error('no names');
  // Red is the lower half of page 2, as seen
  const halves = `1 0 0 rg 0 0 600 400 re f`;
  writeFileSync(document, makePdf({ pages: [{ content: say('Page one', 72, 700) }, { content: halves }] }));
  writeFileSync(secret, makePdf({ pages: [{ content: say('Secret', 72, 700) }], password: 'harbour' }));
  // Stored lying, shown upright: red is on the left as seen
  const stored = await sharp({ create: { width: 1200, height: 800, channels: 3, background: 'blue' } })
    .composite([
      {
        input: await sharp({ create: { width: 1200, height: 200, channels: 3, background: 'red' } })
          .png()
          .toBuffer(),
        left: 0,
        top: 600,
      },
    ])
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  writeFileSync(picture, stored);
  writeFileSync(
    html,
    '<html><body><script>alert(1)</script><p>Words that are long enough to be an article of their own.</p></body></html>',
  );
  const { result } = await finish(
    await bench.api.imports.run({ case: handle, tickets: [picture, html, document, secret].map((path) => bench.ticket(path)) }),
  );
  const [a, b, c, d] = result.outcomes.map(({ source }) => source);
  if (!a || !b || !c || !d) throw new Error('import failed');
  photo = (await bench.api.sources.get({ case: handle, source: a.id })).original;
  page = (await bench.api.sources.get({ case: handle, source: b.id })).original;
  pdf = (await bench.api.sources.get({ case: handle, source: c.id })).original;
  locked = (await bench.api.sources.get({ case: handle, source: d.id })).original;
  const made = await bench.api.excerpts.mark({ case: handle, source: a.id, target: { region: { x: 0, y: 0, width: 100, height: 100 } } });
  crop = cropUrl(handle, made).replace(/\?.*$/, '');
});
afterAll(() => bench.dispose());

const read = (path: string) => bench.workbench.blobs.read(path);

describe('bytes for the window', () => {
  it('are pictures drawn upright, at every address of the contract', async () => {
    const thumbnail = await read(thumbnailUrl(handle, photo));
    expect(thumbnail?.type).toBe('image/webp');
    expect(await sharp(thumbnail?.bytes).metadata()).toMatchObject({ format: 'webp', width: 320, height: 480 });
    const descriptor = await read(deepZoomUrl(handle, photo));
    const text = new TextDecoder().decode(descriptor?.bytes);
    expect(text).toMatch(/Width="800"/);
    const format = /Format="(\w+)"/.exec(text)?.[1];
    const tile = await read(`/blob/${handle}/${photo}/photo_files/0/0_0.${format}`);
    expect(tile?.type).toMatch(/^image\//);
    const cut = await read(crop);
    const { data } = await sharp(cut?.bytes).raw().toBuffer({ resolveWithObject: true });
    expect([data[0] ?? 0, data[2] ?? 255]).toEqual([
      expect.toSatisfy((red: number) => red > 200),
      expect.toSatisfy((blue: number) => blue < 60),
    ]);
  });
  it('show a photo whole, upright, and no larger than it is', async () => {
    const whole = await read(pictureUrl(handle, photo));
    expect(whole?.type).toBe('image/webp');
    expect(await sharp(whole?.bytes).metadata()).toMatchObject({ format: 'webp', width: 800, height: 1200 });
  });
  it('show a page of a document, drawn by a worker, 1600 pixels long, and a small one of it', async () => {
    const page = await read(pageUrl(handle, pdf, 2));
    const { data, info } = await sharp(page?.bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([1200, 1600]);
    const red = (x: number, y: number) => {
      const at = (y * info.width + x) * info.channels;
      return (data[at] ?? 0) > 200 && (data[at + 1] ?? 255) < 60;
    };
    expect([red(600, 400), red(600, 1200)]).toEqual([false, true]);
    const small = await read(pageUrl(handle, pdf, 2, 'thumbnail'));
    expect(await sharp(small?.bytes).metadata()).toMatchObject({ format: 'webp', width: 360, height: 480 });
  });
  it('carry no metadata of the original', async () => {
    for (const path of [thumbnailUrl(handle, photo), pictureUrl(handle, photo), crop])
      expect((await sharp((await read(path))?.bytes).metadata()).exif).toBeUndefined();
  });
  it('are made again when the derived files were deleted', async () => {
    await read(crop);
    expect(existsSync(join(folder, 'derived'))).toBe(true);
    rmSync(join(folder, 'derived'), { recursive: true });
    for (const path of [thumbnailUrl(handle, photo), pictureUrl(handle, photo), deepZoomUrl(handle, photo), pageUrl(handle, pdf, 1), crop])
      expect((await read(path))?.bytes.length).toBeGreaterThan(50);
  });
  it('are cut once when twenty are asked for together', async () => {
    rmSync(join(folder, 'derived'), { recursive: true });
    const all = await Promise.all(Array.from({ length: 20 }, () => read(deepZoomUrl(handle, photo))));
    expect(new Set(all.map((blob) => blob?.bytes.length)).size).toBe(1);
  });
  it.each([
    ['an original, by its hash alone', () => `/blob/${handle}/${photo}`],
    ['an original as a file', () => `/blob/${handle}/${photo}/original`],
    ['a picture of a page', () => `/blob/${handle}/${page}/thumbnail.webp`],
    ['a way out of the folder', () => `/blob/${handle}/${photo}/photo_files/../../../../case.sqlite`],
    ['a way out, encoded', () => `/blob/${handle}/${photo}/%2e%2e/case.sqlite`],
    ['the database', () => `/blob/${handle}/../case.sqlite`],
    ['another case', () => `/blob/nobody/${photo}/thumbnail.webp`],
    ['an unknown hash', () => `/blob/${handle}/${'0'.repeat(64)}/thumbnail.webp`],
    ['a tile that is not there', () => `/blob/${handle}/${photo}/photo_files/99/0_0.jpeg`],
    ['a page that is not there', () => pageUrl(handle, pdf, 3)],
    ['a page before the first', () => `/blob/${handle}/${pdf}/page-0.webp`],
    ['a page of a locked document', () => pageUrl(handle, locked, 1)],
    ['a page of a photo', () => pageUrl(handle, photo, 1)],
    ['a page of a saved web page', () => pageUrl(handle, page, 1)],
    ['a document as it is', () => `/blob/${handle}/${pdf}/p.pdf`],
    ['a name that every object has', () => `/blob/${handle}/${photo}/constructor`],
    ['a crop that is none', () => `/blob/${handle}/crop/../../case.sqlite`],
  ])('are never %s', async (_what, path) => {
    expect(await read(path())).toBeNull();
  });
});

describe('what happens in a case', () => {
  it('is told to everyone who watches it, and ends for who goes away', async () => {
    const away = new AbortController();
    const [one, two] = [
      await bench.api.cases.watch({ case: handle }, { signal: away.signal }),
      await bench.api.cases.watch({ case: handle }, { signal: away.signal }),
    ];
    const heard = Promise.all([one.next(), two.next()]);
    const claim = await bench.api.claims.add({ case: handle, text: 'Something happened' });
    for (const step of await heard)
      expect(step.value).toMatchObject({ case: handle, verb: 'claim.added', touched: [{ table: 'claim', id: claim.id }] });
    away.abort();
    // The stream ends one way or the other; it never says another word
    await expect(
      one.next().then(
        ({ done }) => done,
        () => true,
      ),
    ).resolves.toBe(true);
    await bench.api.claims.add({ case: handle, text: 'More happened' });
  });
});
