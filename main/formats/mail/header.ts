/** The header block of a message or of one of its parts (RFC 5322 section 2.2). */
import { decodeText } from '../charset.ts';
import { decodeWords, oneLine, type Structured, structured } from './words.ts';

export interface HeaderLine {
  /** As written. */
  readonly name: string;
  /** Unfolded, 8-bit characters decoded, encoded words not. */
  readonly raw: string;
}

/** Bytes of one header block at most; what is beyond is not read as header. */
const mostBytes = 4 << 20;
/** Header lines at most. */
const mostLines = 5_000;

export class Header {
  readonly lines: readonly HeaderLine[];
  constructor(lines: readonly HeaderLine[]) {
    this.lines = lines;
  }
  /** The first line of this name; where it is given more than once the first is the one mail programs show. */
  raw(name: string): string | undefined {
    return this.lines.find((line) => line.name.toLowerCase() === name)?.raw;
  }
  text(name: string): string | undefined {
    const raw = this.raw(name);
    return raw === undefined ? undefined : decodeWords(raw);
  }
  structured(name: string): Structured | undefined {
    const raw = this.raw(name);
    return raw === undefined ? undefined : structured(raw);
  }
}

/** Decodes header bytes: ASCII, UTF-8 (RFC 6532), else the set that the message names for its text, else judged from the bytes. */
function textOf(bytes: Uint8Array, charset: string | undefined): string {
  if (!bytes.some((byte) => byte > 127)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const named = charset ?? /charset\s*=\s*"?([\w.:-]+)/i.exec(Buffer.from(bytes).toString('latin1'))?.[1];
  return decodeText(bytes, named ? [{ value: named, from: 'charset' }] : [])?.text ?? new TextDecoder('windows-1252').decode(bytes);
}

/** Reads a header block that begins at its first byte and ends before the empty line. Lines that are no header are left out. */
export function readHeader(bytes: Uint8Array, charset?: string): Header {
  const text = textOf(bytes.subarray(0, mostBytes), charset).replace(/^\ufeff/, '');
  const lines: { name: string; raw: string[] }[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const start = /^([!-9;-~]+)[ \t]*:(.*)$/s.exec(line);
    const last = lines.at(-1);
    if (/^[ \t]/.test(line) && last) last.raw.push(line.trim());
    else if (start?.[1] !== undefined) {
      if (lines.length === mostLines) break;
      lines.push({ name: start[1], raw: [(start[2] ?? '').trim()] });
    }
  }
  return new Header(lines.map(({ name, raw }) => ({ name, raw: oneLine(raw.join(' ')) })));
}
