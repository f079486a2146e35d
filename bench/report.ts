/** The report of a real case with 100 photos and 150 quotes: cold (pictures drawn, pages set, file written), then again. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { type ClaimId, stances } from '../shared/model.ts';
import { benchWorkbench, figure, finish, peakMb } from './support/bench.ts';

const photos = 100;
const articles = 15;
const quotesPerArticle = 10;
const bench = benchWorkbench();
const files = join(bench.folder, 'files');
mkdirSync(files);
const paint = await sharp({
  create: { width: 3000, height: 2000, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 25 } },
})
  .blur(3)
  .png()
  .toBuffer();
for (let n = 0; n < photos; n++) {
  const tint = { r: (n * 37) % 256, g: (n * 91) % 256, b: 120 };
  writeFileSync(join(files, `photo-${String(n).padStart(3, '0')}.jpg`), await sharp(paint).tint(tint).jpeg({ quality: 85 }).toBuffer());
}
const sentence = (article: number, quote: number): string =>
  `In place ${quote} of article ${article} a reporter wrote that the building appeared to be whole, and that nobody spoke of soldiers.`;
for (let a = 0; a < articles; a++) {
  const text = Array.from({ length: quotesPerArticle }, (_, q) => `${sentence(a, q)} More was said around it.`).join('\n\n');
  writeFileSync(join(files, `article-${String(a).padStart(2, '0')}.txt`), `Article ${a}\n\n${text}\n`);
}

const { api } = bench;
const { case: handle } = await api.cases.create({
  at: bench.ticket(join(bench.folder, 'report.case')),
  details: { title: 'A hundred photos' },
});
const { outcomes } = await finish(await api.imports.run({ case: handle, tickets: [bench.ticket(files)] }));
const claims: ClaimId[] = [];
for (let n = 0; n < 10; n++)
  claims.push((await api.claims.add({ case: handle, text: `Claim number ${n + 1}, which can be checked.`, claimant: 'Somebody' })).id);
let turn = 0;
for (const { source } of outcomes) {
  if (source === null) throw new Error('an import failed');
  const targets =
    source.kind === 'photo'
      ? [{ region: { x: 300, y: 400, width: 900, height: 700 } }]
      : Array.from({ length: quotesPerArticle }, (_, q) => ({ quote: sentence(Number(source.title.split(' ')[1]), q) }));
  for (const target of targets) {
    const [id, stance] = [claims[turn % claims.length], stances[turn % stances.length]];
    if (id === undefined || stance === undefined) throw new Error('no claim');
    await api.evidence.add({ case: handle, source: source.id, target, claim: { id }, stance, because: 'It bears on it.' });
    turn++;
  }
}
const before = peakMb();
for (const name of ['cold', 'again']) {
  const started = performance.now();
  const result = await finish(await api.report.export({ case: handle, to: bench.ticket(join(bench.folder, `${name}.pdf`)) }));
  figure('report', name, (performance.now() - started) / 1000, 's', {
    pages: result.pages,
    megabytes: Math.round(result.bytes / 1e5) / 10,
    exhibits: turn,
  });
}
figure('report', 'peak memory', peakMb(), 'MB', { beforeExport: Math.round(before) });
await bench.close();
