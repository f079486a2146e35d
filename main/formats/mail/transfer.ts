/** Content-Transfer-Encoding (RFC 2045 section 6): bytes of a part as they were before they were mailed, in pieces. */

const pieceBytes = 768 << 10;

export type Transfer = 'base64' | 'quoted-printable' | 'uuencode' | 'as-is';

export function transferOf(written: string | undefined): Transfer {
  const name =
    written
      ?.trim()
      .toLowerCase()
      .replace(/[;\s].*$/s, '') ?? '';
  if (name === 'base64' || name === 'quoted-printable') return name;
  return /^(?:x-)?uu(?:e|encode)?$/.test(name) ? 'uuencode' : 'as-is';
}

/** Whole parts of some size at most pass through memory in pieces; nothing is held but the piece. */
export function* decodeTransfer(bytes: Uint8Array, transfer: Transfer): Generator<Uint8Array> {
  if (transfer === 'base64') yield* base64(bytes);
  else if (transfer === 'quoted-printable') yield quotedPrintable(bytes);
  else if (transfer === 'uuencode') yield uuencoded(bytes);
  else for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

export const decodedBytes = (bytes: Uint8Array, transfer: Transfer): Uint8Array => Buffer.concat([...decodeTransfer(bytes, transfer)]);

/** Characters outside the alphabet are passed over, as RFC 2045 asks; each padding ends a run, so that joined pieces decode too. */
function* base64(bytes: Uint8Array): Generator<Uint8Array> {
  let rest = '';
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(pieceBytes, bytes.length - at));
    const runs = (rest + piece.toString('latin1').replace(/[^A-Za-z0-9+/=]+/g, '')).split(/=+/);
    const open = runs.pop() ?? '';
    for (const run of runs) if (run !== '') yield Buffer.from(run, 'base64');
    const whole = open.length - (open.length % 4);
    if (whole > 0) yield Buffer.from(open.slice(0, whole), 'base64');
    rest = open.slice(whole);
  }
  if (rest !== '') yield Buffer.from(rest, 'base64');
}

const hex = (code: number | undefined): number =>
  code === undefined
    ? -1
    : code >= 48 && code <= 57
      ? code - 48
      : code >= 65 && code <= 70
        ? code - 55
        : code >= 97 && code <= 102
          ? code - 87
          : -1;

/** An `=` that begins nothing known stands for itself. */
function quotedPrintable(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let to = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 10 || (byte === 13 && bytes[at + 1] === 10)) {
      // Blanks at a line's end were added on the way.
      while (to > 0 && (out[to - 1] === 32 || out[to - 1] === 9)) to--;
      out[to++] = byte;
      if (byte === 13) out[to++] = bytes[++at] ?? 10;
      continue;
    }
    if (byte !== 61) {
      out[to++] = byte;
      continue;
    }
    const [high, low] = [hex(bytes[at + 1]), hex(bytes[at + 2])];
    if (high >= 0 && low >= 0) {
      out[to++] = high * 16 + low;
      at += 2;
      continue;
    }
    let end = at + 1;
    while (bytes[end] === 32 || bytes[end] === 9) end++;
    if (bytes[end] === 13 && bytes[end + 1] === 10) at = end + 1;
    else if (bytes[end] === 10 || bytes[end] === 13 || end >= bytes.length) at = end;
    else out[to++] = byte;
  }
  return out.subarray(0, to);
}

function uuencoded(bytes: Uint8Array): Uint8Array {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').split(/\r?\n/);
  const begin = lines.findIndex((line) => /^begin(?:-base64)? \d{3,4} /.test(line));
  const out: Buffer[] = [];
  for (const line of begin === -1 ? [] : lines.slice(begin + 1)) {
    if (line === 'end') break;
    const length = (line.charCodeAt(0) - 32) & 63;
    const group = Buffer.alloc(Math.ceil(length / 3) * 3);
    for (let i = 0; i * 3 < length; i++) {
      const [a = 0, b = 0, c = 0, d = 0] = [1, 2, 3, 4].map((k) => ((line.charCodeAt(i * 4 + k) || 32) - 32) & 63);
      group.set([(a << 2) | (b >> 4), ((b << 4) | (c >> 2)) & 255, ((c << 6) | d) & 255], i * 3);
    }
    out.push(group.subarray(0, length));
  }
  return begin === -1 ? bytes : Buffer.concat(out);
}
