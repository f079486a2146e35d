/** What a picture's container carries beside its pixels: whole blocks, found by walking the container, never by searching it. */
import { inflateSync } from 'node:zlib';
import { bytesOf, entryOf, firstDirectory, readDirectory, tiffBlock } from './ifd.ts';

export interface Carried {
  /** EXIF blocks, each beginning with its TIFF header. */
  readonly exif: Uint8Array[];
  /** XMP packets. */
  readonly xmp: Uint8Array[];
  /** JPEG and GIF comments. */
  readonly comments: Uint8Array[];
  /** Photoshop image resources (8BIM …). */
  readonly photoshop: Uint8Array[];
  /** PNG text chunks. */
  readonly texts: { readonly keyword: string; readonly text: string }[];
  /** Pictures in an animation or a multi-page file, where the container says so. */
  frames: number;
}

const nothing = (): Carried => ({ exif: [], xmp: [], comments: [], photoshop: [], texts: [], frames: 1 });
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
/** Blocks of one kind in one file; more is no picture of anything. */
const most = 200;
/** Bytes of one unpacked text. */
const mostText = 4 << 20;

/** JPEG: the segments before the first scan (ITU-T T.81, Exif 2.32, XMP part 3). */
export function carriedByJpeg(bytes: Uint8Array): Carried {
  const out = nothing();
  const extended: Uint8Array[] = [];
  const v = view(bytes);
  for (let at = 2, count = 0; at + 4 <= bytes.length && bytes[at] === 0xff && count < 5000; count++) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) break;
    if (marker === 1 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2;
      continue;
    }
    const end = at + 2 + v.getUint16(at + 2);
    if (end > bytes.length || end < at + 4) break;
    const body = bytes.subarray(at + 4, end);
    const mark = latin1(body.subarray(0, 40));
    if (marker === 0xe1 && /^Exif\0[\0\xff]/.test(mark)) add(out.exif, body.subarray(6));
    else if (marker === 0xe1 && mark.startsWith('http://ns.adobe.com/xap/1.0/\0')) add(out.xmp, body.subarray(29));
    else if (marker === 0xe1 && mark.startsWith('http://ns.adobe.com/xmp/extension/\0')) add(extended, body.subarray(35));
    else if (marker === 0xed && mark.startsWith('Photoshop 3.0\0')) add(out.photoshop, body.subarray(14));
    else if (marker === 0xfe) add(out.comments, body);
    at = end;
  }
  out.xmp.push(...joinedXmp(extended));
  return out;
}

/** XMP that is too long for one segment: parts of packets, each with its packet's MD5, length and place (XMP part 3, 1.1.3.1). */
function joinedXmp(parts: readonly Uint8Array[]): Uint8Array[] {
  const packets = new Map<string, Buffer>();
  for (const part of parts) {
    if (part.length < 40) continue;
    const [length, offset] = [view(part).getUint32(32), view(part).getUint32(36)];
    if (length > mostText || offset + part.length - 40 > length || packets.size > 8) continue;
    const id = latin1(part.subarray(0, 32));
    const packet = packets.get(id) ?? Buffer.alloc(length);
    if (packet.length === length) packet.set(part.subarray(40), offset);
    packets.set(id, packet);
  }
  return [...packets.values()];
}

/** PNG chunks (W3C PNG, third edition): eXIf, text of three kinds, frames. */
export function carriedByPng(bytes: Uint8Array): Carried {
  const out = nothing();
  const v = view(bytes);
  for (let at = 8, count = 0; at + 12 <= bytes.length && count < 100_000; count++) {
    const length = v.getUint32(at);
    const type = latin1(bytes.subarray(at + 4, at + 8));
    if (at + 12 + length > bytes.length) break;
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'eXIf') add(out.exif, body);
    else if (type === 'acTL' && length >= 4) out.frames = Math.max(1, v.getUint32(at + 8));
    else if (type === 'tEXt' || type === 'zTXt' || type === 'iTXt') {
      const text = pngText(type, body);
      if (text?.keyword === 'XML:com.adobe.xmp') add(out.xmp, Buffer.from(text.text));
      else if (text) add(out.texts, text);
    }
    at += 12 + length;
  }
  return out;
}

function pngText(type: string, body: Uint8Array): { keyword: string; text: string } | null {
  const end = body.indexOf(0);
  if (end < 1 || end > 79) return null;
  const keyword = latin1(body.subarray(0, end));
  if (type === 'tEXt') return { keyword, text: latin1(body.subarray(end + 1)) };
  if (type === 'zTXt') return unpacked(keyword, body.subarray(end + 2), 'latin1');
  const language = body.indexOf(0, end + 3);
  const translated = language < 0 ? -1 : body.indexOf(0, language + 1);
  if (translated < 0) return null;
  const rest = body.subarray(translated + 1);
  return body[end + 1] === 1 ? unpacked(keyword, rest, 'utf8') : { keyword, text: Buffer.from(rest).toString('utf8') };
}

function unpacked(keyword: string, packed: Uint8Array, encoding: 'latin1' | 'utf8'): { keyword: string; text: string } | null {
  try {
    return { keyword, text: inflateSync(packed, { maxOutputLength: mostText }).toString(encoding) };
  } catch {
    // A text that does not unpack, or unpacks to more than anyone wrote, is said to be there; the picture does not depend on it.
    return { keyword, text: `(${packed.length} packed bytes that cannot be read)` };
  }
}

/** WebP: RIFF chunks. */
export function carriedByWebp(bytes: Uint8Array): Carried {
  const out = nothing();
  const v = view(bytes);
  let frames = 0;
  for (let at = 12, count = 0; at + 8 <= bytes.length && count < 100_000; count++) {
    const type = latin1(bytes.subarray(at, at + 4));
    const length = v.getUint32(at + 4, true);
    const body = bytes.subarray(at + 8, Math.min(bytes.length, at + 8 + length));
    if (type === 'EXIF') add(out.exif, latin1(body.subarray(0, 4)) === 'Exif' ? body.subarray(6) : body);
    else if (type === 'XMP ') add(out.xmp, body);
    else if (type === 'ANMF') frames++;
    at += 8 + length + (length & 1);
  }
  out.frames = Math.max(1, frames);
  return out;
}

/** TIFF is itself an EXIF block; XMP and Photoshop resources are tags in it. */
export function carriedByTiff(bytes: Uint8Array): Carried {
  const out = nothing();
  const block = tiffBlock(bytes);
  if (!block) return out;
  out.exif.push(bytes);
  let at = firstDirectory(block);
  const seen = new Set<number>();
  for (let pages = 0; at !== 0 && !seen.has(at) && pages < 10_000; pages++) {
    seen.add(at);
    const directory = readDirectory(block, at);
    if (!directory) break;
    if (pages === 0)
      for (const [tag, list] of [
        [700, out.xmp],
        [0x8649, out.photoshop],
      ] as const) {
        const entry = entryOf(directory, tag);
        if (entry) add(list, bytesOf(block, entry));
      }
    out.frames = pages + 1;
    at = directory.next;
  }
  return out;
}

/** GIF89a: comments, XMP, frames. */
export function carriedByGif(bytes: Uint8Array): Carried {
  const out = nothing();
  const flags = bytes[10] ?? 0;
  let at = 13 + (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  let frames = 0;
  /** The data of sub-blocks from `from`, and where they end. */
  const blocks = (from: number): { data: Uint8Array; end: number } => {
    const parts: Uint8Array[] = [];
    let place = from;
    for (let size = bytes[place] ?? 0; size > 0 && place < bytes.length; size = bytes[place] ?? 0) {
      parts.push(bytes.subarray(place + 1, place + 1 + size));
      place += 1 + size;
    }
    return { data: Buffer.concat(parts), end: place + 1 };
  };
  for (let count = 0; at < bytes.length && count < 100_000; count++) {
    const kind = bytes[at];
    if (kind === 0x2c) {
      frames++;
      const local = bytes[at + 9] ?? 0;
      at = blocks(at + 11 + (local & 0x80 ? 3 << ((local & 7) + 1) : 0)).end;
    } else if (kind === 0x21) {
      const label = bytes[at + 1];
      if (label === 0xfe) {
        const { data, end } = blocks(at + 2);
        add(out.comments, data);
        at = end;
      } else if (label === 0xff && latin1(bytes.subarray(at + 3, at + 14)) === 'XMP DataXMP') {
        // XMP lies there unparted, with a ramp of bytes behind it that ends any walk over sub-blocks (XMP part 3)
        const end = bytes.indexOf(0, at + 14);
        const close = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('<?xpacket end', at);
        if (close > 0 && end > 0) add(out.xmp, bytes.subarray(at + 14, close));
        at = blocks(at + 14).end;
      } else at = blocks(at + 2).end;
    } else break;
  }
  out.frames = Math.max(1, frames);
  return out;
}

function add<T>(list: T[], value: T): void {
  if (list.length < most) list.push(value);
}

/** Photoshop image resources (Adobe Photoshop File Formats): id → data. */
export function photoshopResources(blocks: readonly Uint8Array[]): Map<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  const bytes = Buffer.concat(blocks);
  for (let at = 0; at + 12 <= bytes.length && found.size < 500; ) {
    if (!/^(?:8BIM|MeSa|AgHg|PHUT|DCSR)$/.test(latin1(bytes.subarray(at, at + 4)))) break;
    const id = bytes.readUInt16BE(at + 4);
    const name = bytes[at + 6] ?? 0;
    const head = at + 6 + name + 1 + ((name + 1) & 1);
    if (head + 4 > bytes.length) break;
    const length = bytes.readUInt32BE(head);
    if (head + 4 + length > bytes.length) break;
    if (!found.has(id)) found.set(id, bytes.subarray(head + 4, head + 4 + length));
    at = head + 4 + length + (length & 1);
  }
  return found;
}
