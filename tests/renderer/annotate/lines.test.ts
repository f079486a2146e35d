import { describe, expect, it } from 'vitest';
import { linesOf, outlinePath } from '../../../renderer/annotate/lines.ts';
import { place } from '../../../renderer/annotate/placement.ts';
import { spread } from '../../../renderer/annotate/spread.ts';

const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

describe('the outline of a passage', () => {
  it('joins the pieces of one line, also of a right-to-left run in it', () => {
    expect(linesOf([box(50, 0, 90, 20), box(10, 1, 50, 21), box(0, 28, 60, 48), box(60, 28, 60, 48)])).toEqual([
      box(10, 0, 90, 21),
      box(0, 28, 60, 48),
    ]);
  });
  it('is one shape over lines that touch', () => {
    expect(outlinePath([box(50, 0, 90, 20), box(0, 28, 60, 48)], 0)).toBe('M90 0L90 24L60 24L60 48L0 48L0 24L50 24L50 0Z');
  });
  it('is two shapes where the lines do not meet', () => {
    expect(outlinePath([box(70, 0, 90, 20), box(0, 28, 60, 48)], 0).match(/M/g)).toHaveLength(2);
    expect(outlinePath([box(0, 0, 90, 20), box(0, 70, 60, 90)], 0).match(/M/g)).toHaveLength(2);
  });
});

describe('the place of a popover', () => {
  const view = box(0, 100, 600, 700);
  const size = { width: 400, height: 80 };
  const cases = [
    { name: 'above, where what was read stands', subject: box(100, 300, 500, 350), placed: { left: 100, top: 212, side: 'above' } },
    { name: 'below where there is no room above', subject: box(100, 120, 500, 170), placed: { left: 100, top: 178, side: 'below' } },
    {
      name: 'along the lower edge where the passage fills the view',
      subject: box(0, 90, 600, 900),
      placed: { left: 100, top: 612, side: 'over' },
    },
    { name: 'within the view at its left edge', subject: box(0, 300, 20, 320), placed: { left: 8, top: 212, side: 'above' } },
    { name: 'within the view at its right edge', subject: box(590, 300, 600, 320), placed: { left: 192, top: 212, side: 'above' } },
  ] as const;
  it.each(cases)('$name', ({ subject, placed }) => expect(place(subject, size, view)).toEqual(placed));

  const near = [
    {
      name: 'over its paragraph, which stays in sight',
      paragraph: box(100, 260, 500, 400),
      placed: { left: 100, top: 172, side: 'above' },
    },
    {
      name: 'under its paragraph where there is no room over it',
      paragraph: box(100, 185, 500, 400),
      placed: { left: 100, top: 408, side: 'below' },
    },
    {
      name: 'right at it where its paragraph reaches too far',
      paragraph: box(100, 110, 500, 690),
      placed: { left: 100, top: 212, side: 'above' },
    },
  ] as const;
  it.each(near)('$name', ({ paragraph, placed }) => expect(place(box(100, 300, 500, 350), size, view, paragraph)).toEqual(placed));
});

describe('labels of regions', () => {
  const frame = box(0, 0, 400, 300);
  it('stay where they are while they do not meet', () => {
    expect(
      spread(
        [
          { x: 10, y: 10, width: 100 },
          { x: 150, y: 10, width: 100 },
        ],
        26,
        4,
        frame,
      ),
    ).toEqual([
      { x: 10, y: 10 },
      { x: 150, y: 10 },
    ]);
  });
  it('move down where they would lie over each other', () => {
    expect(
      spread(
        [
          { x: 10, y: 10, width: 100 },
          { x: 60, y: 12, width: 100 },
        ],
        26,
        4,
        frame,
      ),
    ).toEqual([
      { x: 10, y: 10 },
      { x: 60, y: 42 },
    ]);
  });
  it('come into the frame', () => {
    expect(
      spread(
        [
          { x: 380, y: 290, width: 100 },
          { x: -50, y: -9, width: 50 },
        ],
        26,
        4,
        frame,
      ),
    ).toEqual([
      { x: 300, y: 274 },
      { x: 0, y: 0 },
    ]);
  });
});
