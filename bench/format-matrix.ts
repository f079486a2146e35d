/**
 * One article in up to eight formats (page as HTML, MHTML, SingleFile, PDF, WARC, WACZ, mail; its text as DOCX): word F1 of each against the truth,
 * its address and its title, and how far the formats of one article lie apart. Web archives go through list, take and decode, as a person would.
 * The descriptions of pictures, which the truth spells out and no page shows, and the notes of who forwarded a page are left out of the
 * scores; one figure counts them. A truth in pieces ("with", "without") scores the share of the right ones found. Data: ASSAY_DATA or ../shared/data.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Decoded, Hints } from '../main/formats/format.ts';
import { fold } from '../main/formats/html/title.ts';
import { decodeFile, formatOf } from '../main/formats/index.ts';
import { fromMemory, memorySink } from '../main/formats/memory.ts';
import { AssayError } from '../shared/errors.ts';
import { diskFile } from './support/disk-file.ts';
import { wordF1 } from './support/words.ts';

const folder = path.join(path.resolve(process.env['ASSAY_DATA'] ?? '../shared/data'), 'format-matrix');
const bench = 'format-matrix';
if (!existsSync(folder)) {
  console.error(`skipped: ${folder} is not there`);
  process.exit(0);
}
const Truth = z.object({
  url: z.string(),
  title: z.string(),
  truth: z.union([
    z.object({ text: z.string(), title: z.string().nullish() }),
    z.object({ with: z.array(z.string()), without: z.array(z.string()).default([]) }),
  ]),
});
type Truth = z.infer<typeof Truth>;

const files = ['page.html', 'page.mhtml', 'page.singlefile.html', 'page.pdf', 'page.warc.gz', 'page.wacz', 'page.eml', 'article.docx'];
/** Formats that keep the address of the page. */
const addressed = new Set(['page.mhtml', 'page.singlefile.html', 'page.warc.gz', 'page.wacz']);

interface Reading {
  readonly decoded: Decoded;
  /** From where the archive says it was taken. */
  readonly url: string | null;
}

async function read(file: string): Promise<Reading> {
  const input = await diskFile(file);
  const hints = { fileName: path.basename(file) };
  try {
    const decoded = await decodeFile(input, hints, memorySink());
    if (!decoded.archive) return { decoded, url: null };
    const format = formatOf(input, hints);
    for await (const member of format.list?.(input, hints) ?? []) {
      if (!member.isPage) continue;
      const sink = memorySink();
      await format.take?.(input, member.id, hints, sink);
      const [taken] = sink.parts;
      if (!taken) continue;
      const { name, charset, mediaType, url, fetched } = taken.part;
      const inner: Hints = {
        fileName: name,
        ...(charset && { charset }),
        ...(mediaType && { mediaType }),
        ...(url && { url }),
        ...(fetched && { fetched }),
      };
      return { decoded: await decodeFile(fromMemory(taken.bytes), inner, memorySink()), url: url ?? null };
    }
    throw new AssayError('NOT_FOUND', 'There is no page in this archive.');
  } finally {
    await input.close();
  }
}

/** Where pictures stood, pandoc wrote their descriptions: into the truth as lines in brackets, into the DOCX as paragraphs. */
const placeholder = /^\s*\[([^\]]*)\]\s*$/gmu;
function withoutPictures(text: string, truth: string): string {
  const described = new Set([...truth.matchAll(placeholder)].map(([, words = '']) => words.trim()));
  return text
    .split('\n')
    .filter((line) => !described.has(line.trim().replace(/^\[(.*)\]$/u, '$1')))
    .join('\n');
}

/**
 * The words of a rendition that are the page's: without its title, which no truth repeats; of a mail without its heading (From, To,
 * Date) and, where a page was forwarded, without the note of who did, which ends at the page's headline. `all`: with the note.
 */
function body({ rendition, mediaType }: Decoded, all: boolean): string {
  const points = [...(rendition?.text ?? '')];
  const blocks = (rendition?.blocks ?? []).filter(({ type }) => type !== 'title');
  const isForwarded = rendition?.extractor === 'assay-mail/page';
  const rows = mediaType === 'message/rfc822' ? blocks.findIndex(({ type }) => type !== 'table-row') : 0;
  const headline = isForwarded ? blocks.findIndex(({ type, level }) => type === 'heading' && level === 1) : -1;
  const page = blocks.filter((_, i) => i >= rows && i !== headline && (all || i > headline));
  return page.map(({ start, end }) => points.slice(start, end).join('')).join('\n');
}

/** `all`: with the descriptions of pictures, which a page does not show. */
function score(text: string, { truth }: Truth, all: boolean): number {
  if ('text' in truth)
    return all ? wordF1(text, truth.text) : wordF1(withoutPictures(text, truth.text), withoutPictures(truth.text, truth.text));
  const folded = fold(text);
  const has = (piece: string) => folded.includes(fold(piece));
  const right = truth.with.filter(has).length + truth.without.filter((piece) => !has(piece)).length;
  return right / Math.max(1, truth.with.length + truth.without.length);
}

const address = (url: string | null | undefined): string => (url ?? '').replace(/^https?:\/\//, '').replace(/\/$/, '');
/** The page's own title, or what stands of it before the name of the site; a mail's subject without the signs of forwarding and replying. */
const titled = (found: string | undefined, { title, truth }: Truth, isMail: boolean): boolean => {
  const own = fold(isMail ? (found ?? '').replace(/^(?:\s*(?:fwd?|re|aw|wg)\s*:)+/i, '') : (found ?? ''));
  const truths = [title, 'title' in truth ? truth.title : null].flatMap((one) => (one ? [fold(one)] : []));
  return (
    own !== '' &&
    truths.some((one) => one === own || (own.length >= 8 && (one.startsWith(own) || one.endsWith(own))) || own.startsWith(one))
  );
};

const round = (value: number): number => Math.round(value * 1000) / 1000;
const urls = { right: 0, of: 0 };
const titles = { right: 0, of: 0 };
const spreads: number[] = [];
const wholeSpreads: number[] = [];
/** The five that hold the page itself; DOCX holds the truth's own words, PDF and mail what was printed and forwarded. */
const savedPage = /html$|warc\.gz$|wacz$/;
const savedSpreads: number[] = [];
const byFormat = new Map<string, number[]>();
for (const article of readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'truth.json')))) {
  const truth = Truth.parse(JSON.parse(readFileSync(path.join(folder, article, 'truth.json'), 'utf8')));
  const scores = new Map<string, number>();
  const whole: number[] = [];
  for (const file of files.filter((name) => existsSync(path.join(folder, article, name)))) {
    try {
      const { decoded, url } = await read(path.join(folder, article, file));
      const { metadata } = decoded;
      const f1 = score(body(decoded, false), truth, false);
      whole.push(score(body(decoded, true), truth, true));
      const from = [url, metadata.savedFrom?.value, metadata.canonicalUrl?.value].filter((one) => one !== undefined && one !== null);
      const urlRight = from.some((one) => address(one) === address(truth.url));
      const titleRight = titled(metadata.title?.value, truth, decoded.mediaType === 'message/rfc822');
      scores.set(file, f1);
      byFormat.set(file, [...(byFormat.get(file) ?? []), f1]);
      if (addressed.has(file)) {
        urls.of++;
        urls.right += Number(urlRight);
      }
      titles.of++;
      titles.right += Number(titleRight);
      console.log(
        JSON.stringify({
          bench,
          article,
          file,
          score: round(f1),
          by: 'text' in truth.truth ? 'word F1' : 'pieces',
          url: urlRight,
          title: titleRight,
          found: metadata.title?.value,
          extractor: decoded.rendition?.extractor,
        }),
      );
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      console.log(JSON.stringify({ bench, article, file, missing: error.code, message: error.message }));
    }
  }
  const spreadOf = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  const values = [...scores.values()];
  const spread = spreadOf(values);
  spreads.push(spread);
  wholeSpreads.push(spreadOf(whole));
  const saved = [...scores].flatMap(([file, value]) => (savedPage.test(file) ? [value] : []));
  savedSpreads.push(spreadOf(saved));
  const lowest = [...scores].toSorted((a, b) => a[1] - b[1])[0];
  console.log(
    JSON.stringify({ bench, article, figure: 'spread of its formats', value: round(spread), formats: values.length, lowest: lowest?.[0] }),
  );
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
for (const [file, values] of byFormat)
  console.log(JSON.stringify({ bench, figure: `score, ${file}`, value: round(mean(values)), n: values.length }));
console.log(
  JSON.stringify({
    bench,
    figure: 'articles whose formats lie within .02',
    value: spreads.filter((spread) => spread <= 0.02).length,
    of: spreads.length,
  }),
);
console.log(
  JSON.stringify({
    bench,
    figure: 'the same, with the notes of who forwarded a page and the truth’s words for pictures counted',
    value: wholeSpreads.filter((spread) => spread <= 0.02).length,
    of: wholeSpreads.length,
  }),
);
console.log(
  JSON.stringify({ bench, figure: 'largest spread of HTML, MHTML, SingleFile, WARC, WACZ', value: round(Math.max(...savedSpreads)) }),
);
console.log(JSON.stringify({ bench, figure: 'largest spread', value: round(Math.max(...spreads)) }));
console.log(JSON.stringify({ bench, figure: 'address recovered (MHTML, SingleFile, WARC, WACZ)', value: urls.right, of: urls.of }));
console.log(
  JSON.stringify({
    bench,
    figure: 'title recovered (a mail’s subject compared without Fwd: and Re:, its heading rows left out of the scores)',
    value: titles.right,
    of: titles.of,
  }),
);
