import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import {
  clamp,
  contains,
  type Handle,
  handleAt,
  handles,
  hitHandle,
  inside,
  moveBy,
  normaliseDrag,
  parseFragment,
  regionLabel,
  resizeBy,
  toFragment,
  toStored,
  toUpright,
  uprightSize,
} from '../../../shared/anchor/region.ts';
import { FragmentSelector, type Region } from '../../../shared/model.ts';

const r = (x: number, y: number, width: number, height: number): Region => ({ x, y, width, height });
const size = { width: 100, height: 60 };
const anyRegion = fc
  .tuple(fc.nat(99), fc.nat(59), fc.nat(), fc.nat())
  .map(([x, y, w, h]) => r(x, y, 1 + (w % (100 - x)), 1 + (h % (60 - y))));

test.each([
  { value: 'xywh=pixel:1,2,3,4', region: r(1, 2, 3, 4) },
  { value: 'xywh=1,2,3,4', region: r(1, 2, 3, 4) },
  { value: 'xywh=pixel:0,0,16000,12000', region: r(0, 0, 16_000, 12_000) },
  { value: 'xywh=percent:1,2,3,4', region: null },
  { value: 'xywh=pixel:1.5,2,3,4', region: null },
  { value: 'xywh=pixel:-1,2,3,4', region: null },
  { value: 'xywh=pixel:1,2,0,4', region: null },
  { value: 'xywh=pixel:1,2,3', region: null },
  { value: 'xywh=pixel:1,2,3,4&t=1', region: null },
  { value: '', region: null },
])('the fragment "$value" is $region', ({ value, region }) => {
  expect(parseFragment(value)).toEqual(region);
});

test('what is written is a fragment selector and reads back', () => {
  fc.assert(
    fc.property(anyRegion, (region) => {
      const value = toFragment(region);
      expect(parseFragment(value)).toEqual(region);
      expect(FragmentSelector.safeParse({ type: 'FragmentSelector', conformsTo: 'http://www.w3.org/TR/media-frags/', value }).success).toBe(
        true,
      );
    }),
    { seed: 3 },
  );
});

test.each([
  { region: r(0, 0, 100, 60), is: true },
  { region: r(99, 59, 1, 1), is: true },
  { region: r(99, 59, 2, 1), is: false },
  { region: r(-1, 0, 5, 5), is: false },
  { region: r(0, 0, 0, 5), is: false },
  { region: r(0.5, 0, 5, 5), is: false },
  { region: r(0, 0, Number.NaN, 5), is: false },
])('$region lies inside: $is', ({ region, is }) => {
  expect(inside(region, size)).toBe(is);
});

test.each([
  { name: 'down and right', p: [10, 10], q: [20, 30], region: r(10, 10, 10, 20) },
  { name: 'up and left', p: [20, 30], q: [10, 10], region: r(10, 10, 10, 20) },
  { name: 'fractions go outwards', p: [10.2, 10.9], q: [19.1, 29.01], region: r(10, 10, 10, 20) },
  { name: 'a click is one pixel', p: [5, 5], q: [5, 5], region: r(5, 5, 1, 1) },
  { name: 'a click on the far corner', p: [100, 60], q: [100, 60], region: r(99, 59, 1, 1) },
  { name: 'from outside to outside', p: [-50, -50], q: [500, 500], region: r(0, 0, 100, 60) },
  { name: 'wholly outside', p: [-50, 70], q: [-20, 90], region: r(0, 59, 1, 1) },
] as const)('a drag: $name', ({ p, q, region }) => {
  expect(normaliseDrag({ x: p[0], y: p[1] }, { x: q[0], y: q[1] }, size)).toEqual(region);
});

test('whatever is drawn, moved or resized stays a region of the picture', () => {
  const number = fc.double({ min: -300, max: 300, noNaN: true });
  fc.assert(
    fc.property(anyRegion, number, number, number, number, fc.constantFrom(...handles), (region, a, b, c, d, handle) => {
      const drawn = normaliseDrag({ x: a, y: b }, { x: c, y: d }, size);
      const moved = moveBy(region, a, b, size);
      const resized = resizeBy(region, handle, c, d, size);
      const clamped = clamp(r(a, b, c, d), size);
      for (const made of [drawn, moved, resized, clamped]) expect(inside(made, size)).toBe(true);
      expect([moved.width, moved.height]).toEqual([region.width, region.height]);
      // The corner opposite to the one that is held does not move.
      if (!handle.includes('w')) expect(resized.x).toBe(region.x);
      if (!handle.includes('n')) expect(resized.y).toBe(region.y);
      if (!handle.includes('e')) expect(resized.x + resized.width).toBe(region.x + region.width);
      if (!handle.includes('s')) expect(resized.y + resized.height).toBe(region.y + region.height);
    }),
    { numRuns: 500, seed: 4 },
  );
});

test.each<{ handle: Handle; dx: number; dy: number; region: Region }>([
  { handle: 'se', dx: 5, dy: 6, region: r(10, 10, 25, 26) },
  { handle: 'nw', dx: 5, dy: 6, region: r(15, 16, 15, 14) },
  { handle: 'n', dx: 50, dy: -3, region: r(10, 7, 20, 23) },
  { handle: 'e', dx: -50, dy: 9, region: r(10, 10, 1, 20) },
  { handle: 'w', dx: 50, dy: 9, region: r(29, 10, 1, 20) },
  { handle: 'sw', dx: -50, dy: 90, region: r(0, 10, 30, 50) },
])('$handle by $dx, $dy', ({ handle, dx, dy, region }) => {
  expect(resizeBy(r(10, 10, 20, 20), handle, dx, dy, size)).toEqual(region);
});

describe('hitting', () => {
  const region = r(10, 10, 40, 20);
  test.each([
    { x: 10, y: 10, inside: true, handle: 'nw' },
    { x: 50, y: 30, inside: false, handle: 'se' },
    { x: 30, y: 11, inside: true, handle: 'n' },
    { x: 30, y: 20, inside: true, handle: null },
    { x: 8, y: 21, inside: false, handle: 'w' },
    { x: 80, y: 20, inside: false, handle: null },
  ])('at $x, $y', ({ x, y, inside: within, handle }) => {
    expect(contains(region, { x, y })).toBe(within);
    expect(hitHandle(region, { x, y }, 4)).toBe(handle);
  });

  test('every handle is hit where it is', () => {
    for (const handle of handles) expect(hitHandle(region, handleAt(region, handle), 4)).toBe(handle);
  });

  test('of a region of one pixel a corner can be held', () => {
    expect(hitHandle(r(5, 5, 1, 1), { x: 6, y: 6 }, 4)).toBe('se');
  });
});

describe('EXIF orientation', () => {
  const orientations = [1, 2, 3, 4, 5, 6, 7, 8];

  test.each(orientations)('%d: back and forth is the same region, and stays inside', (orientation) => {
    fc.assert(
      fc.property(anyRegion, (region) => {
        const upright = toUpright(region, size, orientation);
        expect(inside(upright, uprightSize(size.width, size.height, orientation))).toBe(true);
        expect(toStored(upright, size, orientation)).toEqual(region);
      }),
      { seed: 5 },
    );
  });

  test.each(orientations)('%d: a marked pixel lies where an image library puts it', async (orientation) => {
    const stored = { width: 5, height: 3 };
    const mark = r(1, 2, 1, 1);
    const pixels = Buffer.alloc(stored.width * stored.height);
    pixels[mark.y * stored.width + mark.x] = 255;
    const file = await sharp(pixels, { raw: { ...stored, channels: 1 } })
      .withMetadata({ orientation })
      .png()
      .toBuffer();
    const { data, info } = await sharp(file).rotate().toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
    const at = data.findIndex((value, i) => i % info.channels === 0 && value > 128) / info.channels;
    expect({ width: info.width, height: info.height }).toEqual(uprightSize(stored.width, stored.height, orientation));
    expect(toUpright(mark, stored, orientation)).toEqual(r(at % info.width, Math.floor(at / info.width), 1, 1));
  });
});

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('region %d is %s', (index, label) => {
  expect(regionLabel(index)).toBe(label);
});
