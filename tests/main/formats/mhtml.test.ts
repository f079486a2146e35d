import { describe, expect, test } from 'vitest';
import { encode } from './encode.ts';
import { read, refusal } from './read.ts';

const sentence =
  'Two rigs were hit in the morning, the ministry said, and a third one was set on fire by its own crew before they left it. ';
const page = (head = '<title>Two rigs</title>', body = '') =>
  `<!DOCTYPE html><html lang="en"><head>${head}</head><body><article><h1>Two rigs</h1><p>${sentence.repeat(3)}</p><p>${sentence}</p>${body}</article></body></html>`;
const quoted = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) => (byte === 61 || byte > 126 ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte)))
    .join('')
    .replace(/.{70}(?<!=.?)/g, '$&=\r\n');

interface Parts {
  readonly header?: string;
  readonly type?: string;
  readonly partHeader?: string;
  readonly body?: string;
  readonly more?: string;
  readonly end?: string;
}
const mhtml = ({
  header = 'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/a?x=1&y=2\r\nSubject: =?utf-8?Q?Two=20rigs=20=E2=80=94=20News?=\r\nDate: Sun, 22 Nov 2026 14:46:56 -0100',
  type = 'multipart/related; type="text/html"; boundary="----b"',
  partHeader = 'Content-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://news.example/a?x=1&y=2',
  body = quoted(page()),
  more = '',
  end = '\r\n------b--\r\n',
}: Parts = {}) => `${header}\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n------b\r\n${partHeader}\r\n\r\n${body}\r\n${more}${end}`;

describe('a page saved as MHTML', () => {
  test('is read as the page it is, with where and when it was taken', async () => {
    const { kind, mediaType, metadata, blocks, rendition } = await read(mhtml(), 'a.mhtml');
    const plain = await read(page(), 'a.html');
    expect([kind, mediaType, rendition?.extractor]).toEqual(['article', 'multipart/related', plain.rendition?.extractor]);
    expect(blocks).toEqual(plain.blocks);
    expect(metadata).toMatchObject({
      title: { value: 'Two rigs' },
      savedFrom: { value: 'https://news.example/a?x=1&y=2', from: 'MHTML Snapshot-Content-Location' },
      canonicalUrl: { value: 'https://news.example/a?x=1&y=2', from: 'MHTML Snapshot-Content-Location' },
      fetched: { value: '2026-11-22T15:46:56.000Z', from: 'MHTML Date' },
    });
    expect(metadata.fields).toContainEqual({ group: 'MHTML', name: 'Subject', value: 'Two rigs — News' });
  });
  test('what the page says of its own address stands before where it was saved from, which is kept too', async () => {
    const { metadata } = await read(mhtml({ body: quoted(page('<link rel="canonical" href="https://news.example/rigs">')) }), 'a.mhtml');
    expect([metadata.canonicalUrl, metadata.savedFrom?.value]).toEqual([
      { value: 'https://news.example/rigs', from: 'link[rel="canonical"][href]' },
      'https://news.example/a?x=1&y=2',
    ]);
  });
  test('its subject is the title of a page that has none', async () => {
    const body = quoted(`<html><body><p>${sentence.repeat(2)}</p></body></html>`);
    expect((await read(mhtml({ body }), 'a.mhtml')).metadata.title).toEqual({ value: 'Two rigs — News', from: 'MHTML Subject' });
  });
  test('the root is the part that is named, not the first; frames and pictures stay out of its text', async () => {
    const frame =
      'Content-Type: text/html\r\nContent-ID: <ad>\r\nContent-Location: https://ads.example/\r\n\r\n<html><body><p>Buy this now, buy it soon.</p></body></html>';
    const root = `Content-Type: text/html; charset=utf-8\r\nContent-ID: <root>\r\n\r\n${page()}`;
    const start = mhtml({
      type: 'multipart/related; boundary="----b"; start="<root>"',
      partHeader: frame.split('\r\n\r\n')[0] ?? '',
      body: frame.split('\r\n\r\n')[1] ?? '',
      more: `------b\r\n${root}\r\n`,
    });
    expect((await read(start, 'a.mhtml')).rendition?.text).toMatch(/^Two rigs\n\n(?!.*Buy this)/);
    const located = mhtml({
      partHeader: frame.split('\r\n\r\n')[0] ?? '',
      body: 'x',
      more: `------b\r\nContent-Type: text/html\r\nContent-Location: https://news.example/a?x=1&y=2\r\n\r\n${page()}\r\n`,
    });
    expect((await read(located, 'a.mhtml')).rendition?.text).toMatch(/^Two rigs/);
  });
  test('the character set of its part and its transfer are undone', async () => {
    const russian = `<html><head><title>Обстрел платформы</title></head><body><p>${'Утром обстреляли две платформы, сообщило министерство. '.repeat(4)}</p></body></html>`;
    const bytes = Buffer.from(encode(russian, 'windows-1251'));
    const base64 = mhtml({
      partHeader: 'Content-Type: text/html; charset="windows-1251"\r\nContent-Transfer-Encoding: base64',
      body: bytes.toString('base64').replace(/.{76}/g, '$&\r\n'),
    });
    const { metadata, rendition } = await read(base64, 'a.mht');
    expect([metadata.title?.value, metadata.encoding?.value]).toEqual(['Обстрел платформы', 'windows-1251']);
    expect(rendition?.text).toContain('обстреляли две платформы');
  });
  test('links within the page are judged as in the page itself', async () => {
    const list = (to: string) =>
      `<ul>${Array.from({ length: 6 }, (_, i) => `<li><a href="${to}#p${i}">Part ${i} of the whole story</a></li>`).join('')}</ul>`;
    const saved = await read(mhtml({ body: quoted(page('', list('https://news.example/a?x=1&amp;y=2'))) }), 'a.mhtml');
    const plain = await read(page('', list('')), 'a.html');
    expect(saved.blocks.filter((block) => !block.startsWith('title'))).toEqual(plain.blocks.filter((block) => !block.startsWith('title')));
  });
  test('a date without a zone is not taken for a time in UTC', async () => {
    const { metadata } = await read(
      mhtml({ header: 'From: <Saved by Blink>\r\nSubject: x\r\nDate: Sun, 22 Nov 2026 14:46:56' }),
      'a.mhtml',
    );
    expect(metadata.fetched).toBeUndefined();
  });
});

describe('a damaged MHTML', () => {
  test.each<[string, string]>([
    ['cut within its page', mhtml({ end: '' }).slice(0, -200)],
    ['without its boundaries', mhtml({ end: '' }).replace('------b\r\n', '')],
    ['without the name of its boundary', mhtml({ type: 'multipart/related', end: '' })],
  ])('%s: what is there is read, and it is said', async (_, text) => {
    const { rendition, metadata } = await read(text, 'a.mhtml');
    expect(rendition?.text).toContain('Two rigs were hit in the morning');
    expect(metadata.findings?.map(({ code }) => code)).toContain('recovered');
  });
  test('one without a page, or with an empty one, is refused in words', async () => {
    expect(await refusal(mhtml({ partHeader: 'Content-Type: image/png', body: 'x' }), 'a.mhtml')).toMatchObject({
      code: 'BROKEN_FILE',
      message: expect.stringMatching(/holds no page/),
    });
    expect((await refusal(mhtml({ body: '<!DOCTYPE html><html lang=3D"en' }), 'a.mhtml'))?.code).toBe('EMPTY_FILE');
  });
});
