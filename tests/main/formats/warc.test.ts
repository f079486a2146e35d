import { createHash } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { WARCRecord, WARCSerializer } from 'warcio';
import { decodeBytes } from '../../../main/formats/index.ts';
import { gzipped, listed, page, response, taken, warcRecord } from './archives.ts';
import { refusal } from './read.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
const info = warcRecord(
  { 'WARC-Type': 'warcinfo', 'Content-Type': 'application/warc-fields' },
  'software: Crawler 2.0\r\ndescription: A crawl of two pages\r\n',
);
const request = warcRecord(
  { 'WARC-Type': 'request', 'WARC-Target-URI': 'https://news.example/a', 'Content-Type': 'application/http; msgtype=request' },
  'GET /a HTTP/1.1\r\nHost: news.example\r\n\r\n',
);
const codes = async (bytes: Uint8Array, name = 'a.warc') =>
  (await decodeBytes(bytes, { fileName: name })).metadata.findings?.map(({ code }) => code) ?? [];

describe('a web archive', () => {
  test.each([
    ['plain', (records: Buffer[]) => Buffer.concat(records), 'a.warc'],
    ['each record packed', (records: Buffer[]) => gzipped(...records), 'a.warc.gz'],
    ['packed as a whole', (records: Buffer[]) => gzipSync(Buffer.concat(records)), 'a.warc.gz'],
    ['with a name that tells nothing', (records: Buffer[]) => gzipped(...records), 'download'],
  ])('%s: every record with address, time, kind, status and type; its page taken whole', async (_, pack, name) => {
    const bytes = pack([info, response(), request]);
    const { kind, mediaType, metadata, archive } = await decodeBytes(bytes, { fileName: name });
    expect([kind, mediaType, archive]).toEqual(['archive', 'application/warc', { take: 'all', members: 3, pages: 1 }]);
    expect([metadata.software?.value, metadata.description?.value, metadata.fetched?.value]).toEqual([
      ['Crawler 2.0'],
      'A crawl of two pages',
      '2024-03-25T20:40:00.000Z',
    ]);
    const members = await listed(bytes, name);
    expect(
      members.map(({ record, url, fetched, status, mediaType: type, isPage }) => [record, url, fetched, status, type, isPage]),
    ).toEqual([
      ['warcinfo', null, '2024-03-25T20:40:00.000Z', null, 'application/warc-fields', false],
      ['response', 'https://news.example/a', '2024-03-25T20:40:00.000Z', 200, 'text/html', true],
      ['request', 'https://news.example/a', '2024-03-25T20:40:00.000Z', null, null, false],
    ]);
    const { part, bytes: document } = await taken(bytes, name, members[1]?.id ?? '');
    expect([part.name, part.url, part.fetched, part.mediaType, part.charset]).toEqual([
      'a.html',
      'https://news.example/a',
      '2024-03-25T20:40:00.000Z',
      'text/html',
      'utf-8',
    ]);
    expect(part.path.startsWith(`${name}#`)).toBe(true);
    expect(text(document)).toBe(page);
  });
  test('what another program writes is read as it was meant', async () => {
    const records = [
      WARCRecord.createWARCInfo(
        { filename: 'a.warc.gz', warcVersion: 'WARC/1.1', date: '2024-03-25T20:40:00.500Z' },
        { software: 'warcio.js' },
      ),
      WARCRecord.create(
        {
          url: 'https://news.example/ü?q=1',
          date: '2024-03-25T20:40:01Z',
          type: 'response',
          warcVersion: 'WARC/1.1',
          httpHeaders: { 'Content-Type': 'text/html' },
        },
        (async function* () {
          yield Buffer.from(page);
        })(),
      ),
    ];
    const bytes = Buffer.concat(await Promise.all(records.map((record) => WARCSerializer.serialize(record, { gzip: true }))));
    const members = await listed(bytes, 'a.warc.gz');
    expect(members.map(({ record, url, digest }) => [record, url, digest?.state])).toEqual([
      ['warcinfo', null, undefined],
      ['response', 'https://news.example/%C3%BC?q=1', 'agrees'],
    ]);
    expect(text((await taken(bytes, 'a.warc.gz', members[1]?.id ?? '')).bytes)).toBe(page);
  });
  test('pages are chosen when there is more than one; scripts, redirects, errors and what browsers fetch for themselves are none', async () => {
    const type = (value: string, status = '200 OK') => `HTTP/1.1 ${status}\r\nContent-Type: ${value}`;
    const bytes = Buffer.concat([
      response(),
      response({ url: 'https://news.example/b.pdf', http: type('application/pdf') }),
      response({ url: 'https://news.example/note', http: type('text/plain') }),
      response({ url: 'https://news.example/x.js', http: type('application/javascript') }),
      response({ url: 'https://news.example/old', http: type('text/html', '301 Moved') }),
      response({ url: 'https://news.example/gone', http: type('text/html', '404 Not Found') }),
      response({ url: 'https://news.example/robots.txt', http: type('text/plain') }),
      response({ url: 'https://news.example/empty', body: '' }),
      warcRecord({ 'WARC-Type': 'resource', 'WARC-Target-URI': 'urn:pageinfo:x', 'Content-Type': 'text/html' }, page),
    ]);
    expect((await decodeBytes(bytes, { fileName: 'a.warc' })).archive).toEqual({ take: 'choose', members: 9, pages: 3 });
    expect((await listed(bytes, 'a.warc')).filter(({ isPage }) => isPage).map(({ name }) => name)).toEqual(['a.html', 'b.pdf', 'note.txt']);
  });
  test('a page that was the same as before is given the document that was kept then', async () => {
    const digest = { 'WARC-Payload-Digest': `sha1:${createHash('sha1').update(page).digest('hex')}` };
    const revisit = warcRecord(
      {
        'WARC-Type': 'revisit',
        'WARC-Target-URI': 'https://news.example/b',
        'WARC-Date': '2024-04-01T00:00:00Z',
        'Content-Type': 'application/http',
        ...digest,
      },
      'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n',
    );
    const bytes = Buffer.concat([response({ fields: digest }), revisit]);
    const [, again] = await listed(bytes, 'a.warc');
    expect([again?.isPage, again?.problem]).toEqual([true, null]);
    const { part, bytes: document } = await taken(bytes, 'a.warc', again?.id ?? '');
    expect([part.url, part.fetched, text(document)]).toEqual(['https://news.example/b', '2024-04-01T00:00:00.000Z', page]);
    expect((await listed(revisit, 'a.warc'))[0]?.problem?.message).toMatch(/not in this archive/);
  });
  test.each<[string, string, Uint8Array]>([
    ['gzip', 'Content-Encoding: gzip', gzipSync(page)],
    ['zlib', 'Content-Encoding: deflate', deflateSync(page)],
    ['bare deflate', 'Content-Encoding: deflate', deflateRawSync(page)],
    ['brotli', 'Content-Encoding: br', brotliCompressSync(page)],
    ['twice', 'Content-Encoding: gzip, br', brotliCompressSync(gzipSync(page))],
    [
      'chunks',
      'Transfer-Encoding: chunked',
      Buffer.from(`5\r\n${page.slice(0, 5)}\r\n${(page.length - 5).toString(16)};x=y\r\n${page.slice(5)}\r\n0\r\n\r\n`),
    ],
    ['a header that is not true: packed', 'Content-Encoding: gzip', Buffer.from(page)],
    ['a header that is not true: brotli', 'Content-Encoding: br', Buffer.from(page)],
    ['a header that is not true: chunks', 'Transfer-Encoding: chunked', Buffer.from(page)],
  ])('a document sent by %s comes out as the page it is', async (_, header, body) => {
    const bytes = response({ http: `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${header}`, body });
    expect(text((await taken(bytes, 'a.warc', '0')).bytes)).toBe(page);
  });
  test('ARC, the older form, is read, too', async () => {
    const http = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${page}`;
    const bytes = Buffer.from(
      `filedesc://a.arc 0.0.0.0 20140216050221 text/plain 75\n1 0 LiveWeb Capture\nURL IP-address Archive-date Content-type Archive-length\n\nhttp://news.example/a b 1.2.3.4 20140216050221 text/html ${http.length}\n${http}\n`,
    );
    for (const [data, name] of [
      [bytes, 'a.arc'],
      [gzipSync(bytes), 'a.arc.gz'],
    ] as const) {
      const [, member] = await listed(data, name);
      expect([member?.url, member?.fetched, member?.status]).toEqual(['http://news.example/a b', '2014-02-16T05:02:21.000Z', 200]);
      expect(text((await taken(data, name, member?.id ?? '')).bytes)).toBe(page);
    }
  });
});

describe('digests of records', () => {
  const sha1 = createHash('sha1').update(page).digest();
  const base32 = (bytes: Buffer) => {
    const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    return (bits.match(/.{1,5}/g) ?? [])
      .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)])
      .join('');
  };
  test.each([
    ['base 32', `sha1:${base32(sha1)}`, 'agrees'],
    ['hexadecimal', `sha1:${sha1.toString('hex')}`, 'agrees'],
    ['base 64', `sha1:${sha1.toString('base64')}`, 'agrees'],
    ['SHA-256', `sha256:${createHash('sha256').update(page).digest('hex')}`, 'agrees'],
    ['another page', `sha1:${base32(createHash('sha1').update('x').digest())}`, 'differs'],
    ['not a digest', 'sha1:nothing', 'differs'],
    ['an unknown kind', 'blake3:abcdef', 'unknown'],
  ])('%s', async (_, written, state) => {
    const bytes = response({ fields: { 'WARC-Payload-Digest': written } });
    expect((await listed(bytes, 'a.warc'))[0]?.digest).toEqual({ written, state });
    expect((await taken(bytes, 'a.warc', '0')).part.digest).toEqual({ written, state });
    expect((await codes(bytes)).includes('digest-differs')).toBe(state === 'differs');
  });
  test('a digest of the whole block is checked where the payload’s is right', async () => {
    const fields = { 'WARC-Payload-Digest': `sha1:${sha1.toString('hex')}`, 'WARC-Block-Digest': `sha1:${sha1.toString('hex')}` };
    expect((await listed(response({ fields }), 'a.warc'))[0]?.digest?.state).toBe('differs');
  });
});

describe('a broken web archive', () => {
  const good = response({ url: 'https://news.example/good' });
  const outcome = async (bytes: Uint8Array, name = 'a.warc') =>
    (await listed(bytes, name)).map(({ url, problem }) => (problem ? `broken: ${problem.message}` : (url ?? 'none')));
  test.each<[string, Buffer, RegExp]>([
    ['a length too small', response({ length: 100 }), /length is wrong/],
    ['a length too large', response({ length: 400 }), /length is wrong|cut short/],
    [
      'a length that is none',
      Buffer.from(
        response()
          .toString('latin1')
          .replace(/Content-Length: \d+/, 'Content-Length: many'),
        'latin1',
      ),
      /how long/,
    ],
    ['something else between', Buffer.from('this is no record at all\r\nnor is this\r\n'), /no record/],
  ])('%s: said of the one, the others stand', async (_, bad, message) => {
    const found = await outcome(Buffer.concat([good, bad, good]));
    expect([found[0], found.at(-1)]).toEqual(['https://news.example/good', 'https://news.example/good']);
    expect(found[1]).toMatch(message);
    expect(await codes(Buffer.concat([good, bad, good]))).toContain('records-broken');
  });
  test('cut off in the middle of the last record', async () => {
    for (const [bytes, name] of [
      [Buffer.concat([good, response()]), 'a.warc'],
      [gzipped(good, response()), 'a.warc.gz'],
    ] as const) {
      const found = await outcome(bytes.subarray(0, bytes.length - 60), name);
      expect([found[0], found.length]).toEqual(['https://news.example/good', 2]);
      expect(found[1]).toMatch(/broken: .*(?:cut short|ends before)/);
    }
  });
  test('a packed record with a changed byte', async () => {
    const records = [good, response(), good].map((record) => gzipSync(record));
    const middle = records[1] ?? Buffer.alloc(0);
    middle[middle.length - 6] = (middle[middle.length - 6] ?? 0) ^ 0xff;
    const found = await outcome(Buffer.concat(records), 'a.warc.gz');
    expect([found[0], found.at(-1)]).toEqual(['https://news.example/good', 'https://news.example/good']);
    expect(found.slice(1, -1).join()).toMatch(/damaged/);
  });
  test('nothing but broken records is a broken file', async () => {
    expect((await refusal(Buffer.from('WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99\r\n\r\nshort'), 'a.warc'))?.code).toBe(
      'BROKEN_FILE',
    );
  });
  test('a record that goes on in the next gzip member is one record', async () => {
    const whole = response();
    const bytes = Buffer.concat([gzipSync(whole.subarray(0, 350)), gzipSync(whole.subarray(350)), gzipSync(good)]);
    expect(await outcome(bytes, 'a.warc.gz')).toEqual(['https://news.example/a', 'https://news.example/good']);
    expect(text((await taken(bytes, 'a.warc.gz', '0')).bytes)).toBe(page);
  });
  test('a document that unpacks without end is refused', async () => {
    const bytes = response({
      http: 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip',
      body: gzipSync(Buffer.alloc(70 << 20)),
    });
    await expect(taken(bytes, 'a.warc', '0')).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
  test('a key of nothing is not found', async () => {
    for (const id of ['5', '99999', 'x', '0@77', '', '0=5'])
      await expect(taken(response(), 'a.warc', id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
