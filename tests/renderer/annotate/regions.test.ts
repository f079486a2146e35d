import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byKey, inMiddle, regionAt, toPicture, toView } from '../../../renderer/annotate/regions.ts';
import { inside } from '../../../shared/anchor/region.ts';

const picture = { width: 3300, height: 2420 };
const region = { x: 930, y: 1100, width: 830, height: 420 };
const press = (key: string, held: { shift?: boolean; ctrl?: boolean } = {}) =>
  byKey(region, { key, shiftKey: held.shift ?? false, ctrlKey: held.ctrl ?? false }, picture);

describe('a region under keys', () => {
  const cases = [
    { name: 'moves by a pixel', keys: press('ArrowRight'), to: { ...region, x: 931 } },
    { name: 'moves by ten', keys: press('ArrowUp', { ctrl: true }), to: { ...region, y: 1090 } },
    { name: 'grows by a pixel', keys: press('ArrowDown', { shift: true }), to: { ...region, height: 421 } },
    { name: 'shrinks by ten', keys: press('ArrowLeft', { shift: true, ctrl: true }), to: { ...region, width: 820 } },
    { name: 'minds no other key', keys: press('Enter'), to: null },
  ];
  it.each(cases)('$name', ({ keys, to }) => expect(keys).toEqual(to));

  it('never leaves the picture, whatever is pressed', () => {
    const key = fc.record({
      key: fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'),
      shiftKey: fc.boolean(),
      ctrlKey: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
        const small = { width: 40, height: 30 };
        const end = keys.reduce((now, each) => byKey(now, each, small) ?? now, { x: 5, y: 5, width: 20, height: 20 });
        expect(inside(end, small)).toBe(true);
      }),
    );
  });
});

describe('a region in the view', () => {
  const view = { x: -120, y: 44, scale: 0.34 };
  it('lies where the picture lies', () => {
    const box = toView(region, view);
    const corner = toPicture({ x: box.left, y: box.top }, view);
    expect([corner.x, corner.y, (box.right - box.left) / view.scale].map(Math.round)).toEqual([930, 1100, 830]);
  });
  it('begins in the middle of what is in sight, within the picture, however far it is zoomed', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 8, noNaN: true }),
        fc.integer({ min: -2000, max: 300 }),
        fc.integer({ min: -2000, max: 300 }),
        (scale, x, y) => {
          expect(inside(inMiddle({ scale, x, y }, { width: 700, height: 600 }, picture), picture)).toBe(true);
        },
      ),
    );
    expect(inMiddle({ x: 0, y: 0, scale: 1 }, { width: 300, height: 300 }, picture)).toEqual({ x: 100, y: 100, width: 100, height: 100 });
  });
});

describe('a click', () => {
  const marks = [
    { name: 'door', region },
    { name: 'number', region: { x: 1000, y: 1200, width: 200, height: 100 } },
  ];
  it('means the smallest region under it', () => expect(regionAt(marks, { x: 1100, y: 1250 })?.name).toBe('number'));
  it('means the larger one beside it', () => expect(regionAt(marks, { x: 940, y: 1110 })?.name).toBe('door'));
  it('means nothing elsewhere', () => expect(regionAt(marks, { x: 10, y: 10 })).toBeNull());
});
