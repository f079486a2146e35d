/** The work list put in order, and what of it comes next. Pure. */
import type { ToDecide } from '../../../shared/contract.ts';
import type { ExcerptId } from '../../../shared/model.ts';

export interface Sorted {
  readonly open: readonly ToDecide[];
  readonly exact: readonly ToDecide[];
  readonly decided: readonly ToDecide[];
}

export const isOpen = ({ decided, carried }: ToDecide): boolean => decided === null && carried === null;

export function sortedOf(items: readonly ToDecide[]): Sorted {
  const standing = items.filter(isOpen);
  return {
    open: standing.filter(({ state }) => state !== 'exact'),
    exact: standing.filter(({ state }) => state === 'exact'),
    decided: items.filter((item) => !isOpen(item)),
  };
}

/** Runs of items of one source that are sought in one text; `from` is where a run begins. */
export function groupsOf(items: readonly ToDecide[]): { first: ToDecide; from: number; of: ToDecide[] }[] {
  const groups: { first: ToDecide; from: number; of: ToDecide[] }[] = [];
  for (const [index, item] of items.entries()) {
    const last = groups.at(-1);
    if (last && last.first.source.id === item.source.id && last.first.rendition === item.rendition) last.of.push(item);
    else groups.push({ first: item, from: index, of: [item] });
  }
  return groups;
}

/** The one in hand: the one that was chosen; else the first to decide, else the first of all. */
export function inHand({ open, exact, decided }: Sorted, chosen: ExcerptId | null): ToDecide | null {
  const all = [...open, ...exact, ...decided];
  return all.find(({ excerpt }) => excerpt.id === chosen) ?? all[0] ?? null;
}

/** The next one to decide after one (or the one before it), round the end; null where no other is open. */
export function nextOpen({ open }: Sorted, from: ExcerptId | null, by: 1 | -1): ExcerptId | null {
  const at = open.findIndex(({ excerpt }) => excerpt.id === from);
  if (at < 0) return (by === 1 ? open[0] : open.at(-1))?.excerpt.id ?? null;
  const next = open[(at + by + open.length) % open.length]?.excerpt.id;
  return next === undefined || next === from ? null : next;
}

/** `¶11 → ¶12`, `¶9 → ¶1 or ¶9`, `¶15`: where it stood and may stand. */
export function placesOf({ excerpt, state, places }: Pick<ToDecide, 'excerpt' | 'state' | 'places'>): string {
  const found = [...new Set((state === 'ambiguous' ? places : places.slice(0, 1)).map(({ place }) => place))];
  const [most, rest] = [found.slice(0, 3), found.length - 3];
  const there = rest > 0 ? `${most.join(', ')} or ${rest} more` : most.join(' or ');
  return there === '' || (there === excerpt.place && state !== 'ambiguous') ? excerpt.place : `${excerpt.place} → ${there}`;
}
