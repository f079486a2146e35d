/**
 * A message as a tree of parts (RFC 2045, 2046), in one pass over its lines. Our own rather than mailparser's: that one writes the
 * words of a forwarded mail into the mail that carries it, joins text and HTML into one text of its own making, and gives a
 * forwarded message's bytes only as it would write them anew. Evidence needs each part as it was sent.
 */
import { type Header, readHeader } from './header.ts';
import type { Structured } from './words.ts';

export interface Part {
  readonly header: Header;
  /** `text/plain`, in lower case. A multipart that parts nothing is read as text. */
  type: string;
  readonly params: Structured['params'];
  readonly disposition: Structured | undefined;
  /** The body's bytes as mailed: [start, end). */
  readonly start: number;
  end: number;
  readonly children: Part[];
  /** The end of a multipart was written (`--boundary--`), or a leaf was followed by a boundary. */
  closed: boolean;
}

export interface Message {
  readonly root: Part;
  /** What was wrong with its structure, as sentences. */
  readonly defects: readonly string[];
}

/** Multiparts inside multiparts; deeper ones are kept as files. */
const deepest = 64;
/** Parts in one message; real ones have a few dozen. */
const mostParts = 10_000;

interface Open {
  readonly part: Part;
  readonly boundary: string;
}

const isSpace = (byte: number | undefined): boolean => byte === 32 || byte === 9 || byte === 13;

/** Reads the structure of a message; of `bytes` nothing is copied. */
export function readMessage(bytes: Uint8Array): Message {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const defects = new Set<string>();
  const stack: Open[] = [];
  const multiparts: Part[] = [];
  let parts = 0;
  let charset: string | undefined;

  const lineEnd = (at: number): number => {
    const end = buffer.indexOf(10, at);
    return end === -1 ? buffer.length : end + 1;
  };
  /** The boundary a line consists of: which open multipart it belongs to, and whether it closes it. */
  const delimiter = (at: number, end: number): { level: number; close: boolean } | null => {
    if (buffer[at] !== 45 || buffer[at + 1] !== 45) return null;
    let to = end;
    while (to > at && (isSpace(buffer[to - 1]) || buffer[to - 1] === 10)) to--;
    if (to - at > 300) return null;
    const text = buffer.toString('latin1', at + 2, to);
    for (let level = stack.length - 1; level >= 0; level--) {
      const boundary = stack[level]?.boundary;
      if (text === boundary) return { level, close: false };
      if (text === `${boundary}--`) return { level, close: true };
    }
    return null;
  };
  /** Where the header block that begins at `at` ends and its body begins. A boundary inside it ends it, too. */
  const headerEnd = (at: number): { end: number; body: number } => {
    for (let line = at; line < buffer.length; ) {
      const next = lineEnd(line);
      if (next - line === 1 || (next - line === 2 && buffer[line] === 13)) return { end: line, body: next };
      if (line > at && delimiter(line, next)) return { end: line, body: line };
      line = next;
    }
    return { end: buffer.length, body: buffer.length };
  };
  const open = (at: number, fallback: string): Part => {
    const { end, body } = headerEnd(at);
    const header = readHeader(buffer.subarray(at, end), charset);
    const type = header.structured('content-type');
    charset ??= type?.params.get('charset');
    const part: Part = {
      header,
      type: type && /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(type.value) ? type.value : fallback,
      params: type?.params ?? new Map(),
      disposition: header.structured('content-disposition'),
      start: body,
      end: buffer.length,
      children: [],
      closed: false,
    };
    parts++;
    if (!part.type.startsWith('multipart/')) return part;
    const boundary = part.params.get('boundary') || lostBoundary(buffer, body);
    if (!part.params.get('boundary')) defects.add('A multipart of this mail does not say what parts it.');
    if (boundary && stack.length < deepest) stack.push({ part, boundary: Buffer.from(boundary).toString('latin1').trimEnd() });
    else if (stack.length >= deepest) {
      defects.add(`This mail nests more than ${deepest} multiparts; the innermost are kept as files.`);
      part.type = 'application/octet-stream';
    } else part.type = 'text/plain';
    if (part.type.startsWith('multipart/')) multiparts.push(part);
    return part;
  };

  const root = open(mboxLine(buffer), 'text/plain');
  let leaf: Part | null = stack.length > 0 ? null : root;
  let at = root.start;
  while (stack.length > 0 && at < buffer.length) {
    const next = lineEnd(at);
    const found = delimiter(at, next);
    if (!found) {
      const jump = buffer.indexOf('\n--', Math.max(at, next - 1));
      at = jump === -1 ? buffer.length : jump + 1;
      continue;
    }
    // The line end before a boundary belongs to the boundary (RFC 2046 section 5.1.1).
    const end = Math.max(0, at - (buffer[at - 1] === 10 ? (buffer[at - 2] === 13 ? 2 : 1) : 0));
    if (leaf) leaf.end = Math.max(leaf.start, end);
    if (leaf) leaf.closed = true;
    for (const left of stack.splice(found.level + 1)) {
      left.part.end = Math.max(left.part.start, end);
      if (!left.part.closed) defects.add('A multipart of this mail is not closed.');
    }
    const level = stack[found.level];
    if (!level) break;
    leaf = null;
    at = next;
    if (found.close) {
      level.part.closed = true;
      level.part.end = Math.max(level.part.start, end);
      stack.pop();
      continue;
    }
    if (parts >= mostParts) {
      defects.add(`This mail has more than ${mostParts} parts; the rest is not read.`);
      break;
    }
    const child = open(next, level.part.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain');
    level.part.children.push(child);
    leaf = stack.at(-1)?.part === child ? null : child;
    at = child.start;
  }
  const last = stack.at(-1);
  if (leaf && last) {
    // Some programs write the last boundary without the line end before it.
    const glued = Buffer.from(`--${last.boundary}--`, 'latin1');
    let end = leaf.end;
    while (end > leaf.start && (isSpace(buffer[end - 1]) || buffer[end - 1] === 10)) end--;
    if (end - glued.length >= leaf.start && buffer.subarray(end - glued.length, end).equals(glued)) {
      leaf.end = end - glued.length;
      last.part.closed = true;
    }
  }
  for (const part of multiparts) {
    if (part.children.length > 0) continue;
    defects.add('A multipart of this mail has no parts; it is read as text.');
    part.type = 'text/plain';
  }
  if (stack.some((left) => !left.part.closed)) defects.add('This mail ends before its last part is closed.');
  return { root, defects: [...defects] };
}

/** Where the header begins: after blank lines and the `From ` line that an mbox puts before each mail. */
function mboxLine(buffer: Buffer): number {
  let at = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0;
  while (buffer[at] === 10 || buffer[at] === 13) at++;
  const line = buffer.toString('latin1', at, at + 6);
  if (!line.startsWith('From ') && !line.startsWith('>From ')) return at;
  const end = buffer.indexOf(10, at);
  return end === -1 ? buffer.length : end + 1;
}

/** A multipart that lost its boundary parameter: the first line of its body that looks like one and comes again. */
function lostBoundary(buffer: Buffer, from: number): string | undefined {
  const text = buffer.toString('latin1', from, Math.min(buffer.length, from + 65_536));
  for (const [, candidate = ''] of text.matchAll(/^--(\S[^\r\n]{0,200}?)[ \t]*\r?$/gm)) {
    const bare = candidate.endsWith('--') ? candidate.slice(0, -2) : candidate;
    if (bare !== '' && buffer.indexOf(`\n--${bare}`, from + 1 + text.indexOf(`--${candidate}`)) !== -1) return bare;
  }
  return undefined;
}
