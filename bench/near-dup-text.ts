/**
 * How well near-duplicate articles are found with the default settings, and how fast among many. Prints one JSON line per
 * figure: `{"bench","set","figure","value","n"}`; with --each also every pair that was missed or wrongly made, and with
 * --reuse those that share a passage. Data: ASSAY_DATA or ../shared/data.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { decodeBytes } from '../main/formats/index.ts';
import { compare, type TextLikeness } from '../main/likeness/text/compare.ts';
import { fingerprint, fingerprintVersion, type TextFingerprint } from '../main/likeness/text/fingerprint.ts';
import { LikenessIndex } from '../main/storage/likeness-index.ts';
import { AssayError } from '../shared/errors.ts';

const data = path.resolve(process.env.ASSAY_DATA ?? '../shared/data');
const folder = path.join(data, 'near-dup-text');
const each = process.argv.includes('--each');
const versions = { text: fingerprintVersion, photo: '' };

if (!existsSync(folder)) {
  console.error(`skipped: ${folder} is not there`);
  process.exit(0);
}

const say = (set: string, figure: string, value: number, n: number) =>
  console.log(JSON.stringify({ bench: 'near-dup-text', set, figure, value: Math.round(value * 1000) / 1000, n }));
const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
const jsonLines = <T>(schema: z.ZodType<T>, text: string): T[] => linesOf(text).map((line) => schema.parse(JSON.parse(line)));
const read = (...parts: string[]) => readFileSync(path.join(folder, ...parts), 'utf8');

interface Text {
  readonly id: string;
  /** Texts of the same group are the same story. */
  readonly group: string;
  readonly text: string;
  readonly print: TextFingerprint;
}
const textOf = (id: string, group: string, text: string): Text => {
  const canonical = text.normalize('NFC');
  return { id, group, text: canonical, print: fingerprint(canonical) };
};

const isDuplicate = ({ kind }: TextLikeness) => kind === 'same-story' || kind === 'light-edit' || kind === 'rewrite';

/** Scores of the pairs that are compared; those left out count as not alike. */
function scorePairs(set: string, texts: readonly Text[], compared: Iterable<readonly [Text, Text, ReadonlySet<number>?]>): void {
  const sizes = new Map<string, number>();
  for (const { group } of texts) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const same = sizes.values().reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  let [hit, wrong, reuse] = [0, 0, 0];
  const kinds = new Map<string, number>();
  const count = (what: string) => kinds.set(what, (kinds.get(what) ?? 0) + 1);
  for (const [one, other, common] of compared) {
    const likeness = compare(one.print, other.print, common);
    const found = isDuplicate(likeness);
    const { kind, score, containment, cosine, counterparts } = likeness;
    if (one.group === other.group) {
      if (found) hit++;
      count(`same pairs called ${kind ?? 'not alike'}`);
    } else if (found) {
      wrong++;
      count(`other pairs called ${kind}`);
    } else if (kind !== null) reuse++;
    const notable = found !== (one.group === other.group) || (kind === 'partial-reuse' && process.argv.includes('--reuse'));
    if (each && notable) console.log(`${set}: ${one.id} ${other.id} ${JSON.stringify({ kind, score, containment, cosine, counterparts })}`);
  }
  const pairs = (texts.length * (texts.length - 1)) / 2;
  say(set, 'precision', hit + wrong === 0 ? 1 : hit / (hit + wrong), hit + wrong);
  if (same > 0) {
    say(set, 'recall', hit / same, same);
    say(set, 'pair F1', (2 * hit) / (hit + wrong + same), pairs);
  }
  say(set, 'other pairs that share a passage', reuse, pairs - same);
  for (const [kind, pairsOfKind] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)))
    say(set, kind, pairsOfKind, kind.startsWith('same') ? same : pairs - same);
}

function* everyPair(texts: readonly Text[]): Generator<readonly [Text, Text]> {
  for (const [index, one] of texts.entries()) for (const other of texts.slice(index + 1)) yield [one, other];
}

/** The pairs that the index proposes, as on a search through a whole case. */
function* proposedPairs(texts: readonly Text[]): Generator<readonly [Text, Text, ReadonlySet<number>]> {
  const index = new LikenessIndex(null, versions);
  index.addTexts(texts.map(({ id, print }) => ({ source: id, text: print, publisher: null })));
  const byId = new Map(texts.map((text) => [text.id, text]));
  const seen = new Set<string>();
  for (const one of texts) {
    const { found, common } = index.textCandidates({ source: one.id, text: one.print, publisher: null });
    for (const { source } of found) {
      const other = byId.get(source);
      const pair = [one.id, source].sort().join(' ');
      if (other === undefined || seen.has(pair)) continue;
      seen.add(pair);
      yield [one, other, common];
    }
  }
  index.close();
}

function minhash(size: string): Text[] {
  const pairs = linesOf(read('minhash', `articles_${size}.truth`)).map((line) => line.trim().split(/\s+/));
  const group = new Map(pairs.flatMap(([a, b]) => (a && b ? [[b, a] as const] : [])));
  return linesOf(read('minhash', `articles_${size}.train`)).map((line) => {
    const id = line.slice(0, line.indexOf(' '));
    return textOf(id, group.get(id) ?? id, line.slice(id.length + 1));
  });
}

const Pair = z.object({ id: z.string(), original: z.string(), edited: z.string() });
const ukrainian = (): Text[] =>
  jsonLines(Pair, read('uk-light-edits', 'pairs.jsonl')).flatMap(({ id, original, edited }) => [
    textOf(`${id}-original`, id, original),
    textOf(`${id}-edited`, id, edited),
  ]);

const Version = z.object({ doc: z.string(), version: z.string(), lang: z.string(), text: z.string() });
const translations = (): Text[] =>
  jsonLines(Version, gunzipSync(readFileSync(path.join(folder, 'rewrites-wmt22', 'uk-en.jsonl.gz'))).toString())
    .filter(({ lang }) => lang === 'en')
    .map(({ doc, version, text }) => textOf(`${doc}-${version}`, doc, text));

/** How an answer came about, by the share of its words that stand in runs of the source (Clough and Stevenson's own measure). */
function levelOf({ kind, containment }: TextLikeness): string {
  if (kind === null) return 'non';
  if (containment.a >= 0.8) return 'cut';
  return containment.a >= 0.4 ? 'light' : 'heavy';
}

function answers(): void {
  const latin = new TextDecoder('windows-1252');
  const print = (name: string) => fingerprint(latin.decode(readFileSync(path.join(folder, 'clough-stevenson', name))).normalize('NFC'));
  let [reused, level] = [0, 0];
  const rows = linesOf(read('clough-stevenson', 'truth.csv'))
    .slice(1)
    .map((line) => line.trim().split(','));
  for (const [source = '', answer = '', truth = ''] of rows) {
    const likeness = compare(print(answer), print(source));
    const right = (likeness.kind !== null) === (truth !== 'non');
    reused += Number(right);
    level += Number(levelOf(likeness) === truth);
    if (each && !right) console.log(`clough-stevenson: ${answer} is ${truth}, called ${likeness.kind}`);
  }
  say('clough-stevenson', 'reused or not, accuracy', reused / rows.length, rows.length);
  say('clough-stevenson', 'four levels, accuracy', level / rows.length, rows.length);
}

/** Reports of one event by one agency, which contradict each other: no duplicates, though they share passages. */
async function oneEvent(): Promise<void> {
  const articles = path.join(data, 'demo-case', 'articles');
  if (!existsSync(articles)) return console.error(`skipped: ${articles} is not there`);
  const texts: Text[] = [];
  for (const name of readdirSync(articles).filter((each) => /^0[1-5]/.test(each))) {
    try {
      const { rendition } = await decodeBytes(readFileSync(path.join(articles, name)), { fileName: name });
      if (rendition !== undefined && rendition !== null) texts.push(textOf(name, name, rendition.text));
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      console.error(`left out: ${name}: ${error.code}`);
    }
  }
  scorePairs('one event (demo-case)', texts, everyPair(texts));
}

const Story = z.object({ doc: z.string().optional(), id: z.string().optional(), body: z.string().optional(), text: z.string().optional() });
const Topics = z.object({ data: z.array(z.object({ paragraphs: z.array(z.object({ context: z.string() })) })) });
const Page = z.object({ url: z.string(), ground_truth: z.object({ main_content: z.string() }) });

/** Texts that nobody made of each other, each language by itself: whatever is called a duplicate here is worth a look. */
function others(): Map<string, Text[]> {
  const sets = new Map<string, Text[]>();
  for (const folderName of ['ntrex', 'texts']) {
    const place = path.join(data, 'multilingual', folderName);
    if (!existsSync(place)) continue;
    for (const name of readdirSync(place))
      sets.set(
        `unrelated ${path.basename(name, '.jsonl')}`,
        jsonLines(Story, readFileSync(path.join(place, name), 'utf8')).map(({ doc, id, body, text }, index) =>
          textOf(`${doc ?? id ?? ''}#${index}`, String(index), body ?? text ?? ''),
        ),
      );
  }
  const topics = path.join(data, 'multilingual', 'xquad');
  if (existsSync(topics))
    for (const name of readdirSync(topics))
      sets.set(
        `one topic, ${path.basename(name, '.json')}`,
        Topics.parse(JSON.parse(readFileSync(path.join(topics, name), 'utf8')))
          .data.flatMap(({ paragraphs }) => paragraphs)
          .map(({ context }, index) => textOf(`xquad#${index}`, String(index), context)),
      );
  const pages = path.join(data, 'html-wcxb', 'truth');
  if (existsSync(pages))
    sets.set(
      'unrelated web pages',
      readdirSync(pages).map((name) => {
        const { url, ground_truth: truth } = Page.parse(JSON.parse(readFileSync(path.join(pages, name), 'utf8')));
        return textOf(`${name} ${url}`, name, truth.main_content);
      }),
    );
  return sets;
}

/** Lehmer generator: the same texts in every run. */
let seed = 42;
function random(below: number): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
}
const pick = <T>(list: readonly T[], fallback: T): T => list[random(list.length)] ?? fallback;

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** New texts that use words as often and in the same company as real ones (which word follows which), yet copy none. */
function writer(pool: readonly Text[]): (words: number) => string {
  const next = new Map<string, string[]>();
  const openings: string[] = [];
  for (const { text } of pool) {
    const words = text.split(/\s+/).filter((word) => word !== '');
    openings.push(words[0] ?? '');
    words.forEach((word, at) => {
      const follows = next.get(word) ?? [];
      next.set(word, follows);
      follows.push(words[at + 1] ?? '');
    });
  }
  return (words) => {
    const made: string[] = [];
    while (made.length < words) made.push(pick(next.get(made.at(-1) ?? '') ?? openings, '') || pick(openings, ''));
    return made.join(' ');
  };
}

/** Milliseconds of processor time, so that other programs on the machine do not count. */
function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Among `size` articles: how fast, how large, and whether planted copies are found. */
function speed(pool: readonly Text[], size: number): void {
  const set = `${size} articles`;
  const write = writer(pool);
  const made = Array.from({ length: size }, () => write(150 + random(800)));
  const place = mkdtempSync(path.join(os.tmpdir(), 'assay-likeness-'));
  const file = path.join(place, 'derived', 'likeness.sqlite');
  const index = new LikenessIndex(file, versions);
  try {
    const before = process.memoryUsage().rss;
    const started = cpuNow();
    let printing = 0;
    for (let from = 0; from < made.length; from += 100) {
      const start = cpuNow();
      const entries = made
        .slice(from, from + 100)
        .map((text, n) => ({ source: String(from + n), text: fingerprint(text), publisher: null }));
      printing += cpuNow() - start;
      index.addTexts(entries);
    }
    const elapsed = cpuNow() - started;
    say(set, 'CPU ms to fingerprint one', printing / size, size);
    say(set, 'CPU ms to add one', (elapsed - printing) / size, size);
    say(set, 'index, MB', statSync(file).size / 2 ** 20, size);
    say(set, 'process memory gained with garbage, MB', (process.memoryUsage().rss - before) / 2 ** 20, size);
    const looking: number[] = [];
    const whole: number[] = [];
    const found = { copy: 0, edited: 0, paragraph: 0 };
    const tries = 200;
    for (let n = 0; n < tries; n++) {
      const target = random(size);
      const text = made[target] ?? '';
      const planted = {
        copy: text.slice(0, Math.floor(text.length * 0.7)),
        edited: text.replace(/\p{L}+/gu, (word) => (random(6) === 0 ? `${word}x` : word)),
        paragraph: `${write(300)}\n${text.slice(100, 400)}\n${write(300)}`,
      };
      for (const how of ['copy', 'edited', 'paragraph'] as const) {
        const start = cpuNow();
        const print = fingerprint(planted[how]);
        const asked = cpuNow();
        const candidates = index.textCandidates({ source: 'new', text: print, publisher: null });
        looking.push(cpuNow() - asked);
        const alike = candidates.found.filter(
          ({ source }) => compare(print, fingerprint(made[Number(source)] ?? ''), candidates.common).kind,
        );
        whole.push(cpuNow() - start);
        if (alike.some(({ source }) => source === String(target))) found[how]++;
      }
    }
    for (const [how, count] of Object.entries(found)) say(set, `planted found: ${how}`, count / tries, tries);
    for (const share of [0.5, 0.95, 1]) {
      say(set, `CPU ms to look one up, quantile ${share}`, quantile(looking, share), looking.length);
      say(set, `CPU ms to look up and compare with all found, quantile ${share}`, quantile(whole, share), whole.length);
    }
  } finally {
    index.close();
    rmSync(place, { recursive: true, force: true });
  }
}

const small = minhash('100');
const large = minhash('1000');
const edits = ukrainian();
const versionsOfOne = translations();
scorePairs('minhash 100', small, everyPair(small));
scorePairs('minhash 1000, by the index', large, proposedPairs(large));
scorePairs('uk-light-edits', edits, everyPair(edits));
scorePairs('uk-light-edits, by the index', edits, proposedPairs(edits));
scorePairs('rewrites-wmt22', versionsOfOne, everyPair(versionsOfOne));
scorePairs('rewrites-wmt22, by the index', versionsOfOne, proposedPairs(versionsOfOne));
answers();
await oneEvent();
const unrelated = others();
for (const [set, texts] of unrelated) scorePairs(set, texts, texts.length > 400 ? proposedPairs(texts) : everyPair(texts));
const size = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 10_000);
speed([...large, ...edits, ...unrelated.values()].flat(), size);
