/** Places in an order that a person makes: numbers between neighbours, so that moving one touches one. */
interface Placed {
  readonly id: string;
  readonly position: number;
}

/** Between two that were never moved. */
export const step = 1024;

/** A position before `before` (null: after all). `null` where no number fits between any more. */
export function positionBefore(siblings: readonly Placed[], moving: string | null, before: string | null): number | null {
  const others = siblings.filter(({ id }) => id !== moving);
  const index = before === null ? others.length : others.findIndex(({ id }) => id === before);
  if (index === -1) return null;
  const previous = others[index - 1]?.position;
  const next = others[index]?.position;
  if (next === undefined) return (previous ?? 0) + step;
  if (previous === undefined) return next - step;
  const middle = (previous + next) / 2;
  return middle > previous && middle < next ? middle : null;
}
