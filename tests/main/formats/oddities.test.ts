import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodeBytes } from '../../../main/formats/index.ts';
import { rawZip, zipOf } from './archives.ts';

const picture = (format: 'png' | 'jpeg' | 'webp' | 'gif') =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: '#336699' } })
    .toFormat(format)
    .toBuffer();
const html = Buffer.from('<!DOCTYPE html><html><body><p>Some words of a page that is long enough.</p></body></html>');
const odd = async (bytes: Uint8Array, fileName: string) =>
  ((await decodeBytes(bytes, { fileName })).metadata.findings ?? []).filter(({ code }) =>
    /^(?:polyglot|wrong-extension|unsafe-name)$/.test(code),
  );

describe('a name that promises another format', () => {
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
    ['photo.jpg', () => picture('png'), 'Named .jpg, but it is a PNG picture.'],
    ['photo.PNG', () => picture('jpeg'), 'Named .png, but it is a JPEG picture.'],
    ['photo.jpg', () => html, 'Named .jpg, but it is a web page.'],
    ['report.docx', () => zipOf({ 'a.txt': 'x' }), 'Named .docx, but it is a ZIP archive.'],
    ['clip.mp4', () => Buffer.from('Only words here, and no clip at all.'), 'Named .mp4, but it is a text.'],
  ])('%s', async (name, bytes, message) => {
    expect((await odd(await bytes(), name)).map((finding) => [finding.code, finding.message])).toEqual([['wrong-extension', message]]);
  });
  test.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
    ['photo.jpeg', () => picture('jpeg')],
    ['photo', () => picture('jpeg')],
    ['photo.backup', () => picture('webp')],
    ['page.php', () => html],
    ['notes.log', () => Buffer.from('Some words here.')],
    ['data.csv', () => Buffer.from('a,b\n1,2\n')],
    ['page.txt', () => html],
  ])('%s promises nothing else', async (name, bytes) => expect(await odd(await bytes(), name)).toEqual([]));
});

describe('two formats in the same bytes', () => {
  const zip = rawZip([{ name: 'hidden.txt', content: 'hidden words' }]);
  test.each<[string, () => Promise<Uint8Array>, string, RegExp]>([
    [
      'a ZIP behind a picture',
      async () => Buffer.concat([await picture('jpeg'), zip]),
      'a.jpg',
      /JPEG picture that also holds a ZIP archive/,
    ],
    [
      'a ZIP with a comment behind a picture',
      async () => Buffer.concat([await picture('webp'), rawZip([{ name: 'x', content: 'y' }], 'some comment')]),
      'a.webp',
      /WebP picture that also holds a ZIP/,
    ],
    [
      'script behind a picture',
      async () => Buffer.concat([await picture('gif'), Buffer.from('<script>alert(1)</script>')]),
      'a.gif',
      /HTML or script/,
    ],
    ['a PDF within a picture', async () => Buffer.concat([await picture('gif'), Buffer.from('\n%PDF-1.7\n')]), 'a.gif', /PDF/],
  ])('%s is said to be both', async (_, bytes, name, message) => {
    const found = await odd(await bytes(), name);
    expect(found.map(({ code }) => code)).toEqual(['polyglot']);
    expect(found[0]?.message).toMatch(message);
  });
  test.each<[string, () => Promise<Uint8Array>, string]>([
    ['a ZIP that holds a PDF as it is', () => zipOf({ 'a.pdf': '%PDF-1.7 some words' }, false), 'a.zip'],
    [
      'a page about PDFs',
      async () => Buffer.from('<!DOCTYPE html><p>A PDF begins with %PDF-1.7, and a ZIP ends with PK\u0005\u0006.</p>'),
      'a.html',
    ],
    [
      'a picture with some bytes behind it',
      async () => Buffer.concat([await picture('jpeg'), Buffer.from('PK\u0005\u0006'), Buffer.alloc(40)]),
      'a.jpg',
    ],
  ])('%s is one thing', async (_, bytes, name) => expect(await odd(await bytes(), name)).toEqual([]));
});

describe('names that trick the eye', () => {
  test.each([
    ['photo\u202egpj.txt', /U\+202E/],
    ['a\u0007b.txt', /U\+0007/],
    ['zero\u200bwidth.txt', /U\+200B/],
  ])('%j', async (name, message) => {
    const found = await odd(Buffer.from('Some words here.'), name);
    expect(found.map(({ code }) => code)).toEqual(['unsafe-name']);
    expect(found[0]?.message).toMatch(message);
    expect(found[0]?.message).not.toContain(name);
  });
  test.each(['فارسی می‌خواهم.txt', 'Звіт №1 (остаточний).txt', 'family 👨‍👩‍👧.txt', 'שלום.txt'])('%s is an honest name', async (name) =>
    expect(await odd(Buffer.from('Some words here.'), name)).toEqual([]),
  );
});
