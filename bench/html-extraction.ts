/**
 * How well main text, title and date of saved pages are found, against pages judged by people (WCXB) and Firefox's reader
 * view. Prints one JSON line per figure: `{"bench","set","figure","value","n"}`. Data: ASSAY_DATA or ../shared/data.
 * `node bench/html-extraction.ts --each` also prints a line for every page, worst first.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { parsePage } from '../main/formats/html/dom.ts';
import { html } from '../main/formats/html/index.ts';
import { fold } from '../main/formats/html/title.ts';
import { fromMemory, memorySink } from '../main/formats/memory.ts';

const data = path.resolve(process.env.ASSAY_DATA ?? '../shared/data');
const each = process.argv.includes('--each');

/** Word F1: multisets of lower-case \w+ tokens. */
function wordF1(found: string, truth: string): number {
  const count = (text: string) => {
    const words = new Map<string, number>();
    for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}_]+/gu)) words.set(word, (words.get(word) ?? 0) + 1);
    return words;
  };
  const [a, b] = [count(found), count(truth)];
  const size = (words: Map<string, number>) => [...words.values()].reduce((sum, n) => sum + n, 0);
  let common = 0;
  for (const [word, n] of a) common += Math.min(n, b.get(word) ?? 0);
  const total = size(a) + size(b);
  return total === 0 ? 1 : (2 * common) / total;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const say = (set: string, figure: string, values: readonly number[]) =>
  console.log(JSON.stringify({ bench: 'html-extraction', set, figure, value: Math.round(mean(values) * 1000) / 1000, n: values.length }));

const Truth = z.object({
  url: z.string(),
  _internal: z.object({ page_type: z.object({ primary: z.string() }) }),
  ground_truth: z.object({
    title: z.string().nullish(),
    author: z.string().nullish(),
    publish_date: z.string().nullish(),
    main_content: z.string(),
    with: z.array(z.string()).nullish(),
    without: z.array(z.string()).nullish(),
  }),
});

interface Score {
  id: string;
  type: string;
  f1: number;
  title?: number;
  date?: number;
  with: number;
  without: number;
  note: string;
}

async function wcxb(): Promise<void> {
  const folder = path.join(data, 'html-wcxb');
  if (!existsSync(folder)) return console.error(`skipped: ${folder} is not there`);
  const scores: Score[] = [];
  const started = performance.now();
  for (const name of readdirSync(path.join(folder, 'truth'))) {
    const truth = Truth.parse(JSON.parse(readFileSync(path.join(folder, 'truth', name), 'utf8')));
    const id = path.basename(name, '.json');
    const bytes = gunzipSync(readFileSync(path.join(folder, 'html', `${id}.html.gz`)));
    const { metadata, rendition } = await html.decode(fromMemory(bytes), { fileName: `${id}.html` }, memorySink());
    const body = rendition?.blocks.filter((block) => block.type !== 'title') ?? [];
    const points = [...(rendition?.text ?? '')];
    const text = body.map((block) => points.slice(block.start, block.end).join('')).join('\n');
    const { title, publish_date: date, main_content: content, with: must, without: mustNot } = truth.ground_truth;
    const share = (list: readonly string[] | null | undefined) =>
      list?.length ? list.filter((snippet) => fold(text).includes(fold(snippet))).length / list.length : undefined;
    const day = metadata.published?.value.slice(0, 10);
    scores.push({
      id,
      type: truth._internal.page_type.primary,
      f1: wordF1(text, content),
      ...(title ? { title: Number(fold(metadata.title?.value ?? '') === fold(title)) } : {}),
      ...(date ? { date: Number(day === date) } : {}),
      with: share(must) ?? 1,
      without: share(mustNot) ?? 0,
      note: `${rendition?.extractor} ${text.length}/${content.length}${title && fold(metadata.title?.value ?? '') !== fold(title) ? ` TITLE ${metadata.title?.value} (${metadata.title?.from}) ≠ ${title}` : ''}${date && day !== date ? ` DATE ${day} (${metadata.published?.from}) ≠ ${date}` : ''}`,
    });
  }
  if (each)
    for (const score of scores.toSorted((a, b) => a.f1 - b.f1))
      console.log(
        `${score.id} ${score.type} f1 ${score.f1.toFixed(3)} with ${score.with.toFixed(2)} without ${score.without.toFixed(2)} ${score.note}`,
      );
  const numbers = (pick: (score: Score) => number | undefined, of = scores) => of.map(pick).filter((value) => value !== undefined);
  say(
    'wcxb',
    'word F1, all pages',
    numbers((score) => score.f1),
  );
  say(
    'wcxb',
    'word F1, articles',
    numbers(
      (score) => score.f1,
      scores.filter((score) => score.type === 'article'),
    ),
  );
  say(
    'wcxb',
    'title exact',
    numbers((score) => score.title),
  );
  say(
    'wcxb',
    'date exact',
    numbers((score) => score.date),
  );
  say(
    'wcxb',
    'must-have snippets found',
    numbers((score) => score.with),
  );
  say(
    'wcxb',
    'must-not-have snippets found',
    numbers((score) => score.without),
  );
  say('wcxb', 'ms a page', [(performance.now() - started) / scores.length]);
}

const Expected = z.object({ title: z.string().nullable(), lang: z.string().nullish(), publishedTime: z.string().nullish() });

async function readability(): Promise<void> {
  const folder = path.join(data, 'html-readability');
  if (!existsSync(folder)) return console.error(`skipped: ${folder} is not there`);
  const f1: number[] = [];
  const titles: number[] = [];
  const lines: string[] = [];
  for (const name of readdirSync(folder)) {
    const source = path.join(folder, name, 'source.html');
    if (!existsSync(source)) continue;
    const expected = Expected.parse(JSON.parse(readFileSync(path.join(folder, name, 'expected-metadata.json'), 'utf8')));
    const truth = parsePage(readFileSync(path.join(folder, name, 'expected.html'), 'utf8')).body?.textContent ?? '';
    const { metadata, rendition } = await html.decode(fromMemory(readFileSync(source)), { fileName: 'source.html' }, memorySink());
    const score = wordF1(rendition?.text ?? '', truth);
    f1.push(score);
    titles.push(Number(fold(metadata.title?.value ?? '') === fold(expected.title ?? '')));
    lines.push(`${score.toFixed(3)} ${name} ${rendition?.extractor} | ${metadata.title?.value} ≠ ${expected.title}`);
  }
  if (each) console.log(lines.toSorted().join('\n'));
  say('readability', 'word F1', f1);
  say('readability', 'title equal', titles);
}

await wcxb();
await readability();
