/**
 * How PDFs are read: every file of the PDF set opened (one line of outcome each), passwords, token F1 against poppler's text, and the
 * printed page of each article of the format matrix against its saved page. Prints JSON lines `{"bench":"pdf",…}`; figures have
 * `figure`. With --each also every file's outcome and F1; with --long also a document of 2,000 pages made here.
 * Data: ASSAY_DATA or ../shared/data.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Decoded } from '../main/formats/format.ts';
import { decodeBytes } from '../main/formats/index.ts';
import { AssayError } from '../shared/errors.ts';
import { figure, peakMb } from './support/bench.ts';
import { longPdf } from './support/long-pdf.ts';

const data = path.resolve(process.env['ASSAY_DATA'] ?? '../shared/data');
const each = process.argv.includes('--each');
const say = (line: Record<string, unknown>) => console.log(JSON.stringify({ bench: 'pdf', ...line }));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const round = (value: number): number => Math.round(value * 1000) / 1000;

/** Tokens without the shapes that only print knows: ligatures, Arabic presentation forms, hyphens at line ends. */
const words = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
function tokenF1(found: string, truth: string): number {
  const [a, b] = [words(found), words(truth)];
  const counts = new Map<string, number>();
  for (const word of b) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of a) {
    const left = counts.get(word) ?? 0;
    if (left > 0) common++;
    counts.set(word, left - 1);
  }
  return a.length + b.length === 0 ? 1 : (2 * common) / (a.length + b.length);
}

/** Letters rather than the signs of a font that does not say what they are. */
function isText(text: string): boolean {
  const signs = text.replace(/\s+/g, '');
  return (signs.match(/[\p{L}\p{M}\p{N}]/gu)?.length ?? 0) >= 0.6 * [...signs].length && signs !== '' && !/[\ue000-\uf8ff]{3}/.test(signs);
}

type Outcome = { decoded: Decoded } | { error: AssayError };
async function open(file: string, password?: string): Promise<Outcome> {
  try {
    return {
      decoded: await decodeBytes(readFileSync(file), { fileName: path.basename(file), ...(password === undefined ? {} : { password }) }),
    };
  } catch (error) {
    if (error instanceof AssayError) return { error };
    throw error;
  }
}

/** Whether every run holds a word or some, and stands on its page. */
function brokenRuns({ rendition, layout }: Decoded): number {
  const points = [...(rendition?.text ?? '')];
  let broken = 0;
  for (const page of layout?.pages ?? [])
    for (const [start = 0, end = 0] of page.runs) {
      const text = points.slice(start, end).join('');
      if (end <= start || end > page.end || start < page.start || text.trim() !== text) broken++;
    }
  return broken;
}

const Expected = z.array(z.object({ file: z.string(), password: z.string().nullable(), pages: z.int().nullish() }));

async function pdfs(): Promise<void> {
  const folder = path.join(data, 'pdf');
  if (!existsSync(folder)) return console.error(`skipped: ${folder} is not there`);
  const expected = new Map(
    Expected.parse(JSON.parse(readFileSync(path.join(folder, 'pdf.js-expect.json'), 'utf8'))).map((item) => [item.file, item]),
  );
  const outcomes: Record<string, number> = {};
  const scores: { file: string; f1: number; words: number; both: boolean }[] = [];
  let [runs, slowest] = [0, 0];
  const passwords: [number, number] = [0, 0];
  const pages: [number, number] = [0, 0];
  for (const set of ['pdf.js', 'py-pdf'])
    for (const name of readdirSync(path.join(folder, set)).filter((file) => file.endsWith('.pdf'))) {
      const file = path.join(folder, set, name);
      const truth = expected.get(name);
      const started = performance.now();
      const without = await open(file);
      const password = truth?.password;
      const result = password ? await open(file, password) : without;
      const ms = performance.now() - started;
      slowest = Math.max(slowest, ms);
      const outcome = 'error' in result ? result.error.code : (result.decoded.reading ?? 'read');
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (password) {
        const locked = 'decoded' in without && without.decoded.reading === 'locked';
        const wrong = await open(file, 'not the password');
        passwords[1]++;
        if (outcome === 'read' && (!locked || ('error' in wrong && wrong.error.code === 'PASSWORD_NEEDED'))) passwords[0]++;
      }
      const text = 'decoded' in result ? (result.decoded.rendition?.text ?? '') : '';
      const found = 'decoded' in result ? result.decoded.metadata.pages?.value : undefined;
      if (truth?.pages) {
        pages[1]++;
        if (found === truth.pages) pages[0]++;
      }
      if ('decoded' in result) runs += brokenRuns(result.decoded);
      const peer = path.join(folder, 'poppler-text', `${name.slice(0, -4)}.txt`);
      const f1 =
        existsSync(peer) && 'decoded' in result && result.decoded.reading !== 'locked'
          ? tokenF1(text, readFileSync(peer, 'utf8'))
          : undefined;
      if (f1 !== undefined)
        scores.push({
          file: name,
          f1,
          words: words(readFileSync(peer, 'utf8')).length,
          both: isText(text) && isText(readFileSync(peer, 'utf8')),
        });
      if (each)
        say({
          file: `${set}/${name}`,
          outcome,
          ms: Math.round(ms),
          ...('error' in result ? { message: result.error.message } : { pages: found, words: words(text).length }),
          ...(f1 === undefined ? {} : { f1: round(f1) }),
          ...('decoded' in result && result.decoded.metadata.findings
            ? { findings: result.decoded.metadata.findings.map(({ code }) => code) }
            : {}),
        });
    }
  say({ figure: 'outcomes', ...outcomes });
  say({ figure: 'passwords accepted', value: passwords[0], of: passwords[1] });
  if (pages[1] > 0) say({ figure: 'page count right', value: pages[0], of: pages[1] });
  say({ figure: 'runs that do not hold their words', value: runs });
  say({ figure: 'slowest file, ms', value: Math.round(slowest) });
  const worded = scores.filter((score) => score.words > 0);
  say({ figure: 'token F1 against poppler', value: round(mean(worded.map(({ f1 }) => f1))), n: worded.length });
  const both = worded.filter((score) => score.both);
  say({ figure: 'token F1 against poppler, files both read as words', value: round(mean(both.map(({ f1 }) => f1))), n: both.length });
  const empty = scores.filter((score) => score.words === 0);
  say({ figure: 'files without words for poppler that have none here', value: empty.filter(({ f1 }) => f1 === 1).length, n: empty.length });
  for (const { file, f1, words: n } of worded.toSorted((a, b) => a.f1 - b.f1).slice(0, 10)) say({ worst: file, f1: round(f1), words: n });
}

const Truth = z.object({
  title: z.string(),
  truth: z.object({
    type: z.string(),
    text: z.string().optional(),
    with: z.array(z.string()).optional(),
    without: z.array(z.string()).optional(),
  }),
});

async function matrix(): Promise<void> {
  const folder = path.join(data, 'format-matrix');
  if (!existsSync(folder)) return console.error(`skipped: ${folder} is not there`);
  const far: number[] = [];
  for (const id of readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'page.pdf')))) {
    const truth = Truth.parse(JSON.parse(readFileSync(path.join(folder, id, 'truth.json'), 'utf8')));
    const read = async (file: string) => {
      const outcome = await open(path.join(folder, id, file));
      if ('error' in outcome) throw outcome.error;
      const text = outcome.decoded.rendition?.text ?? '';
      const flat = text.replace(/\s+/g, ' ');
      const share = (segments: readonly string[] | undefined, has: boolean) =>
        segments && mean(segments.map((segment) => Number(flat.includes(segment.replace(/\s+/g, ' ')) === has)));
      return {
        text,
        title: outcome.decoded.metadata.title?.value === truth.title,
        f1: truth.truth.text === undefined ? undefined : tokenF1(text, truth.truth.text),
        with: share(truth.truth.with, true),
        without: share(truth.truth.without, false),
      };
    };
    const [page, printed] = [await read('page.html'), await read('page.pdf')];
    const between = tokenF1(printed.text, page.text);
    if (page.f1 !== undefined && printed.f1 !== undefined) far.push(Math.abs(page.f1 - printed.f1));
    const shown = (scores: typeof page) =>
      Object.fromEntries(
        Object.entries(scores).flatMap(([key, value]) => (key === 'text' ? [] : [[key, typeof value === 'number' ? round(value) : value]])),
      );
    say({ article: id, html: shown(page), pdf: shown(printed), 'pdf against html': round(between) });
  }
  say({
    figure: 'articles whose printed page is within .02 of the saved page',
    value: far.filter((difference) => difference < 0.02).length,
    of: far.length,
  });
}

async function long(): Promise<void> {
  const pages = 2000;
  const bytes = longPdf(pages);
  const started = performance.now();
  const decoded = await decodeBytes(bytes, { fileName: 'long.pdf' });
  figure('pdf', `${pages} pages read`, (performance.now() - started) / 1000, 's', {
    pages: decoded.metadata.pages?.value,
    bytes: bytes.length,
    words: words(decoded.rendition?.text ?? '').length,
    layoutMb: round(JSON.stringify(decoded.layout).length / 2 ** 20),
    peakMb: Math.round(peakMb()),
  });
}

await pdfs();
await matrix();
if (process.argv.includes('--long')) await long();
