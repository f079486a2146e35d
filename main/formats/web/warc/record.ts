/** One record of a web archive: WARC 0.17 to 1.1 (ISO 28500) or ARC, read from where it begins. */
import type { Failure } from '../../../../shared/errors.ts';
import { DigestCheck, readDigest } from './digest.ts';
import { type Fields, type HttpHead, isChunked, mostHead, readFields, readHead, unchunked } from './http.ts';
import type { Pieces } from './pieces.ts';

export interface RecordHead {
  readonly kind: 'warc' | 'arc';
  /** `response`, `resource`, `request`, `revisit`, `warcinfo`, `metadata` …; ARC knows responses and its own first record. */
  readonly type: string;
  readonly url: string | null;
  /** ISO 8601, UTC. */
  readonly date: string | null;
  /** Of the block, as the record says. */
  readonly contentType: string;
  /** Bytes of the block; null where the record does not say so rightly. */
  readonly length: number | null;
  readonly fields: Fields;
}

export interface Checked {
  readonly digest: { readonly written: string; readonly state: 'agrees' | 'differs' | 'unknown' } | null;
  /** Bytes of the payload as recorded. */
  readonly size: number;
  /** What is wrong with the record; null where it is whole. */
  readonly problem: Failure | null;
}

/** Bytes of a record's own header at most. */
const mostFields = 1 << 20;

export const broken = (message: string, details: Record<string, unknown> = {}): Failure => ({ code: 'BROKEN_FILE', message, details });

/** ISO 8601 with seconds, or the 14 digits of ARC and CDX, as an instant in UTC; null where it is none. */
export function instant(written: string | undefined | null): string | null {
  if (!written) return null;
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?\d*$/.exec(written.trim());
  const text = digits
    ? `${digits[1]}-${digits[2]}-${digits[3]}T${digits[4] ?? '00'}:${digits[5] ?? '00'}:${digits[6] ?? '00'}Z`
    : written.trim();
  // A date without a time or a zone would be read in the zone of this machine.
  if (!/^\d{4}-\d\d-\d\d(?:T.*(?:Z|[+-]\d\d:?\d\d))?$/.test(text)) return null;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Header values are UTF-8 by ISO 28500, but read as bytes until here. */
const asUtf8 = (binary: string): string => (/[\u0080-\u00ff]/.test(binary) ? Buffer.from(binary, 'latin1').toString('utf8') : binary);

async function warcHead(pieces: Pieces): Promise<RecordHead | null> {
  const first = await pieces.line(200);
  if (first === null || !/^WARC\/\d+\.\d+\s*$/.test(first)) return null;
  const lines: string[] = [];
  const from = pieces.position;
  for (;;) {
    const line = await pieces.line(mostFields);
    if (line === null || pieces.position - from > mostFields) return null;
    if (line === '') break;
    lines.push(line);
  }
  const fields = new Map([...readFields(lines)].map(([name, value]) => [name, asUtf8(value)]));
  const length = /^\d{1,15}$/.exec(fields.get('content-length') ?? '');
  return {
    kind: 'warc',
    type: (fields.get('warc-type') ?? 'unknown').toLowerCase(),
    // wget puts the address in angle brackets.
    url: fields.get('warc-target-uri')?.replace(/^<(.*)>$/s, '$1') ?? null,
    date: instant(fields.get('warc-date')),
    contentType: fields.get('content-type') ?? '',
    length: length ? Number(length[0]) : null,
    fields,
  };
}

/** `URL IP date type length`, of version 2 with five more before the length; addresses may hold blanks. */
const arcLine = /^(\S.*?) (\d[\d.]*|[0-9a-f:]+|-) (\d{12,20}) (\S+)(?: \d{3} \S+ \S+ \d+ \S+)? (\S+)$/i;

async function arcHead(pieces: Pieces): Promise<RecordHead | null> {
  const line = await pieces.line(64 << 10);
  const parts = line === null ? null : arcLine.exec(line);
  if (!parts) return null;
  const [, url = '', , date, type = '', length = ''] = parts;
  return {
    kind: 'arc',
    type: url.startsWith('filedesc://') ? 'warcinfo' : 'response',
    url: asUtf8(url),
    date: instant(date),
    contentType: type,
    length: /^\d{1,15}$/.test(length) ? Number(length) : null,
    fields: new Map(),
  };
}

/** Reads the head of the record that begins here; null where none does. */
export const recordHead = (pieces: Pieces, kind: 'warc' | 'arc'): Promise<RecordHead | null> =>
  kind === 'warc' ? warcHead(pieces) : arcHead(pieces);

const carriesHttp = ({ kind, type, contentType, url }: RecordHead): boolean =>
  kind === 'arc'
    ? type === 'response' && /^https?:/i.test(url ?? '')
    : /^(?:response|request|revisit)$/.test(type) &&
      (/^application\/http\b/i.test(contentType) || (contentType === '' && /^https?:/i.test(url ?? '')));

interface Checks {
  readonly block: DigestCheck | null;
  /** Of the payload as recorded and, where it came in chunks, of the document without them. */
  readonly payload: DigestCheck[];
}

/** Most heads are short: little is looked at first, so that little is copied. */
async function httpHead(pieces: Pieces, length: number): Promise<ReturnType<typeof readHead>> {
  for (let size = 2048; size < mostHead && size < length; size *= 8) {
    const read = readHead(await pieces.peek(size));
    if (read && read.length < size) return read;
  }
  return readHead(await pieces.peek(Math.min(mostHead, length)));
}

/** A record with its block, which is read once and in order: `http` first, then `body`, then `finish`. */
export class OpenRecord {
  readonly head: RecordHead;
  readonly http: HttpHead | null;
  readonly #pieces: Pieces;
  readonly #checks: Checks;
  #left: number;
  #size = 0;
  #checked: Promise<Checked> | null = null;
  private constructor(head: RecordHead, http: HttpHead | null, pieces: Pieces, left: number, checks: Checks) {
    this.head = head;
    this.http = http;
    this.#pieces = pieces;
    this.#left = left;
    this.#checks = checks;
  }

  static async open(pieces: Pieces, head: RecordHead): Promise<OpenRecord> {
    const block = head.fields.get('warc-block-digest');
    const payload = head.fields.get('warc-payload-digest');
    const checks: Checks = {
      block: block === undefined ? null : new DigestCheck(readDigest(block)),
      payload: payload === undefined ? [] : [new DigestCheck(readDigest(payload))],
    };
    const length = head.length ?? 0;
    const read = carriesHttp(head) ? await httpHead(pieces, length) : null;
    if (read) for await (const piece of pieces.take(read.length)) checks.block?.update(piece);
    // Some programs hash the document, some the chunks it came in.
    if (payload !== undefined && isChunked(read?.head ?? null)) checks.payload.push(new DigestCheck(readDigest(payload)));
    return new OpenRecord(head, read?.head ?? null, pieces, length - (read?.length ?? 0), checks);
  }

  /** The payload as recorded. */
  async *body(): AsyncGenerator<Uint8Array> {
    for await (const piece of this.#pieces.take(this.#left)) {
      this.#left -= piece.length;
      this.#size += piece.length;
      this.#checks.block?.update(piece);
      this.#checks.payload[0]?.update(piece);
      yield piece;
    }
  }

  /** Reads what is left of the block and judges it; asked again it says the same. */
  finish(): Promise<Checked> {
    this.#checked ??= this.#judge();
    return this.#checked;
  }

  async #judge(): Promise<Checked> {
    const second = this.#checks.payload[1];
    if (second) for await (const piece of unchunked(this.body())) second.update(piece);
    for await (const _piece of this.body());
    const { head } = this;
    const problem =
      head.length === null
        ? broken('This record does not say how long it is.', { written: head.fields.get('content-length') ?? '' })
        : this.#left > 0
          ? broken(
              `This record is cut short: ${this.#left.toLocaleString('en')} of its ${head.length.toLocaleString('en')} bytes are missing.`,
            )
          : null;
    return { digest: this.#digest(), size: this.#size, problem };
  }

  #digest(): Checked['digest'] {
    const { block, payload } = this.#checks;
    const states = payload.map((check) => check.state());
    // The payload of a revisit lies elsewhere; its digest tells which one is meant.
    const said =
      payload[0] && this.head.type !== 'revisit'
        ? { written: payload[0].digest.written, state: states.includes('agrees') ? ('agrees' as const) : (states[0] ?? 'unknown') }
        : null;
    const whole = block ? { written: block.digest.written, state: block.state() } : null;
    return [said, whole].find((one) => one?.state === 'differs') ?? [said, whole].find((one) => one?.state === 'agrees') ?? said ?? whole;
  }
}
