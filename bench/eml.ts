/**
 * How far mails are read as another parser read them (the .json beside each .eml, by mail-parser): subject, from, to, date, text and
 * attachments. Prints one JSON line per field `{"bench":"eml","field","agree","of"}` and each disagreement; then what became of every
 * file that has no such reading, and of the same article as mail and as page. Data: ASSAY_DATA or ../shared/data.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { z } from 'zod';
import { textOfFragment } from '../main/formats/html/dom.ts';
import { decodeBytes } from '../main/formats/index.ts';
import { memorySink } from '../main/formats/memory.ts';
import { AssayError } from '../shared/errors.ts';
import { matrixArticles, wordF1 } from './support/words.ts';

const data = path.resolve(process.env['ASSAY_DATA'] ?? '../shared/data');
const folder = path.join(data, 'eml');

const Address = z.object({ name: z.string().nullish(), address: z.string().nullish() });
const Attributes = z.array(z.object({ name: z.string(), value: z.string() })).nullish();
const Value = z.object({
  Text: z.string().optional(),
  Address: z.object({ List: z.array(Address).optional(), Group: z.array(z.object({ addresses: z.array(Address) })).optional() }).optional(),
  DateTime: z
    .object({
      year: z.number(),
      month: z.number(),
      day: z.number(),
      hour: z.number(),
      minute: z.number(),
      second: z.number(),
      tz_before_gmt: z.boolean(),
      tz_hour: z.number(),
      tz_minute: z.number(),
    })
    .optional(),
  ContentType: z.object({ attributes: Attributes }).optional(),
});
const Part = z.object({
  headers: z.array(z.object({ name: z.unknown(), value: z.unknown() })),
  body: z.unknown(),
});
const Peer = z.object({ text_body: z.array(z.number()), attachments: z.array(z.number()), parts: z.array(Part) });
type Part = z.infer<typeof Part>;

const headerOf = (part: Part | undefined, name: string): z.infer<typeof Value> | undefined => {
  const found = part?.headers.findLast((header) => header.name === name);
  const value = Value.safeParse(found?.value);
  return value.success ? value.data : undefined;
};
const addresses = (value: z.infer<typeof Value> | undefined): string =>
  (value?.Address?.List ?? value?.Address?.Group?.flatMap((group) => group.addresses) ?? [])
    .map(({ name, address }) => (name && address ? `${name} <${address}>` : (name ?? address ?? '')))
    .join(', ');
const two = (value: number) => String(value).padStart(2, '0');
const dateOf = (value: z.infer<typeof Value> | undefined): string | undefined => {
  const at = value?.DateTime;
  if (!at) return undefined;
  const zone = at.tz_hour === 0 && at.tz_minute === 0 ? 'Z' : `${at.tz_before_gmt ? '-' : '+'}${two(at.tz_hour)}:${two(at.tz_minute)}`;
  return `${at.year}-${two(at.month)}-${two(at.day)}T${two(at.hour)}:${two(at.minute)}:${two(at.second)}${zone}`;
};
const Words = z.union([z.object({ Text: z.string() }), z.object({ Html: z.string() })]);
const textOf = (part: Part | undefined): string => {
  const body = Words.safeParse(part?.body);
  return body.success ? ('Text' in body.data ? body.data.Text : textOfFragment(body.data.Html)) : '';
};
const isWords = (part: Part | undefined): boolean => Words.safeParse(part?.body).success;
const fileName = (part: Part | undefined): string =>
  [headerOf(part, 'content_disposition'), headerOf(part, 'content_type')]
    .flatMap((value) => value?.ContentType?.attributes ?? [])
    .find(({ name }) => name === 'filename' || name === 'name')?.value ?? '';
/** Words alone: what blocks and quote marks do to blanks and `>` is no difference in text. */
const bare = (text: string): string =>
  text
    .replace(/^(?:> ?)+/gm, '')
    .replace(/[\s\u0000-\u001f]+/g, '')
    .normalize('NFC');

const scores = new Map<string, { agree: number; of: number }>();
function compare(file: string, field: string, found: unknown, truth: unknown): void {
  const score = scores.get(field) ?? { agree: 0, of: 0 };
  const same = found === truth;
  scores.set(field, { agree: score.agree + Number(same), of: score.of + 1 });
  if (!same) console.log(`${file} ${field}: ${JSON.stringify(found)?.slice(0, 160)} ≠ ${JSON.stringify(truth)?.slice(0, 160)}`);
}

const parser = new Map<string, { agree: number; of: number }>();
function tally(field: string, found: unknown, truth: unknown): void {
  const score = parser.get(field) ?? { agree: 0, of: 0 };
  parser.set(field, { agree: score.agree + Number(found === truth), of: score.of + 1 });
}

async function read(file: string) {
  const sink = memorySink();
  const decoded = await decodeBytes(readFileSync(file), { fileName: path.basename(file) }, sink);
  const points = [...(decoded.rendition?.text ?? '')];
  const blocks = (decoded.rendition?.blocks ?? []).map((block) => ({ ...block, text: points.slice(block.start, block.end).join('') }));
  const first = blocks.findIndex((block) => block.type !== 'title' && !/^(?:From|To|Cc|Date)\t/.test(block.text));
  return { decoded, parts: sink.parts, body: first === -1 ? [] : blocks.slice(first) };
}

if (!existsSync(folder)) {
  console.error(`skipped: ${folder} is not there`);
  process.exit(0);
}
const outcomes: Record<string, number> = {};
for (const file of globSync(path.join(folder, '*/*.eml')).toSorted()) {
  const name = path.relative(folder, file);
  try {
    const { decoded, parts, body } = await read(file);
    outcomes['read'] = (outcomes['read'] ?? 0) + 1;
    const truth = file.replace(/eml$/, 'json');
    if (!existsSync(truth)) continue;
    const peer = Peer.parse(JSON.parse(readFileSync(truth, 'utf8')));
    const [root] = peer.parts;
    const mail = decoded.metadata.mail?.value;
    // The same fields as mailparser gives them: why the codec is our own.
    const other = await simpleParser(readFileSync(file), { skipTextToHtml: true, skipImageLinks: true });
    const theirs = [...new Set([...peer.text_body.filter((index) => !isWords(peer.parts[index])), ...peer.attachments])];
    tally('subject', other.subject ?? '', headerOf(root, 'subject')?.Text ?? '');
    tally('text', bare(other.text ?? ''), bare(peer.text_body.map((index) => textOf(peer.parts[index])).join('\n')));
    tally('number of attachments', other.attachments.length, theirs.length);
    compare(name, 'subject', mail?.subject, headerOf(root, 'subject')?.Text);
    compare(name, 'from', mail?.from.join(', '), addresses(headerOf(root, 'from')));
    compare(name, 'to', mail?.to.join(', '), addresses(headerOf(root, 'to')));
    compare(name, 'date', mail?.sent, dateOf(headerOf(root, 'date')));
    compare(
      name,
      'text',
      bare(body.map((block) => block.text).join('\n')),
      bare(peer.text_body.map((index) => textOf(peer.parts[index])).join('\n')),
    );
    // A picture set into the text is a part of the text for the other parser and a source of its own for us.
    const files = [...new Set([...peer.text_body.filter((index) => !isWords(peer.parts[index])), ...peer.attachments])].toSorted(
      (a, b) => a - b,
    );
    compare(name, 'number of attachments', parts.length + (decoded.refused?.length ?? 0), files.length);
    const named = [...parts.map(({ part }) => part.name), ...(decoded.refused ?? []).map((one) => one.path.replace(/^\d+ /, ''))];
    // The folders of a sender's machine are left out of a name.
    const given = files.map((index) => path.posix.basename(fileName(peer.parts[index]))).filter((one) => one !== '');
    compare(
      name,
      'names of attachments',
      named
        .filter((one) => given.includes(one))
        .toSorted()
        .join(', '),
      given.toSorted().join(', '),
    );
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    outcomes[error.code] = (outcomes[error.code] ?? 0) + 1;
    console.log(`${name}: ${error.code} ${error.message}`);
  }
}
for (const [field, { agree, of }] of scores) console.log(JSON.stringify({ bench: 'eml', field, agree, of }));
for (const [field, { agree, of }] of parser) console.log(JSON.stringify({ bench: 'eml', by: 'mailparser', field, agree, of }));
console.log(JSON.stringify({ bench: 'eml', outcomes }));

for (const { folder: article, name, text } of matrixArticles(data)) {
  const { decoded, body } = await read(path.join(article, 'page.eml'));
  const page = await read(path.join(article, 'page.html'));
  const round = (value: number) => Math.round(value * 1000) / 1000;
  const [mail, web] = [wordF1(body.map((block) => block.text).join('\n'), text), wordF1(page.decoded.rendition?.text ?? '', text)];
  console.log(
    JSON.stringify({
      bench: 'eml',
      article: name,
      'word F1 of the mail': round(mail),
      'with its heading': round(wordF1(decoded.rendition?.text ?? '', text)),
      'of the page': round(web),
      apart: round(Math.abs(mail - web)),
    }),
  );
}
