/** Lays one picture over another by a known map and makes the map exact by their pixels (Gauss–Newton, Baker and Matthews 2004). */
import { type Affine, after, inverse, scaleOf, scaling } from './affine.ts';
import { filtered, type Grey, half, locallyNormalised, type Plane, plane } from './grey.ts';

export interface Overlaid {
  /** The coarser picture, softened a little. */
  readonly still: Plane;
  /** The other one, drawn at the places of the first. */
  readonly moved: Plane;
  /** 1 where the other one has pixels. */
  readonly covered: Uint8Array;
  /** From the still picture's pixels to the other one's. */
  readonly map: Affine;
}

const soften = [0.25, 0.5, 0.25];

/** `map` leads from the pixels of `still`, the coarser one, to those of `other`. */
export function overlaid(still: Grey, other: Grey, map: Affine): Overlaid {
  const base = filtered(plane(still), soften);
  // The finer picture is halved until its detail is about that of the coarser one.
  let [source, reduced] = [plane(other), map];
  while (scaleOf(reduced) > 1.6 && Math.min(source.width, source.height) > 32) {
    const next = half(source);
    reduced = after(scaling(next.width / source.width, next.height / source.height), reduced);
    source = next;
  }
  source = filtered(source, soften);
  let refined = reduced;
  if (Math.min(base.width, base.height) >= 96) {
    const twice = scaling(2);
    const rough = refinedMap(half(base), half(source), after(inverse(twice), after(refined, twice)));
    refined = after(twice, after(rough, inverse(twice)));
  }
  refined = refinedMap(base, source, refined);
  const { data, covered } = drawn(source, base.width, base.height, refined);
  return {
    still: base,
    moved: { width: base.width, height: base.height, data },
    covered,
    map: after(scaling(other.width / source.width, other.height / source.height), refined),
  };
}

/** The source drawn into a frame of the given size; `map` leads from the frame to the source. */
function drawn(source: Plane, width: number, height: number, map: Affine): { data: Float32Array; covered: Uint8Array } {
  const data = new Float32Array(width * height);
  const covered = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = valueAt(source, map, x + 0.5, y + 0.5);
      if (Number.isNaN(value)) continue;
      data[y * width + x] = value;
      covered[y * width + x] = 1;
    }
  return { data, covered };
}

const rounds = 12;
/** Pixels that are looked at in one round, about; more add time and no precision. */
const looked = 40_000;
/** Differences of normalised pixels beyond this are something else (a banner, a caption), not a shift. */
const outlying = 1.2;

function refinedMap(still: Plane, source: Plane, start: Affine): Affine {
  const radius = 8;
  const target = locallyNormalised(still, radius, 6);
  const from = locallyNormalised(source, Math.max(4, Math.round(radius * scaleOf(start))), 6);
  const { width, height, data } = target;
  const stride = Math.max(1, Math.round(Math.sqrt((width * height) / looked)));
  // In picture-sized units, so that the equations are well conditioned.
  const unit = 1 / Math.max(width, height);
  const row = new Float64Array(6);
  let [map, best, bestError] = [start, start, Number.POSITIVE_INFINITY];
  for (let round = 0; round < rounds; round++) {
    const normal = new Float64Array(36);
    const right = new Float64Array(6);
    let error = 0;
    let used = 0;
    for (let y = 1; y < height - 1; y += stride)
      for (let x = 1; x < width - 1; x += stride) {
        const at = y * width + x;
        const there = valueAt(from, map, x + 0.5, y + 0.5);
        if (Number.isNaN(there)) continue;
        const difference = (data[at] ?? 0) - there;
        used++;
        error += Math.min(outlying * outlying, difference * difference);
        if (Math.abs(difference) > outlying) continue;
        // Near the solution the slopes of one picture are those of the other.
        const gx = ((data[at + 1] ?? 0) - (data[at - 1] ?? 0)) / 2;
        const gy = ((data[at + width] ?? 0) - (data[at - width] ?? 0)) / 2;
        row[0] = gx * (x + 0.5) * unit;
        row[1] = gx * (y + 0.5) * unit;
        row[2] = gx;
        row[3] = gy * (x + 0.5) * unit;
        row[4] = gy * (y + 0.5) * unit;
        row[5] = gy;
        for (let i = 0; i < 6; i++) {
          const each = row[i] ?? 0;
          right[i] = (right[i] ?? 0) + each * difference;
          for (let j = i; j < 6; j++) normal[i * 6 + j] = (normal[i * 6 + j] ?? 0) + each * (row[j] ?? 0);
        }
      }
    if (used < 100) return best;
    if (error / used < bestError) [bestError, best] = [error / used, map];
    else if (round > 2) return best;
    const step = solved(normal, right);
    if (!step) return best;
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = step;
    map = after(map, [1 + a * unit, b * unit, c, d * unit, 1 + e * unit, f]);
    if (Math.hypot(a, b, c, d, e, f) < 0.01) return map;
  }
  return best;
}

/** Bilinear; NaN outside. `map` leads from the given place to the plane. */
function valueAt({ width, height, data }: Plane, map: Affine, x: number, y: number): number {
  const sx = map[0] * x + map[1] * y + map[2] - 0.5;
  const sy = map[3] * x + map[4] * y + map[5] - 0.5;
  if (!(sx >= 0 && sy >= 0 && sx <= width - 1 && sy <= height - 1)) return Number.NaN;
  const left = Math.min(Math.floor(sx), width - 2);
  const top = Math.min(Math.floor(sy), height - 2);
  const tx = sx - left;
  const ty = sy - top;
  const at = top * width + left;
  const upper = (data[at] ?? 0) * (1 - tx) + (data[at + 1] ?? 0) * tx;
  const lower = (data[at + width] ?? 0) * (1 - tx) + (data[at + width + 1] ?? 0) * tx;
  return upper * (1 - ty) + lower * ty;
}

/** Solves a symmetric 6 × 6 system given by its upper half; null where it is singular. */
function solved(upper: Float64Array, right: Float64Array): number[] | null {
  const n = 6;
  const m = Array.from({ length: n }, (_, i) => [
    ...Array.from({ length: n }, (_unused, j) => upper[Math.min(i, j) * n + Math.max(i, j)] ?? 0),
    right[i] ?? 0,
  ]);
  for (let i = 0; i < n; i++) {
    const pivot = m.slice(i).reduce((best, row, k) => (Math.abs(row[i] ?? 0) > Math.abs(m[best]?.[i] ?? 0) ? i + k : best), i);
    const [here, there] = [m[i], m[pivot]];
    if (!here || !there || Math.abs(there[i] ?? 0) < 1e-9) return null;
    m[i] = there;
    m[pivot] = here;
    for (let k = 0; k < n; k++) {
      const row = m[k];
      if (k === i || !row) continue;
      const factor = (row[i] ?? 0) / (there[i] ?? 1);
      for (let j = i; j <= n; j++) row[j] = (row[j] ?? 0) - factor * (there[j] ?? 0);
    }
  }
  return m.map((row, i) => (row[n] ?? 0) / (row[i] ?? 1));
}
