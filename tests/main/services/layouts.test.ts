import { expect, it } from 'vitest';
import { atTheirNumbers, quadsOf } from '../../../main/services/layouts.ts';
import { Layout } from '../../../shared/model.ts';

const page = (start: number, end: number, more: object = {}) => ({ width: 600, height: 800, start, end, runs: [], ...more });

it('a machine’s reading of pages 2 and 4 points to pages 2 and 4, not to the first and the second', () => {
  const read = Layout.parse({
    format: 1,
    unit: 'pt',
    pages: [page(0, 5, { runs: [[0, 5, 10, 20, 50, 12, 90]] }), page(7, 11, { runs: [[7, 11, 30, 40, 40, 12, 55]] })],
  });
  const whole = Layout.parse({
    format: 1,
    unit: 'pt',
    pages: [
      page(0, 90, { label: 'i' }),
      page(90, 90, { scanned: true, label: 'ii' }),
      page(90, 200),
      page(200, 200, { scanned: true }),
      page(200, 300),
    ],
  }).pages;
  const placed = atTheirNumbers(read, [2, 4], whole);
  expect(placed.pages.map(({ start, end, label }) => [start, end, label])).toEqual([
    [0, 0, 'i'],
    [0, 5, 'ii'],
    [5, 5, undefined],
    [7, 11, undefined],
    [11, 11, undefined],
  ]);
  expect(quadsOf(placed, 7, 11)).toEqual([{ page: 4, x: 30, y: 40, width: 40, height: 12 }]);
  expect(quadsOf(placed, 0, 5).map((quad) => quad.page)).toEqual([2]);
});
