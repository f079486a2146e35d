/** An HTTP message as a web archive keeps it (RFC 9112): its head, and its body with chunks and packing undone. */

import type { Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib';
import { AssayError } from '../../../../shared/errors.ts';
import { limits } from '../../format.ts';
import { through } from '../../through.ts';
import { Pieces } from './pieces.ts';

export type Fields = ReadonlyMap<string, string>;

export interface HttpHead {
  readonly status: number | null;
  /** Names in lower case; the first of each. */
  readonly fields: Fields;
}

/** Lines `Name: value`, continued lines joined. */
export function readFields(lines: readonly string[]): Map<string, string> {
  const fields = new Map<string, string>();
  let last: string | null = null;
  for (const line of lines) {
    if (/^[ \t]/.test(line) && last !== null) {
      fields.set(last, `${fields.get(last) ?? ''} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    last = fields.has(name) ? null : name;
    if (last !== null) fields.set(last, line.slice(colon + 1).trim());
  }
  return fields;
}

/** Bytes of a message's head at most. */
export const mostHead = 256 << 10;

/** Reads the head of a message from its first bytes; null where it has none. */
export function readHead(bytes: Uint8Array): { head: HttpHead; length: number } | null {
  const text = Buffer.from(bytes).toString('latin1');
  if (!/^(?:HTTP\/|[A-Z]{3,10} )/.test(text)) return null;
  const end = /\r?\n\r?\n/.exec(text);
  const length = end ? end.index + end[0].length : text.length;
  if (!end && bytes.length >= mostHead) return null;
  const [first = '', ...rest] = text.slice(0, end?.index ?? text.length).split(/\r?\n/);
  const status = /^HTTP\/\S+\s+(\d{3})/.exec(first)?.[1];
  return { head: { status: status === undefined ? null : Number(status), fields: readFields(rest) }, length };
}

export const isChunked = (head: HttpHead | null): boolean => /\bchunked\b/i.test(head?.fields.get('transfer-encoding') ?? '');

/**
 * A chunked body (RFC 9112 section 7.1) without its chunk lines. Recorders keep the header of a body they unchunked, and some servers
 * count wrongly: from the first line that is no chunk size on, bytes are passed as they are.
 */
export async function* unchunked(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = new Pieces(body);
  for (;;) {
    const near = Buffer.from(await pieces.peek(64)).toString('latin1');
    const size = /^([0-9a-f]{1,12})[ \t]*(?:;[^\r\n]*)?\r?\n/i.exec(near);
    if (!size) break;
    await pieces.line(64);
    const count = Number.parseInt(size[1] ?? '0', 16);
    if (count === 0) {
      await pieces.drain();
      return;
    }
    yield* pieces.take(count);
    const [after, second] = await pieces.peek(2);
    if (after === 13 && second === 10) await pieces.line(2);
    else if (after === 10) await pieces.line(1);
    else break;
  }
  yield* pieces.take(Number.MAX_SAFE_INTEGER);
}

/** The transform that undoes one content coding, or null where the bytes are not so packed although the header says it. */
function unpacker(coding: string, head: Uint8Array, cut: boolean): Transform | null {
  // A body that the crawler cut is read as far as it goes.
  const zlib = cut ? { finishFlush: constants.Z_SYNC_FLUSH } : {};
  const [first = 0, second = 0] = head;
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return first === 0x1f && second === 0x8b ? createGunzip(zlib) : null;
    case 'deflate':
      // RFC 9110 means zlib; some servers send it bare.
      if ((first & 0x0f) === 8 && (first * 256 + second) % 31 === 0) return createInflate(zlib);
      return isText(head) ? null : createInflateRaw(zlib);
    case 'br':
      return isText(head) ? null : createBrotliDecompress(cut ? { finishFlush: constants.BROTLI_OPERATION_FLUSH } : {});
    case 'zstd':
      return first === 0x28 && second === 0xb5 ? createZstdDecompress() : null;
    case '':
    case 'identity':
    case 'none':
      return null;
    default:
      throw new AssayError('UNSUPPORTED_FORMAT', `The record is packed by “${coding}”, which Assay does not read.`, { coding });
  }
}

/** Recorders that unpack a body often leave the header: 64 bytes without one control character are not packed. */
const isText = (head: Uint8Array): boolean =>
  head.length > 0 &&
  head.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13)) &&
  /^\s*[<{["\w#/]/.test(Buffer.from(head).toString('latin1'));

/** The document that a message carries: unchunked, unpacked. Throws TOO_LARGE, BROKEN_FILE, UNSUPPORTED_FORMAT. */
export async function* documentOf(body: AsyncIterable<Uint8Array>, head: HttpHead | null, cut: boolean): AsyncGenerator<Uint8Array> {
  let packed = 0;
  let size = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of isChunked(head) ? unchunked(body) : body) {
      packed += piece.length;
      yield piece;
    }
  }
  let bytes: AsyncIterable<Uint8Array> = counted();
  const codings = (head?.fields.get('content-encoding') ?? '').toLowerCase().split(/[\s,]+/);
  for (const coding of codings.toReversed().slice(0, 4)) {
    const pieces = new Pieces(bytes);
    const transform = unpacker(coding, await pieces.peek(64), cut);
    const rest = pieces.take(Number.MAX_SAFE_INTEGER);
    bytes = transform ? through(rest, transform) : rest;
  }
  try {
    for await (const piece of bytes) {
      size += piece.length;
      if (size > limits.memberBytes || (size > 64 << 20 && size > limits.ratio * packed))
        throw new AssayError('TOO_LARGE', 'This record unpacks to more than Assay takes out of an archive.');
      yield piece;
    }
  } catch (error) {
    if (error instanceof AssayError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new AssayError('BROKEN_FILE', `The document in this record could not be unpacked: ${why}.`, {}, { cause: error });
  }
}
