/** Whether the work of one mark grows with the marks before it, and of one link with the links before it: the first hundred beside the last. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExcerptId } from '../shared/model.ts';
import { benchWorkbench, figure, finish, percentile } from './support/bench.ts';

const marks = 600;
const bench = benchWorkbench();
const { api } = bench;
const { case: handle } = await api.cases.create({ at: bench.ticket(join(bench.folder, 'marks.case')), details: { title: 'Marks' } });
const path = join(bench.folder, 'a.txt');
// One long paragraph: every mark in it has the same place but for its letter
writeFileSync(path, Array.from({ length: 4000 }, (_, n) => `word-${n} stands in this text of many words.`).join(' '));
const { outcomes } = await finish(await api.imports.run({ case: handle, tickets: [bench.ticket(path)] }));
const source = outcomes[0]?.source?.id;
if (source === undefined) throw new Error('not imported');
const claim = (await api.claims.add({ case: handle, text: 'A claim' })).id;

async function each(name: string, work: (n: number) => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let n = 0; n < marks; n++) {
    const began = performance.now();
    await work(n);
    times.push(performance.now() - began);
  }
  const first = Math.round(percentile(times.slice(0, 100), 0.5) * 100) / 100;
  figure('marks', `${name}, last hundred of ${marks}, median`, percentile(times.slice(-100), 0.5), 'ms', { firstHundred: first });
}

const excerpts: ExcerptId[] = [];
await each('mark', async (n) => {
  excerpts.push((await api.excerpts.mark({ case: handle, source, target: { quote: `word-${n} stands` } })).id);
});
await each('link', async (n) => {
  const excerpt = excerpts[n];
  if (excerpt === undefined) throw new Error('no excerpt');
  await api.links.add({ case: handle, excerpt, claim, stance: 'supports' });
});
const began = performance.now();
await api.claims.evidence({ case: handle, claim });
figure('marks', `evidence of a claim with ${marks} links`, performance.now() - began, 'ms');
await bench.close();
