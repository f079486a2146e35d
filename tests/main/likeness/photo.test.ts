import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { type Alignment, aligned } from '../../../main/likeness/photo/align.ts';
import { compare } from '../../../main/likeness/photo/compare.ts';
import { packFeatures, unpackFeatures } from '../../../main/likeness/photo/features.ts';
import { fingerprintOf, seen } from '../../../main/likeness/photo/fingerprint.ts';
import { hashDistance, hashOf, stands, stood } from '../../../main/likeness/photo/hash.ts';
import { PhotoIndex } from '../../../main/likeness/photo/index.ts';
import { scene } from './photo-scenes.ts';

async function relate(a: Buffer, b: Buffer): Promise<Alignment> {
  const [first, second] = [await seen(a, 'image/png'), await seen(b, 'image/png')];
  return aligned(first, second, compare(fingerprintOf(first.grey), fingerprintOf(second.grey)));
}

const banner = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="60"><rect width="640" height="60" fill="#c00"/><text x="16" y="42" font-size="32" fill="#fff">BREAKING NEWS TONIGHT</text></svg>',
); // prettier-ignore

/** Edits of a 640 × 480 scene, and what a person is told of original (a) and edit (b). */
const edits: readonly [name: string, edit: (png: Buffer) => Sharp, told: Partial<Alignment>][] = [
  ['the same again', (png) => sharp(png), { relation: 'whole', rotated: 0, mirrored: false, overlays: [] }],
  ['compressed', (png) => sharp(png).jpeg({ quality: 30 }), { relation: 'whole', overlays: [] }],
  ['made smaller', (png) => sharp(png).resize(320), { relation: 'whole', overlays: [] }],
  ['made grey and darker', (png) => sharp(png).greyscale().linear(0.7, -10), { relation: 'whole', overlays: [] }],
  ['mirrored', (png) => sharp(png).flop(), { relation: 'whole', mirrored: true, rotated: 0 }],
  ['upside down', (png) => sharp(png).flip(), { relation: 'whole', mirrored: true, rotated: 180 }],
  ['turned by 90 degrees', (png) => sharp(png).rotate(90), { relation: 'whole', mirrored: false, rotated: -90 }],
  ['turned by 180 degrees', (png) => sharp(png).rotate(180), { relation: 'whole', mirrored: false, rotated: 180 }],
  ['cropped', (png) => sharp(png).extract({ left: 200, top: 100, width: 320, height: 240 }), { relation: 'part', inner: 'b', rotated: 0 }],
  [
    'cropped and mirrored',
    (png) => sharp(png).extract({ left: 200, top: 100, width: 320, height: 240 }).flop(),
    { relation: 'part', inner: 'b', mirrored: true },
  ],
  [
    'in a page',
    (png) => sharp(png).extend({ top: 90, bottom: 200, left: 40, right: 40, background: '#f4f4f8' }),
    { relation: 'frame', inner: 'a' },
  ],
]; // prettier-ignore

describe('near-duplicate photos', () => {
  it.each(edits)('finds a photo %s', async (_name, edit, told) => {
    const original = await scene(1);
    const result = await relate(original, await edit(original).png().toBuffer());
    expect(result).toMatchObject(told);
    expect(result.score).toBeGreaterThan(0.9);
  });

  it('says where a banner was laid over, in the pixels of both', async () => {
    const original = await scene(2);
    const edited = await sharp(
      await sharp(original)
        .composite([{ input: banner, top: 420, left: 0 }])
        .png()
        .toBuffer(),
    )
      .resize(320)
      .png()
      .toBuffer(); // prettier-ignore
    const result = await relate(original, edited);
    expect(result.relation).toBe('whole');
    expect(result.overlays.length).toBeGreaterThan(0);
    const tops = result.overlays.map(({ a }) => Math.min(...a.map(({ y }) => y)));
    const bottoms = result.overlays.map(({ b }) => Math.max(...b.map(({ y }) => y)));
    expect(Math.min(...tops)).toBeGreaterThan(380);
    expect(Math.max(...bottoms)).toBeLessThan(245);
    expect(Math.max(...bottoms)).toBeGreaterThan(215);
  });

  it('leads from the pixels of the copy to those of the original', async () => {
    const original = await scene(3);
    const copy = await sharp(original).extract({ left: 160, top: 120, width: 400, height: 300 }).resize(200).flop().png().toBuffer();
    const { transform, scale } = await relate(original, copy);
    expect(scale).toBeCloseTo(2, 1);
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = transform ?? [];
    // The copy's left top corner is the crop's right top corner.
    expect(c).toBeCloseTo(560, -0.5);
    expect(f).toBeCloseTo(120, -0.5);
    expect([a * 200 + b * 150 + c, d * 200 + e * 150 + f].map(Math.round)).toEqual([expect.closeTo(160, -0.7), expect.closeTo(420, -0.7)]);
  });

  it('does not take different pictures for copies', async () => {
    const pictures = await Promise.all([4, 5, 6, 7].map((seed) => scene(seed)));
    for (const [i, a] of pictures.entries()) for (const b of pictures.slice(i + 1)) expect((await relate(a, b)).relation).toBe('none');
  });

  it('does not call two pictures copies because they share a logo', async () => {
    const logo = await sharp(await scene(8))
      .resize(120, 90)
      .png()
      .toBuffer(); // prettier-ignore
    const [a, b] = await Promise.all(
      [9, 10].map(async (seed) =>
        sharp(await scene(seed))
          .composite([{ input: logo, left: 20, top: 20 }])
          .png()
          .toBuffer(),
      ),
    ); // prettier-ignore
    if (!a || !b) throw new Error('two pictures were made');
    expect(['none', 'same-scene']).toContain((await relate(a, b)).relation);
  });

  const flat = (width: number, height: number, background: string): Promise<Buffer> =>
    sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer(); // prettier-ignore
  it.each([
    ['flat', 400, 300],
    ['one pixel', 1, 1],
    ['tiny', 12, 9],
    ['a line', 3000, 2],
    ['a column', 1, 2500],
  ])('says nothing of pictures that show nothing: %s', async (_name, width, height) => {
    const [a, b] = [await flat(width, height, '#335577'), await flat(width, height, '#335577')];
    expect(['none', 'cannot-tell']).toContain((await relate(a, b)).relation);
    expect(['none', 'cannot-tell']).toContain((await relate(a, await scene(11))).relation);
  });

  it('finds a strip that was cut out of a panorama', async () => {
    const panorama = await scene(12, 1600, 200);
    const strip = await sharp(panorama).extract({ left: 500, top: 0, width: 600, height: 200 }).png().toBuffer();
    expect(await relate(panorama, strip)).toMatchObject({ relation: 'part', inner: 'b' });
  });

  it('tells a gradient from nothing else by its hash', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><linearGradient id="g"><stop stop-color="#000"/><stop offset="1" stop-color="#fff"/></linearGradient><rect width="300" height="300" fill="url(#g)"/></svg>';
    const { grey } = await seen(await sharp(Buffer.from(svg)).png().toBuffer(), 'image/png');
    expect(hashOf(grey)).toHaveLength(0);
  });
});

describe('the hash of a whole photo', () => {
  it.each(stands)('foresees the picture mirrored ($mirrored) and turned $quarters times', async (stand) => {
    const original = await scene(13);
    const flopped = stand.mirrored ? await sharp(original).flop().png().toBuffer() : original;
    const turned = await sharp(flopped)
      .rotate(90 * stand.quarters)
      .png()
      .toBuffer(); // prettier-ignore
    const [before, after] = [hashOf((await seen(original, 'image/png')).grey), hashOf((await seen(turned, 'image/png')).grey)];
    expect(hashDistance(stood(before, stand), after)).toBeLessThan(8);
  });
});

describe('the index of photos', () => {
  it('names the photo that another one was cut from, and no longer once it is removed', async () => {
    const index = new PhotoIndex<string>();
    for (let seed = 20; seed < 28; seed++) index.add(`photo ${seed}`, fingerprintOf((await seen(await scene(seed), 'image/png')).grey));
    const crop = await sharp(await scene(25))
      .extract({ left: 100, top: 100, width: 320, height: 240 })
      .flop()
      .png()
      .toBuffer();
    const asked = fingerprintOf((await seen(crop, 'image/png')).grey);
    expect(index.candidates(asked)[0]?.id).toBe('photo 25');
    index.remove('photo 25');
    expect(index.candidates(asked).map(({ id }) => id)).not.toContain('photo 25');
    expect(index.size).toBe(7);
  });

  it('takes the stored form of a fingerprint for the fingerprint', async () => {
    const { features } = fingerprintOf((await seen(await scene(40), 'image/png')).grey);
    const bytes = packFeatures(features);
    expect(bytes.length).toBeLessThanOrEqual(24_000);
    const again = unpackFeatures(bytes);
    expect(again?.descriptors).toEqual(features.descriptors);
    expect(again?.count).toBe(features.count);
    expect(unpackFeatures(bytes.subarray(1))).toBeNull();
    expect(unpackFeatures(bytes.subarray(0, -1))).toBeNull();
  });
});
