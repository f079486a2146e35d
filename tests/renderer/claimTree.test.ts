import { describe, expect, it } from 'vitest';
import { byStance, claimTree, drop, flat, type Step, step, stepLink } from '../../renderer/screens/evidence/claimTree.ts';
import { ClaimId, type ClaimRow, Evidence, LinkId } from '../../shared/model.ts';
import { claimId, claimRow, evidenceOf, linkId } from './made.ts';

// 1 ( 2 ( 3 ) 4 ) 5
const rows: ClaimRow[] = [claimRow(5, null, 2), claimRow(4, 1, 2), claimRow(1, null, 1), claimRow(3, 2, 1), claimRow(2, 1, 1)];
const tree = claimTree(rows);
const shape = (of: ReturnType<typeof claimTree>) => flat(of).map(({ row, depth }) => `${depth}${row.claim.ref}`);

describe('the tree of claims', () => {
  it('is in reading order whatever order the rows come in', () => {
    expect(shape(tree)).toEqual(['0C-001', '1C-002', '2C-003', '1C-004', '0C-005']);
    expect(shape(claimTree(rows.toReversed()))).toEqual(shape(tree));
  });
  it('puts a part on top whose claim is not there any more', () => {
    expect(shape(claimTree(rows.filter(({ claim }) => claim.ref !== 'C-001')))).toEqual(['0C-002', '1C-003', '0C-004', '0C-005']);
  });
});

describe('a step', () => {
  const cases: readonly [number, Step, { partOf: number | null; before: number | null } | null][] = [
    [1, 'up', null],
    [1, 'down', { partOf: null, before: null }],
    [5, 'up', { partOf: null, before: 1 }],
    [5, 'down', null],
    [5, 'in', { partOf: 1, before: null }],
    [5, 'out', null],
    [4, 'up', { partOf: 1, before: 2 }],
    [4, 'in', { partOf: 2, before: null }],
    [4, 'out', { partOf: null, before: 5 }],
    [3, 'out', { partOf: 1, before: 4 }],
    [2, 'down', { partOf: 1, before: null }],
    [2, 'in', null],
  ];
  it.each(cases)('of claim %i %s', (claim, way, to) => {
    const expected = to && { partOf: to.partOf && claimId(to.partOf), before: to.before && claimId(to.before) };
    expect(step(tree, claimId(claim), way)).toEqual(expected);
  });
  it('goes nowhere for a claim that is not there', () => {
    expect(step(tree, claimId(99), 'up')).toBeNull();
  });
});

describe('a drop', () => {
  it('goes before the claim it is dropped on, beside it', () => {
    expect(drop(tree, claimId(5), claimId(4), 'before')).toEqual({ partOf: claimId(1), before: claimId(4) });
  });
  it('goes under the claim it is dropped into', () => {
    expect(drop(tree, claimId(5), claimId(4), 'into')).toEqual({ partOf: claimId(4), before: null });
  });
  it.each([
    [1, 1],
    [1, 3],
    [2, 3],
  ])('of %i on %i is refused: a claim cannot be a part of itself', (dragged, onto) => {
    expect(drop(tree, claimId(dragged), claimId(onto), 'into')).toBeNull();
    expect(drop(tree, claimId(dragged), claimId(onto), 'before')).toBeNull();
  });
});

describe('evidence', () => {
  const all: Evidence[] = [
    evidenceOf(1, 'supports'),
    evidenceOf(2, 'context'),
    evidenceOf(3, 'supports'),
    evidenceOf(4, 'refutes'),
    evidenceOf(5, 'supports'),
  ];
  it('stands under its stance in the order given; a stance without any is left out', () => {
    expect(byStance(all).map(({ stance, evidence }) => [stance, evidence.map(({ link }) => link.ref)])).toEqual([
      ['supports', ['L-001', 'L-003', 'L-005']],
      ['refutes', ['L-004']],
      ['context', ['L-002']],
    ]);
  });
  it.each([
    [1, 'up', undefined],
    [1, 'down', 5],
    [3, 'up', 1],
    [3, 'down', null],
    [5, 'down', undefined],
    [5, 'up', 3],
    [4, 'up', undefined],
  ] as const)('%i moves %s among its own stance', (link, way, before) => {
    const found = stepLink(all, linkId(link), way);
    expect(found).toEqual(typeof before === 'number' ? linkId(before) : before);
  });
  it('uses ids of the model', () => {
    expect(
      ClaimId.safeParse(claimId(1)).success && LinkId.safeParse(linkId(1)).success && all.every((one) => Evidence.safeParse(one).success),
    ).toBe(true);
  });
});
