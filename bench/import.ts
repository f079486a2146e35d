/** Import of articles and photos per second, durable and logged, beside the bare libraries doing the same reading in one process. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readability } from '@mozilla/readability';
import ExifReader from 'exifreader';
import { parseHTML } from 'linkedom';
import sharp from 'sharp';
import { benchWorkbench, figure, finish, peakMb } from './support/bench.ts';

const articles = 300;
const photos = 40;
const bench = benchWorkbench();

/** Lehmer generator: the same files in every run. */
let seed = 42;
const random = (below: number): number => {
  seed = (seed * 48271) % 2147483647;
  return seed % below;
};
const words =
  'the of strike city officials said on Monday that two buildings stood reporters found signs windows broken yard crater residents heard blast night morning spokesman claim'.split(
    ' ',
  );
const sentence = (): string => `${Array.from({ length: 8 + random(14) }, () => words[random(words.length)]).join(' ')}.`;
const paragraph = (): string => Array.from({ length: 3 + random(4) }, sentence).join(' ');
const page = (n: number): string =>
  `<!doctype html><html lang="en"><head><title>Report ${n} | Courier</title><meta property="og:title" content="Report ${n}"><meta property="article:published_time" content="2023-01-08T10:00:00+02:00"></head><body><nav>${'<a href="/x">Section</a> '.repeat(40)}</nav><article><h1>Report ${n}</h1>${Array.from({ length: 18 }, () => `<p>${paragraph()}</p>`).join('')}</article><aside>${'<div class="teaser"><a href="/y">Other story</a></div>'.repeat(30)}</aside></body></html>`;

const articleFolder = join(bench.folder, 'articles');
const photoFolder = join(bench.folder, 'photos');
mkdirSync(articleFolder);
mkdirSync(photoFolder);
for (let n = 0; n < articles; n++) writeFileSync(join(articleFolder, `${n}.html`), page(n));
const noise = await sharp({
  create: { width: 4000, height: 3000, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
})
  .blur(2)
  .png()
  .toBuffer();
for (let n = 0; n < photos; n++)
  writeFileSync(
    join(photoFolder, `${n}.jpg`),
    await sharp(noise)
      .tint({ r: n * 5, g: 100, b: 200 })
      .jpeg({ quality: 88 })
      .withExif({ IFD0: { Make: 'Bench', Model: String(n) } })
      .toBuffer(),
  );

async function ours(folder: string): Promise<number> {
  const { case: handle } = await bench.api.cases.create({ at: bench.ticket(`${folder}-${random(1e6)}.case`), details: { title: 'Bench' } });
  // One file first, so that starting the decoders is not counted
  const warm = join(bench.folder, 'warm.html');
  writeFileSync(warm, page(-1 - random(1e6)));
  await finish(await bench.api.imports.run({ case: handle, tickets: [bench.ticket(warm)] }));
  const started = performance.now();
  const result = await finish(await bench.api.imports.run({ case: handle, tickets: [bench.ticket(folder)] }));
  const seconds = (performance.now() - started) / 1000;
  if (result.failed > 0) throw new Error(JSON.stringify(result.outcomes.find(({ error }) => error !== null)));
  await bench.api.cases.close({ case: handle });
  return result.imported / seconds;
}

function bareArticles(): number {
  const started = performance.now();
  const names = readdirSync(articleFolder);
  for (const name of names) {
    const { document } = parseHTML(readFileSync(join(articleFolder, name), 'utf8'));
    if ((new Readability(document).parse()?.textContent?.length ?? 0) < 1000) throw new Error('nothing was read');
  }
  return names.length / ((performance.now() - started) / 1000);
}

async function barePhotos(): Promise<number> {
  const started = performance.now();
  const names = readdirSync(photoFolder);
  for (const name of names) {
    const bytes = readFileSync(join(photoFolder, name));
    await sharp(bytes).metadata();
    ExifReader.load(bytes, { expanded: true });
    await sharp(bytes).resize(64, 64, { fit: 'inside' }).raw().toBuffer();
  }
  return names.length / ((performance.now() - started) / 1000);
}

const [a, bareA, p, bareP] = [await ours(articleFolder), bareArticles(), await ours(photoFolder), await barePhotos()];
figure('import', 'articles', a, 'per second', {
  peer: 'linkedom + Readability, one process',
  peerValue: Math.round(bareA),
  ratio: Math.round((a / bareA) * 100) / 100,
});
figure('import', 'photos of 12 megapixels', p, 'per second', {
  peer: 'sharp + ExifReader, one process',
  peerValue: Math.round(bareP * 10) / 10,
  ratio: Math.round((p / bareP) * 100) / 100,
});
figure('import', 'peak memory', peakMb(), 'MB');
await bench.close();
