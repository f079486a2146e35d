/**
 * Content credentials against the C2PA tool's own report of the same files. Prints one JSON line per figure:
 * `{"bench":"c2pa","field","agree","of"}`, and every disagreement. Data: ASSAY_DATA or ../shared/data.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readCredentials } from '../main/formats/credentials/index.ts';
import '../main/workers/wasm.ts';

const folder = path.join(path.resolve(process.env.ASSAY_DATA ?? '../shared/data'), 'c2pa');
if (!existsSync(folder)) {
  console.error(`skipped: ${folder} is not there`);
  process.exit(0);
}
const Truth = z.looseObject({
  active_manifest: z.string(),
  manifests: z.record(
    z.string(),
    z.looseObject({
      claim_generator: z.string(),
      title: z.string(),
      ingredients: z.array(z.looseObject({ title: z.string(), relationship: z.string() })),
    }),
  ),
  validation_status: z.array(z.looseObject({ code: z.string() })).default([]),
});

const scores = new Map<string, { agree: number; of: number }>();
function compare(file: string, field: string, found: unknown, truth: unknown): void {
  const same = JSON.stringify(found) === JSON.stringify(truth);
  const score = scores.get(field) ?? { agree: 0, of: 0 };
  scores.set(field, { agree: score.agree + Number(same), of: score.of + 1 });
  if (!same) console.log(`${file} ${field}: ${JSON.stringify(found)} ≠ ${JSON.stringify(truth)}`);
}

const started = performance.now();
let files = 0;
for (const name of readdirSync(path.join(folder, 'img')).toSorted()) {
  const report = path.join(folder, 'truth', `${path.parse(name).name}.manifest_store.json`);
  const found = await readCredentials(readFileSync(path.join(folder, 'img', name)), 'image/jpeg');
  files++;
  if (!existsSync(report)) {
    compare(name, 'state', found.state, 'absent');
    continue;
  }
  const truth = Truth.parse(JSON.parse(readFileSync(report, 'utf8')));
  const codes = (list: readonly { readonly code: string }[]) => [...new Set(list.map(({ code }) => code))].toSorted();
  compare(name, 'state', found.state, truth.validation_status.length > 0 ? 'invalid' : 'valid-untrusted');
  compare(name, 'manifests', found.manifests.map(({ label }) => label).toSorted(), Object.keys(truth.manifests).toSorted());
  compare(name, 'active manifest', found.manifests.find(({ active }) => active)?.label, truth.active_manifest);
  compare(name, 'validation codes', codes(found.problems), codes(truth.validation_status));
  for (const [label, manifest] of Object.entries(truth.manifests)) {
    const mine = found.manifests.find((each) => each.label === label);
    compare(name, 'claim generator', mine?.claimGenerator, manifest.claim_generator);
    compare(name, 'title', mine?.title, manifest.title);
    const told = (list: readonly { title: string; relationship: string }[]) =>
      list.map(({ title, relationship }) => `${relationship} ${title}`);
    compare(name, 'ingredients', told(mine?.ingredients ?? []), told(manifest.ingredients));
  }
}
for (const [field, { agree, of }] of scores) console.log(JSON.stringify({ bench: 'c2pa', field, agree, of }));
console.log(JSON.stringify({ bench: 'c2pa', field: 'ms a file', value: Math.round((performance.now() - started) / files), of: files }));
