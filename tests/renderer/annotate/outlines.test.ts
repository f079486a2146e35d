import { describe, expect, it } from 'vitest';
import { addCorner, closed, middleOf, moveCorner, nextCorner, pointsAround } from '../../../renderer/annotate/outlines.ts';
import { begun, closes, crossByKey, middleOfSight, set, takeBack } from '../../../renderer/annotate/plot.ts';
import type { View } from '../../../renderer/annotate/regions.ts';

const picture = { width: 1000, height: 800 };
const view: View = { x: 0, y: 0, scale: 0.5 };
const square = [
  { x: 100, y: 100 },
  { x: 300, y: 100 },
  { x: 300, y: 300 },
  { x: 100, y: 300 },
];

describe('closing an outline', () => {
  const cases = [
    { name: 'three corners', corners: square.slice(0, 3), made: 3 },
    { name: 'a corner set twice counts once', corners: [...square, { x: 100, y: 300 }], made: 4 },
    { name: 'one that ends where it began', corners: [...square, { x: 100, y: 100 }], made: 4 },
    {
      name: 'corners outside come to the edge',
      corners: [
        { x: -20, y: -5 },
        { x: 1200, y: 0 },
        { x: 500.4, y: 900 },
      ],
      made: 3,
    },
    { name: 'two corners enclose nothing', corners: square.slice(0, 2), made: null },
    {
      name: 'a line encloses nothing',
      corners: [
        { x: 0, y: 0 },
        { x: 10, y: 10 },
        { x: 30, y: 30 },
      ],
      made: null,
    },
    { name: 'nothing', corners: [], made: null },
    { name: 'more corners than are kept', corners: Array.from({ length: 501 }, (_, n) => ({ x: n, y: (n * n) % 700 })), made: null },
  ];
  it.each(cases)('$name', ({ corners, made }) => expect(closed(corners, picture)?.outline.length ?? null).toBe(made));
  it('has the box around its corners, in whole pixels of the picture', () => {
    expect(
      closed(
        [
          { x: -20, y: 3.4 },
          { x: 1200, y: 0 },
          { x: 500.4, y: 900 },
        ],
        picture,
      ),
    ).toEqual({
      region: { x: 0, y: 0, width: 1000, height: 800 },
      outline: [
        { x: 0, y: 3 },
        { x: 1000, y: 0 },
        { x: 500, y: 800 },
      ],
    });
  });
});

describe('changing an outline', () => {
  it('moves one corner and leaves the others', () => {
    expect(moveCorner(square, 2, { x: 310.4, y: 2000 }, picture)?.outline).toEqual([square[0], square[1], { x: 310, y: 800 }, square[3]]);
  });
  it('refuses what would enclose nothing', () => {
    expect(moveCorner(square.slice(0, 3), 2, { x: 500, y: 100 }, picture)).toBeNull();
  });
  it('puts a corner into the edge after another', () => {
    expect(addCorner(square, 3, middleOf(square, 3)).at(-1)).toEqual({ x: 100, y: 200 });
    expect(addCorner(square, 0, middleOf(square, 0))[1]).toEqual({ x: 200, y: 100 });
  });
  it('goes from corner to corner, and past either end leads away', () => {
    expect([nextCorner(square, -1, 1), nextCorner(square, 3, 1), nextCorner(square, 0, -1), nextCorner(square, -1, -1)]).toEqual([
      0,
      null,
      -1,
      null,
    ]);
  });
  it('is drawn with a line around it, whichever way its corners run', () => {
    const around = '45,45 155,45 155,155 45,155';
    expect(pointsAround(square, 5, view)).toBe(around);
    expect(pointsAround(square.toReversed(), 5, view).split(' ').toSorted()).toEqual(around.split(' ').toSorted());
    expect(pointsAround(square, 0, view)).toBe('50,50 150,50 150,150 50,150');
  });
});

describe('setting points', () => {
  const three = square.slice(0, 3).reduce(set, begun('outline', null));
  it('closes by the first corner, near it on the screen, once there are three', () => {
    expect(closes(three, { x: 112, y: 108 }, view)).toBe(true);
    expect(closes(three, { x: 140, y: 108 }, view)).toBe(false);
    expect(closes(takeBack(three), { x: 100, y: 100 }, view)).toBe(false);
    expect(closes({ ...three, kind: 'measure' }, { x: 100, y: 100 }, view)).toBe(false);
  });
  it('takes the last back', () => expect(takeBack(three).points).toEqual(square.slice(0, 2)));
  it('begins a measure anew after its two ends', () => {
    const measure = square.slice(0, 2).reduce(set, begun('measure', null));
    expect(set(measure, { x: 1, y: 2 }).points).toEqual([{ x: 1, y: 2 }]);
  });
  it.each([
    { name: 'by some pixels of the screen', key: { key: 'ArrowRight', shiftKey: false, ctrlKey: false }, to: { x: 516, y: 400 } },
    { name: 'by one pixel of the photo', key: { key: 'ArrowUp', shiftKey: true, ctrlKey: false }, to: { x: 500, y: 399 } },
    { name: 'far', key: { key: 'ArrowDown', shiftKey: false, ctrlKey: true }, to: { x: 500, y: 480 } },
    { name: 'not by other keys', key: { key: 'x', shiftKey: false, ctrlKey: false }, to: null },
  ])('the cross moves $name', ({ key, to }) => expect(crossByKey({ x: 500, y: 400 }, key, view, picture)).toEqual(to));
  it('the cross stays on the photo, and begins where it is seen', () => {
    expect(crossByKey({ x: 0, y: 0 }, { key: 'ArrowLeft', shiftKey: false, ctrlKey: true }, view, picture)).toEqual({ x: 0, y: 0 });
    expect(middleOfSight({ x: -250, y: -200, scale: 1 }, { width: 500, height: 400 }, picture)).toEqual({ x: 500, y: 400 });
  });
});
