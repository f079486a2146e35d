/** What two stored fingerprints say of each other, without the pixels. A guess to be checked by `aligned`, not yet a finding. */
import { type Affine, after, type Shape, scaling } from './affine.ts';
import { type Features, mirroredFeatures } from './features.ts';
import { hashDistance, type Stand, stands, stood } from './hash.ts';
import { fitted, pairings } from './match.ts';

/** Changes when old fingerprints can no longer be compared with new ones. */
export const fingerprintVersion = 'assay-photo/1';

export interface Fingerprint {
  /** 32 bytes, or none for a plain picture. */
  readonly hash: Uint8Array;
  readonly features: Features;
}

export interface Guess {
  /** Bits of 256 in which the whole pictures differ, at the best of eight ways to lay one on the other. */
  readonly hashDistance: number;
  /** Features that agree on one place, scale and turn. */
  readonly inliers: number;
  /** Ways to lay b on a, the likelier first: from b's working pixels to a's. Empty: nothing speaks for it. */
  readonly maps: readonly Affine[];
}

/** At the best of eight ways, some 1,100 unrelated pairs stood at 98 to 125; edits that keep the whole picture at 33 at most. */
const nearHash = 56;
/** Fewer agree by chance. */
export const leastInliers = 8;
/** So many settle it; the mirrored picture need not be tried. */
const plenty = 30;

export function compare(a: Fingerprint, b: Fingerprint): Guess {
  const near = nearestStand(a.hash, b.hash);
  const direct = fitted(a.features, b.features, pairings(a.features, b.features));
  let inliers = direct?.inliers.length ?? 0;
  let map = direct?.map;
  if (inliers < plenty) {
    const flipped = mirroredFeatures(b.features);
    const mirrored = fitted(a.features, flipped, pairings(a.features, flipped));
    if (mirrored && mirrored.inliers.length > inliers) {
      inliers = mirrored.inliers.length;
      map = after(mirrored.map, [-1, 0, b.features.width, 0, 1, 0]);
    }
  }
  const maps = [
    ...(map && inliers >= leastInliers ? [map] : []),
    ...(near.distance <= nearHash ? [standMap(a.features, b.features, near.stand)] : []),
  ];
  return { hashDistance: near.distance, inliers, maps };
}

function nearestStand(a: Uint8Array, b: Uint8Array): { distance: number; stand: Stand } {
  let best = { distance: 256, stand: { mirrored: false, quarters: 0 } as Stand };
  for (const stand of stands) {
    const distance = hashDistance(a, stood(b, stand));
    if (distance < best.distance) best = { distance, stand };
  }
  return best;
}

/** Lays all of b on all of a, mirrored and turned as given. */
function standMap(a: Shape, b: Shape, { mirrored, quarters }: Stand): Affine {
  let map: Affine = mirrored ? [-1, 0, b.width, 0, 1, 0] : [1, 0, 0, 0, 1, 0];
  let { width, height } = b;
  for (let i = 0; i < quarters; i++) {
    map = after([0, -1, height, 1, 0, 0], map);
    [width, height] = [height, width];
  }
  return after(scaling(a.width / width, a.height / height), map);
}
