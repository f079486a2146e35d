/** Where large files may carry content credentials, looked up without reading them whole. */
import type { FileBytes } from '../format.ts';
import { startsWith } from '../signatures.ts';
import { hasCredentials } from './marker.ts';

/** Boxes and chunks side by side. */
const most = 5_000;
const headBytes = 1 << 20;
const text = (bytes: Uint8Array, at: number): string => Buffer.from(bytes.subarray(at, at + 4)).toString('latin1');

/** MP4 and the like have them in a `uuid` box at the top, RIFF in a `C2PA` chunk, ID3 in its head (C2PA 2.1, annex A). */
export async function mayCarryCredentials(input: FileBytes): Promise<boolean> {
  if (startsWith(input.head, 'RIFF'))
    return walk(input, 12, (head) => ({ type: text(head, 0), size: Buffer.from(head).readUInt32LE(4), header: 8, even: true }));
  if (/^(?:ftyp|moov|mdat|wide|free|skip)$/.test(text(input.head, 4)))
    return walk(input, 0, (head) => {
      const size = Buffer.from(head).readUInt32BE(0);
      const wide = size === 1 && head.length >= 16 ? Number(Buffer.from(head).readBigUInt64BE(8)) : size;
      return { type: text(head, 4), size: size === 0 ? Number.POSITIVE_INFINITY : wide, header: 0, even: false };
    });
  return hasCredentials(await input.read(0, headBytes), '');
}

interface Part {
  readonly type: string;
  readonly size: number;
  readonly header: number;
  readonly even: boolean;
}

async function walk(input: FileBytes, start: number, partOf: (head: Uint8Array) => Part): Promise<boolean> {
  let at = start;
  for (let count = 0; count < most && at + 8 <= input.size; count++) {
    const head = await input.read(at, 32);
    if (head.length < 8) return false;
    const { type, size, header, even } = partOf(head);
    if (type === 'C2PA') return true;
    if (type === 'uuid' && hasCredentials(head, '')) return true;
    const step = header + size + (even ? size % 2 : 0);
    if (!Number.isFinite(step) || step < 8) return false;
    at += step;
  }
  return false;
}
