/** Where two pictures that lie over each other show the same, and where not. */
import type { Overlaid } from './register.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Agreement {
  /** Blocks with detail that show the same. */
  readonly same: number;
  /** Blocks that differ and stand together in one place: something laid over one of the pictures. */
  readonly laidOver: number;
  /** Blocks that differ here and there. */
  readonly scattered: number;
  /** Blocks without detail in both: they tell nothing. */
  readonly plain: number;
  /** Share of the covered area that the box around all agreeing blocks takes. */
  readonly spread: number;
  /** What was laid over, in the pixels of the still picture. */
  readonly overlays: readonly Box[];
  /** Brightness of the moved picture as gain · still + offset, over agreeing blocks. */
  readonly tone: { readonly gain: number; readonly offset: number };
}

/** Deviation of grey levels within a block that counts as detail. */
const detail = 5;
/** Detail that cannot be noise. */
const strong = 14;
/** Correlation from which two blocks show the same. */
const alike = 0.6;
/** Grey levels by which two plain blocks may differ, after the change of tone. */
const plainDifference = 40;

type State = 'same' | 'different' | 'plain' | 'outside';

export function agreement({ still, moved, covered }: Overlaid): Agreement {
  const { width, height } = still;
  const area = covered.reduce((sum, each) => sum + each, 0);
  const size = Math.max(8, Math.min(16, Math.round(Math.sqrt(area) / 16)));
  const [columns, rows] = [Math.floor(width / size), Math.floor(height / size)];
  const states: State[] = [];
  const means: [number, number][] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let [n, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0];
      for (let y = row * size; y < (row + 1) * size; y++)
        for (let x = column * size; x < (column + 1) * size; x++) {
          const at = y * width + x;
          if (!covered[at]) continue;
          const [p, q] = [still.data[at] ?? 0, moved.data[at] ?? 0];
          n++;
          a += p;
          b += q;
          aa += p * p;
          bb += q * q;
          ab += p * q;
        }
      means.push([a / n, b / n]);
      states.push(n < size * size * 0.9 ? 'outside' : stateOf(n, a, b, aa, bb, ab));
    }
  const tone = toneOf(means.filter((_, i) => states[i] === 'same'));
  for (const [i, state] of states.entries()) {
    const [a, b] = means[i] ?? [0, 0];
    if (state === 'plain' && Math.abs(clampedTone(tone, a) - b) > plainDifference) states[i] = 'different';
  }
  const { overlays, members } = laidOver(states, columns);
  const same = states.flatMap((state, i) => (state === 'same' ? [i] : []));
  const inBoxes = members.size;
  const boundary = boxAround(same, columns);
  return {
    same: same.length,
    laidOver: inBoxes,
    scattered: states.filter((state, i) => state === 'different' && !members.has(i)).length,
    plain: states.filter((state) => state === 'plain').length,
    spread: area > 0 ? (boundary.width * boundary.height * size * size) / area : 0,
    overlays: overlays.map((box) => ({ x: box.x * size, y: box.y * size, width: box.width * size, height: box.height * size })),
    tone,
  };
}

const clampedTone = ({ gain, offset }: { gain: number; offset: number }, value: number): number =>
  Math.min(255, Math.max(0, gain * value + offset));

function stateOf(n: number, a: number, b: number, aa: number, bb: number, ab: number): State {
  const [va, vb] = [Math.max(0, aa / n - (a / n) ** 2), Math.max(0, bb / n - (b / n) ** 2)];
  const [da, db] = [Math.sqrt(va), Math.sqrt(vb)];
  if (da >= detail && db >= detail) {
    const correlation = (ab / n - (a / n) * (b / n)) / (da * db);
    if (correlation >= alike) return 'same';
    return Math.max(da, db) >= strong || Math.min(da, db) >= detail * 1.6 ? 'different' : 'plain';
  }
  return Math.max(da, db) >= strong ? 'different' : 'plain';
}

function toneOf(pairs: readonly (readonly [number, number])[]): { gain: number; offset: number } {
  const n = pairs.length;
  if (n < 3) return { gain: 1, offset: 0 };
  const [ma, mb] = [pairs.reduce((s, [a]) => s + a, 0) / n, pairs.reduce((s, [, b]) => s + b, 0) / n];
  const [aa, ab] = [pairs.reduce((s, [a]) => s + (a - ma) ** 2, 0), pairs.reduce((s, [a, b]) => s + (a - ma) * (b - mb), 0)];
  const gain = aa / n < 25 ? 1 : Math.min(4, Math.max(0.25, ab / aa));
  return { gain, offset: mb - gain * ma };
}

interface Cells {
  overlays: Box[];
  /** Blocks that belong to one. */
  members: Set<number>;
}

/** Groups of differing blocks (plain ones between them included) that fill a box of their own. */
function laidOver(states: readonly State[], columns: number): Cells {
  const overlays: Box[] = [];
  const members = new Set<number>();
  const seen = new Set<number>();
  for (const [start, state] of states.entries()) {
    if (state !== 'different' || seen.has(start)) continue;
    const group: number[] = [];
    const open = [start];
    seen.add(start);
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      group.push(at);
      const column = at % columns;
      for (const next of [at - columns, at + columns, ...(column > 0 ? [at - 1] : []), ...(column < columns - 1 ? [at + 1] : [])])
        if (states[next] === 'different' && !seen.has(next)) {
          seen.add(next);
          open.push(next);
        }
    }
    const box = trimmed(boxAround(group, columns), states, columns);
    const inside = within(box, states, columns);
    // Its ragged edge belongs to it: blocks that it covers in part.
    const solid = inside.different >= inside.cells * 0.5 && inside.same <= inside.cells * 0.15;
    if (inside.different < 3 || !solid || group.length > inside.cells * 1.7) continue;
    overlays.push(box);
    for (const each of group) members.add(each);
  }
  return { overlays, members };
}

function within(box: Box, states: readonly State[], columns: number): { cells: number; different: number; same: number } {
  let different = 0;
  let same = 0;
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++) {
      different += +(states[y * columns + x] === 'different');
      same += +(states[y * columns + x] === 'same');
    }
  return { cells: box.width * box.height, different, same };
}

/** Without border lines that are the same in half as many blocks as they differ in. */
function trimmed(start: Box, states: readonly State[], columns: number): Box {
  let box = start;
  for (;;) {
    const { x, y, width, height } = box;
    const lines: [line: Box, rest: Box][] = [
      [
        { x, y, width, height: 1 },
        { x, y: y + 1, width, height: height - 1 },
      ],
      [
        { x, y: y + height - 1, width, height: 1 },
        { x, y, width, height: height - 1 },
      ],
      [
        { x, y, width: 1, height },
        { x: x + 1, y, width: width - 1, height },
      ],
      [
        { x: x + width - 1, y, width: 1, height },
        { x, y, width: width - 1, height },
      ],
    ];
    const loose = lines.find(([line]) => {
      const { different, same } = within(line, states, columns);
      return 2 * same >= different;
    });
    if (!loose || width < 2 || height < 2) return box;
    box = loose[1];
  }
}

/** In blocks. */
function boxAround(blocks: readonly number[], columns: number): Box {
  if (blocks.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  let [left, right, top, bottom] = [columns, 0, Number.POSITIVE_INFINITY, 0];
  for (const block of blocks) {
    const [x, y] = [block % columns, Math.floor(block / columns)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
