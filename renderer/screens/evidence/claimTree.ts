/** Claims as the tree they make, and where a claim goes when it is moved. */
import type { ClaimId, ClaimRow, Evidence, LinkId, Stance } from '../../../shared/model.ts';
import { stances } from '../../../shared/model.ts';

export interface ClaimNode {
  readonly row: ClaimRow;
  readonly depth: number;
  readonly parts: readonly ClaimNode[];
}
/** Where `claims.move` puts a claim: under a parent (null: on top), before a sibling (null: last). */
export interface ClaimPlace {
  readonly partOf: ClaimId | null;
  readonly before: ClaimId | null;
}

const byPosition = (a: ClaimRow, b: ClaimRow) => a.claim.position - b.claim.position || a.claim.ref.localeCompare(b.claim.ref);

/** Roots in order, each with its parts. A claim whose parent is not among the rows (it was retracted) stands on top. */
export function claimTree(rows: readonly ClaimRow[]): ClaimNode[] {
  const here = new Set(rows.map(({ claim }) => claim.id));
  const parts = new Map<ClaimId | null, ClaimRow[]>();
  for (const row of rows) {
    const parent = row.claim.partOf && here.has(row.claim.partOf) ? row.claim.partOf : null;
    parts.set(parent, [...(parts.get(parent) ?? []), row]);
  }
  const nodesUnder = (parent: ClaimId | null, depth: number): ClaimNode[] =>
    (parts.get(parent) ?? []).toSorted(byPosition).map((row) => ({ row, depth, parts: nodesUnder(row.claim.id, depth + 1) }));
  return nodesUnder(null, 0);
}

/** The tree in reading order. */
export const flat = (nodes: readonly ClaimNode[]): ClaimNode[] => nodes.flatMap((node) => [node, ...flat(node.parts)]);

interface Family {
  readonly siblings: readonly ClaimNode[];
  readonly index: number;
  readonly parent: ClaimNode | null;
}
function familyOf(nodes: readonly ClaimNode[], claim: ClaimId, parent: ClaimNode | null = null): Family | null {
  const index = nodes.findIndex(({ row }) => row.claim.id === claim);
  if (index >= 0) return { siblings: nodes, index, parent };
  for (const node of nodes) {
    const found = familyOf(node.parts, claim, node);
    if (found) return found;
  }
  return null;
}
const idAt = (nodes: readonly ClaimNode[], index: number): ClaimId | null => nodes[index]?.row.claim.id ?? null;

export type Step = 'up' | 'down' | 'in' | 'out';
/** Where one step takes a claim, or null where it cannot go: among its siblings, under the one above, or out beside its parent. */
export function step(tree: readonly ClaimNode[], claim: ClaimId, way: Step): ClaimPlace | null {
  const family = familyOf(tree, claim);
  if (!family) return null;
  const { siblings, index, parent } = family;
  const partOf = parent?.row.claim.id ?? null;
  if (way === 'up') return index === 0 ? null : { partOf, before: idAt(siblings, index - 1) };
  if (way === 'down') return index === siblings.length - 1 ? null : { partOf, before: idAt(siblings, index + 2) };
  if (way === 'in') {
    const above = idAt(siblings, index - 1);
    return above ? { partOf: above, before: null } : null;
  }
  if (!parent) return null;
  const outer = familyOf(tree, parent.row.claim.id);
  return outer ? { partOf: outer.parent?.row.claim.id ?? null, before: idAt(outer.siblings, outer.index + 1) } : null;
}

/** Where a claim goes when it is dropped on another: before it, or under it as its last part. Null where that is itself or its own part. */
export function drop(tree: readonly ClaimNode[], dragged: ClaimId, onto: ClaimId, where: 'before' | 'into'): ClaimPlace | null {
  const own = familyOf(tree, dragged);
  const node = own?.siblings[own.index];
  const target = familyOf(tree, onto);
  if (!node || !target || flat([node]).some(({ row }) => row.claim.id === onto)) return null;
  return where === 'into' ? { partOf: onto, before: null } : { partOf: target.parent?.row.claim.id ?? null, before: onto };
}

/** Evidence under each stance that has some, in the order of the stances. */
export const byStance = (evidence: readonly Evidence[]): { stance: Stance; evidence: Evidence[] }[] =>
  stances
    .map((stance) => ({ stance, evidence: evidence.filter(({ link }) => link.stance === stance) }))
    .filter((group) => group.evidence.length > 0);

/** Before which link a link goes when it moves one step within its stance; null is last, undefined where it cannot move. */
export function stepLink(evidence: readonly Evidence[], link: LinkId, way: 'up' | 'down'): LinkId | null | undefined {
  const one = evidence.find((each) => each.link.id === link);
  if (!one) return undefined;
  const group = evidence.filter((each) => each.link.stance === one.link.stance);
  const index = group.indexOf(one);
  if (way === 'up') return group[index - 1]?.link.id;
  if (index === group.length - 1) return undefined;
  return group[index + 2]?.link.id ?? null;
}
