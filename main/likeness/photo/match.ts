/** Which features of two pictures look the same, and which similarity (turn, scale, shift) most of them agree on. */
import type { Affine } from './affine.ts';
import { descriptorWords, type Features } from './features.ts';
import { seeded } from './random.ts';

interface Pairing {
  /** Indices of features. */
  readonly a: number;
  readonly b: number;
  readonly distance: number;
}

const count2 = (word: number): number => word - ((word >>> 1) & 0x55555555);
const count4 = (word: number): number => (word & 0x33333333) + ((word >>> 2) & 0x33333333);

/** Bits in which two descriptors differ. */
export function descriptorDistance(a: Uint32Array, atA: number, b: Uint32Array, atB: number): number {
  let sum = 0;
  for (let word = 0; word < descriptorWords; word += 2) {
    const first = count4(count2((a[atA + word] ?? 0) ^ (b[atB + word] ?? 0)));
    const second = count4(count2((a[atA + word + 1] ?? 0) ^ (b[atB + word + 1] ?? 0)));
    const both = first + second;
    sum += Math.imul((both & 0x0f0f0f0f) + ((both >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24;
  }
  return sum;
}

/** Farther descriptors are not of the same point. Chance pairs stand at about 128 of 256. */
export const nearDescriptor = 70;
/** The best must be so much nearer than the next best (Lowe's ratio). */
const ratio = 0.85;

/** Pairs that are each other's best and clearly better than the next. */
export function pairings(a: Features, b: Features): Pairing[] {
  const bestOfA = new Int32Array(a.count).fill(-1);
  const distanceOfA = new Uint16Array(a.count).fill(999);
  const candidates: Pairing[] = [];
  for (let i = 0; i < b.count; i++) {
    let [best, next, which] = [999, 999, -1];
    for (let j = 0; j < a.count; j++) {
      const distance = descriptorDistance(b.descriptors, i * descriptorWords, a.descriptors, j * descriptorWords);
      if (distance < (distanceOfA[j] ?? 0)) {
        distanceOfA[j] = distance;
        bestOfA[j] = i;
      }
      if (distance < best) [next, best, which] = [sameSpot(a, j, which) ? next : best, distance, j];
      else if (distance < next && !sameSpot(a, j, which)) next = distance;
    }
    if (best <= nearDescriptor && best < ratio * next) candidates.push({ a: which, b: i, distance: best });
  }
  return candidates
    .filter((pair) => bestOfA[pair.a] === pair.b || sameSpot(b, bestOfA[pair.a] ?? -1, pair.b))
    .toSorted((one, other) => one.distance - other.distance);
}

/** The same corner found on two levels of the pyramid is no rival of itself. */
function sameSpot(features: Features, i: number, j: number): boolean {
  if (i < 0 || j < 0) return false;
  const reach = 4 * Math.max(features.scale[i] ?? 1, features.scale[j] ?? 1);
  return Math.abs((features.x[i] ?? 0) - (features.x[j] ?? 0)) < reach && Math.abs((features.y[i] ?? 0) - (features.y[j] ?? 0)) < reach;
}

export interface Fit {
  /** From b's pixels to a's; no mirroring. */
  readonly map: Affine;
  readonly inliers: readonly Pairing[];
}

const tries = 1500;
/** Pixels of the coarser picture by which a point may miss its place. */
const tolerance = 3;

/**
 * The similarity that most pairs agree on (RANSAC over two pairs at a time, Fischler and Bolles 1981), or null. Deterministic. Pairs
 * whose own directions and scales contradict the hypothesis do not count, which is what keeps repetitive façades from agreeing by chance.
 */
export function fitted(a: Features, b: Features, pairs: readonly Pairing[]): Fit | null {
  if (pairs.length < 4) return null;
  const random = seeded(pairs.length);
  let best: Fit = { map: [1, 0, 0, 0, 1, 0], inliers: [] };
  const pool = Math.min(pairs.length, 200);
  for (let i = 0; i < tries; i++) {
    // Earlier pairs are nearer: they are drawn more often.
    const first = pairs[Math.floor(random() ** 1.5 * pool)];
    const second = pairs[Math.floor(random() ** 1.5 * pool)];
    if (!first || !second || first === second) continue;
    const map = ofTwo(a, b, first, second);
    if (!map || !agrees(a, b, first, map) || !agrees(a, b, second, map)) continue;
    const inliers = pairs.filter((pair) => agrees(a, b, pair, map));
    if (inliers.length > best.inliers.length) best = { map, inliers };
  }
  for (let round = 0; round < 3 && best.inliers.length >= 3; round++) {
    const map = leastSquares(a, b, best.inliers);
    if (!map) break;
    const inliers = pairs.filter((pair) => agrees(a, b, pair, map));
    if (inliers.length < best.inliers.length) break;
    best = { map, inliers };
  }
  return best.inliers.length >= 4 ? best : null;
}

const similarity = (re: number, im: number, x: number, y: number): Affine => [re, -im, x, im, re, y];

function ofTwo(a: Features, b: Features, first: Pairing, second: Pairing): Affine | null {
  const [ax, ay] = [(a.x[second.a] ?? 0) - (a.x[first.a] ?? 0), (a.y[second.a] ?? 0) - (a.y[first.a] ?? 0)];
  const [bx, by] = [(b.x[second.b] ?? 0) - (b.x[first.b] ?? 0), (b.y[second.b] ?? 0) - (b.y[first.b] ?? 0)];
  const square = bx * bx + by * by;
  if (square < 100 || ax * ax + ay * ay < 100) return null;
  const [re, im] = [(ax * bx + ay * by) / square, (ay * bx - ax * by) / square];
  const scale = Math.hypot(re, im);
  if (scale < 1 / 8 || scale > 8) return null;
  const [x, y] = [b.x[first.b] ?? 0, b.y[first.b] ?? 0];
  return similarity(re, im, (a.x[first.a] ?? 0) - (re * x - im * y), (a.y[first.a] ?? 0) - (im * x + re * y));
}

function agrees(a: Features, b: Features, pair: Pairing, map: Affine): boolean {
  const [x, y] = [b.x[pair.b] ?? 0, b.y[pair.b] ?? 0];
  const scale = Math.hypot(map[0], map[3]);
  const miss = Math.hypot(map[0] * x + map[1] * y + map[2] - (a.x[pair.a] ?? 0), map[3] * x + map[4] * y + map[5] - (a.y[pair.a] ?? 0));
  if (miss > tolerance * Math.max(1, scale)) return false;
  const turned = (a.angle[pair.a] ?? 0) - (b.angle[pair.b] ?? 0) - Math.atan2(map[3], map[0]);
  if (Math.cos(turned) < 0.85) return false;
  const grown = (a.scale[pair.a] ?? 1) / ((b.scale[pair.b] ?? 1) * scale);
  return grown > 0.6 && grown < 1.7;
}

/** Umeyama's closed form for the plane. */
function leastSquares(a: Features, b: Features, pairs: readonly Pairing[]): Affine | null {
  const n = pairs.length;
  let [max, may, mbx, mby] = [0, 0, 0, 0];
  for (const pair of pairs) {
    max += (a.x[pair.a] ?? 0) / n;
    may += (a.y[pair.a] ?? 0) / n;
    mbx += (b.x[pair.b] ?? 0) / n;
    mby += (b.y[pair.b] ?? 0) / n;
  }
  let [dot, cross, square] = [0, 0, 0];
  for (const pair of pairs) {
    const [ax, ay] = [(a.x[pair.a] ?? 0) - max, (a.y[pair.a] ?? 0) - may];
    const [bx, by] = [(b.x[pair.b] ?? 0) - mbx, (b.y[pair.b] ?? 0) - mby];
    dot += ax * bx + ay * by;
    cross += ay * bx - ax * by;
    square += bx * bx + by * by;
  }
  if (square < 100) return null;
  const [re, im] = [dot / square, cross / square];
  return similarity(re, im, max - (re * mbx - im * mby), may - (im * mbx + re * mby));
}
