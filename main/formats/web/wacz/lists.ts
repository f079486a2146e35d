/** The two lists of a WACZ: its pages (JSON Lines) and its index of records (CDXJ), line by line. */
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import type { FileBytes } from '../../format.ts';
import { limits } from '../../format.ts';
import { through } from '../../through.ts';
import { Pieces } from '../warc/pieces.ts';
import { isGzip } from '../warc/recognise.ts';
import { instant } from '../warc/record.ts';

const Page = z.looseObject({ url: z.string(), ts: z.union([z.string(), z.number()]).nullish(), title: z.string().nullish() });
export interface ListedPage {
  readonly url: string;
  /** ISO 8601, UTC. */
  readonly fetched: string | null;
  readonly title: string | null;
}

const count = z.union([z.string().regex(/^\d{1,15}$/), z.int().nonnegative()]).transform(Number);
const Capture = z.looseObject({
  url: z.string(),
  mime: z.string().nullish(),
  status: z.union([z.string(), z.number()]).nullish(),
  digest: z.string().nullish(),
  offset: count,
  length: count.nullish(),
  filename: z.string(),
});
export interface IndexedRecord {
  readonly url: string;
  readonly fetched: string | null;
  readonly mediaType: string | null;
  readonly status: number | null;
  readonly digest: string | null;
  readonly offset: number;
  /** The file under `archive/`. */
  readonly file: string;
  readonly revisit: boolean;
}

const mostLine = 8 << 20;
const utf8 = (binary: string): string => Buffer.from(binary, 'latin1').toString('utf8');

async function* lines(file: FileBytes): AsyncGenerator<string> {
  const bytes = file.stream();
  const pieces = new Pieces(isGzip(file.head) ? through(bytes, createGunzip()) : bytes);
  for (let n = 0; n <= limits.members; n++) {
    const line = await pieces.line(mostLine);
    if (line === null) return;
    yield utf8(line);
  }
}

function json<T extends z.ZodType>(schema: T, text: string): z.infer<T> | null {
  try {
    const result = schema.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch (error) {
    // One bad line of a list; the others stand.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Pages as `pages.jsonl` names them; its first line is a header and has no address. */
export async function* listedPages(file: FileBytes): AsyncGenerator<ListedPage> {
  for await (const line of lines(file)) {
    const page = json(Page, line);
    if (!page) continue;
    const ts = typeof page.ts === 'number' ? new Date(page.ts).toISOString() : instant(page.ts);
    yield { url: page.url, fetched: ts, title: page.title?.trim() || null };
  }
}

/** Records as the index names them (`surt timestamp {json}`). */
export async function* indexedRecords(file: FileBytes): AsyncGenerator<IndexedRecord> {
  for await (const line of lines(file)) {
    const parts = /^(\S+) (\d{4,17}) (\{.*\})\s*$/s.exec(line);
    const capture = parts?.[1]?.startsWith('!meta') === false ? json(Capture, parts[3] ?? '') : null;
    if (!capture) continue;
    const status = /^\d{3}$/.exec(String(capture.status ?? ''));
    yield {
      url: capture.url,
      fetched: instant(parts?.[2]),
      mediaType: capture.mime && capture.mime !== 'warc/revisit' && capture.mime !== 'unk' ? capture.mime.toLowerCase() : null,
      status: status ? Number(status[0]) : null,
      digest: capture.digest ?? null,
      offset: capture.offset,
      file: capture.filename,
      revisit: capture.mime === 'warc/revisit',
    };
  }
}
