/** A turned and mirrored view: what is pressed, drawn and moved there means the same pixels of the upright photo. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arrowWay,
  byKey,
  inMiddle,
  pointInView,
  regionAt,
  seenAs,
  seenOf,
  type Turn,
  toPicture,
  toView,
  type View,
} from '../../../renderer/annotate/regions.ts';

const picture = { width: 400, height: 300 };
const turns: readonly Turn[] = [0, 90, 180, 270];
const views = turns.flatMap((turn) => [false, true].map((mirrored): View => ({ x: 50, y: 20, scale: 2, turn, mirrored })));
const name = ({ turn, mirrored }: View): string => `turned ${turn}°${mirrored ? ', mirrored' : ''}`;

describe.each(views.map((view) => ({ name: name(view), view })))('a view $name', ({ view }) => {
  it('leads from the picture to the screen and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 300 }), (x, y) => {
        expect(toPicture(pointInView({ x, y }, view), view)).toEqual({ x, y });
      }),
    );
  });
  it('shows a region as the box around its corners', () => {
    const box = toView({ x: 10, y: 20, width: 100, height: 40 }, view);
    const isLying = view.turn === 0 || view.turn === 180;
    expect([box.right - box.left, box.bottom - box.top]).toEqual(isLying ? [200, 80] : [80, 200]);
  });
  it('moves a region the way an arrow points', () => {
    const region = { x: 100, y: 100, width: 50, height: 40 };
    const before = toView(region, view);
    for (const [key, dx, dy] of [
      ['ArrowRight', 20, 0],
      ['ArrowLeft', -20, 0],
      ['ArrowDown', 0, 20],
      ['ArrowUp', 0, -20],
    ] as const) {
      const after = toView(byKey(region, { key, shiftKey: false, ctrlKey: true }, picture, view) ?? region, view);
      expect([after.left - before.left, after.top - before.top, after.right - before.right]).toEqual([dx, dy, dx]);
    }
  });
  it('sizes it, with Shift, at the corner that is seen at the lower right', () => {
    const region = { x: 100, y: 100, width: 50, height: 40 };
    const [before, after] = [region, byKey(region, { key: 'ArrowRight', shiftKey: true, ctrlKey: true }, picture, view) ?? region].map(
      (one) => toView(one, view),
    );
    expect([after?.left, after?.top, after?.right, after?.bottom]).toEqual([
      before?.left,
      before?.top,
      (before?.right ?? 0) + 20,
      before?.bottom,
    ]);
  });
  it('names a handle by where it is seen', () => {
    const box = toView({ x: 0, y: 0, ...picture }, view);
    const corner = pointInView({ x: picture.width, y: picture.height }, view);
    const seen = `${corner.y === box.top ? 'n' : 's'}${corner.x === box.left ? 'w' : 'e'}`;
    expect(seenAs('se', view)).toBe(seen);
  });
  it('begins a region in the middle of what is seen', () => {
    const whole = toView({ x: 0, y: 0, ...picture }, view);
    const moved = { ...view, x: view.x - whole.left, y: view.y - whole.top };
    const frame = { width: whole.right - whole.left, height: whole.bottom - whole.top };
    expect(seenOf(moved, frame, picture)).toEqual({ x: 0, y: 0, ...picture });
    const { x, y, width, height } = inMiddle(moved, frame, picture);
    expect([x + width / 2, y + height / 2].map(Math.round)).toEqual([expect.closeTo(200, -0.5), expect.closeTo(150, -0.5)]);
  });
});

it('knows no way of other keys', () => expect(arrowWay('Enter')).toBeNull());

it('takes a click for the outline only where it encloses the point', () => {
  const triangle = [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 0, y: 100 },
  ];
  const marks = [
    { name: 'around', region: { x: 0, y: 0, width: 200, height: 200 } },
    { name: 'triangle', region: { x: 0, y: 0, width: 100, height: 100 }, outline: triangle },
  ];
  expect(regionAt(marks, { x: 20, y: 20 })?.name).toBe('triangle');
  expect(regionAt(marks, { x: 90, y: 90 })?.name).toBe('around');
  expect(regionAt(marks, { x: 300, y: 90 })).toBeNull();
});
