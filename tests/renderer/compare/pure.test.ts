import { describe, expect, it } from 'vitest';
import { area, cssMatrix, scaleOf, share } from '../../../renderer/screens/compare/geometry.ts';
import { cutAt, overlaps } from '../../../renderer/screens/compare/marked.ts';
import { wordDiff } from '../../../renderer/screens/compare/wordDiff.ts';

describe('two passages word by word', () => {
  it.each([
    {
      what: 'a dropped hedge',
      a: 'neither building appeared to have taken a hit',
      b: 'neither building took a hit',
      removed: ['appeared to have taken'],
      added: ['took'],
    },
    { what: 'the same words', a: 'nobody slept there', b: 'nobody slept there', removed: [], added: [] },
    { what: 'nothing in common', a: 'gate', b: 'yard', removed: ['gate'], added: ['yard'] },
    { what: 'Ukrainian with an apostrophe', a: 'Об’єкт належить місту', b: 'Об’єкт не належить місту', removed: [], added: ['не '] },
    { what: 'an empty second', a: 'all of it', b: '', removed: ['all of it'], added: [] },
  ])('$what', ({ a, b, removed, added }) => {
    const parts = wordDiff(a, b);
    const of = (op: string) => parts.filter((part) => part.op === op).map(({ text }) => text);
    expect(of('removed')).toEqual(removed);
    expect(of('added')).toEqual(added);
  });

  it('spells both passages again, whatever they are', () => {
    const pairs = [
      ['The gate, they wrote, stood open.', 'They wrote that the gates stood wide open!'],
      ['🙂 café  two  spaces', 'café 🙂 two spaces'],
      ['x '.repeat(900), 'y '.repeat(900)],
    ] as const;
    for (const [a, b] of pairs) {
      const parts = wordDiff(a, b);
      expect(
        parts
          .filter(({ op }) => op !== 'added')
          .map(({ text }) => text)
          .join(''),
      ).toBe(a);
      expect(
        parts
          .filter(({ op }) => op !== 'removed')
          .map(({ text }) => text)
          .join(''),
      ).toBe(b);
    }
  });
});

describe('a passage in a block', () => {
  const parts = [
    { op: 'same', text: 'However, 🙂 neither ' },
    { op: 'removed', text: 'appeared' },
    { op: 'same', text: ' hit.' },
  ] as const;

  it('is one run of marked parts, counted in code points', () => {
    const cuts = cutAt(parts, 100, [{ start: 111, end: 131 }]);
    expect(cuts.map(({ marked, parts: inside }) => [marked, inside.map(({ text }) => text).join('')])).toEqual([
      [false, 'However, 🙂 '],
      [true, 'neither appeared hit'],
      [false, '.'],
    ]);
    expect(cuts[1]?.parts.map(({ op }) => op)).toEqual(['same', 'removed', 'same']);
  });

  it.each([
    { block: { start: 0, end: 10 }, span: { start: 10, end: 12 }, there: false },
    { block: { start: 0, end: 10 }, span: { start: 9, end: 12 }, there: true },
    { block: null, span: { start: 0, end: 1 }, there: false },
  ])('$span stands in $block: $there', ({ block, span, there }) => {
    expect(overlaps(block, [span])).toBe(there);
  });
});

describe('one photo on another', () => {
  const square = (size: number) => [
    { x: 0, y: 0 },
    { x: size, y: 0 },
    { x: size, y: size },
    { x: 0, y: size },
  ];

  it('gives CSS the same homography, column by column, with its last number at 1', () => {
    expect(cssMatrix([2, 0, 10, 0, 2, 20, 0, 0, 2])).toBe('matrix3d(1,0,0,0,0,1,0,0,0,0,1,0,5,10,0,1)');
    expect(cssMatrix([0, -1, 300, 1, 0, 0, 0, 0, 1])).toBe('matrix3d(0,1,0,0,-1,0,0,0,0,0,1,0,300,0,0,1)');
  });

  it('measures what both show', () => {
    expect(area(square(10))).toBe(100);
    expect(share(square(50), { width: 100, height: 100 })).toBe(25);
    const alignment = { transform: [], mirrored: false, rotated: 0, differs: [], overlap: { a: square(100), b: square(50) } };
    expect(scaleOf(alignment)).toBe(2);
    expect(scaleOf({ ...alignment, overlap: { a: square(100), b: square(0) } })).toBeNull();
  });
});
