import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeBytes } from '../../../main/formats/index.ts';
import { gzipped, listed, page, response, taken, warcRecord, zipOf } from './archives.ts';

const sha256 = (bytes: string | Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
const info = warcRecord({ 'WARC-Type': 'warcinfo', 'Content-Type': 'application/warc-fields' }, 'software: x\r\n');
const digest = `sha1:${createHash('sha1').update(page).digest('hex')}`;
const first = gzipped(info);
const second = gzipped(response({ fields: { 'WARC-Payload-Digest': digest } }));
const script = gzipped(response({ url: 'https://ads.example/frame' }));
const warc = Buffer.concat([first, second, script]);
const capture = (url: string, offset: number) =>
  `com,x)/ 20240325204000 ${JSON.stringify({ url, mime: 'text/html', status: '200', digest, length: '99', offset: String(offset), filename: 'a.warc.gz' })}\n`;
const parts: Record<string, string | Uint8Array> = {
  'archive/a.warc.gz': warc,
  'indexes/index.cdx.gz': gzipSync(
    `!meta 0 {"format":"cdxj-gzip-1.0"}\n${capture('https://news.example/a', first.length)}${capture('https://ads.example/frame', first.length + second.length)}`,
  ),
  'pages/pages.jsonl':
    '{"format":"json-pages-1.0","id":"pages"}\n{"url":"https://news.example/a","ts":"2024-03-25T20:40:00Z","title":"Two rigs"}\n',
};

interface Options {
  readonly files?: Record<string, string | Uint8Array>;
  readonly change?: (list: Record<string, unknown>) => Record<string, unknown>;
  readonly digestFile?: (list: string) => unknown;
  readonly compress?: boolean;
}
async function wacz({ files = parts, change = (list) => list, digestFile, compress = false }: Options = {}): Promise<Buffer> {
  const resources = Object.entries(files).map(([path, bytes]) => ({
    name: path,
    path,
    hash: sha256(bytes),
    bytes: Buffer.from(bytes).length,
  }));
  const list = JSON.stringify(change({ profile: 'data-package', title: 'Rigs', software: 'maker 1.0', wacz_version: '1.1.1', resources }));
  const digestPart: Record<string, string> = digestFile ? { 'datapackage-digest.json': JSON.stringify(digestFile(list)) } : {};
  return zipOf({ ...files, 'datapackage.json': list, ...digestPart }, compress);
}
const found = async (bytes: Uint8Array) =>
  (await decodeBytes(bytes, { fileName: 'a.wacz' })).metadata.findings?.map(({ code, message }) => `${code}: ${message}`) ?? [];

describe('a WACZ', () => {
  test.each([
    ['stored', {}],
    ['packed, so that its records can only be reached by unpacking', { compress: true }],
  ])('%s: pages by its list, records by its index, their digests checked when taken', async (_, options) => {
    const bytes = await wacz(options);
    const { mediaType, metadata, archive } = await decodeBytes(bytes, { fileName: 'a.wacz' });
    expect([mediaType, archive, metadata.findings]).toEqual(['application/wacz', { take: 'all', members: 2, pages: 1 }, undefined]);
    expect([metadata.title?.value, metadata.software?.value, metadata.fetched?.value]).toEqual([
      'Rigs',
      ['maker 1.0'],
      '2024-03-25T20:40:00.000Z',
    ]);
    const members = await listed(bytes, 'a.wacz');
    expect(members.map(({ url, title, isPage, status }) => [url, title, isPage, status])).toEqual([
      ['https://news.example/a', 'Two rigs', true, 200],
      ['https://ads.example/frame', null, false, 200],
    ]);
    const { part, bytes: document } = await taken(bytes, 'a.wacz', members[0]?.id ?? '');
    expect([part.path, part.url, part.fetched, part.digest?.state]).toEqual([
      `archive/a.warc.gz#${first.length}`,
      'https://news.example/a',
      '2024-03-25T20:40:00.000Z',
      'agrees',
    ]);
    expect(text(document)).toBe(page);
  });
  test('without an index its WARC files are read through; without a page list pages are told by their kind', async () => {
    const bytes = await wacz({ files: { 'archive/a.warc.gz': warc } });
    const members = await listed(bytes, 'a.wacz');
    expect(members.map(({ record, isPage, digest: checked }) => [record, isPage, checked?.state])).toEqual([
      ['warcinfo', false, undefined],
      ['response', true, 'agrees'],
      ['response', true, undefined],
    ]);
    expect(text((await taken(bytes, 'a.wacz', members[2]?.id ?? '')).bytes)).toBe(page);
  });
  test('an index that points nowhere, and a page without a record, are said so', async () => {
    const bytes = await wacz({
      files: {
        ...parts,
        'indexes/index.cdx.gz': gzipSync(
          capture('https://news.example/a', first.length).replace('a.warc.gz', 'b.warc.gz') + capture('https://x.example/', 7),
        ),
      },
    });
    const members = await listed(bytes, 'a.wacz');
    expect(members[0]?.problem?.code).toBe('NOT_FOUND');
    await expect(taken(bytes, 'a.wacz', members[1]?.id ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const lost = await wacz({
      files: { ...parts, 'indexes/index.cdx.gz': gzipSync(capture('https://ads.example/frame', first.length + second.length)) },
    });
    expect((await listed(lost, 'a.wacz')).find(({ url }) => url === 'https://news.example/a')?.problem?.message).toMatch(/page list/);
  });
});

describe('the packing list of a WACZ', () => {
  test('a file that is not as it says, is missing or is not named', async () => {
    const changed = await wacz({
      change: (list) => ({
        ...list,
        resources: [
          { path: 'archive/a.warc.gz', hash: sha256('other') },
          { path: 'gone.txt', hash: sha256('x') },
        ],
      }),
    });
    const [differs, other] = await found(changed);
    expect(differs).toMatch(/^digest-differs: 2 of 2 .*a\.warc\.gz.*gone\.txt/);
    expect(other).toMatch(/^other: 2 files/);
  });
  test('the older form of its digests is checked, too', async () => {
    const old = (hash: string) =>
      wacz({
        change: (list) => ({
          ...list,
          resources: [
            { path: 'pages/pages.jsonl', hashing: 'sha256', stats: { hash, bytes: Buffer.from(parts['pages/pages.jsonl'] ?? '').length } },
          ],
        }),
      });
    expect((await found(await old(sha256(parts['pages/pages.jsonl'] ?? '').slice(7)))).filter((one) => one.startsWith('digest'))).toEqual(
      [],
    );
    expect((await found(await old(sha256('x').slice(7)))).filter((one) => one.startsWith('digest'))).toHaveLength(1);
  });
  test('its own digest', async () => {
    expect(await found(await wacz({ digestFile: (list) => ({ path: 'datapackage.json', hash: sha256(list) }) }))).toEqual([]);
    expect(await found(await wacz({ digestFile: () => ({ path: 'datapackage.json', hash: sha256('x') }) }))).toEqual([
      expect.stringMatching(/^digest-differs: The packing list/),
    ]);
  });
  test('a signature that holds is said to; one that does not is a finding', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const sign = (hash: string) =>
      createSign('sha256').update(hash).sign({ key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64');
    const signed = (of: (hash: string) => string) =>
      wacz({
        digestFile: (list) => ({
          hash: sha256(list),
          signedData: {
            hash: sha256(list),
            signature: of(sha256(list)),
            publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
            created: '2024-03-25T20:40:00Z',
          },
        }),
      });
    const good = await signed(sign);
    expect(await found(good)).toEqual([]);
    const { metadata } = await decodeBytes(good, { fileName: 'a.wacz' });
    expect(metadata.fields?.find(({ name }) => name === 'Signature')?.value).toMatch(
      /holds for the key beside it; whose key that is, nothing tells/,
    );
    expect(await found(await signed(() => sign('sha256:other')))).toEqual([expect.stringMatching(/^credentials-invalid/)]);
  });
  test('none at all', async () => {
    expect(await found(await zipOf({ ...parts, 'pages/x.jsonl': '' }))).toEqual([
      expect.stringMatching(/^records-broken: .*no packing list/),
    ]);
    expect(await found(await zipOf({ ...parts, 'datapackage.json': 'no json' }))).toEqual([
      expect.stringMatching(/^records-broken: .*cannot be read/),
    ]);
  });
});

const data = path.join(path.resolve(process.env['ASSAY_DATA'] ?? '../shared/data'), 'web-archives');
describe.skipIf(!existsSync(data))('archives by real tools (skipped where the data is absent)', () => {
  const wrong = /^(?:digest-differs|records-broken|credentials-invalid)$/;
  test.each(existsSync(data) ? readdirSync(path.join(data, 'wacz')) : [])('%s is judged as it is named', async (name) => {
    const { metadata } = await decodeBytes(readFileSync(path.join(data, 'wacz', name)), { fileName: name });
    expect((metadata.findings ?? []).some(({ code }) => wrong.test(code))).toBe(name.startsWith('invalid'));
  });
  test.each(existsSync(data) ? readdirSync(path.join(data, 'warc')) : [])('%s lists its records', async (name) => {
    const members = await listed(readFileSync(path.join(data, 'warc', name)), name);
    expect(members.some(({ problem, url, fetched }) => !problem && url !== null && fetched !== null)).toBe(true);
  });
});
