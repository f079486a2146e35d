/** Digests as web archives write them: `sha1:` and base 32 mostly, hexadecimal or base 64 by other programs. */
import { createHash, type Hash } from 'node:crypto';

const algorithms: Readonly<Record<string, { name: string; bytes: number }>> = {
  md5: { name: 'md5', bytes: 16 },
  sha1: { name: 'sha1', bytes: 20 },
  sha256: { name: 'sha256', bytes: 32 },
  sha384: { name: 'sha384', bytes: 48 },
  sha512: { name: 'sha512', bytes: 64 },
};

/** RFC 4648 base 32, without regard to case and padding; null where another character stands in it. */
function fromBase32(text: string): Buffer | null {
  const out: number[] = [];
  let bits = 0;
  let value = 0;
  for (const char of text.toUpperCase().replace(/=+$/, '')) {
    const index = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char);
    if (index === -1) return null;
    value = ((value << 5) | index) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out.push((value >> bits) & 0xff);
    }
  }
  return Buffer.from(out);
}

export interface WrittenDigest {
  /** As it stands in the record. */
  readonly written: string;
  /** For `createHash`, or null where Assay does not know it. */
  readonly algorithm: string | null;
  readonly expected: Buffer | null;
}

/** Reads `sha1:…`, `sha-256:…`, `sha256:…`. What cannot be read is kept as written, without an algorithm. */
export function readDigest(written: string): WrittenDigest {
  const text = written.trim();
  const parts = /^([\w-]+)[:=](.+)$/s.exec(text);
  const algorithm = algorithms[(parts?.[1] ?? '').toLowerCase().replaceAll('-', '')];
  const value = parts?.[2]?.trim() ?? '';
  if (!algorithm) return { written: text, algorithm: null, expected: null };
  const hex = /^[0-9a-f]+$/i.test(value) && value.length === 2 * algorithm.bytes ? Buffer.from(value, 'hex') : null;
  const base32 = value.replace(/=+$/, '').length === Math.ceil((algorithm.bytes * 8) / 5) ? fromBase32(value) : null;
  const base64 = /^[\w+/-]+={0,2}$/.test(value) ? Buffer.from(value, 'base64') : null;
  const expected = [hex, base32, base64].find((bytes) => bytes?.length === algorithm.bytes) ?? null;
  // Of the right kind but no value of it: no bytes can agree with it.
  return { written: text, algorithm: algorithm.name, expected };
}

/** Hashes what passes and compares at the end. */
export class DigestCheck {
  readonly digest: WrittenDigest;
  readonly #hash: Hash | null;
  constructor(digest: WrittenDigest) {
    this.digest = digest;
    this.#hash = digest.algorithm === null ? null : createHash(digest.algorithm);
  }
  update(bytes: Uint8Array): void {
    this.#hash?.update(bytes);
  }
  state(): 'agrees' | 'differs' | 'unknown' {
    if (!this.#hash) return 'unknown';
    return this.digest.expected !== null && this.#hash.digest().equals(this.digest.expected) ? 'agrees' : 'differs';
  }
}
