import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { wallTime } from '../../../main/formats/photo/facts.ts';
import { read, refusal } from './read.ts';

const plain = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: '#336699' } });
const exif = {
  IFD0: { Make: 'NIKON', Model: 'COOLPIX P6000', Artist: 'Ann Writer' },
  IFD2: { DateTimeOriginal: '2008:10:22 16:28:39', OffsetTimeOriginal: '+02:00', SubSecTimeOriginal: '25' },
  IFD3: {
    GPSLatitudeRef: 'S',
    GPSLatitude: '43/1 28/1 281/100',
    GPSLongitudeRef: 'W',
    GPSLongitude: '11/1 53/1 645599999/100000000',
    GPSAltitudeRef: '0',
    GPSAltitude: '250/1',
  },
};

describe('formats by content', () => {
  test.each([
    ['jpeg', 'image/jpeg'],
    ['png', 'image/png'],
    ['webp', 'image/webp'],
    ['tiff', 'image/tiff'],
  ] as const)('%s', async (format, mediaType) => {
    const { kind, mediaType: found, photo, rendition } = await read(await plain().toFormat(format).toBuffer(), 'named.txt');
    expect({ kind, found, photo, rendition }).toEqual({
      kind: 'photo',
      found: mediaType,
      photo: { width: 60, height: 40, orientation: 1 },
      rendition: null,
    });
  });
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('size is that of the upright picture, orientation %i', async (orientation) => {
    const { photo } = await read(await plain().withMetadata({ orientation }).jpeg().toBuffer(), 'a.jpg');
    expect(photo).toEqual(orientation < 5 ? { width: 60, height: 40, orientation } : { width: 40, height: 60, orientation });
  });
  test('an animation counts as its first frame', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#00ff00', '#0000ff'].map((background) =>
        sharp({ create: { width: 30, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const animation = await sharp(frames, { join: { animated: true } })
      .webp({ loop: 0 })
      .toBuffer();
    expect((await read(animation, 'a.webp')).photo).toEqual({ width: 30, height: 20, orientation: 1 });
  });
});

describe('metadata', () => {
  test('camera, capture time with its offset and fraction, place, author, all fields', async () => {
    const { metadata } = await read(await plain().withExif(exif).jpeg().toBuffer(), 'a.jpg');
    expect(metadata.camera?.value).toEqual({ make: 'NIKON', model: 'COOLPIX P6000' });
    expect(metadata.captured).toEqual({ value: { local: '2008-10-22T16:28:39.25', offset: '+02:00' }, from: 'EXIF DateTimeOriginal' });
    // A camera does not know when a picture was published
    expect(metadata.published).toBeUndefined();
    expect(metadata.authors?.value).toEqual(['Ann Writer']);
    expect(metadata.position?.value.lat).toBeCloseTo(-43.4674472, 5);
    expect(metadata.position?.value.lon).toBeCloseTo(-11.8851267, 5);
    expect(metadata.position?.value.alt).toBe(250);
    expect(metadata.fields).toContainEqual({ group: 'EXIF', name: 'Make', value: 'NIKON' });
  });
  test('XMP title; a day alone is no capture time, and stays among the fields', async () => {
    const xmp =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:DateCreated="2023-01-09"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Гуртожиток</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>';
    const { metadata } = await read(await plain().withXmp(xmp).jpeg().toBuffer(), 'a.jpg');
    expect(metadata.title).toEqual({ value: 'Гуртожиток', from: 'XMP dc:title' });
    expect(metadata.published).toBeUndefined();
    expect(metadata.fields).toContainEqual({ group: 'XMP', name: 'photoshop:DateCreated', value: '2023-01-09' });
    expect(metadata.captured).toBeUndefined();
  });
  test('a picture without metadata has none', async () => {
    const { metadata } = await read(await plain().jpeg().toBuffer(), 'a.jpg');
    expect(metadata).not.toHaveProperty('captured');
    expect(metadata).not.toHaveProperty('position');
    expect(metadata).not.toHaveProperty('camera');
  });
  test('small pictures read after each other keep their own metadata', async () => {
    // Small Buffers share one pool: a reader that looks past its own bytes would find the neighbour's.
    const tagged = Buffer.concat([await plain(8, 8).withExif(exif).jpeg().toBuffer()]);
    const bare = Buffer.concat([await plain(8, 8).jpeg().toBuffer()]);
    expect(tagged.buffer).toBe(bare.buffer);
    expect((await read(tagged, 'a.jpg')).metadata.camera?.value.make).toBe('NIKON');
    expect((await read(bare, 'b.jpg')).metadata.camera).toBeUndefined();
  });
  test.each([
    ['2008:10:22 16:28:39', undefined, undefined, { local: '2008-10-22T16:28:39', offset: null }],
    ['2008:10:22 16:28:39', '000', '+02:00', { local: '2008-10-22T16:28:39', offset: '+02:00' }],
    ['2008-10-22T16:28:39.5Z', undefined, undefined, { local: '2008-10-22T16:28:39.5', offset: '+00:00' }],
    ['2008:10:22 16:28:39', undefined, '   :  ', { local: '2008-10-22T16:28:39', offset: null }],
    ['0000:00:00 00:00:00', undefined, undefined, null],
    ['    :  :     :  :  ', undefined, undefined, null],
    ['2008:02:30 10:00:00', undefined, undefined, null],
  ])('EXIF time %s', (text, subSeconds, offset, time) => expect(wallTime(text, subSeconds, offset)).toEqual(time));
});

describe('a damaged picture is refused in plain words', () => {
  const noisy = () =>
    sharp({ create: { width: 300, height: 300, channels: 3, background: '#888888', noise: { type: 'gaussian', mean: 128, sigma: 60 } } });
  test.each(['jpeg', 'png', 'webp', 'tiff'] as const)('%s cut in half', async (format) => {
    const whole = await noisy().toFormat(format).toBuffer();
    const refused = await refusal(whole.subarray(0, whole.length >> 1), `a.${format}`);
    expect(refused?.code).toBe('BROKEN_FILE');
    expect(refused?.message).toMatch(/^This .* picture is (?:cut short|damaged)/);
  });
  test('a JPEG without its last tenth', async () => {
    const whole = await noisy().jpeg().toBuffer();
    expect((await refusal(whole.subarray(0, Math.floor(whole.length * 0.9)), 'a.jpg'))?.code).toBe('BROKEN_FILE');
  });
  test('a picture without its beginning', async () => {
    const whole = await noisy().png().toBuffer();
    expect((await refusal(whole.subarray(9), 'a.png'))?.code).toBe('BROKEN_FILE');
  });
  test('one that claims more pixels than Assay opens', async () => {
    const png = Buffer.from(await plain(10, 10).png().toBuffer());
    png.writeUInt32BE(40_000, 16);
    png.writeUInt32BE(40_000, 20);
    const { crc32 } = await import('node:zlib');
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    expect((await refusal(png, 'a.png'))?.code).toBe('TOO_LARGE');
  });
});
