import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeBytes } from '../../../main/formats/index.ts';
import { mail } from '../../../main/formats/mail/index.ts';
import { looksLikeMail } from '../../../main/formats/mail/recognise.ts';
import { fromMemory, memorySink } from '../../../main/formats/memory.ts';
import { encode } from './encode.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function open(content: string | Uint8Array, fileName = 'a.eml') {
  const sink = memorySink();
  const bytes = typeof content === 'string' ? utf8(content) : content;
  const decoded = await decodeBytes(bytes, { fileName }, sink);
  const points = [...(decoded.rendition?.text ?? '')];
  const blocks = (decoded.rendition?.blocks ?? []).map((block) => `${block.type}: ${points.slice(block.start, block.end).join('')}`);
  const parts = sink.parts.map(({ part, bytes: kept }) => ({ ...part, bytes: Buffer.from(kept) }));
  return { ...decoded, blocks, parts, body: blocks.filter((block) => !/^(?:title: |table-row: (?:From|To|Cc|Date)\t)/.test(block)) };
}
const head = (more = '') =>
  `From: A Writer <a@example.org>\nTo: B Reader <b@example.org>\nSubject: A subject\nDate: Mon, 9 Jan 2023 10:15:00 +0200\nMIME-Version: 1.0\n${more}`;
const mixed = (...parts: string[]) =>
  `${head('Content-Type: multipart/mixed; boundary="b"\n')}\npreamble\n${parts.map((part) => `--b\n${part}\n`).join('')}--b--\nepilogue\n`;

describe('what a mail says of itself', () => {
  test('every value names the header it came from', async () => {
    const { metadata, kind, mediaType } = await open(
      `Received: from two by three; Mon, 9 Jan 2023 08:15:03 +0000\nReceived: from one by two; Mon, 9 Jan 2023 08:15:01 +0000\nMessage-ID: <1@example.org>\nUser-Agent: Writer 1.0\n${head('Cc: "C, the third" <c@example.org>, d@example.org\n')}\nHello.\n`,
    );
    expect([kind, mediaType]).toEqual(['article', 'message/rfc822']);
    expect(metadata).toMatchObject({
      title: { value: 'A subject', from: 'Subject header' },
      authors: { value: ['A Writer'], from: 'From header' },
      published: { value: '2023-01-09T10:15:00+02:00', from: 'Date header' },
      software: { value: ['Writer 1.0'], from: 'User-Agent header' },
      mail: {
        value: {
          from: ['A Writer <a@example.org>'],
          to: ['B Reader <b@example.org>'],
          cc: ['C, the third <c@example.org>', 'd@example.org'],
          subject: 'A subject',
          sent: '2023-01-09T10:15:00+02:00',
          messageId: '<1@example.org>',
        },
      },
    });
    const received = metadata.fields?.filter((field) => field.name === 'Received');
    expect(received?.map((field) => field.value)).toEqual([
      'from two by three; Mon, 9 Jan 2023 08:15:03 +0000',
      'from one by two; Mon, 9 Jan 2023 08:15:01 +0000',
    ]);
    expect(new Set(metadata.fields?.map((field) => field.group))).toEqual(new Set(['Mail header']));
  });
  test('the heading stands before the text, row by row', async () => {
    expect((await open(`${head()}\nHello.\n`)).blocks).toEqual([
      'title: A subject',
      'table-row: From\tA Writer <a@example.org>',
      'table-row: To\tB Reader <b@example.org>',
      'table-row: Date\tMon, 9 Jan 2023 10:15:00 +0200',
      'paragraph: Hello.',
    ]);
  });
  test.each([
    ['Fri, 07 Oct 1994 16:15:05 -0700 (PDT)', '1994-10-07T16:15:05-07:00'],
    ['9 Mar 11 11:19 GMT', '2011-03-09T11:19:00Z'],
    ['Sun, 1 Jan 99 00:00:00 EST', '1999-01-01T00:00:00-05:00'],
    ['Wed Mar  9 11:19:45 2011 +0100', '2011-03-09T11:19:45+01:00'],
    ['Mon, 31 Feb 2023 10:00:00 +0000', undefined],
    ['Whenever', undefined],
  ])('the date %s is %s', async (written, found) => {
    const { metadata } = await open(`${head().replace(/Date: .*/, `Date: ${written}`)}\nHello.\n`);
    expect(metadata.published?.value).toBe(found);
  });
  test.each([
    ['=?utf-8?B?0J/RgNC40LLRltGC?=', 'Привіт'],
    ['=?koi8-u?Q?=F0=D2=C9=D7=A6=D4?=', 'Привіт'],
    ['=?windows-1251?Q?=CF=F0=E8=E2=B3=F2?= there', 'Привіт there'],
    ['=?iso-8859-1?q?caf=E9_au?=\n =?iso-8859-1?q?_lait?=', 'café au lait'],
    // One character split between two words: forbidden, and common.
    ['=?utf-8?B?0J/RgNC40LI=?= =?utf-8?B?0Q==?= =?utf-8?B?ltGC?=', 'Привіт'],
    ['=?no-such-set?Q?caf=C3=A9?=', 'café'],
    ['=?utf-8?Q?one=0D=0ABcc:_evil@example.org?=', 'one Bcc: evil@example.org'],
  ])('the subject %s reads %s', async (written, read) => {
    const { metadata } = await open(`${head().replace('A subject', written)}\nHello.\n`);
    expect(metadata.title?.value).toBe(read);
    expect(metadata.fields?.some((field) => field.name.toLowerCase() === 'bcc')).toBe(false);
  });
  test('an encoded name cannot add an address', async () => {
    const { metadata } = await open(`${head().replace('A Writer', '=?utf-8?Q?A=2C_Boss_=3Cboss=40example=2Eorg=3E?=')}\nHello.\n`);
    expect(metadata.mail?.value.from).toEqual(['A, Boss <boss@example.org> <a@example.org>']);
  });
  test('groups, comments and bare names are read', async () => {
    const { metadata } = await open(
      `${head().replace(/To: .*/, 'To: Friends: c@example.org, D <d@example.org>;, (a note) Moderator')}\nHello.\n`,
    );
    expect(metadata.mail?.value.to).toEqual(['c@example.org', 'D <d@example.org>', 'Moderator']);
  });
});

describe('the text of a mail', () => {
  test('quoted replies stay quotes, and replies in them keep their marks', async () => {
    const { body } = await open(`${head()}\nI agree.\n\n> We should go.\n>> Why should we?\n> Because.\n\nB.\n`);
    expect(body).toEqual(['paragraph: I agree.', 'quote: We should go.', 'quote: > Why should we?', 'quote: Because.', 'paragraph: B.']);
  });
  test('flowed lines join, those of a signature do not', async () => {
    const flowed = head('Content-Type: text/plain; charset=utf-8; format=flowed\n');
    const { body } = await open(`${flowed}\nOne sentence that \nflows on.\nA line.\n\n> quoted that \n> flows\n\n-- \nA Writer\n`);
    expect(body).toEqual(['paragraph: One sentence that flows on.\nA line.', 'quote: quoted that flows', 'paragraph: --\nA Writer']);
  });
  test.each(['windows-1251', 'koi8-u', 'iso-8859-5', 'utf-16le'])('text in %s', async (charset) => {
    const words = 'Слава про героїв іде світами. Місто стоїть над рікою, і ніхто не знає його імені.';
    const bytes = Buffer.concat([
      latin1(head(`Content-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: base64\n`)),
      latin1(`\n${Buffer.from(encode(charset === 'iso-8859-5' ? words.replaceAll('ї', 'і') : words, charset)).toString('base64')}\n`),
    ]);
    const { body, metadata } = await open(bytes);
    expect(body).toEqual([`paragraph: ${charset === 'iso-8859-5' ? words.replaceAll('ї', 'і') : words}`]);
    expect(metadata.encoding).toEqual({ value: charset, from: 'Content-Type header' });
  });
  test('quoted-printable loses its soft breaks and keeps what is no escape', async () => {
    const { body } = await open(
      `${head('Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n')}\nAn =C3=A9tude of a long=\n line, 1=2 =ZZ.  \n`,
    );
    expect(body).toEqual(['paragraph: An étude of a long line, 1=2 =ZZ.']);
  });
  test('HTML is read whole where there is no text, and nothing in it runs or loads', async () => {
    const html =
      '<html><body><script>evil()</script><p>Dear all,</p><blockquote>You wrote this.</blockquote><img src="https://example.org/spy.png"><p>See <a href="x">there</a>.</p></body></html>';
    const { body, rendition } = await open(`${head('Content-Type: text/html\n')}\n${html}\n`);
    expect(body).toEqual(['paragraph: Dear all,', 'quote: You wrote this.', 'paragraph: See there.']);
    expect(rendition?.extractor).toBe('assay-mail/html');
  });
  const alternative = (text: string, html: string) =>
    `${head('Content-Type: multipart/alternative; boundary=b\n')}\n--b\nContent-Type: text/plain\n\n${text}\n--b\nContent-Type: text/html\n\n${html}\n--b--\n`;
  const words = 'The bridge over the river was closed on Monday because of the flood';
  test('of two that say the same the text is read', async () => {
    const { body, metadata, parts } = await open(alternative(words, `<p>${words}</p>`));
    expect(body).toEqual([`paragraph: ${words}`]);
    expect([metadata.findings, parts]).toEqual([undefined, []]);
  });
  test('an HTML part that says something else is a finding, and is kept', async () => {
    const other = 'Nobody has ever closed this road, whatever those people keep telling everyone';
    const { body, metadata, parts } = await open(alternative(words, `<p>${other}</p>`));
    expect(body).toEqual([`paragraph: ${words}`]);
    expect(metadata.findings?.[0]?.message).toMatch(/reads differently from its text part/);
    expect(parts.map((part) => [part.path, part.bytes.toString().includes(other)])).toEqual([['1 text.html', true]]);
  });
  test('a text part that only announces the HTML does not hide it', async () => {
    const { body } = await open(alternative('Please see the HTML part.', `<p>${words}.</p>`.repeat(6)));
    expect(body).toEqual(['paragraph: Please see the HTML part.', ...Array.from({ length: 6 }, () => `paragraph: ${words}.`)]);
  });
  test('a web page that was mailed gives its main text, not its furniture', async () => {
    const article = `<h1>Bridge closed</h1>${`<p>${words}, the mayor said, and nobody could say when it would open again.</p>`.repeat(8)}`;
    const page = `<!DOCTYPE html><html><head><title>Bridge closed</title><link rel="canonical" href="https://example.org/bridge"><script src="x.js"></script></head><body><nav><a href="/">Home</a> <a href="/s">Sport</a></nav><main><article>${article}</article></main></body></html>`;
    const { body, rendition, metadata } = await open(`${head('Content-Type: text/html\n')}\n${page}\n`);
    expect(rendition?.extractor).toBe('assay-mail/page');
    expect(body.join('\n')).not.toMatch(/Sport/);
    expect(body.join('\n')).toContain('the mayor said');
    expect(metadata.fields).toContainEqual({ group: 'HTML part', name: 'link[rel=canonical]', value: 'https://example.org/bridge' });
  });

  test('a page that was mailed keeps its headline below the note, once, and its own dates and names stand among the fields', async () => {
    const article = `<h1>Bridge closed</h1><p>January 9, 2023</p>${`<p>${words}, the mayor said, and nobody could say when it would open again.</p>`.repeat(8)}`;
    const pageOf = (published: string) =>
      `<!DOCTYPE html><html><head><title>Bridge closed</title><link rel="canonical" href="https://example.org/bridge"><script src="x.js"></script><meta name="author" content="Ira Koval"><meta property="article:published_time" content="${published}"></head><body><nav><a href="/">Home</a> <a href="/s">Sport</a></nav><main><article>${article}</article></main></body></html>`;
    const { rendition, body, metadata } = await open(`${head('Content-Type: text/html\n')}\n${pageOf('2023-01-09T10:00:00Z')}\n`);
    const points = [...(rendition?.text ?? '')];
    const headlines = (rendition?.blocks ?? []).filter(({ start, end }) => points.slice(start, end).join('') === 'Bridge closed');
    expect(headlines.map(({ type, level }) => ({ type, level }))).toEqual([{ type: 'heading', level: 1 }]);
    expect(metadata.published?.from).toBe('Date header');
    expect(metadata.fields).toContainEqual({
      group: 'HTML part',
      name: 'published, meta[property=article:published_time]',
      value: '2023-01-09T10:00:00Z',
    });
    expect(metadata.fields).toContainEqual({ group: 'HTML part', name: 'authors, meta[name=author]', value: 'Ira Koval' });
    expect(body.join('\n')).not.toContain('January 9');
    const other = await open(`${head('Content-Type: text/html\n')}\n${pageOf('2023-02-01T10:00:00Z')}\n`);
    expect(other.body.join('\n')).toContain('January 9');
  });
});

describe('what comes along with a mail', () => {
  test('attachments, pictures in the text and forwarded mails, byte for byte and told apart', async () => {
    const bytes = Buffer.from([0, 1, 2, 250, 10, 13, 255]);
    const file = (type: string, more: string) =>
      `Content-Type: ${type}\nContent-Transfer-Encoding: base64\n${more}\n\n${bytes.toString('base64')}`;
    const forwarded = 'From: c@example.org\nSubject: Inside\n\nWords of the forwarded mail.';
    const { parts, body } = await open(
      mixed(
        'Content-Type: text/plain\n\nSee below.',
        file('image/jpeg; name="photo.jpg"', 'Content-Disposition: attachment'),
        file('image/jpeg', 'Content-Disposition: attachment; filename="photo.jpg"; modification-date="Mon, 9 Jan 2023 10:00:00 +0200"'),
        file('application/pdf', "Content-Disposition: attachment; filename*0*=utf-8''%D0%B7%D0%B2; filename*1*=%D1%96%D1%82.pdf"),
        `Content-Type: message/rfc822\n\n${forwarded}`,
        file('application/ms-tnef; name=winmail.dat', 'Content-Disposition: attachment'),
      ),
    );
    expect(body).toEqual(['paragraph: See below.']);
    expect(parts.map((part) => [part.path, part.name, part.mediaType])).toEqual([
      ['1 photo.jpg', 'photo.jpg', 'image/jpeg'],
      ['2 photo.jpg', 'photo.jpg', 'image/jpeg'],
      ['3 звіт.pdf', 'звіт.pdf', 'application/pdf'],
      ['4 message.eml', 'message.eml', 'message/rfc822'],
      ['5 winmail.dat', 'winmail.dat', 'application/ms-tnef'],
    ]);
    expect(parts[0]?.bytes.equals(bytes)).toBe(true);
    expect(parts[1]?.modifiedAt).toBe('2023-01-09T08:00:00.000Z');
    expect(parts[3]?.bytes.toString()).toBe(forwarded);
  });
  test.each(['../../etc/passwd', '/etc/passwd', 'C:\\Windows\\passwd', 'a\u0000/..\\passwd'])('the name %j leads nowhere', async (name) => {
    const { parts } = await open(
      mixed('\nx', `Content-Type: application/x-y\nContent-Disposition: attachment; filename="${name.replaceAll('\\', '\\\\')}"\n\nz`),
    );
    expect(parts.map((part) => [part.path, part.name])).toEqual([['1 passwd', 'passwd']]);
  });
  test('what the mail only points to is refused, not fetched', async () => {
    const { parts, refused } = await open(
      mixed('\nx', 'Content-Type: message/external-body; access-type=URL; URL="https://example.org/a.pdf"; name="a.pdf"\n\n'),
    );
    expect(parts).toEqual([]);
    expect(refused).toMatchObject([{ path: '1 a.pdf', failure: { code: 'FILE_UNREADABLE' } }]);
  });
});

describe('broken and hostile mails', () => {
  test('ten thousand multiparts in each other end, and say so', async () => {
    let content = head('Content-Type: multipart/mixed; boundary=b0\n');
    for (let i = 0; i < 10_000; i++) content += `\n--b${i}\nContent-Type: multipart/mixed; boundary=b${i + 1}\n`;
    const { metadata, parts } = await open(content);
    expect(metadata.findings?.map((finding) => finding.code)).toContain('recovered');
    expect(parts.length).toBe(1);
  });
  test('a hundred thousand parts are cut', async () => {
    const { metadata, parts, refused } = await open(mixed(...Array.from({ length: 20_000 }, () => 'Content-Type: x/y\n\nz')));
    expect(parts.length).toBe(2000);
    expect(refused?.[0]?.failure.code).toBe('TOO_LARGE');
    expect(metadata.findings?.[0]?.message).toMatch(/more than 10000 parts/);
  });
  test.each([
    ['without the parameter', ''],
    ['that is empty', '; boundary=""'],
  ])('a boundary %s is found again', async (_, parameter) => {
    const { body, metadata } = await open(`${head(`Content-Type: multipart/mixed${parameter}\n`)}\n--zz\n\nOne.\n--zz\n\nTwo.\n--zz--\n`);
    expect(body).toEqual(['paragraph: One.', 'paragraph: Two.']);
    expect(metadata.findings?.[0]?.code).toBe('recovered');
  });
  test('a boundary that never comes leaves the text', async () => {
    const { body } = await open(`${head('Content-Type: multipart/mixed; boundary=never\n')}\nWords that stand here.\n`);
    expect(body).toEqual(['paragraph: Words that stand here.']);
  });
  test('a mail cut in the middle gives what is there', async () => {
    const { body, metadata } = await open(mixed('\nOne.', '\nTwo is long.').slice(0, -24));
    expect(body[0]).toBe('paragraph: One.');
    expect(metadata.findings?.map((finding) => finding.message)).toContain('This mail ends before its last part is closed.');
  });
  test.each([
    ['an mbox line', `From a@example.org Mon Jan  9 10:15:00 2023\n${head()}\nHello.\n`],
    ['CRLF', `${head()}\nHello.\n`.replaceAll('\n', '\r\n')],
    ['CR alone', `${head()}\nHello.\n`.replaceAll('\n', '\r')],
    ['blank lines and a byte order mark before it', `\ufeff\n\n${head()}\nHello.\n`],
  ])('%s does no harm', async (_, content) => {
    const { body, metadata } = await open(content);
    expect([metadata.title?.value, body]).toEqual(['A subject', ['paragraph: Hello.']]);
  });
  test('a header without a text is still a mail', async () => {
    expect((await open(head())).blocks[0]).toBe('title: A subject');
  });
});

describe('mail or saved page', () => {
  const related = (top: string, root: string) =>
    `${top}Subject: x\nDate: Mon, 9 Jan 2023 10:15:00 +0200\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n${root}\n\n<html>`;
  test.each([
    ['a mail with a picture in its HTML', related('From: a@example.org\n', 'Content-Type: text/html\nContent-ID: <1>'), 'mail'],
    [
      'a page saved by Chromium',
      related('From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/\n', 'Content-Type: text/html'),
      'mhtml',
    ],
    [
      'a page whose root names its address',
      related('From: x\n', 'Content-Type: text/html\nContent-Location: https://example.org/'),
      'mhtml',
    ],
    [
      'the same after a mail server saw it',
      related(
        'Received: from x by y; Mon, 9 Jan 2023 10:15:00 +0200\nFrom: x\n',
        'Content-Type: text/html\nContent-Location: https://example.org/',
      ),
      'mail',
    ],
    ['notes with colons', 'From: the editor\nTo: all\n\nPlease read: this.\n', null],
    [
      'prose',
      'Dear Sir: I write.\nSubject: to no one\nDate: none\nFrom: here\nand: on\nplain prose follows\nwhich is: long\nmore prose\nstill more\n',
      null,
    ],
    ['HTML', '<!DOCTYPE html><html><head><title>From: x</title>', null],
  ])('%s', (_, content, expected) => {
    expect(looksLikeMail(utf8(content).subarray(0, 4096))).toBe(expected);
  });
  test('a mail is told by its content, whatever it is called', async () => {
    expect(mail.recognise(utf8(`${head()}\nHello.\n`), { fileName: 'notes.txt' })).toBe(1);
    expect((await mail.decode(fromMemory(utf8(`${head()}\nHello.\n`)), { fileName: 'notes.txt' }, memorySink())).kind).toBe('article');
  });
});

const data = path.join(process.env['ASSAY_DATA'] ?? '../shared/data', 'eml');
describe.skipIf(!existsSync(data))('real mails (skipped where ../shared/data/eml is absent)', () => {
  test.each(globSync(path.join(data, '*/*.eml')).toSorted())('%s is read', async (file) => {
    const { metadata, rendition } = await open(readFileSync(file), path.basename(file));
    expect(metadata.fields?.length).toBeGreaterThan(0);
    expect(rendition).not.toBeNull();
  });
});
