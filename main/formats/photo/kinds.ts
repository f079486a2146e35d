/** The kinds of picture Assay reads, and how they are told by their first bytes. */
import { startsWith } from '../signatures.ts';
import { boxOf, fourCC, viewOf } from './heif/boxes.ts';

export interface Kind {
  readonly name: string;
  readonly mediaType: string;
  /** Names that such files have; only a tie-breaker. */
  readonly files: RegExp;
  signature(head: Uint8Array): boolean;
}

/** Brands of an ISO base media file, the major one first; empty where it is none (ISO/IEC 14496-12, 4.3). */
function brands(head: Uint8Array): string[] {
  if (!startsWith(head, 'ftyp', 4)) return [];
  const view = viewOf(head);
  const box = boxOf(view, 'ftyp');
  if (!box) return [];
  const found: string[] = [];
  for (let at = box.start; at + 4 <= box.end && found.length < 100; at += at === box.start ? 8 : 4) found.push(fourCC(view, at));
  return found;
}

const hevc = /^(?:heic|heix|heim|heis|hevc|hevx|hevm|hevs)$/;
const isAvif = (names: readonly string[]): boolean =>
  /^avi[fs]$/.test(names[0] ?? '') || (/^m(?:if|sf)1$/.test(names[0] ?? '') && names.includes('avif'));
const isHeic = (names: readonly string[]): boolean =>
  hevc.test(names[0] ?? '') || (/^m(?:if|sf)1$|^miaf$/.test(names[0] ?? '') && !isAvif(names));

const lead = [/^\s+/, /^<\?[^>]*>/, /^<!--[\s\S]*?-->/, /^<!DOCTYPE\s+(?:\w+:)?svg[^>[]*(?:\[[^\]]*\]\s*)?>/i];

/** An XML document whose root is `svg`, behind whatever may stand before it. */
function isSvg(head: Uint8Array): boolean {
  const wide = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
  let text = new TextDecoder(wide).decode(head);
  for (let found = true; found; ) {
    found = false;
    for (const pattern of lead) {
      const [part = ''] = pattern.exec(text) ?? [];
      text = text.slice(part.length);
      found ||= part !== '';
    }
  }
  return /^<(?:\w+:)?svg[\s>/]/i.test(text) || /^<!DOCTYPE\s+(?:\w+:)?svg\b/i.test(text);
}

export const kinds = {
  jpeg: {
    name: 'JPEG',
    mediaType: 'image/jpeg',
    files: /\.(?:jpe?g|jfif)$/i,
    signature: (head) => startsWith(head, [0xff, 0xd8, 0xff]),
  },
  png: {
    name: 'PNG',
    mediaType: 'image/png',
    files: /\.a?png$/i,
    signature: (head) => startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  webp: {
    name: 'WebP',
    mediaType: 'image/webp',
    files: /\.webp$/i,
    signature: (head) => startsWith(head, 'RIFF') && startsWith(head, 'WEBP', 8),
  },
  tiff: {
    name: 'TIFF',
    mediaType: 'image/tiff',
    files: /\.tiff?$/i,
    signature: (head) =>
      [
        [0x49, 0x49, 0x2a, 0],
        [0x4d, 0x4d, 0, 0x2a],
        [0x49, 0x49, 0x2b, 0],
        [0x4d, 0x4d, 0, 0x2b],
      ].some((sign) => startsWith(head, sign)),
  },
  gif: {
    name: 'GIF',
    mediaType: 'image/gif',
    files: /\.gif$/i,
    signature: (head) => startsWith(head, 'GIF87a') || startsWith(head, 'GIF89a'),
  },
  avif: {
    name: 'AVIF',
    mediaType: 'image/avif',
    files: /\.avifs?$/i,
    signature: (head) => isAvif(brands(head)),
  },
  heic: {
    name: 'HEIC',
    mediaType: 'image/heic',
    files: /\.(?:hei[cf]s?|hif)$/i,
    signature: (head) => isHeic(brands(head)),
  },
  svg: {
    name: 'SVG',
    mediaType: 'image/svg+xml',
    files: /\.svg$/i,
    signature: isSvg,
  },
} satisfies Record<string, Kind>;
