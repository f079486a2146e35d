import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOf, isPolygon, moveOutline, parseSvg, toCorner, toSvg, within } from '../../../shared/anchor/outline.ts';
import { type Outline, SvgSelector } from '../../../shared/model.ts';

const size = { width: 100, height: 60 };
const corner = fc.record({ x: fc.nat(100), y: fc.nat(60) });
const anyOutline = fc.array(corner, { minLength: 3, maxLength: 12 });
const square: Outline = [
  { x: 10, y: 10 },
  { x: 30, y: 10 },
  { x: 30, y: 30 },
  { x: 10, y: 30 },
];
/** A U that opens upwards: its bounding box holds a gap that is not part of it. */
const cup: Outline = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
  { x: 10, y: 20 },
  { x: 20, y: 20 },
  { x: 20, y: 0 },
  { x: 30, y: 0 },
  { x: 30, y: 30 },
  { x: 0, y: 30 },
];

test('what is written is read back, and fits the model', () => {
  fc.assert(
    fc.property(anyOutline, (outline) => {
      expect(parseSvg(toSvg(outline))).toEqual(outline);
      expect(SvgSelector.parse({ type: 'SvgSelector', value: toSvg(outline) }).value).toBe(toSvg(outline));
    }),
  );
});

test.each([
  ['another shape', '<svg xmlns="http://www.w3.org/2000/svg"><circle r="5"/></svg>'],
  ['two corners', toSvg(square.slice(0, 2))],
  ['fractions', toSvg(square).replace('10,10', '10.5,10')],
  ['negative numbers', toSvg(square).replace('10,10', '-10,10')],
  ['a script', toSvg(square).replace('</svg>', '<script>alert(1)</script></svg>')],
  ['an attribute more', toSvg(square).replace('<polygon ', '<polygon onload="x" ')],
  ['nothing', ''],
])('%s is not read', (_, value) => {
  expect(parseSvg(value)).toBeNull();
  expect(SvgSelector.safeParse({ type: 'SvgSelector', value }).success).toBe(false);
});

test('the bounding box touches the outermost corners; a line has none', () => {
  expect(boundsOf(cup)).toEqual({ x: 0, y: 0, width: 30, height: 30 });
  expect(
    boundsOf([
      { x: 1, y: 1 },
      { x: 9, y: 1 },
      { x: 5, y: 1 },
    ]),
  ).toBeNull();
  expect(boundsOf([])).toBeNull();
});

test('a polygon encloses something', () => {
  expect(isPolygon(square)).toBe(true);
  expect(isPolygon([...square].reverse())).toBe(true);
  expect(isPolygon(square.slice(0, 2))).toBe(false);
  expect(
    isPolygon([
      { x: 0, y: 0 },
      { x: 5, y: 5 },
      { x: 10, y: 10 },
    ]),
  ).toBe(false);
});

test.each([
  { at: { x: 5, y: 5 }, is: true, what: 'its left arm' },
  { at: { x: 15, y: 5 }, is: false, what: 'the gap inside the box' },
  { at: { x: 15, y: 25 }, is: true, what: 'its foot' },
  { at: { x: 31, y: 5 }, is: false, what: 'a point outside' },
])('a cup and $what', ({ at, is }) => {
  expect(within(cup, at)).toBe(is);
});

test('moving keeps the form and stays in the picture', () => {
  fc.assert(
    fc.property(
      anyOutline.filter(isPolygon),
      fc.integer({ min: -200, max: 200 }),
      fc.integer({ min: -200, max: 200 }),
      (outline, dx, dy) => {
        const moved = moveOutline(outline, dx, dy, size);
        const [before, after] = [boundsOf(outline), boundsOf(moved)];
        expect([after?.width, after?.height]).toEqual([before?.width, before?.height]);
        for (const { x, y } of moved) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(size.width);
          expect(y).toBeLessThanOrEqual(size.height);
        }
        const [first, second] = [outline[0], moved[0]];
        expect(moved.map(({ x, y }) => [x - (second?.x ?? 0), y - (second?.y ?? 0)])).toEqual(
          outline.map(({ x, y }) => [x - (first?.x ?? 0), y - (first?.y ?? 0)]),
        );
      },
    ),
  );
});

test('a corner snaps to the nearest pixel of the picture', () => {
  expect(toCorner({ x: 3.4, y: 3.6 }, size)).toEqual({ x: 3, y: 4 });
  expect(toCorner({ x: -3, y: 999 }, size)).toEqual({ x: 0, y: 60 });
});
