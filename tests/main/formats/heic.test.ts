import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { combined, heifHeader } from '../../../main/formats/photo/heif/header.ts';
import { readHeif } from '../../../main/formats/photo/heif/items.ts';
import { uncompressedTiff } from '../../../main/formats/photo/heif/tiff.ts';
import { openable } from '../../../main/formats/photo/openable.ts';
import '../../../main/workers/wasm.ts';
import { read, refusal } from './read.ts';

const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number) => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
};
const box = (type: string, ...parts: Uint8Array[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(8 + body.length), Buffer.from(type, 'latin1'), body]);
};
const none = Buffer.alloc(4);
const infe = (id: number, type: string) => box('infe', Buffer.from([2, 0, 0, 0]), u16(id), u16(0), Buffer.from(`${type}\0`));

/** A HEIF head for one picture with these properties, and nothing behind it. */
function heif(
  width: number,
  height: number,
  properties: Buffer[] = [],
  { brand = 'heic', type = 'hvc1', payload = Buffer.alloc(0) } = {},
): Buffer {
  const all = [box('ispe', none, u32(width), u32(height)), ...properties];
  const meta = box(
    'meta',
    none,
    box('hdlr', none, none, Buffer.from('pict'), Buffer.alloc(13)),
    box('pitm', none, u16(1)),
    box('iinf', none, u16(1), infe(1, type)),
    box(
      'iprp',
      box('ipco', ...all),
      box('ipma', none, u32(1), u16(1), Buffer.from([all.length]), ...all.map((_, i) => Buffer.from([i + 1]))),
    ),
    box('iloc', Buffer.from([1, 0, 0, 0]), u16(0x4400), u16(1), u16(1), u16(1), u16(0), u16(1), u32(0), u32(payload.length)),
    box('idat', payload),
  );
  return Buffer.concat([box('ftyp', Buffer.from(brand), u32(0), Buffer.from(`mif1${brand}`)), meta]);
}
const irot = (quarters: number) => box('irot', Buffer.from([quarters]));
const imir = (axis: number) => box('imir', Buffer.from([axis]));
const clap = (...numbers: number[]) => box('clap', ...numbers.map(u32));

describe('the head of a HEIC tells the upright size', () => {
  test.each<[string, Buffer[], [number, number, number]]>([
    ['as it is', [], [60, 40, 1]],
    ['a quarter to the left', [irot(1)], [40, 60, 8]],
    ['upside down', [irot(2)], [60, 40, 3]],
    ['a quarter to the right', [irot(3)], [40, 60, 6]],
    ['top and bottom exchanged', [imir(0)], [60, 40, 4]],
    ['left and right exchanged', [imir(1)], [60, 40, 2]],
    ['turned, then mirrored', [irot(1), imir(1)], [40, 60, 7]],
    ['mirrored, then turned', [imir(1), irot(1)], [40, 60, 5]],
    ['cut, then turned', [clap(50, 1, 30, 1, 0, 1, 0, 1), irot(1)], [30, 50, 8]],
  ])('%s', (_, properties, [width, height, orientation]) =>
    expect(heifHeader(readHeif(heif(60, 40, properties))).photo).toEqual({ width, height, orientation }),
  );
  test('eight turns make a group: each has one that undoes it', () => {
    for (let first = 1; first <= 8; first++) {
      expect(combined(first, 1)).toBe(first);
      expect([1, 2, 3, 4, 5, 6, 7, 8].filter((second) => combined(first, second) === 1)).toHaveLength(1);
    }
  });
});

describe('what would be too large or is damaged is refused before it is decoded', () => {
  const grid = Buffer.concat([Buffer.from([0, 1, 0, 0]), u32(60_000), u32(60_000)]);
  test.each<[string, Uint8Array, string]>([
    ['a size beyond the limit', heif(40_000, 40_000), 'TOO_LARGE'],
    ['a grid that grows beyond what the head says', heif(64, 64, [], { type: 'grid', payload: grid }), 'TOO_LARGE'],
    ['no size', heif(0, 0), 'BROKEN_FILE'],
    ['an AVIF beyond the limit', heif(40_000, 40_000, [], { brand: 'avif', type: 'av01' }), 'TOO_LARGE'],
    ['a head alone', heif(64, 64), 'BROKEN_FILE'],
    ['a brand alone', Buffer.concat([box('ftyp', Buffer.from('heicmif1')), Buffer.alloc(100)]), 'BROKEN_FILE'],
  ])('%s', async (_, bytes, code) => {
    const refused = await refusal(bytes, 'a.heic');
    expect(refused?.code).toBe(code);
    expect(refused?.message).toMatch(/picture/);
  });
});

test.each([false, true])('pixels in a TIFF come back as they were, with transparency: %s', async (alpha) => {
  const data = Uint8Array.from({ length: 5 * 3 * 4 + 3 * 4 }, (_, i) => (i * 37) % 256);
  const tiff = uncompressedTiff({ data, width: 5, height: 3, stride: 24, alpha }, null);
  const { data: back, info } = await sharp(tiff).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height, info.channels]).toEqual([5, 3, alpha ? 4 : 3]);
  for (let y = 0; y < 3; y++)
    for (let x = 0; x < 5; x++)
      for (let c = 0; c < info.channels; c++) expect(back[(y * 5 + x) * info.channels + c]).toBe(data[y * 24 + x * 4 + c]);
});

describe('AVIF and GIF', () => {
  const plain = () => sharp({ create: { width: 60, height: 40, channels: 3, background: '#336699' } });
  test.each([1, 3, 6, 8])('AVIF, orientation %i: its own turning counts, once', async (orientation) => {
    const { mediaType, photo } = await read(await plain().withMetadata({ orientation }).avif().toBuffer(), 'a.jpg');
    expect(mediaType).toBe('image/avif');
    expect(photo).toEqual(orientation < 5 ? { width: 60, height: 40, orientation } : { width: 40, height: 60, orientation });
  });
  test('AVIF carries EXIF', async () => {
    const { metadata } = await read(
      await plain()
        .withExif({ IFD0: { Make: 'NIKON' } })
        .avif()
        .toBuffer(),
      'a.avif',
    );
    expect(metadata.camera?.value.make).toBe('NIKON');
  });
  test('a GIF of three pictures says so, and that the first is shown', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#00ff00', '#0000ff'].map((background) =>
        sharp({ create: { width: 30, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const { mediaType, photo, metadata } = await read(
      await sharp(frames, { join: { animated: true } })
        .gif()
        .toBuffer(),
      'a',
    );
    expect([mediaType, photo]).toEqual(['image/gif', { width: 30, height: 20, orientation: 1 }]);
    expect(metadata.findings?.find(({ code }) => code === 'other')?.message).toMatch(/animation of 3 pictures/);
  });
  test.each(['gif', 'avif'] as const)('%s cut in half is refused', async (format) => {
    const noisy = sharp({
      create: { width: 300, height: 300, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
    });
    const whole = await noisy.toFormat(format).toBuffer();
    expect((await refusal(whole.subarray(0, whole.length >> 1), `a.${format}`))?.code).toBe('BROKEN_FILE');
  });
});

const folder = path.join(path.resolve(process.env['ASSAY_DATA'] ?? '../shared/data'), 'photos-exif/img');
const has = existsSync(folder);
if (!has) console.warn(`skipped: ${folder} is not there`);
describe.skipIf(!has)('HEIC from telephones', () => {
  test('is read, with its place, its time and its maker’s notes', async () => {
    const { mediaType, photo, metadata } = await read(readFileSync(path.join(folder, 'heic/IMG_5195.HEIC')), 'a.jpg');
    expect([mediaType, photo]).toEqual(['image/heic', { width: 2566, height: 3313, orientation: 1 }]);
    expect(metadata.captured?.value).toEqual({ local: '2021-04-11T15:47:53.054', offset: '-05:00' });
    expect(metadata.position?.value.lat).toBeCloseTo(39.0513444, 5);
    expect(metadata.fields).toContainEqual({ group: 'Apple', name: 'MediaGroupUUID', value: '570F1469-09C7-4E50-9875-05F21D5BD166' });
  }, 30_000);
  test('opens everywhere a picture is opened, upright, with its own colours', async () => {
    const bytes = await openable(readFileSync(path.join(folder, 'heic/IMG_5195.HEIC')), 'image/heic');
    const { width, height, hasProfile } = await sharp(bytes).metadata();
    expect([width, height, hasProfile]).toEqual([2566, 3313, true]);
  }, 30_000);
  test('cut in half, it is refused', async () => {
    const whole = readFileSync(path.join(folder, 'heic/IMG_5195.HEIC'));
    expect((await refusal(whole.subarray(0, whole.length >> 1), 'a.heic'))?.code).toBe('BROKEN_FILE');
  }, 30_000);
});
