/** Words of a mail header as they were meant: encoded words (RFC 2047), parameters (RFC 2231), raw 8-bit characters (RFC 6532). */
import { decodeText, encodingName } from '../charset.ts';
import { decodeUtf7 } from './utf7.ts';

const bytesOf = (binary: string): Uint8Array => Uint8Array.from(binary, (char) => char.charCodeAt(0) & 0xff);

/** Bytes as text in the character set they are said to be in; a set that is unknown or contradicted by the bytes is judged from them. */
export function decodeCharset(
  bytes: Uint8Array,
  charset: string | undefined,
  from: string,
): { text: string; encoding: { value: string; from: string } } {
  if (charset && /^(?:unicode-1-1-)?utf-?7$/i.test(charset)) return { text: decodeUtf7(bytes), encoding: { value: 'utf-7', from } };
  const named = charset ? encodingName(charset) : null;
  const declared = charset ? [{ value: charset, from }] : [];
  // UTF-16 that names its byte order needs no guessing; text in it may be too short to look natural.
  if ((named === 'utf-16le' || named === 'utf-16be') && bytes.includes(0))
    return { text: new TextDecoder(named).decode(bytes), encoding: { value: named, from } };
  // A stray NUL makes no text UTF-16: only where every other byte is one it may be.
  const zeros = bytes.reduce((count, byte) => count + Number(byte === 0), 0);
  const text = zeros > 0 && zeros * 8 < bytes.length ? bytes.filter((byte) => byte !== 0) : bytes;
  const decoded = decodeText(text, declared);
  return (
    decoded ?? { text: new TextDecoder('windows-1252').decode(bytes), encoding: { value: 'windows-1252', from: 'nothing told better' } }
  );
}

const encodedWord = /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bq])\?([^?]*)\?=/gi;

const qBytes = (text: string): Uint8Array =>
  bytesOf(text.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));

interface Word {
  readonly charset: string;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/**
 * A header value with its encoded words decoded. Neighbours in one character set are joined as bytes first, because programs split
 * characters between them although RFC 2047 forbids it; blanks between two encoded words are dropped. Line breaks hidden in them
 * become blanks: a header is one line.
 */
export function decodeWords(text: string): string {
  const words: Word[] = [];
  for (const match of text.matchAll(encodedWord)) {
    const [whole, charset = '', kind = '', payload = ''] = match;
    const bytes = kind.toLowerCase() === 'b' ? Buffer.from(payload, 'base64') : qBytes(payload);
    words.push({ charset: charset.toLowerCase(), bytes, start: match.index, end: match.index + whole.length });
  }
  let out = '';
  let at = 0;
  for (let i = 0; i < words.length; i++) {
    const first = words[i];
    if (!first) break;
    const between = text.slice(at, first.start);
    if (i === 0 || /\S/.test(between)) out += between;
    const run = [first.bytes];
    at = first.end;
    for (let next = words[i + 1]; next && next.charset === first.charset && !/\S/.test(text.slice(at, next.start)); next = words[i + 1]) {
      run.push(next.bytes);
      at = next.end;
      i++;
    }
    out += decodeCharset(Buffer.concat(run), first.charset, 'encoded word').text;
  }
  return oneLine(out + text.slice(at));
}

/** No line ends and no other control characters: what a header says can never become a header line of its own. */
export const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();

export interface Structured {
  /** In lower case. */
  readonly value: string;
  /** Names in lower case; RFC 2231 continuations joined and decoded. */
  readonly params: ReadonlyMap<string, string>;
}

const parameter = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\[\s\S])*)(?:"|$)|([^;]*))/g;

/** `multipart/mixed; boundary="x"` and the like (RFC 2045 with RFC 2231). */
export function structured(text: string): Structured {
  const plain = text.slice(0, 20_000);
  const found = new Map<string, string>();
  const pieces = new Map<string, { index: number; encoded: boolean; value: string }[]>();
  for (const [, rawName = '', quoted, bare] of plain.matchAll(parameter)) {
    const value = quoted === undefined ? (bare ?? '').replace(/\s*\([^)]*\)\s*$/, '').trim() : quoted.replace(/\\([\s\S])/g, '$1');
    const split = /^([^*]+)(?:\*(\d{1,3}))?(\*)?$/.exec(rawName.toLowerCase());
    const name = split?.[1];
    if (!name) continue;
    if (split[2] === undefined && !split[3]) {
      if (!found.has(name)) found.set(name, decodeWords(value));
      continue;
    }
    const list = pieces.get(name) ?? [];
    list.push({ index: Number(split[2] ?? 0), encoded: split[3] === '*', value });
    pieces.set(name, list);
  }
  for (const [name, list] of pieces) found.set(name, joined(list.toSorted((a, b) => a.index - b.index)));
  return { value: (/^[^;\s]*/.exec(plain.trim())?.[0] ?? '').toLowerCase(), params: found };
}

function joined(list: readonly { encoded: boolean; value: string }[]): string {
  const charset = /^([^']*)'[^']*'/.exec(list[0]?.encoded ? list[0].value : '');
  let binary = '';
  for (const [i, piece] of list.entries()) {
    const value = i === 0 && charset ? piece.value.slice(charset[0].length) : piece.value;
    binary += piece.encoded ? value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : value;
  }
  if (/[^\u0000-\u00ff]/.test(binary)) return oneLine(binary);
  return oneLine(decodeCharset(bytesOf(binary), charset?.[1] || undefined, 'parameter').text);
}
