/**
 * Whether marks are found again: every quote of the saved page that Hypothesis tests with, and marks of several lengths in real articles
 * that were changed by 1, 5, 20 and 50 % at random, by seed. One JSON line per figure: re-attached, needs a person, wrong. Wrong must be
 * 0; else the program ends with 1. Data: ASSAY_DATA or ../shared/data. `node bench/anchoring.ts --each` prints each wrong one.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { locate } from '../shared/anchor/text.ts';
import { anchoringMaterial, type Material } from './support/anchoring-material.ts';
import { benchWorkbench, finish } from './support/bench.ts';
import { hypothesisPage, isThatPassage, pageAddress } from './support/hypothesis-page.ts';
import { changed, markKinds, passage, seeded, tried } from './support/mutations.ts';

const data = path.resolve(process.env['ASSAY_DATA'] ?? '../shared/data');
const each = process.argv.includes('--each');
/** `--seed=N`: other changes and other marks. */
const seed = Number(process.argv.find((argument) => argument.startsWith('--seed='))?.slice(7) ?? 0);
const marksEach = 3;
const amounts = [0.01, 0.05, 0.2, 0.5];

if (!existsSync(data)) {
  console.error(`skipped: ${data} is not there`);
  process.exit(0);
}

interface Count {
  again: number;
  person: number;
  wrong: number;
  stayed: number;
  againOfStayed: number;
  offered: number;
}
const counts = new Map<string, Count>();
function countFor(key: Record<string, string>): Count {
  const name = JSON.stringify(key);
  const count = counts.get(name) ?? { again: 0, person: 0, wrong: 0, stayed: 0, againOfStayed: 0, offered: 0 };
  counts.set(name, count);
  return count;
}

function seek(material: Material, n: number, strangers: readonly string[]): void {
  for (const amount of amounts) {
    const random = seeded(seed * 104_729 + n * 7919 + amount * 1000);
    const after = changed(random, material.text, material.language, amount, strangers);
    for (const kind of markKinds) {
      for (let m = 0; m < marksEach; m++) {
        const mark = passage(random, material.text, material.language, kind);
        if (mark === null) continue;
        for (const known of [true, false]) {
          const trial = tried(material.text, after, mark, known);
          const changedBy = `${amount * 100} %`;
          const original = known ? 'at hand' : 'not at hand';
          for (const key of [
            { changed: changedBy, original },
            { mark: kind, original },
            { set: material.set, original },
          ]) {
            const count = countFor(key);
            count[trial.verdict]++;
            count.stayed += Number(trial.stayed);
            count.againOfStayed += Number(trial.stayed && trial.verdict === 'again');
            count.offered += Number(trial.verdict === 'person' && trial.offered);
          }
          if (trial.verdict === 'wrong' && each) {
            const quote = [...material.text].slice(mark.start, mark.end).join('');
            console.log(
              JSON.stringify({ wrong: material.name, amount, kind, known, state: trial.state, mark, stayed: trial.stayed, quote }),
            );
          }
        }
      }
    }
  }
}

/** Through the whole workbench: the page is imported, its annotations are, and each excerpt must be the very passage that was marked. */
async function hypothesis(): Promise<number> {
  const page = hypothesisPage(data);
  if (page === null) return 0;
  const bench = benchWorkbench();
  try {
    const put = (name: string, content: string): ReturnType<typeof bench.ticket> => {
      writeFileSync(path.join(bench.folder, name), content);
      return bench.ticket(path.join(bench.folder, name));
    };
    const { case: handle } = await bench.api.cases.create({
      at: bench.ticket(path.join(bench.folder, 'p.case')),
      details: { title: 'Page' },
    });
    const { outcomes } = await finish(
      await bench.api.imports.run({ case: handle, tickets: [put('page.html', page.html)], url: pageAddress }),
    );
    const source = outcomes[0]?.source?.id;
    if (source === undefined) throw new Error('the page was not imported');
    const { body } = await bench.api.sources.text({ case: handle, source });
    const rows = put('annotations.json', JSON.stringify({ total: page.annotations.length, rows: page.annotations.map(({ row }) => row) }));
    const result = await bench.api.annotations.import({ case: handle, ticket: rows });
    let [exactly, person, wrong] = [0, 0, 0];
    for (const [n, annotation] of page.annotations.entries()) {
      const excerpt = result.outcomes[n]?.excerpt;
      if (!excerpt) {
        person++;
        continue;
      }
      const { anchor } = await bench.api.excerpts.get({ case: handle, excerpt: excerpt.id });
      const isRight =
        anchor.kind === 'text' &&
        isThatPassage(annotation, body.text, anchor.position.start, anchor.position.end) &&
        locate(body.text, anchor, body.text).state === 'exact';
      if (isRight) exactly++;
      else wrong++;
    }
    console.log(
      JSON.stringify({ bench: 'anchoring', set: 'page of Hypothesis', reattached: exactly, person, wrong, of: page.annotations.length }),
    );
    return wrong + person;
  } finally {
    await bench.close();
  }
}

const missed = await hypothesis();
const material = await anchoringMaterial(data);
const started = performance.now();
for (const [n, one] of material.entries()) {
  const others = material.filter((other) => other.language === one.language && other !== one);
  seek(
    one,
    n,
    others.slice(0, 5).flatMap((other) => other.strangers),
  );
}
const share = (part: number, of: number): number => Math.round((part / Math.max(1, of)) * 1000) / 10;
for (const [key, { again, person, wrong, stayed, againOfStayed, offered }] of counts) {
  const of = again + person + wrong;
  console.log(
    JSON.stringify({
      bench: 'anchoring',
      ...JSON.parse(key),
      reattached: again,
      person,
      wrong,
      of,
      'reattached %': share(again, of),
      'of those whose words stayed %': share(againOfStayed, stayed),
      'person is shown the place': offered,
    }),
  );
}
console.log(
  JSON.stringify({
    bench: 'anchoring',
    figure: 'texts',
    value: material.length,
    seconds: Math.round((performance.now() - started) / 1000),
  }),
);
const wrong = [...counts.values()].reduce((sum, count) => sum + count.wrong, 0);
process.exitCode = wrong + missed === 0 ? 0 : 1;
