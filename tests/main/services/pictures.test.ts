import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cropRegion, makeThumbnail, makeTiles, reportPhoto } from '../../../main/services/pictures.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'assay-pictures-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => path.join(folder, name);

type Colour = readonly [number, number, number];
const [red, green, blue, yellow] = [
  [220, 30, 30],
  [30, 180, 60],
  [40, 60, 210],
  [230, 210, 40],
] as const satisfies Colour[];

async function colourAt(picture: Uint8Array, x: number, y: number): Promise<Colour> {
  const { data, info } = await sharp(picture).removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const i = (y * info.width + x) * info.channels;
  return [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0];
}
const expectColour = (found: Colour, wanted: Colour, within = 30) => {
  for (const [i, value] of wanted.entries())
    expect(Math.abs((found[i] ?? 0) - value), `${found.join()} is ${wanted.join()}`).toBeLessThanOrEqual(within);
};

const turns = (column: number, row: number, right: number, bottom: number): [number, number][] => [
  [column, row],
  [right - column, row],
  [right - column, bottom - row],
  [column, bottom - row],
  [row, column],
  [right - row, column],
  [right - row, bottom - column],
  [row, bottom - column],
];

/** 96 × 64 once upright: red top left, green top right, blue bottom left, yellow bottom right; stored so that EXIF must turn it. */
async function quarters(orientation: number): Promise<string> {
  const [width, height] = [96, 64];
  const uprightColour = (x: number, y: number) => (y < 32 ? (x < 48 ? red : green) : x < 48 ? blue : yellow);
  // Exif 2.32, tag 274: which side of the upright picture the stored row 0 and column 0 are.
  const [right, bottom] = [width - 1, height - 1];
  const place = (column: number, row: number): [number, number] => turns(column, row, right, bottom)[orientation - 1] ?? [column, row];
  const [columns, rows] = orientation < 5 ? [width, height] : [height, width];
  const raw = Buffer.alloc(width * height * 3);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) raw.set(uprightColour(...place(column, row)), (row * columns + column) * 3);
  const picture = sharp(raw, { raw: { width: columns, height: rows, channels: 3 } });
  const file = at(`quarters-${orientation}.jpg`);
  await picture.withMetadata({ orientation }).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toFile(file);
  return file;
}

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i', (orientation) => {
  test('thumbnail, report copy and crop are upright', async () => {
    const file = await quarters(orientation);
    const thumbnail = at(`thumb-${orientation}.webp`);
    await makeThumbnail(file, thumbnail);
    const report = await reportPhoto(file, 1000);
    expect([report.width, report.height]).toEqual([96, 64]);
    for (const picture of [readFileSync(thumbnail), report.bytes]) {
      const { width, height, orientation: left } = await sharp(picture).metadata();
      expect([width, height, left]).toEqual([96, 64, undefined]);
      for (const [x, y, colour] of [
        [12, 8, red],
        [84, 8, green],
        [12, 56, blue],
        [84, 56, yellow],
      ] as const)
        expectColour(await colourAt(picture, x, y), colour);
    }
    const crop = await cropRegion(file, { x: 64, y: 4, width: 20, height: 16 });
    expect([crop.width, crop.height]).toEqual([20, 16]);
    expectColour(await colourAt(crop.bytes, 10, 8), green);
  });
  test('tiles are upright', async () => {
    const tiles = at(`tiles-${orientation}`);
    await makeTiles(await quarters(orientation), tiles);
    expect(readFileSync(path.join(tiles, 'photo.dzi'), 'utf8')).toMatch(/Width="96"|Height="64"/);
    const whole = readFileSync(path.join(tiles, 'photo_files/7/0_0.jpeg'));
    expectColour(await colourAt(whole, 12, 8), red);
    expectColour(await colourAt(whole, 84, 56), yellow);
  });
});

describe('other kinds of picture', () => {
  const solid = (background: string, extra = {}) => sharp({ create: { width: 40, height: 30, channels: 3, background, ...extra } });
  test.each<[string, () => Promise<Buffer>, Colour]>([
    ['CMYK', () => solid('#d02020').toColourspace('cmyk').jpeg().toBuffer(), [208, 32, 32]],
    ['16 bits a colour', () => solid('#2040d0').toColourspace('rgb16').png().toBuffer(), [32, 64, 208]],
    ['grey', () => solid('#808080').toColourspace('b-w').png().toBuffer(), [128, 128, 128]],
    [
      'transparent: white in a report',
      () =>
        sharp({ create: { width: 40, height: 30, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
          .png()
          .toBuffer(),
      [255, 255, 255],
    ],
    [
      'the first frame of an animation',
      async () =>
        sharp(await Promise.all(['#d02020', '#20d020'].map((colour) => solid(colour).png().toBuffer())), { join: { animated: true } })
          .webp()
          .toBuffer(),
      [208, 32, 32],
    ],
    [
      'the first page of a TIFF',
      async () =>
        sharp(await Promise.all(['#d02020', '#20d020'].map((colour) => solid(colour).png().toBuffer())), { join: { animated: true } })
          .tiff()
          .toBuffer(),
      [208, 32, 32],
    ],
  ])('%s', async (name, make, colour) => {
    const file = at(`kind-${name.replace(/\W+/g, '-')}`);
    writeFileSync(file, await make());
    const report = await reportPhoto(file, 1000);
    expect([report.width, report.height]).toEqual([40, 30]);
    const meta = await sharp(report.bytes).metadata();
    expect([meta.format, meta.space, meta.hasAlpha, meta.width, meta.height]).toEqual(['jpeg', 'srgb', false, 40, 30]);
    // CMYK has no exact way back to sRGB without its press profile.
    expectColour(await colourAt(report.bytes, 20, 15), colour, name === 'CMYK' ? 90 : 12);
    const tiles = `${file}.tiles`;
    await makeTiles(file, tiles);
    expect(existsSync(path.join(tiles, 'photo.dzi'))).toBe(true);
    await makeThumbnail(file, `${file}.webp`);
    expect((await sharp(`${file}.webp`).metadata()).pages ?? 1).toBe(1);
  });
});

describe('what a report takes along', () => {
  test('nothing of the original’s metadata, the same bytes every time, no longer than asked', async () => {
    const file = at('tagged.jpg');
    await sharp({
      create: { width: 900, height: 600, channels: 3, background: '#777777', noise: { type: 'gaussian', mean: 120, sigma: 40 } },
    })
      .withExif({ IFD0: { Make: 'SecretCam' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 28/1 0/1' } })
      .jpeg()
      .toFile(file);
    const [one, two] = [await reportPhoto(file, 300), await reportPhoto(file, 300)];
    expect(Buffer.from(one.bytes).equals(two.bytes)).toBe(true);
    expect([one.width, one.height]).toEqual([900, 600]);
    const meta = await sharp(one.bytes).metadata();
    expect([meta.width, meta.height, meta.exif, meta.xmp]).toEqual([300, 200, undefined, undefined]);
    expect(Buffer.from(one.bytes).includes('SecretCam')).toBe(false);
  });
});

describe('crops', () => {
  test('are full size unless an edge is given, JPEG where asked', async () => {
    const file = await quarters(1);
    const crop = await cropRegion(file, { x: 0, y: 0, width: 96, height: 64 }, { maxEdge: 48, format: 'jpeg' });
    expect([crop.width, crop.height, (await sharp(crop.bytes).metadata()).format]).toEqual([48, 32, 'jpeg']);
  });
  test.each([
    { x: 90, y: 0, width: 7, height: 10 },
    { x: 0, y: 60, width: 1, height: 5 },
  ])('a region outside the picture is refused: $x,$y,$width,$height', async (region) => {
    await expect(cropRegion(await quarters(6), region)).rejects.toMatchObject({ code: 'REGION_OUTSIDE' });
  });
});

describe('files', () => {
  test('a damaged original leaves nothing half-made', async () => {
    const file = at('broken.jpg');
    const whole = await sharp({
      create: { width: 600, height: 600, channels: 3, background: '#777777', noise: { type: 'gaussian', mean: 120, sigma: 40 } },
    })
      .jpeg()
      .toBuffer();
    writeFileSync(file, whole.subarray(0, whole.length >> 1));
    const out = at('broken-out');
    await mkdir(out);
    await expect(makeTiles(file, path.join(out, 'tiles'))).rejects.toMatchObject({ code: 'BROKEN_FILE' });
    await expect(makeThumbnail(file, path.join(out, 'thumbnail.webp'))).rejects.toMatchObject({ code: 'BROKEN_FILE' });
    expect(readdirSync(out)).toEqual([]);
  });
  test('what a killed run left behind is cleared away', async () => {
    const out = at('stale');
    // No process has this number: Linux gives none above 4,194,304.
    await mkdir(path.join(out, 'tiles.4999999-1.part'), { recursive: true });
    await makeTiles(await quarters(1), path.join(out, 'tiles'));
    expect(readdirSync(out)).toEqual(['tiles']);
  });
  test('two that want the same at once both get it', async () => {
    const file = await quarters(1);
    await Promise.all([makeTiles(file, at('twice')), makeTiles(file, at('twice'))]);
    expect(existsSync(at('twice/photo.dzi'))).toBe(true);
  });
  test('a 50-megapixel photo: thumbnail, tiles and crop', async () => {
    const file = at('big.jpg');
    await sharp({ create: { width: 8660, height: 5774, channels: 3, background: '#446688' } })
      .jpeg()
      .toFile(file);
    await makeThumbnail(file, at('big.webp'));
    await makeTiles(file, at('big'));
    expect((await cropRegion(file, { x: 8000, y: 5000, width: 600, height: 700 })).width).toBe(600);
    expect((await sharp(at('big.webp')).metadata()).width).toBe(480);
    expect(existsSync(at('big/photo_files/14/16_11.jpeg'))).toBe(true);
  }, 60_000);
});
