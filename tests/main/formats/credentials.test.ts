import { X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readCredentials } from '../../../main/formats/credentials/index.ts';
import { credentialsWords } from '../../../shared/credentials.ts';
import { CredentialsState } from '../../../shared/model.ts';
import '../../../main/workers/wasm.ts';
import { read } from './read.ts';

const folder = path.join(path.resolve(process.env['ASSAY_DATA'] ?? '../shared/data'), 'c2pa', 'img');
const has = existsSync(folder);
if (!has) console.warn(`skipped: ${folder} is not there`);
const file = (name: string) => readFileSync(path.join(folder, name));

afterEach(() => vi.restoreAllMocks());

describe('a file without content credentials', () => {
  test.each(['jpeg', 'png', 'webp', 'tiff', 'gif', 'avif'] as const)('%s: absent, and nothing to look at', async (format) => {
    const bytes = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#369' } })
      .toFormat(format)
      .toBuffer();
    const { metadata } = await read(bytes, 'a');
    expect(metadata.credentials?.value.state).toBe('absent');
    expect(metadata.findings?.map(({ code }) => code)).toEqual(['no-date']);
  });
});

/** A PNG with a chunk that says it is a manifest store and holds rubbish. */
async function withRubbish(): Promise<Buffer> {
  const png = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#369' } })
    .png()
    .toBuffer();
  const store = Buffer.from('6332706100110010800000aa00389b71', 'hex');
  const data = Buffer.concat([
    Buffer.from('caBX'),
    Buffer.from([0, 0, 0, 48]),
    Buffer.from('jumb'),
    Buffer.from([0, 0, 0, 40]),
    Buffer.from('jumd'),
    store,
    Buffer.from('c2pa\0'),
    Buffer.alloc(20, 7),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length - 4);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(data));
  return Buffer.concat([png.subarray(0, 33), length, data, sum, png.subarray(33)]);
}

test('a store that is rubbish is unreadable, and the picture still a picture', async () => {
  const { kind, metadata } = await read(await withRubbish(), 'a.png');
  expect(kind).toBe('photo');
  expect(metadata.credentials?.value.state).toBe('unreadable');
  expect(metadata.findings?.map(({ code }) => code)).toContain('credentials-invalid');
});

describe.skipIf(!has)('real files', () => {
  test.each([
    ['adobe-20220124-A.jpg', 'absent', []],
    ['adobe-20220124-I.jpg', 'absent', []],
    ['adobe-20220124-C.jpg', 'valid-untrusted', []],
    ['adobe-20220124-CAI.jpg', 'valid-untrusted', []],
    ['adobe-20220124-XCA.jpg', 'invalid', ['assertion.dataHash.mismatch']],
    ['adobe-20220124-E-dat-CA.jpg', 'invalid', ['assertion.dataHash.mismatch']],
    ['adobe-20220124-E-sig-CA.jpg', 'invalid', ['claimSignature.mismatch', 'timeStamp.mismatch']],
    ['nikon-20221019-building.jpeg', 'invalid', ['signingCredential.expired']],
  ])('%s is %s', async (name, state, codes) => {
    const { metadata } = await read(file(name), name);
    expect(metadata.credentials?.value.state).toBe(state);
    expect(metadata.credentials?.value.problems.map(({ code }) => code).toSorted()).toEqual(codes);
    expect((metadata.findings ?? []).some(({ code }) => code === 'credentials-invalid')).toBe(state === 'invalid');
  });
  test('who signed, when, with what, from what', async () => {
    const { manifests } = await readCredentials(file('adobe-20220124-CA.jpg'), 'image/jpeg');
    expect(manifests).toHaveLength(1);
    expect(manifests[0]).toMatchObject({
      active: true,
      title: 'CA.jpg',
      claimGenerator: 'make_test_images/0.16.1 c2pa-rs/0.16.1',
      issuer: 'C2PA Signer, C2PA Test Signing Cert',
      signedAt: '2023-01-24T14:48:56+00:00',
      actions: ['c2pa.opened', 'c2pa.color_adjustments'],
      ingredients: [{ title: 'A.jpg', relationship: 'parentOf' }],
    });
  });
  test('one changed byte in the picture is noticed', async () => {
    const bytes = file('adobe-20220124-CA.jpg');
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    expect((await readCredentials(bytes, 'image/jpeg')).state).toBe('invalid');
  });
  test('a file cut in its credentials is unreadable or invalid, never valid', async () => {
    const bytes = file('adobe-20220124-CA.jpg').fill(7, 3000, 9000);
    expect((await readCredentials(bytes, 'image/jpeg')).state).toMatch(/^(?:unreadable|invalid)$/);
  });
  test('nothing is fetched', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network'));
    for (const name of readdirSync(folder)) await readCredentials(file(name), 'image/jpeg');
    expect(fetched).not.toHaveBeenCalled();
  });
  test('a trust list decides who is trusted: the signer’s own authority, and no other', async () => {
    const bytes = file('adobe-20220124-CA.jpg');
    const own = certificates(bytes).find(({ subject, ca }) => ca && subject.includes('C2PA Test Root CA'));
    expect(own).toBeDefined();
    const trusted = await readCredentials(bytes, 'image/jpeg', { anchors: own?.toString() ?? '' });
    expect([trusted.state, trusted.problems]).toEqual(['valid', []]);
    const other = await readCredentials(bytes, 'image/jpeg', { anchors: rootCertificates[0] ?? '' });
    expect([other.state, other.problems.map(({ code }) => code)]).toEqual(['valid-untrusted', ['signingCredential.untrusted']]);
    const changed = await readCredentials(file('adobe-20220124-E-dat-CA.jpg'), 'image/jpeg', { anchors: own?.toString() ?? '' });
    expect(changed.state).toBe('invalid');
  });
});

/** The certificates (DER) that stand in a signature. */
function certificates(bytes: Buffer): X509Certificate[] {
  const found: X509Certificate[] = [];
  for (let at = bytes.indexOf('3082', 0, 'hex'); at >= 0; at = bytes.indexOf('3082', at + 1, 'hex'))
    try {
      found.push(new X509Certificate(bytes.subarray(at, at + 4 + bytes.readUInt16BE(at + 2))));
    } catch {
      // Not every two bytes of this kind begin a certificate
    }
  return found;
}

test.each(CredentialsState.options)('%s says what it is and what it does not prove', (state) => {
  const { label, is, doesNotProve } = credentialsWords[state];
  expect(Math.min(label.length, is.length, doesNotProve.length)).toBeGreaterThan(10);
  // No state of them makes a picture true or false
  expect(doesNotProve).toMatch(/not prove|says nothing/);
});
