/** Points that a person matches on two photos, one after the other: first on the one, then the same place on the other. Nothing is stored. */
import { useMemo, useState } from 'react';
import { fitPoints, type Point } from './fit.ts';
import type { Side } from './useLinkedView.ts';

export interface Named {
  readonly name: string;
  readonly a: Point;
  readonly b: Point;
}
/** Where the next point is to be set. */
interface Pointing {
  readonly side: Side;
  /** The first half of the pair, once it is set. */
  readonly a: Point | null;
}
const most = 9;
const whole = ({ x, y }: Point): Point => ({ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 });

export function usePoints() {
  const [pairs, setPairs] = useState<readonly Named[]>([]);
  const [pointing, setPointing] = useState<Pointing | null>(null);
  const fitted = useMemo(() => fitPoints(pairs), [pairs]);
  const isFull = pairs.length >= most;
  return {
    pairs,
    fitted,
    pointing,
    isFull,
    begin: () => !isFull && setPointing({ side: 'a', a: null }),
    stop: () => setPointing(null),
    /** Sets the point that is asked for; a press on the other photo does nothing. */
    set: (side: Side, at: Point) => {
      if (pointing?.side !== side) return;
      if (side === 'a') setPointing({ side: 'b', a: whole(at) });
      else if (pointing.a) {
        const next = [...pairs, { name: '', a: pointing.a, b: whole(at) }];
        setPairs(next);
        setPointing(next.length >= most ? null : { side: 'a', a: null });
      }
    },
    rename: (index: number, name: string) => setPairs(pairs.map((pair, n) => (n === index ? { ...pair, name } : pair))),
    remove: (index: number) => setPairs(pairs.filter((_, n) => n !== index)),
    clear: () => setPairs([]),
  };
}
export type Points = ReturnType<typeof usePoints>;
