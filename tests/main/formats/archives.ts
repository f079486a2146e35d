/** Archives made for tests: ZIPs by a library and byte by byte, web archives as text. */
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { ZipFile } from 'yazl';
import type { FileBytes, Hints, Member } from '../../../main/formats/format.ts';
import { formatOf } from '../../../main/formats/index.ts';
import { fromMemory, type KeptPart, memorySink } from '../../../main/formats/memory.ts';

export async function zipOf(entries: Readonly<Record<string, string | Uint8Array>>, compress = true): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name, { compress });
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

export interface RawEntry {
  readonly name: string | Uint8Array;
  readonly content?: string;
  readonly deflate?: boolean;
  /** General purpose flags; 1 encrypted, 0x800 UTF-8. */
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  /** Bytes unpacked, as the headers say. */
  readonly size?: number;
  /** Unix mode, upper half of the external attributes. */
  readonly mode?: number;
  readonly extra?: Uint8Array;
  /** Points its directory record at the local header of the entry of this number. */
  readonly sameAs?: number;
}

/** A ZIP written byte by byte, with whatever lies its entries tell. */
export function rawZip(entries: readonly RawEntry[], comment = ''): Buffer {
  const locals: Buffer[] = [];
  const records: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const plain = Buffer.from(entry.content ?? '');
    const packed = entry.deflate ? deflateRawSync(plain) : plain;
    const extra = Buffer.from(entry.extra ?? []);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(entry.flags ?? 0, 2);
    shared.writeUInt16LE(entry.method ?? (entry.deflate ? 8 : 0), 4);
    shared.writeUInt32LE(entry.crc ?? crc32(plain), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(entry.size ?? plain.length, 18);
    shared.writeUInt16LE(name.length, 22);
    shared.writeUInt16LE(extra.length, 24);
    const offset = entry.sameAs === undefined ? at : (offsets[entry.sameAs] ?? 0);
    offsets.push(offset);
    if (entry.sameAs === undefined) {
      const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), shared, name, extra, packed]);
      locals.push(local);
      at += local.length;
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    records.push(Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), Buffer.from([20, 3]), shared, tail, name, extra]));
  }
  const directory = Buffer.concat(records);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  end.writeUInt16LE(comment.length, 16);
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006', 'latin1'), end, Buffer.from(comment, 'latin1')]);
}

/** One record of a WARC; `length` for a wrong one. */
export function warcRecord(fields: Readonly<Record<string, string>>, block: string | Uint8Array, length?: number): Buffer {
  const bytes = Buffer.from(block);
  const head = Object.entries({ 'WARC-Record-ID': '<urn:uuid:1>', 'WARC-Date': '2024-03-25T20:40:00Z', ...fields });
  const lines = head.map(([name, value]) => `${name}: ${value}`);
  return Buffer.concat([
    Buffer.from(`WARC/1.0\r\n${lines.join('\r\n')}\r\nContent-Length: ${length ?? bytes.length}\r\n\r\n`),
    bytes,
    Buffer.from('\r\n\r\n'),
  ]);
}

export interface ResponseParts {
  readonly url?: string;
  readonly http?: string;
  readonly body?: string | Uint8Array;
  readonly fields?: Readonly<Record<string, string>>;
  readonly length?: number;
}

/** A response record with an HTTP message. */
export function response({
  url = 'https://news.example/a',
  http = 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8',
  body = page,
  fields = {},
  length,
}: ResponseParts = {}): Buffer {
  const block = Buffer.concat([Buffer.from(`${http}\r\n\r\n`), Buffer.from(body)]);
  return warcRecord(
    { 'WARC-Type': 'response', 'WARC-Target-URI': url, 'Content-Type': 'application/http; msgtype=response', ...fields },
    block,
    length,
  );
}

export const page =
  '<!DOCTYPE html><html><head><title>Two rigs</title></head><body><p>Two rigs were hit in the morning, the ministry said.</p></body></html>';

/** Every record in a gzip member of its own, as web archives are packed. */
export const gzipped = (...records: readonly Uint8Array[]): Buffer => Buffer.concat(records.map((record) => gzipSync(record)));

const withHints = (bytes: Uint8Array, fileName: string) => {
  const input: FileBytes = fromMemory(bytes);
  const hints: Hints = { fileName };
  return { input, hints, format: formatOf(input, hints) };
};

export async function listed(bytes: Uint8Array, fileName: string): Promise<Member[]> {
  const { input, hints, format } = withHints(bytes, fileName);
  const members: Member[] = [];
  for await (const member of format.list?.(input, hints) ?? []) members.push(member);
  return members;
}

export async function taken(bytes: Uint8Array, fileName: string, id: string): Promise<KeptPart> {
  const { input, hints, format } = withHints(bytes, fileName);
  const sink = memorySink();
  await format.take?.(input, id, hints, sink);
  const [part] = sink.parts;
  if (!part) throw new Error('nothing was taken');
  return part;
}
