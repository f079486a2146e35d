import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import '../../../main/workers/wasm.ts';
import { read } from './read.ts';

const plain = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: '#336699' } });
/** A picture with something on it: a sky, a hill, a sun at the left. */
const scene = (width: number, height: number) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" preserveAspectRatio="none" width="${width}" height="${height}"><rect width="400" height="300" fill="#8bd"/><circle cx="90" cy="70" r="40" fill="#fe8"/><path d="M0 300 L0 220 L160 130 L300 240 L400 180 L400 300z" fill="#363"/><rect x="250" y="150" width="60" height="70" fill="#a33"/></svg>`,
    ),
  ).flatten();

const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number) => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
};
const segment = (marker: number, body: Uint8Array) => Buffer.concat([Buffer.from([0xff, marker]), u16(body.length + 2), body]);
/** A JPEG with segments behind its first two bytes. */
const carrying = (jpeg: Buffer, ...segments: Buffer[]) => Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

type Entry = [tag: number, type: number, value: Buffer];
const ascii = (text: string) => Buffer.from(`${text}\0`, 'latin1');

/** A directory of a big-endian TIFF at `at`; values of more than four bytes follow it. */
function directory(at: number, entries: Entry[], next = 0): Buffer {
  const sizes: Record<number, number> = { 2: 1, 3: 2, 4: 4, 7: 1 };
  let place = at + 2 + entries.length * 12 + 4;
  const rows: Buffer[] = [];
  const values: Buffer[] = [];
  for (const [tag, type, value] of entries) {
    const short = value.length <= 4;
    rows.push(
      Buffer.concat([
        u16(tag),
        u16(type),
        u32(value.length / (sizes[type] ?? 1)),
        short ? Buffer.concat([value, Buffer.alloc(4 - value.length)]) : u32(place),
      ]),
    );
    if (!short) {
      values.push(value);
      place += value.length;
    }
  }
  return Buffer.concat([u16(entries.length), ...rows, u32(next), ...values]);
}

/** An EXIF segment: IFD0, Exif IFD with a maker note, IFD1 with a thumbnail. */
function exif({ make = 'TestCam', note, thumbnail }: { make?: string; note?: (at: number) => Buffer; thumbnail?: Buffer }): Buffer {
  const main = (exifAt: number, next: number) =>
    directory(
      8,
      [
        [0x10f, 2, ascii(make)],
        [0x8769, 4, u32(exifAt)],
      ],
      next,
    );
  const exifAt = 8 + main(0, 0).length;
  const noteAt = exifAt + 2 + 12 + 4;
  const inner = note ? directory(exifAt, [[0x927c, 7, note(noteAt)]]) : directory(exifAt, [[0xa001, 3, u16(1)]]);
  const secondAt = exifAt + inner.length;
  const second = (at: number) =>
    directory(secondAt, [
      [0x103, 3, u16(6)],
      [0x201, 4, u32(at)],
      [0x202, 4, u32(thumbnail?.length ?? 0)],
    ]);
  const body = [Buffer.from('MM\0*\0\0\0\u0008', 'latin1'), main(exifAt, thumbnail ? secondAt : 0), inner];
  if (thumbnail) body.push(second(secondAt + second(0).length), thumbnail);
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), ...body]));
}

const xmpPacket = (inside: string, attributes = '') =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#" ${attributes}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const xmpSegment = (packet: string) => segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${packet}`));

const fieldsOf = async (bytes: Uint8Array) => (await read(bytes, 'a')).metadata.fields ?? [];
const codesOf = async (bytes: Uint8Array) => ((await read(bytes, 'a')).metadata.findings ?? []).map(({ code }) => code);

describe('every field that a picture carries', () => {
  test('JPEG comments, and XMP of more than one packet', async () => {
    const bytes = carrying(
      await plain().jpeg().toBuffer(),
      xmpSegment(xmpPacket('<dc:subject><rdf:Bag><rdf:li>Краматорськ</rdf:li><rdf:li>strike</rdf:li></rdf:Bag></dc:subject>')),
      xmpSegment(xmpPacket('', 'xmp:Label="second"')),
      segment(0xfe, Buffer.from('shot from the roof')),
    );
    expect(await fieldsOf(bytes)).toEqual(
      expect.arrayContaining([
        { group: 'XMP', name: 'dc:subject[1]', value: 'Краматорськ' },
        { group: 'XMP', name: 'dc:subject[2]', value: 'strike' },
        { group: 'XMP', name: 'xmp:Label', value: 'second' },
        { group: 'Comment', name: 'Comment', value: 'shot from the roof' },
      ]),
    );
  });
  test('XMP that declares entities is not read', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa">]>${xmpPacket('<dc:source>&a;</dc:source>')}`;
    const found = await fieldsOf(carrying(await plain().jpeg().toBuffer(), xmpSegment(bomb)));
    expect(found.filter(({ value }) => value.includes('aaaa'))).toEqual([]);
  });
  test('PNG texts, packed and plain; a text that unpacks to a flood is only named', async () => {
    const png = await plain().png().toBuffer();
    const chunk = (type: string, data: Buffer) => {
      const typed = Buffer.concat([Buffer.from(type), data]);
      return Buffer.concat([u32(data.length), typed, u32(crc32(typed))]);
    };
    const bytes = Buffer.concat([
      png.subarray(0, 33),
      chunk('tEXt', Buffer.from('Author\0Ann Writer')),
      chunk('zTXt', Buffer.concat([Buffer.from('Description\0\0'), deflateSync(Buffer.from('packed words'))])),
      chunk('iTXt', Buffer.from('Title\0\0\0uk\0\0Гуртожиток')),
      chunk('zTXt', Buffer.concat([Buffer.from('Flood\0\0'), deflateSync(Buffer.alloc(20 << 20))])),
      png.subarray(33),
    ]);
    const found = await fieldsOf(bytes);
    for (const [name, value] of [
      ['Author', 'Ann Writer'],
      ['Description', 'packed words'],
      ['Title', 'Гуртожиток'],
    ])
      expect(found).toContainEqual({ group: 'PNG text', name, value });
    expect(found.find(({ group, name }) => group === 'PNG text' && name === 'Flood')?.value).toMatch(/cannot be read/);
  });
  test('GIF comments', async () => {
    const gif = await plain().gif().toBuffer();
    const flags = gif[10] ?? 0;
    const head = 13 + (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe, 5]), Buffer.from('hello'), Buffer.from([0])]);
    expect(await fieldsOf(Buffer.concat([gif.subarray(0, head), comment, gif.subarray(head)]))).toContainEqual({
      group: 'Comment',
      name: 'Comment',
      value: 'hello',
    });
  });
  test('the satellites’ time, which is UTC', async () => {
    const bytes = await plain()
      .withExif({ IFD3: { GPSDateStamp: '2019:03:21', GPSTimeStamp: '16/1 4/1 2101/100' } })
      .jpeg()
      .toBuffer();
    expect(await fieldsOf(bytes)).toContainEqual({ group: 'GPS', name: 'GPS date and time (UTC)', value: '2019-03-21T16:04:21.010Z' });
  });
});

describe('maker notes, each maker in its own way', () => {
  const serial: Entry[] = [
    [0x1d, 2, ascii('SN 1234567')],
    [0x4fff, 3, u16(7)],
  ];
  test.each<[string, string, (at: number) => Buffer, string, string, string]>([
    [
      'Nikon, with a TIFF of its own',
      'NIKON',
      () =>
        Buffer.concat([Buffer.from('Nikon\0\u0002\u0010\0\0', 'latin1'), Buffer.from('MM\0*\0\0\0\u0008', 'latin1'), directory(8, serial)]),
      'Nikon',
      'SerialNumber',
      'SN 1234567',
    ],
    [
      'Apple',
      'Apple',
      () => Buffer.concat([Buffer.from('Apple iOS\0\0\u0001MM', 'latin1'), directory(14, [[0x11, 2, ascii('570F1469-09C7')]])]),
      'Apple',
      'MediaGroupUUID',
      '570F1469-09C7',
    ],
    [
      'Panasonic, counted from the whole block',
      'Panasonic',
      (at) => Buffer.concat([Buffer.from('Panasonic\0\0\0'), directory(at + 12, [[0x25, 2, ascii('F600801010042')]])]),
      'Panasonic',
      'InternalSerialNumber',
      'F600801010042',
    ],
    [
      'Sony',
      'SONY',
      (at) => Buffer.concat([Buffer.from('SONY DSC \0\0\0'), directory(at + 12, [[0x2031, 2, ascii('0012345')]])]),
      'Sony',
      'SerialNumber',
      '0012345',
    ],
    [
      'one that only its tag’s number is known of',
      'NIKON',
      () =>
        Buffer.concat([Buffer.from('Nikon\0\u0002\u0010\0\0', 'latin1'), Buffer.from('MM\0*\0\0\0\u0008', 'latin1'), directory(8, serial)]),
      'Nikon',
      'tag 0x4fff',
      '7',
    ],
  ])('%s', async (_, make, note, group, name, value) => {
    const found = await fieldsOf(carrying(await plain().jpeg().toBuffer(), exif({ make, note })));
    expect(found).toContainEqual({ group, name, value });
  });
  test('one that nobody knows is said to be there', async () => {
    const found = await fieldsOf(carrying(await plain().jpeg().toBuffer(), exif({ make: 'Nobody', note: () => Buffer.alloc(40, 0xee) })));
    expect(found).toContainEqual({ group: 'Maker notes', name: 'MakerNote', value: expect.stringMatching(/^40 bytes/) });
  });
});

describe('the small picture inside a photo', () => {
  const withThumbnail = async (picture: Sharp, small: Sharp) =>
    carrying(await picture.jpeg().toBuffer(), exif({ thumbnail: await small.jpeg({ quality: 60 }).toBuffer() }));
  const cut = (width: number, height: number, left: number, top: number, w: number, h: number) =>
    scene(width, height)
      .png()
      .toBuffer()
      .then((png) => sharp(png).extract({ left, top, width: w, height: h }));
  const fitted = async (picture: Sharp, fit: 'contain' | 'cover' | 'fill') =>
    sharp(await picture.png().toBuffer()).resize(160, 120, { fit, background: '#000' });

  test.each<[string, () => Promise<Buffer>]>([
    ['as it is', async () => withThumbnail(scene(800, 600), await fitted(scene(800, 600), 'fill'))],
    [
      'with black bars, as cameras put a wide photo into 4:3',
      async () => withThumbnail(scene(1280, 720), await fitted(scene(1280, 720), 'contain')),
    ],
    ['cut to 4:3', async () => withThumbnail(scene(1280, 720), await fitted(scene(1280, 720), 'cover'))],
    ['squeezed into 4:3', async () => withThumbnail(scene(900, 600), await fitted(scene(900, 600), 'fill'))],
    [
      'the photo was turned by a viewer, the small one not',
      async () => withThumbnail(sharp(await scene(800, 600).png().toBuffer()).rotate(90), await fitted(scene(800, 600), 'fill')),
    ],
    [
      'a little brighter',
      async () => withThumbnail(sharp(await scene(800, 600).png().toBuffer()).linear(1.1, 5), await fitted(scene(800, 600), 'fill')),
    ],
  ])('%s: alike', async (_, make) => {
    const bytes = await make();
    const { metadata } = await read(bytes, 'a');
    expect(metadata.thumbnail?.value.state).toBe('alike');
    expect(await codesOf(bytes)).not.toContain('thumbnail-differs');
  });
  test.each<[string, () => Promise<Buffer>]>([
    [
      'the photo was cut afterwards',
      async () => withThumbnail(await cut(800, 600, 300, 200, 400, 300), await fitted(scene(800, 600), 'fill')),
    ],
    [
      'the house was taken out',
      async () =>
        withThumbnail(
          sharp(await scene(800, 600).png().toBuffer()).composite([
            { input: { create: { width: 200, height: 220, channels: 3, background: '#336633' } }, left: 460, top: 260 },
          ]),
          await fitted(scene(800, 600), 'fill'),
        ),
    ],
    [
      'another picture',
      async () =>
        withThumbnail(
          sharp(await scene(800, 600).png().toBuffer())
            .flop()
            .negate(),
          await fitted(scene(800, 600), 'fill'),
        ),
    ],
  ])('%s: a finding', async (_, make) => {
    const bytes = await make();
    const { metadata } = await read(bytes, 'a');
    expect(metadata.thumbnail).toMatchObject({ value: { state: 'differs', width: 160, height: 120 }, from: 'EXIF thumbnail' });
    expect(await codesOf(bytes)).toContain('thumbnail-differs');
  });
  test('one that cannot be opened says nothing', async () => {
    const bytes = carrying(
      await plain().jpeg().toBuffer(),
      exif({ thumbnail: Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(300, 9)]) }),
    );
    expect((await read(bytes, 'a')).metadata.thumbnail).toBeUndefined();
  });
});

describe('traces of programs', () => {
  const history = (action: string) =>
    xmpPacket(
      `<xmpMM:History><rdf:Seq><rdf:li rdf:parseType="Resource"><stEvt:action>${action}</stEvt:action><stEvt:softwareAgent>Adobe Photoshop 25.4</stEvt:softwareAgent></rdf:li></rdf:Seq></xmpMM:History>`,
    );
  test('a history that names editing is a finding, with its program', async () => {
    const bytes = carrying(await plain().jpeg().toBuffer(), xmpSegment(history('saved')));
    const { metadata } = await read(bytes, 'a');
    expect(metadata.software).toEqual({ value: ['Adobe Photoshop 25.4'], from: 'XMP xmpMM:History' });
    const finding = metadata.findings?.find(({ code }) => code === 'edited-by-software');
    expect(finding).toMatchObject({ message: expect.stringContaining('Adobe Photoshop 25.4'), from: 'XMP xmpMM:History' });
  });
  test.each([
    ['a camera’s firmware', 'Ver.1.00', false],
    ['a telephone’s system', '14.4.2', false],
    ['a picture editor', 'GIMP 2.10.8', true],
  ])('%s: %s', async (_, software, isFinding) => {
    const { metadata } = await read(
      await plain()
        .withExif({ IFD0: { Software: software } })
        .jpeg()
        .toBuffer(),
      'a',
    );
    expect(metadata.software).toEqual({ value: [software], from: 'EXIF Software' });
    expect((metadata.findings ?? []).some(({ code }) => code === 'edited-by-software')).toBe(isFinding);
  });
});

test('a picture without a capture time says so; one with it does not', async () => {
  expect(await codesOf(await plain().jpeg().toBuffer())).toEqual(['no-date']);
  expect(
    await codesOf(
      await plain()
        .withExif({ IFD2: { DateTimeOriginal: '2008:10:22 16:28:39' } })
        .jpeg()
        .toBuffer(),
    ),
  ).toEqual([]);
});
