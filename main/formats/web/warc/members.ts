/** Records as members of an archive: listed with what they say, taken with the document they carry. */
import { AssayError } from '../../../../shared/errors.ts';
import type { FileBytes, Member, PartInfo, Sink } from '../../format.ts';
import { limits } from '../../format.ts';
import { documentOf } from './http.ts';
import { documentType, isPageLike, nameOf } from './page.ts';
import { instant, type OpenRecord } from './record.ts';
import { openAt, placeId, placeOf, scan } from './scan.ts';

/** What earlier records carried, so that a revisit ("the same as then") can be given its document. */
class Earlier {
  readonly #byDigest = new Map<string, string>();
  readonly #byAddress = new Map<string, string>();
  readonly #byRecord = new Map<string, string>();
  keep({ head }: OpenRecord, id: string): void {
    const digest = head.fields.get('warc-payload-digest');
    const record = head.fields.get('warc-record-id');
    if (digest !== undefined) this.#byDigest.set(digest, id);
    if (record !== undefined) this.#byRecord.set(record, id);
    this.#byAddress.set(`${head.url} ${head.date}`, id);
  }
  find({ head: { fields } }: OpenRecord): string | null {
    const record = fields.get('warc-refers-to');
    const digest = fields.get('warc-payload-digest');
    const address = `${fields.get('warc-refers-to-target-uri')} ${instant(fields.get('warc-refers-to-date'))}`;
    return (
      (record === undefined ? undefined : this.#byRecord.get(record)) ??
      this.#byAddress.get(address) ??
      (digest === undefined ? undefined : this.#byDigest.get(digest)) ??
      null
    );
  }
}

export interface ListedRecord {
  readonly member: Member;
  /** Null for what is no record at all. */
  readonly record: OpenRecord | null;
}

/** Of a revisit whose first fetch is elsewhere. */
export const lostOriginal = {
  code: 'NOT_FOUND',
  message: 'This page was the same as one fetched before, which is not in this archive.',
  details: {},
} as const;

/** All records with what they say, their digests checked. Throws TOO_LARGE beyond `limits.members`. */
export async function* listRecords(input: FileBytes, archive: string): AsyncGenerator<ListedRecord> {
  const earlier = new Earlier();
  let count = 0;
  for await (const { place, record, problem, after } of scan(input)) {
    if (++count > limits.members)
      throw new AssayError('TOO_LARGE', `This archive holds more than ${limits.members.toLocaleString('en')} records.`, {
        most: limits.members,
      });
    const own = placeId(place);
    const path = `${archive}#${own}`;
    const nothing = { size: null, mediaType: null, url: null, fetched: null, title: null, status: null, isPage: false, digest: null };
    if (!record) {
      yield { member: { id: own, path, name: path, ...nothing, problem }, record };
      continue;
    }
    const failure = await after();
    const { digest, size } = failure === null ? await record.finish() : { digest: null, size: null };
    const { head, http } = record;
    const { mediaType } = documentType(record);
    const same = head.type === 'revisit' ? earlier.find(record) : null;
    if (head.type === 'response' || head.type === 'resource') if (failure === null) earlier.keep(record, own);
    const lost = head.type === 'revisit' && same === null ? lostOriginal : null;
    const isPage =
      failure === null &&
      lost === null &&
      (size ?? 0) + Number(same !== null) > 0 &&
      isPageLike(head.type, http?.status ?? null, mediaType, head.url);
    yield {
      record,
      member: {
        id: same === null ? own : `${own}=${same}`,
        path,
        name: head.url === null ? head.type : nameOf(head.url, mediaType),
        size: head.type === 'revisit' ? null : size,
        mediaType,
        url: head.url,
        fetched: head.date,
        title: null,
        status: http?.status ?? null,
        isPage,
        digest,
        problem: failure ?? lost,
        record: head.type,
      },
    };
  }
}

/** A record by its key, in the file where it stands. */
export interface Standing {
  readonly input: FileBytes;
  readonly id: string;
}

const opened = async ({ input, id }: Standing) => {
  const place = placeOf(id);
  if (!place) throw new AssayError('NOT_FOUND', 'There is no such record in this archive.', { id });
  return openAt(input, place);
};

/**
 * Takes the document of one record; its digest is checked first, in a pass of its own. `carrier` is the record that carries the document
 * of a revisit. Throws NOT_FOUND, BROKEN_FILE, TOO_LARGE.
 */
export async function takeRecord(own: Standing, carrier: Standing | null, archive: string, sink: Sink): Promise<void> {
  const named = await opened(own);
  const checkedRecord = carrier ? await opened(carrier) : named;
  const { digest, problem } = await checkedRecord.finish();
  if (problem) throw new AssayError(problem.code, problem.message, problem.details);
  if (carrier) checkSame(named, checkedRecord);
  else if (named.head.type === 'revisit') throw new AssayError(lostOriginal.code, lostOriginal.message);
  const record = await opened(carrier ?? own);
  const document = documentOf(record.body(), record.http, record.head.fields.has('warc-truncated'));
  await sink.put(partOf(named, checkedRecord, `${archive}#${own.id}`, digest), document);
}

/** A revisit may only be given the document whose digest it names. */
function checkSame(revisit: OpenRecord, original: OpenRecord): void {
  const [wanted, found] = [revisit, original].map(({ head }) => head.fields.get('warc-payload-digest'));
  if (revisit.head.type !== 'revisit' || (wanted !== undefined && found !== undefined && wanted !== found))
    throw new AssayError('NOT_FOUND', 'The record that this one points to carries something else.');
}

function partOf(named: OpenRecord, carrier: OpenRecord, path: string, digest: PartInfo['digest'] | null): PartInfo {
  const { mediaType, charset } = documentType(named.http?.fields.has('content-type') ? named : carrier);
  const { url, date } = named.head;
  return {
    path,
    name: nameOf(url, mediaType),
    ...(mediaType !== null && { mediaType }),
    ...(charset !== null && { charset }),
    ...(url !== null && { url }),
    ...(date !== null && { fetched: date }),
    ...(digest && { digest }),
  };
}
