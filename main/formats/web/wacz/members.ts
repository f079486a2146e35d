/** What a WACZ holds: records by its index where it has one, else by reading its WARC files through; pages by its page list. */
import { AssayError, type Failure } from '../../../../shared/errors.ts';
import type { FileBytes, Member, Sink } from '../../format.ts';
import { limits } from '../../format.ts';
import { shownPath } from '../../names.ts';
import { entryFile } from '../../zip/data.ts';
import { readEntry, type ZipDirectory, type ZipEntry } from '../../zip/directory.ts';
import { listRecords, lostOriginal, takeRecord } from '../warc/members.ts';
import { isPageLike, nameOf } from '../warc/page.ts';
import { type IndexedRecord, indexedRecords, type ListedPage, listedPages } from './lists.ts';

const filesLike = ({ entries }: ZipDirectory, pattern: RegExp): ZipEntry[] => entries.filter(({ name }) => pattern.test(name));
const archives = /^archive\/.*\.(?:warc|arc)(?:\.gz)?$/i;
const indexes = /^indexes\/.*\.cdxj?(?:\.gz)?$/i;
const pageLists = /^pages\/.*\.jsonl$/i;

/** Seconds are as exact as index and page list agree. */
const second = (instant: string | null): string => instant?.slice(0, 19) ?? '';

class PageList {
  readonly #byCapture = new Map<string, ListedPage>();
  readonly #byUrl = new Map<string, ListedPage>();
  readonly #seen = new Set<string>();
  #count = 0;
  add(page: ListedPage): void {
    this.#byCapture.set(`${page.url} ${second(page.fetched)}`, page);
    if (!this.#byUrl.has(page.url)) this.#byUrl.set(page.url, page);
    this.#count++;
  }
  get empty(): boolean {
    return this.#count === 0;
  }
  /** The page that a record is, and remembers that it was found. */
  find(url: string | null, fetched: string | null): ListedPage | null {
    const page = this.#byCapture.get(`${url} ${second(fetched)}`) ?? this.#byUrl.get(url ?? '') ?? null;
    if (page) this.#seen.add(page.url);
    return page;
  }
  missing(): ListedPage[] {
    return [...this.#byUrl.values()].filter((page) => !this.#seen.has(page.url));
  }
}

async function pagesOf(input: FileBytes, directory: ZipDirectory): Promise<PageList> {
  const pages = new PageList();
  for (const entry of filesLike(directory, pageLists)) for await (const page of listedPages(await entryFile(input, entry))) pages.add(page);
  return pages;
}

async function indexOf(input: FileBytes, directory: ZipDirectory): Promise<IndexedRecord[]> {
  const records: IndexedRecord[] = [];
  for (const entry of filesLike(directory, indexes))
    for await (const record of indexedRecords(await entryFile(input, entry))) {
      records.push(record);
      if (records.length > limits.members)
        throw new AssayError('TOO_LARGE', `This archive holds more than ${limits.members.toLocaleString('en')} records.`);
    }
  return records;
}

const missing = (message: string): Failure => ({ code: 'NOT_FOUND', message, details: {} });

/** With a page list, pages are what it names, and PDFs; without one, whatever looks like a page. */
function asPage(member: Member, pages: PageList): Member {
  const page = member.status === null || member.status < 300 ? pages.find(member.url, member.fetched) : null;
  const good = member.problem === null;
  const pdf = member.mediaType === 'application/pdf' && member.isPage;
  const isPage = good && (pages.empty ? member.isPage : (page !== null && member.isPage) || pdf);
  return { ...member, isPage, title: page?.title ?? null };
}

async function* byIndex(records: readonly IndexedRecord[], directory: ZipDirectory): AsyncGenerator<Member> {
  const files = new Map(filesLike(directory, archives).map((entry) => [entry.name.slice('archive/'.length), entry]));
  const carriers = new Map<string, { id: string; mediaType: string | null }>();
  const idOf = (record: IndexedRecord): string => `${files.get(record.file)?.at ?? ''}#${record.offset}`;
  for (const record of records)
    if (!record.revisit && record.digest !== null && !carriers.has(record.digest))
      carriers.set(record.digest, { id: idOf(record), mediaType: record.mediaType });
  for (const record of records) {
    const carrier = record.revisit && record.digest !== null ? carriers.get(record.digest) : undefined;
    const mediaType = record.mediaType ?? carrier?.mediaType ?? null;
    const problem = !files.has(record.file)
      ? missing('The index names a file that is not in this archive.')
      : record.revisit && !carrier
        ? lostOriginal
        : null;
    yield {
      id: carrier ? `${idOf(record)}=${carrier.id}` : idOf(record),
      path: shownPath(`archive/${record.file}#${record.offset}`),
      name: nameOf(record.url, mediaType),
      size: null,
      mediaType,
      url: record.url,
      fetched: record.fetched,
      title: null,
      status: record.status,
      isPage: problem === null && isPageLike(record.status === null ? 'resource' : 'response', record.status, mediaType, record.url),
      // Listing reads the index only; the digest is checked when the record is taken.
      digest: record.digest === null ? null : { written: record.digest, state: 'unknown' },
      problem,
    };
  }
}

async function* byReading(input: FileBytes, directory: ZipDirectory): AsyncGenerator<Member> {
  for (const entry of filesLike(directory, archives))
    for await (const { member } of listRecords(await entryFile(input, entry), shownPath(entry.name)))
      yield { ...member, id: `${entry.at}#${member.id}` };
}

/** Everything in the archive, and the pages of its list that are not there. */
export async function* waczMembers(input: FileBytes, directory: ZipDirectory): AsyncGenerator<Member> {
  const pages = await pagesOf(input, directory);
  const records = await indexOf(input, directory);
  for await (const member of records.length > 0 ? byIndex(records, directory) : byReading(input, directory)) yield asPage(member, pages);
  for (const page of pages.missing())
    yield {
      id: '',
      path: 'pages/pages.jsonl',
      name: nameOf(page.url, 'text/html'),
      size: null,
      mediaType: null,
      url: page.url,
      fetched: page.fetched,
      title: page.title,
      status: null,
      isPage: false,
      digest: null,
      problem: missing('The page list names this page, but no record of it is in the archive.'),
    };
}

/** Takes the record `FILE#RECORD`, or `FILE#REVISIT=FILE#RECORD` (FILE may be left out the second time). Throws NOT_FOUND, BROKEN_FILE, TOO_LARGE. */
export async function takeMember(input: FileBytes, id: string, sink: Sink): Promise<void> {
  const parts = /^(\d{1,15})#([\d@]+)(?:=(?:(\d{1,15})#)?([\d@]+))?$/.exec(id);
  if (!parts) throw new AssayError('NOT_FOUND', 'There is no such record in this archive.', { id });
  const [, file = '', own = '', otherFile, other] = parts;
  const entry = await readEntry(input, Number(file));
  const opened = await entryFile(input, entry);
  const second = otherFile === undefined || otherFile === file ? opened : await entryFile(input, await readEntry(input, Number(otherFile)));
  await takeRecord({ input: opened, id: own }, other === undefined ? null : { input: second, id: other }, shownPath(entry.name), sink);
}
