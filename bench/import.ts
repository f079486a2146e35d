/**
 * Import of articles and photos per second, durable and logged, beside (a) the bare libraries doing the same reading in one process and
 * (b) this program's own codecs in one process without any durability; and some thousand mixed files in one go with peak memory.
 * `node bench/import.ts [MIXED]`: how many mixed files (default 5000; 0 leaves them out).
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Readability } from '@mozilla/readability';
import { eld } from 'eld/small';
import ExifReader from 'exifreader';
import { parseHTML } from 'linkedom';
import sharp from 'sharp';
import { decodeBytes } from '../main/formats/index.ts';
import type { OpenCase } from '../shared/contract.ts';
import { makePages, makePhotos, page, random } from './import/files.ts';
import { benchWorkbench, figure, finish } from './support/bench.ts';

const mixed = Number(process.argv[2] ?? 5000);
const bench = benchWorkbench();
const articleFolder = join(bench.folder, 'articles');
const photoFolder = join(bench.folder, 'photos');

async function newCase(name: string): Promise<OpenCase> {
  const made = await bench.api.cases.create({
    at: bench.ticket(`${join(bench.folder, name)}-${random(1e6)}.case`),
    details: { title: 'Bench' },
  });
  // Some files first, so that starting the readers and compiling their code is not counted, here as little as with the peers
  const warm = Array.from({ length: 200 }, () => join(bench.folder, `warm-${random(1e9)}.html`));
  for (const path of warm) writeFileSync(path, page(-1 - random(1e6)));
  await finish(await bench.api.imports.run({ case: made.case, tickets: warm.map((path) => bench.ticket(path)) }));
  return made;
}

async function ours(folder: string): Promise<number> {
  const { case: handle } = await newCase(folder.slice(bench.folder.length + 1));
  const started = performance.now();
  const result = await finish(await bench.api.imports.run({ case: handle, tickets: [bench.ticket(folder)] }));
  const seconds = (performance.now() - started) / 1000;
  if (result.failed > 0) throw new Error(JSON.stringify(result.outcomes.find(({ error }) => error !== null)));
  await bench.api.cases.close({ case: handle });
  return result.imported / seconds;
}

const each = async (folder: string, read: (bytes: Buffer, name: string) => unknown): Promise<number> => {
  const names = readdirSync(folder);
  for (const name of names.slice(0, 100)) await read(readFileSync(join(folder, name)), name);
  const started = performance.now();
  for (const name of names) await read(readFileSync(join(folder, name)), name);
  return names.length / ((performance.now() - started) / 1000);
};
function bareArticle(bytes: Buffer): void {
  const { document } = parseHTML(bytes.toString('utf8'));
  if ((new Readability(document).parse()?.textContent?.length ?? 0) < 1000) throw new Error('nothing was read');
}
/** What an import has to do at the least, by libraries alone: hash, parse, find the article, tell its language. */
function sameWork(bytes: Buffer): void {
  createHash('sha256').update(bytes).digest();
  const { document } = parseHTML(new TextDecoder().decode(bytes));
  const article = new Readability(document).parse();
  if (!eld.detect((article?.textContent ?? '').slice(0, 20_000)).language) throw new Error('no language');
}
async function barePhoto(bytes: Buffer): Promise<void> {
  await sharp(bytes).metadata();
  ExifReader.load(bytes, { expanded: true });
  await sharp(bytes).resize(64, 64, { fit: 'inside' }).raw().toBuffer();
}
const codecs = (folder: string): Promise<number> => each(folder, (bytes, name) => decodeBytes(bytes, { fileName: name }));

const ratio = (a: number, b: number): number => Math.round((a / b) * 100) / 100;
async function compare(name: string, folder: string, bare: (bytes: Buffer) => unknown, libraries: string): Promise<void> {
  const [a, libs, own] = [await ours(folder), await each(folder, bare), await codecs(folder)];
  figure('import', name, a, 'per second', {
    peer: `${libraries}, one process`,
    peerValue: Math.round(libs * 10) / 10,
    ratio: ratio(a, libs),
  });
  figure('import', name, a, 'per second', {
    peer: 'the same codecs, one process, nothing durable',
    peerValue: Math.round(own * 10) / 10,
    ratio: ratio(a, own),
  });
}
// First: memory that the comparisons leave behind is not the program's
if (mixed > 0) {
  const folder = join(bench.folder, 'mixed');
  execFileSync(process.execPath, [fileURLToPath(new URL('./import/mixed.ts', import.meta.url)), folder, String(mixed)], {
    stdio: 'inherit',
  });
  const { case: handle } = await newCase('mixed');
  const started = performance.now();
  const { batch } = await bench.api.imports.add({ case: handle, tickets: [bench.ticket(folder)] });
  let peak = 0;
  for await (const { batches, memoryBytes } of await bench.api.imports.watch({ case: handle })) {
    peak = Math.max(peak, memoryBytes);
    const one = batches.find(({ id }) => id === batch);
    if (one?.state !== 'done' && one?.state !== 'stopped') continue;
    const seconds = (performance.now() - started) / 1000;
    figure('import', `${mixed} mixed files in one go`, one.total / seconds, 'per second', {
      seconds: Math.round(seconds),
      items: one.total,
      ...one.counts,
    });
    break;
  }
  figure('import', 'peak memory of all processes', peak / 2 ** 20, 'MB');
  const looked = performance.now();
  const { groups } = await bench.api.imports.toLookAt({ case: handle });
  figure('import', 'what is worth a look', performance.now() - looked, 'ms', {
    groups: Object.fromEntries(groups.map(({ code, count }) => [code, count])),
  });
  await bench.api.cases.close({ case: handle });
}

makePages(articleFolder, 2400);
await makePhotos(photoFolder, 240, 4000, 3000);
await compare('articles', articleFolder, sameWork, 'SHA-256 + linkedom + Readability + eld');
figure('import', 'articles, linkedom + Readability alone', await each(articleFolder, bareArticle), 'per second', {});
await compare('photos of 12 megapixels', photoFolder, barePhoto, 'sharp + ExifReader');

await bench.close();
