/** Lays one photo on another and says, from their pixels, what they are to each other. */
import {
  type Affine,
  after,
  apply,
  areaOf,
  clipped,
  cornersOf,
  determinant,
  inverse,
  type Point,
  type Shape,
  scaleOf,
  scaling,
} from './affine.ts';
import { type Agreement, agreement, type Box } from './blocks.ts';
import type { Guess } from './compare.ts';
import { framed } from './frame.ts';
import type { Grey } from './grey.ts';
import { overlaid } from './register.ts';
import type { Relation } from './relations.ts';

/** A photo as it is compared: small and grey, with the size it stands for. */
export interface Seen {
  readonly grey: Grey;
  /** Of the upright original, in pixels. */
  readonly upright: Shape;
}

export interface Alignment {
  readonly relation: Relation;
  /** For `part` and `frame`: which of the two is seen whole inside the other. */
  readonly inner: 'a' | 'b' | null;
  /** Share of the telling blocks that show the same, leaving out what was laid over; 0–1. */
  readonly score: number;
  /** How b must be mirrored (first, left–right) and turned (then, degrees clockwise, −180 < d ≤ 180) to lie on a. */
  readonly mirrored: boolean;
  readonly rotated: number;
  /** Pixels of a for one pixel of b. */
  readonly scale: number;
  /** Brightness of b's pixels as gain · a + offset. */
  readonly tone: { readonly gain: number; readonly offset: number; readonly changed: boolean };
  /** 3 × 3, row by row: from b's upright pixels to a's. Null unless the pictures lie on each other. */
  readonly transform: readonly number[] | null;
  /** What both show: the same polygon in the upright pixels of each. */
  readonly overlap: { readonly a: readonly Point[]; readonly b: readonly Point[] } | null;
  /** Places inside the overlap that differ (a banner, a caption), as four corners in the upright pixels of each. */
  readonly overlays: readonly { readonly a: readonly Point[]; readonly b: readonly Point[] }[];
  /** What it rests on: for the small print. */
  readonly grounds: {
    readonly inliers: number;
    readonly hashDistance: number;
    readonly same: number;
    readonly scattered: number;
    readonly laidOver: number;
    readonly plain: number;
  };
}

/** Blocks that must agree before anything is said. */
const leastSame = 12;
const copyScore = 0.8;
/** More than so many blocks laid over for one that agrees would explain anything. */
const mostLaidOver = 0.4;
/** Agreeing blocks must not all sit in one corner (a logo that two pictures share). */
const leastSpread = 0.3;
/** Features that agree on one place though the pixels do not: the same things seen from elsewhere or at another time. */
const sceneInliers = 16;
/** A share of a picture that counts as all of it: edges get lost in rounding and interpolation. */
const all = 0.95;

interface Laid extends Agreement {
  /** From b's working pixels to a's. */
  readonly map: Affine;
  /** From the pixels that `overlays` count in to a's working pixels. */
  readonly toA: Affine;
  readonly score: number;
}

/** Compares a and b along the ways that `guess` found. CPU-heavy: some 100 ms. */
export function aligned(a: Seen, b: Seen, guess: Guess): Alignment {
  const ways = guess.maps.filter((map) => sensible(a.grey, b.grey, map)).map((map) => laid(a.grey, b.grey, map));
  const best = ways.toSorted((one, other) => worth(other) - worth(one))[0];
  if (best && holds(best)) return found(a, b, best, guess);
  const told = best ?? { same: 0, scattered: 0, laidOver: 0, plain: 0 };
  const plain = Math.min(guess.inliers, told.same) < leastSame && told.scattered + told.laidOver < leastSame;
  const relation =
    guess.inliers >= sceneInliers && told.same >= leastSame ? 'same-scene' : guess.maps.length > 0 && plain ? 'cannot-tell' : 'none';
  return {
    relation,
    inner: null,
    // Of what is no copy, nothing is explained away as laid over.
    score: told.same / Math.max(1, told.same + told.scattered + told.laidOver),
    mirrored: false,
    rotated: 0,
    scale: 1,
    tone: { gain: 1, offset: 0, changed: false },
    transform: null,
    overlap: null,
    overlays: [],
    grounds: groundsOf(told, guess),
  };
}

function laid(a: Grey, b: Grey, map: Affine): Laid {
  const aIsCoarser = scaleOf(map) <= 1;
  const over = aIsCoarser ? overlaid(a, b, inverse(map)) : overlaid(b, a, map);
  const result = agreement(over);
  const telling = result.same + result.scattered;
  return {
    ...result,
    // The tone is told from a to b.
    tone: aIsCoarser ? result.tone : { gain: 1 / result.tone.gain, offset: -result.tone.offset / result.tone.gain },
    map: aIsCoarser ? inverse(over.map) : over.map,
    toA: aIsCoarser ? [1, 0, 0, 0, 1, 0] : over.map,
    score: telling === 0 ? 0 : result.same / telling,
  };
}

const worth = (way: Laid): number => way.same - way.scattered - way.laidOver;

/** A map that enlarges wildly, shears or squeezes is no edit of a picture. */
function sensible(a: Shape, b: Shape, map: Affine): boolean {
  const scale = scaleOf(map);
  if (!(scale > 1 / 10 && scale < 10)) return false;
  const shared = areaOf(
    clipped(
      cornersOf(b).map((p) => apply(map, p)),
      a,
    ),
  ); // prettier-ignore
  return shared > 24 * 24;
}

function holds(way: Laid): boolean {
  const [u, v] = [Math.hypot(way.map[0], way.map[3]), Math.hypot(way.map[1], way.map[4])];
  const shear = Math.abs(way.map[0] * way.map[1] + way.map[3] * way.map[4]) / (u * v);
  return (
    way.same >= leastSame &&
    way.score >= copyScore &&
    way.laidOver <= mostLaidOver * way.same &&
    way.spread >= leastSpread &&
    // Copies are stretched at most; a slant means another point of view.
    shear < 0.03
  );
}

const groundsOf = (way: Pick<Agreement, 'same' | 'scattered' | 'laidOver' | 'plain'>, guess: Guess): Alignment['grounds'] => ({
  inliers: guess.inliers,
  hashDistance: guess.hashDistance,
  same: way.same,
  scattered: way.scattered,
  laidOver: way.laidOver,
  plain: way.plain,
});

function found(a: Seen, b: Seen, way: Laid, guess: Guess): Alignment {
  const upA = scaling(a.upright.width / a.grey.width, a.upright.height / a.grey.height);
  const upB = scaling(b.upright.width / b.grey.width, b.upright.height / b.grey.height);
  const map = after(upA, after(way.map, inverse(upB)));
  const back = inverse(map);
  const overlapA = clipped(
    cornersOf(b.upright).map((point) => apply(map, point)),
    a.upright,
  ); // prettier-ignore
  const overlapB = overlapA.map((point) => apply(back, point));
  const shareA = areaOf(overlapA) / (a.upright.width * a.upright.height);
  const shareB = areaOf(overlapB) / (b.upright.width * b.upright.height);
  const inner = shareA >= all && shareB >= all ? null : shareA >= all ? 'a' : shareB >= all ? 'b' : null;
  const outer = inner === 'a' ? b : a;
  const hole = (inner === 'a' ? overlapB : overlapA).map((point) =>
    apply(scaling(outer.grey.width / outer.upright.width, outer.grey.height / outer.upright.height), point),
  );
  const relation = shareA >= all && shareB >= all ? 'whole' : inner === null ? 'overlap' : framed(outer.grey, hole) ? 'frame' : 'part';
  const mirrored = determinant(map) < 0;
  const { gain, offset } = way.tone;
  return {
    relation,
    inner,
    score: way.score,
    mirrored,
    // The image of b's x axis; of the mirrored picture's where it is mirrored.
    rotated: degrees(mirrored ? Math.atan2(-map[3], -map[0]) : Math.atan2(map[3], map[0])),
    scale: scaleOf(map),
    tone: { gain, offset, changed: Math.abs(gain - 1) > 0.08 || Math.abs(offset + (gain - 1) * 128) > 10 },
    transform: [...map, 0, 0, 1],
    overlap: { a: overlapA, b: overlapB },
    overlays: way.overlays.map((box) => {
      const quad = quadOf(box).map((point) => apply(upA, apply(way.toA, point)));
      return { a: quad, b: quad.map((point) => apply(back, point)) };
    }),
    grounds: groundsOf(way, guess),
  };
}

const quadOf = ({ x, y, width, height }: Box): Point[] => cornersOf({ width, height }).map((point) => ({ x: point.x + x, y: point.y + y }));

/** To a tenth; −180 and 180 are one. */
function degrees(radians: number): number {
  const value = Math.round((radians * 1800) / Math.PI) / 10;
  return value <= -180 ? value + 360 : value + 0;
}
