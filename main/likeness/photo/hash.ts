/**
 * A 256-bit hash of a whole picture: the signs of the lowest 16 × 16 coefficients of a 32 × 32 discrete cosine transform (after
 * Zauner 2010, but by sign alone, so that mirroring and turning the picture only flips and moves bits).
 */
import { type Grey, type Plane, plane } from './grey.ts';

const side = 32;
const kept = 16;
export const hashBytes = (kept * kept) / 8;

/** A coefficient below this says nothing (pixel values are 0–255, the transform is orthonormal). */
const firm = 1.5;
/** A picture with fewer telling coefficients (flat, one gradient, a few bars) has no hash. */
const leastFirm = 100;

const cosines = Float64Array.from({ length: side * kept }, (_, i) => {
  const [u, x] = [Math.floor(i / side), i % side];
  return Math.sqrt((u === 0 ? 1 : 2) / side) * Math.cos(((2 * x + 1) * u * Math.PI) / (2 * side));
});

/** 32 bytes, or none where the picture is too plain to be told from others by a hash. */
export function hashOf(grey: Grey): Uint8Array<ArrayBuffer> {
  const small = squashed(plane(grey), side);
  const rows = new Float64Array(kept * side);
  for (let u = 0; u < kept; u++)
    for (let y = 0; y < side; y++) {
      let sum = 0;
      for (let x = 0; x < side; x++) sum += (cosines[u * side + x] ?? 0) * (small[y * side + x] ?? 0);
      rows[u * side + y] = sum;
    }
  const hash = new Uint8Array(hashBytes);
  let telling = 0;
  for (let v = 0; v < kept; v++)
    for (let u = 0; u < kept; u++) {
      let sum = 0;
      for (let y = 0; y < side; y++) sum += (cosines[v * side + y] ?? 0) * (rows[u * side + y] ?? 0);
      if (u === 0 && v === 0) continue;
      if (Math.abs(sum) >= firm) telling++;
      if (sum > 0) setBit(hash, v * kept + u);
    }
  return telling >= leastFirm ? hash : new Uint8Array(0);
}

/** Area means over n × n cells of equal size, whatever the picture's own shape. */
function squashed(from: Plane, n: number): Float64Array {
  const out = new Float64Array(n * n);
  const across = shares(from.width, n);
  const down = shares(from.height, n);
  for (let y = 0; y < n; y++)
    for (let x = 0; x < n; x++) {
      let [sum, weight] = [0, 0];
      for (const [row, h] of down[y] ?? [])
        for (const [column, w] of across[x] ?? []) {
          sum += w * h * (from.data[row * from.width + column] ?? 0);
          weight += w * h;
        }
      out[y * n + x] = sum / weight;
    }
  return out;
}

function shares(length: number, n: number): [index: number, weight: number][][] {
  return Array.from({ length: n }, (_, cell) => {
    const [from, to] = [(cell * length) / n, ((cell + 1) * length) / n];
    const list: [number, number][] = [];
    for (let i = Math.floor(from); i < Math.min(length, Math.ceil(to)); i++) list.push([i, Math.min(i + 1, to) - Math.max(i, from)]);
    return list;
  });
}

const setBit = (hash: Uint8Array, bit: number): void => {
  hash[bit >> 3] = (hash[bit >> 3] ?? 0) | (1 << (bit & 7));
};
const bitOf = (hash: Uint8Array, bit: number): number => ((hash[bit >> 3] ?? 0) >> (bit & 7)) & 1;

/** How a picture may stand: first mirrored left–right or not, then turned clockwise by quarter turns. */
export interface Stand {
  readonly mirrored: boolean;
  readonly quarters: 0 | 1 | 2 | 3;
}

export const stands: readonly Stand[] = [false, true].flatMap((mirrored) =>
  ([0, 1, 2, 3] as const).map((quarters) => ({ mirrored, quarters })),
);

/** The hash that the picture would have if it stood so. */
export function stood(hash: Uint8Array, { mirrored, quarters }: Stand): Uint8Array {
  if (hash.length !== hashBytes) return hash;
  const out = new Uint8Array(hashBytes);
  for (let v = 0; v < kept; v++)
    for (let u = 0; u < kept; u++) {
      if (u === 0 && v === 0) continue;
      // A quarter turn transposes and mirrors; a half turn mirrors both ways. Mirroring negates the odd coefficients of its axis.
      const turned = quarters % 2 === 1;
      let bit = turned ? bitOf(hash, u * kept + v) : bitOf(hash, v * kept + u);
      const sourceU = turned ? v : u;
      if (mirrored) bit ^= sourceU & 1;
      if (quarters === 1 || quarters === 2) bit ^= u & 1;
      if (quarters === 3 || quarters === 2) bit ^= v & 1;
      if (bit) setBit(out, v * kept + u);
    }
  return out;
}

/** Bits that differ, 0–256; 256 where one of them has no hash. */
export function hashDistance(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== hashBytes || b.length !== hashBytes) return hashBytes * 8;
  let distance = 0;
  for (let i = 0; i < hashBytes; i++) distance += ones[(a[i] ?? 0) ^ (b[i] ?? 0)] ?? 0;
  return distance;
}

const ones = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);
