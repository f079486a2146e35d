/** Every record of a web archive in its order, each opened at its place; what is broken is told and passed over. */
import { AssayError, type Failure } from '../../../../shared/errors.ts';
import type { FileBytes } from '../../format.ts';
import { type GzipMember, gzipMember, nextMember, Window } from './gzip.ts';
import { Pieces } from './pieces.ts';
import { webArchiveKind } from './recognise.ts';
import { broken, OpenRecord, type RecordHead, recordHead } from './record.ts';

/** Where a record stands: an offset in the file and, where a gzip member holds several, one in what it unpacks to. */
export interface Place {
  readonly offset: number;
  readonly inner: number;
}
export const placeId = ({ offset, inner }: Place): string => (inner === 0 ? String(offset) : `${offset}@${inner}`);
export function placeOf(id: string): Place | null {
  const parts = /^(\d{1,15})(?:@(\d{1,15}))?$/.exec(id);
  return parts ? { offset: Number(parts[1]), inner: Number(parts[2] ?? 0) } : null;
}

export interface Scanned {
  readonly place: Place;
  /** Null where nothing of a record can be read here. */
  readonly record: OpenRecord | null;
  /** Set together with `record: null`. */
  readonly problem: Failure | null;
  /** What was found wrong once the record was read to its end: known when the next one is asked for, or by `after`. */
  after(): Promise<Failure | null>;
}

const noMore = (place: Place, problem: Failure): Scanned => ({ place, record: null, problem, after: async () => problem });
const asFailure = (error: unknown): Failure => {
  if (error instanceof AssayError) return error.toFailure();
  throw error;
};

/** Where after the current place a line begins that is a record's first. Gives the number of bytes passed over, or null at the end. */
async function resync(pieces: Pieces, kind: 'warc' | 'arc'): Promise<boolean> {
  const first = kind === 'warc' ? /^WARC\/\d+\.\d+\r?\n[\w-]+:/ : /^(?:https?|ftp|dns):\S* [\d.:a-f-]+ \d{12,20} \S+ \d+\r?\n/i;
  for (;;) {
    const near = Buffer.from(await pieces.peek(64 << 10));
    if (near.length === 0) return false;
    const text = near.toString('latin1');
    for (let at = 0; at < near.length; ) {
      if (first.test(text.slice(at, at + 2048)) && (at === 0 || text[at - 1] === '\n')) {
        for await (const _piece of pieces.take(at));
        return true;
      }
      const next = text.indexOf('\n', at);
      if (next === -1) break;
      at = next + 1;
    }
    // A record's first lines may lie across the edge of what is at hand.
    const passed = near.length < 64 << 10 ? near.length : near.length - 4096;
    for await (const _piece of pieces.take(passed));
  }
}

/**
 * The records in one run of bytes. `reopen` gives the same bytes from a place on, for looking again inside a record whose length was wrong;
 * `offsetOf` says where a place of the run lies in the file.
 */
async function* run(
  reopen: (from: number) => Pieces,
  kind: 'warc' | 'arc',
  placeAt: (position: number) => Place,
  inside: Inside,
): AsyncGenerator<Scanned> {
  let pieces = reopen(0);
  for (;;) {
    await pieces.skipLineEnds();
    if (await pieces.atEnd()) return;
    const start = pieces.position;
    const place = placeAt(start);
    const head: RecordHead | null = await recordHead(pieces, kind);
    if (!head) {
      yield noMore(place, broken('Here stands something that is no record of a web archive.', { offset: place.offset }));
      await pieces.close();
      pieces = reopen(start + 1);
      if (!(await resync(pieces, kind))) return;
      continue;
    }
    const blockStart = pieces.position;
    inside.record = true;
    const record = await OpenRecord.open(pieces, head);
    let judged: Promise<Outcome> | null = null;
    const judge = () => (judged ??= afterRecord(record, pieces, head, place, inside));
    yield { place, record, problem: null, after: async () => (await judge()).failure };
    const outcome = await judge();
    if (outcome.unreadable) return;
    if (outcome.failure === null) continue;
    // Look for the next record inside what this one claimed, because its length may be what is wrong.
    await pieces.close();
    pieces = reopen(blockStart);
    if (!(await resync(pieces, kind))) return;
  }
}

interface Outcome {
  readonly failure: Failure | null;
  /** The bytes themselves could not be had; there is nothing to look again in. */
  readonly unreadable: boolean;
}

async function afterRecord(record: OpenRecord, pieces: Pieces, head: RecordHead, place: Place, inside: Inside): Promise<Outcome> {
  const details = { offset: place.offset };
  try {
    const { problem } = await record.finish();
    inside.record = false;
    if (problem) return { failure: problem, unreadable: false };
    const near = Buffer.from(await pieces.peek(5)).toString('latin1');
    // A missing line end between records is sloppy but loses nothing.
    const fine = near === '' || /^[\r\n]/.test(near) || (head.kind === 'warc' && near === 'WARC/');
    const failure = fine ? null : broken('This record does not end where it says: its length is wrong.', details);
    return { failure, unreadable: false };
  } catch (error) {
    inside.record = false;
    return { failure: asFailure(error), unreadable: true };
  }
}

/** All records of an archive. A record's block must be read (or left to `after`) before the next one is asked for. */
export async function* scan(input: FileBytes): AsyncGenerator<Scanned> {
  const found = webArchiveKind(input.head);
  const kind = found?.kind ?? 'warc';
  const window = new Window(input);
  if (found?.gzip !== true) {
    yield* run(
      (from) => new Pieces(input.stream(from), from),
      kind,
      (position) => ({ offset: position, inner: 0 }),
      { record: false },
    );
    return;
  }
  let offset: number | null = 0;
  while (offset !== null && offset < input.size) {
    const at: number = offset;
    const state: { end: number | null } = { end: null };
    try {
      yield* member(window, at, kind, state);
    } catch (error) {
      yield noMore({ offset: at, inner: 0 }, asFailure(error));
    }
    offset = state.end ?? (await nextMember(window, at + 1));
  }
}

/** Whether the reader stands inside a record, whose bytes may go on in the next member. */
interface Inside {
  record: boolean;
}

/**
 * What the member at `at` unpacks to. Some programs close a gzip member in the middle of a record: while the reader is inside one, the
 * bytes go on with the next member, unless that one begins a record of its own. `ended` is told where what was read ends in the file.
 */
async function* unpacked(
  window: Window,
  at: number,
  kind: 'warc' | 'arc',
  inside: Inside,
  ended: (end: number) => void,
): AsyncGenerator<Uint8Array> {
  for (let member = await gzipMember(window, at); member; ) {
    yield* member.pieces;
    const end = member.end();
    if (end === null) return;
    ended(end);
    member = inside.record ? await continued(window, end, kind) : null;
  }
}

async function continued(window: Window, offset: number, kind: 'warc' | 'arc'): Promise<GzipMember | null> {
  const next = await gzipMember(window, offset);
  if (!next || kind === 'arc') return null;
  const pieces = new Pieces(next.pieces);
  const begins = Buffer.from(await pieces.peek(5)).toString('latin1') === 'WARC/';
  await pieces.close();
  return begins ? null : gzipMember(window, offset);
}

async function* skipping(pieces: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let passed = 0;
  for await (const piece of pieces) {
    if (passed + piece.length > count) yield piece.subarray(Math.max(0, count - passed));
    passed += piece.length;
  }
}

async function* member(window: Window, at: number, kind: 'warc' | 'arc', state: { end: number | null }): AsyncGenerator<Scanned> {
  if (!(await gzipMember(window, at))) {
    yield noMore({ offset: at, inner: 0 }, broken('Here stands something that is no compressed record.', { offset: at }));
    return;
  }
  const inside: Inside = { record: false };
  const bytes = () => unpacked(window, at, kind, inside, (end) => (state.end = Math.max(end, state.end ?? 0)));
  yield* run(
    (skip) => new Pieces(skipping(bytes(), skip), skip),
    kind,
    (position) => ({ offset: at, inner: position }),
    inside,
  );
}

/** The one record at a place. Throws NOT_FOUND, BROKEN_FILE. */
export async function openAt(input: FileBytes, place: Place): Promise<OpenRecord> {
  const found = webArchiveKind(input.head);
  const kind = found?.kind ?? 'warc';
  const missing = new AssayError('NOT_FOUND', 'There is no such record in this archive.', { id: placeId(place) });
  if (place.offset >= input.size) throw missing;
  let pieces: Pieces;
  if (found?.gzip === true) {
    const window = new Window(input);
    if (!(await gzipMember(window, place.offset))) throw missing;
    // Where a record ends is its own matter here; nobody reads on to the next.
    pieces = new Pieces(unpacked(window, place.offset, kind, { record: true }, () => undefined));
    for await (const _piece of pieces.take(place.inner));
  } else if (place.inner > 0) throw missing;
  else pieces = new Pieces(input.stream(place.offset), place.offset);
  const head = await recordHead(pieces, kind);
  if (!head) throw missing;
  return OpenRecord.open(pieces, head);
}
