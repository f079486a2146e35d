import { describe, expect, it } from 'vitest';
import { alignmentOf, fitPoints, inverse, type Pair, type Point, scaleAt, through } from '../../../renderer/screens/compare/fit.ts';
import { toOutline } from '../../../renderer/screens/compare/outlines.ts';
import { tilesInSight } from '../../../renderer/screens/compare/tiles.ts';

/** Pairs by a map that is known: `[a, c, e, b, d, f]` takes b to a. */
const pairsBy = (map: readonly number[], points: readonly Point[], error: readonly Point[] = []): Pair[] =>
  points.map((b, n) => {
    const { x, y } = through([...map, 0, 0, 1], b);
    return { b, a: { x: x + (error[n]?.x ?? 0), y: y + (error[n]?.y ?? 0) } };
  });
const corners = [
  { x: 10, y: 20 },
  { x: 410, y: 30 },
  { x: 200, y: 310 },
  { x: 30, y: 280 },
];
const turned = [1.5 * Math.cos(0.4), -1.5 * Math.sin(0.4), 25, 1.5 * Math.sin(0.4), 1.5 * Math.cos(0.4), 14];
const sheared = [1.1, 0.3, -40, -0.05, 0.9, 12];
const mirrored = [-1, 0, 640, 0, 1, 0];
const near = (fitted: readonly number[] | undefined, map: readonly number[]) =>
  map.forEach((value, n) => {
    expect(fitted?.[n]).toBeCloseTo(value, 6);
  });

describe('points matched by hand', () => {
  it('two give how it was moved, turned and sized; that they always fit is not told as a fit', () => {
    const fitted = fitPoints(pairsBy(turned, corners.slice(0, 2)));
    near(fitted?.transform, turned);
    expect(fitted).toMatchObject({ kind: 'similarity', misses: null });
  });

  it.each([
    ['sheared', sheared],
    ['mirrored', mirrored],
    ['turned', turned],
  ])('three and four give a %s one exactly', (_, map) => {
    for (const count of [3, 4]) {
      const fitted = fitPoints(pairsBy(map, corners.slice(0, count)));
      expect(fitted?.kind).toBe('affine');
      near(fitted?.transform, map);
    }
  });

  it('three tell how far they are from a mere turn: a slip of the hand shows', () => {
    const exact = fitPoints(pairsBy(turned, corners.slice(0, 3)));
    expect(Math.max(...(exact?.misses ?? [1]))).toBeLessThan(1e-9);
    const slipped = fitPoints(
      pairsBy(turned, corners.slice(0, 3), [
        { x: 0, y: 0 },
        { x: 6, y: 0 },
      ]),
    );
    expect(Math.max(...(slipped?.misses ?? [0]))).toBeGreaterThan(1);
  });

  it('four spread a slip of one over all, least in squares', () => {
    const pairs = pairsBy(sheared, corners, [{ x: 8, y: 0 }]);
    const fitted = fitPoints(pairs);
    const square = (transform: readonly number[]) =>
      pairs.reduce((sum, { a, b }) => sum + (through(transform, b).x - a.x) ** 2 + (through(transform, b).y - a.y) ** 2, 0);
    const best = square(fitted?.transform ?? []);
    expect(best).toBeLessThan(64);
    for (let n = 0; n < 6; n += 1)
      for (const by of [-1e-3, 1e-3])
        expect(square((fitted?.transform ?? []).map((value, at) => (at === n ? value + by : value)))).toBeGreaterThan(best);
  });

  it.each([
    { what: 'none', points: [] },
    { what: 'one', points: [{ x: 1, y: 1 }] },
    {
      what: 'two in one place',
      points: [
        { x: 1, y: 1 },
        { x: 1, y: 1 },
      ],
    },
  ])('$what give nothing', ({ points }) => {
    expect(fitPoints(pairsBy(turned, points))).toBeNull();
  });

  it('three on one line say nothing across it, and are taken as a turn', () => {
    const line = [0, 100, 250].map((x) => ({ x, y: 2 * x + 5 }));
    const fitted = fitPoints(pairsBy(turned, line));
    expect(fitted?.kind).toBe('similarity');
    near(fitted?.transform, turned);
  });

  it('scale does not matter: pixels of a photo of 200 megapixels fit as well', () => {
    const large = corners.map(({ x, y }) => ({ x: x * 40, y: y * 40 }));
    expect(fitPoints(pairsBy(sheared, large))?.misses?.every((miss) => miss < 1e-6)).toBe(true);
  });
});

describe('how one lies on the other', () => {
  it('there and back again is where it was', () => {
    const map = [...sheared, 0, 0, 1];
    const back = inverse(map);
    const there = through(map, { x: 12, y: 34 });
    expect(through(back ?? [], there).x).toBeCloseTo(12);
    expect(through(back ?? [], there).y).toBeCloseTo(34);
    expect(inverse([1, 1, 0, 1, 1, 0, 0, 0, 1])).toBeNull();
    expect(scaleAt([...turned, 0, 0, 1], { x: 5, y: 5 })).toBeCloseTo(1.5);
  });

  it('says what both show, how it is turned and whether it is mirrored', () => {
    const cut = alignmentOf([1, 0, -25, 0, 1, -14, 0, 0, 1], { width: 595, height: 442 }, { width: 640, height: 480 });
    expect(cut).toMatchObject({ mirrored: false, rotated: 0 });
    expect(toOutline(cut?.overlap.b ?? [], { width: 640, height: 480 })).toEqual({ region: { x: 25, y: 14, width: 595, height: 442 } });
    expect(alignmentOf([...mirrored, 0, 0, 1], { width: 640, height: 480 }, { width: 640, height: 480 })?.mirrored).toBe(true);
    expect(alignmentOf([0, -1, 480, 1, 0, 0, 0, 0, 1], { width: 480, height: 640 }, { width: 640, height: 480 })?.rotated).toBe(90);
    expect(alignmentOf([1, 0, 9000, 0, 1, 0, 0, 0, 1], { width: 10, height: 10 }, { width: 10, height: 10 })).toBeNull();
  });

  it('a slanting part is marked as a polygon within the picture', () => {
    const { region, outline } =
      toOutline(
        [
          { x: 50, y: -0.2 },
          { x: 99.8, y: 50 },
          { x: 50, y: 100.3 },
          { x: 0, y: 50 },
        ],
        { width: 100, height: 100 },
      ) ?? {};
    expect(region).toEqual({ x: 0, y: 0, width: 100, height: 100 });
    expect(outline).toHaveLength(4);
    expect(
      toOutline(
        [
          { x: 0, y: 0 },
          { x: 0, y: 0.2 },
          { x: 0.3, y: 0 },
        ],
        { width: 9, height: 9 },
      ),
    ).toBeNull();
  });
});

describe('tiles of a large photo', () => {
  const photo = { width: 8000, height: 6000 };
  const room = { width: 500, height: 400 };

  it('are not asked for while the picture under them is as sharp, or where the photo is small', () => {
    expect(tilesInSight(photo, { scale: 0.06, x: 0, y: 0 }, room, 1)).toEqual([]);
    expect(tilesInSight({ width: 900, height: 600 }, { scale: 5, x: 0, y: 0 }, room, 2)).toEqual([]);
  });

  it.each([0.3, 0.5, 1, 4])('cover all that is in sight at scale %d, sharp enough, and little more', (scale) => {
    const [x, y] = [-3000 * scale, -2000 * scale];
    const tiles = tilesInSight(photo, { scale, x, y }, room, 1);
    for (const [px, py] of [
      [3000, 2000],
      [3000 + room.width / scale - 1, 2000 + room.height / scale - 1],
    ] as const)
      expect(tiles.some((tile) => px >= tile.x && px < tile.x + tile.width && py >= tile.y && py < tile.y + tile.height)).toBe(true);
    const factor = 2 ** (13 - (tiles[0]?.level ?? 0));
    expect(1 / factor).toBeGreaterThanOrEqual(Math.min(1, scale));
    expect(tiles.length).toBeLessThanOrEqual(9);
  });

  it('those at the edges are as large as what is left', () => {
    const last = tilesInSight(photo, { scale: 1, x: -7700, y: -5700 }, room, 1).at(-1);
    expect(last && last.x + last.width).toBe(8000);
    expect(last && last.y + last.height).toBe(6000);
  });
});
