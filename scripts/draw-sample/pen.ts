/** Small drawing tools: seeded chance, colours, paths, and letters of strokes (no font is asked of the machine, so every machine draws the same). */

export type Point = readonly [number, number];

/** mulberry32: the same seed gives the same numbers in [0, 1) everywhere. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** A colour between two `#rrggbb` colours; `share` 0 is the first, 1 the second. */
export function mix(from: string, to: string, share: number): string {
  const other = channels(to);
  const parts = channels(from).map((value, index) => Math.round(value + ((other[index] ?? value) - value) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

export const round = (value: number): string => value.toFixed(1).replace(/\.0$/, '');
const path = (points: readonly Point[], close: boolean): string =>
  `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}${close ? 'Z' : ''}`;

export const polygon = (points: readonly Point[], fill: string, more = ''): string =>
  `<path d="${path(points, true)}" fill="${fill}" ${more}/>`;
export const line = (points: readonly Point[], stroke: string, width: number, more = ''): string =>
  `<path d="${path(points, false)}" fill="none" stroke="${stroke}" stroke-width="${round(width)}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;

/** Letters as strokes in a box one wide and one and a half high, y downwards. Only the letters that the drawings need. */
const letters: Readonly<Record<string, readonly (readonly Point[])[]>> = {
  A: [
    [
      [0, 1.5],
      [0.5, 0],
      [1, 1.5],
    ],
    [
      [0.2, 0.95],
      [0.8, 0.95],
    ],
  ],
  I: [
    [
      [0.5, 0],
      [0.5, 1.5],
    ],
  ],
  L: [
    [
      [0.1, 0],
      [0.1, 1.5],
      [0.95, 1.5],
    ],
  ],
  N: [
    [
      [0.05, 1.5],
      [0.05, 0],
      [0.95, 1.5],
      [0.95, 0],
    ],
  ],
  O: [
    [
      [0.5, 0],
      [0.15, 0.2],
      [0, 0.6],
      [0, 0.9],
      [0.15, 1.3],
      [0.5, 1.5],
      [0.85, 1.3],
      [1, 0.9],
      [1, 0.6],
      [0.85, 0.2],
      [0.5, 0],
    ],
  ],
  R: [
    [
      [0.05, 1.5],
      [0.05, 0],
      [0.65, 0],
      [0.92, 0.2],
      [0.92, 0.55],
      [0.65, 0.78],
      [0.05, 0.78],
    ],
    [
      [0.55, 0.78],
      [0.98, 1.5],
    ],
  ],
  S: [
    [
      [0.95, 0.2],
      [0.7, 0],
      [0.3, 0],
      [0.05, 0.2],
      [0.05, 0.5],
      [0.3, 0.7],
      [0.7, 0.8],
      [0.95, 1.02],
      [0.95, 1.3],
      [0.7, 1.5],
      [0.3, 1.5],
      [0.05, 1.3],
    ],
  ],
  T: [
    [
      [0, 0],
      [1, 0],
    ],
    [
      [0.5, 0],
      [0.5, 1.5],
    ],
  ],
  U: [
    [
      [0.05, 0],
      [0.05, 1.15],
      [0.25, 1.45],
      [0.5, 1.5],
      [0.75, 1.45],
      [0.95, 1.15],
      [0.95, 0],
    ],
  ],
  2: [
    [
      [0.05, 0.4],
      [0.12, 0.12],
      [0.38, 0],
      [0.65, 0],
      [0.9, 0.14],
      [0.95, 0.42],
      [0.85, 0.68],
      [0.05, 1.5],
      [1, 1.5],
    ],
  ],
  4: [
    [
      [0.72, 1.5],
      [0.72, 0],
      [0, 1.05],
      [1, 1.05],
    ],
  ],
  7: [
    [
      [0, 0],
      [1, 0],
      [0.35, 1.5],
    ],
  ],
  8: [
    [
      [0.5, 0.7],
      [0.15, 0.55],
      [0.1, 0.2],
      [0.35, 0],
      [0.65, 0],
      [0.9, 0.2],
      [0.85, 0.55],
      [0.5, 0.7],
      [0.08, 0.95],
      [0.05, 1.3],
      [0.3, 1.5],
      [0.7, 1.5],
      [0.95, 1.3],
      [0.92, 0.95],
      [0.5, 0.7],
    ],
  ],
};

/** Writes `words` with its letters one unit wide; `place` maps units to pixels, so that letters can lie on a wall. */
export function write(words: string, place: (x: number, y: number) => Point, stroke: string, width: number, advance = 1.5): string {
  return [...words]
    .flatMap((letter, index) =>
      (letters[letter] ?? []).map((part) =>
        line(
          part.map(([x, y]) => place(x + index * advance, y)),
          stroke,
          width,
        ),
      ),
    )
    .join('');
}
