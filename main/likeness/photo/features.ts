/**
 * Local features in the manner of ORB (Rublee et al. 2011): corners on a pyramid, each with a direction and 256 comparisons of
 * smoothed pixels around it. The pattern of comparisons is its own mirror image, so that the features of the mirrored picture
 * follow from those of the picture: halves of the descriptor change places.
 */
import { type Corner, cornersIn } from './corners.ts';
import { filtered, type Grey, gaussian, plane, scaled } from './grey.ts';
import { seeded } from './random.ts';

export const descriptorWords = 8;
const step = 1.2;
const levels = 8;
const most = 500;
/** Around a corner so many pixels of its level are looked at. */
const patch = 15;
const border = patch + 1;
const turn = 2 * Math.PI;

export interface Features {
  /** Of the picture that they were found in, and that positions count in. */
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Radians; x to the right, y down. */
  readonly angle: Float32Array;
  /** Pixels of the picture for one pixel of the pyramid level. */
  readonly scale: Float32Array;
  /** Eight words each. */
  readonly descriptors: Uint32Array;
}

/** Bit i and bit i + 128 compare points that mirror each other at the direction's axis. */
const pattern = ((): Float32Array => {
  const random = seeded(20_260_131);
  const normal = (): number => {
    for (;;) {
      const value = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(turn * random()) * (patch / 2.4);
      if (Math.abs(value) <= patch) return value;
    }
  };
  const points: number[] = [];
  while (points.length < 128 * 4) {
    const [ax, ay, bx, by] = [normal(), normal(), normal(), normal()];
    // Near points hardly ever differ; far ones would leave the patch when it turns; mirror images of each other say too little.
    if (Math.hypot(ax - bx, ay - by) < 5 || Math.hypot(ax, ay) > patch || Math.hypot(bx, by) > patch) continue;
    if (Math.hypot(ax - bx, ay + by) < 3) continue;
    points.push(ax, ay, bx, by);
  }
  return Float32Array.from([...points, ...points.map((value, i) => (i % 2 === 1 ? -value : value))]);
})();

/** The strongest corners of a picture, spread over it; those that come first are spread best. Plain pictures have few or none. */
export function featuresOf(grey: Grey): Features {
  const found: (Corner & { level: number; order: number })[] = [];
  const pyramid: Grey[] = [];
  for (let level = 0, current = grey; level < levels; level++) {
    const [width, height] = [Math.round(grey.width / step ** level), Math.round(grey.height / step ** level)];
    if (Math.min(width, height) < 2 * border + 8) break;
    if (level > 0) current = scaled(current, width, height);
    pyramid.push(current);
    const quota = Math.ceil((most * (1 - 1 / step)) / step ** level / (1 - step ** -levels));
    found.push(...spread(cornersIn(current, border, 3 * quota), current, quota, level));
  }
  const chosen = found.toSorted((a, b) => a.order - b.order || a.level - b.level).slice(0, most);
  const count = chosen.length;
  const features = {
    width: grey.width,
    height: grey.height,
    count,
    x: new Float32Array(count),
    y: new Float32Array(count),
    angle: new Float32Array(count),
    scale: new Float32Array(count),
    descriptors: new Uint32Array(count * descriptorWords),
  };
  const soft = pyramid.map((level) => filtered(plane(level), gaussian(3, 2)).data);
  for (const [i, corner] of chosen.entries()) {
    const level = pyramid[corner.level];
    const smooth = soft[corner.level];
    if (!level || !smooth) continue;
    features.scale[i] = grey.width / level.width;
    features.x[i] = (corner.x + 0.5) * (grey.width / level.width);
    features.y[i] = (corner.y + 0.5) * (grey.height / level.height);
    const angle = direction(level, corner);
    features.angle[i] = angle;
    describe(smooth, level.width, corner, angle, features.descriptors.subarray(i * descriptorWords, (i + 1) * descriptorWords));
  }
  return features;
}

/** Takes the strongest of every cell of a grid first, then the second strongest, and so on. */
function spread(corners: Corner[], { width, height }: Grey, count: number, level: number): (Corner & { level: number; order: number })[] {
  const cell = Math.max(24, Math.sqrt((width * height) / Math.max(8, count / 2)));
  const columns = Math.ceil(width / cell);
  const taken = new Map<number, number>();
  return corners
    .toSorted((a, b) => b.strength - a.strength)
    .map((corner) => {
      const key = Math.floor(corner.y / cell) * columns + Math.floor(corner.x / cell);
      const rank = taken.get(key) ?? 0;
      taken.set(key, rank + 1);
      return { ...corner, level, rank };
    })
    .toSorted((a, b) => a.rank - b.rank || b.strength - a.strength)
    .slice(0, count)
    .map((corner, order) => ({ ...corner, order: order / count }));
}

/** From the corner to the centre of brightness of a disc around it. */
function direction({ data, width }: Grey, { x, y }: Corner): number {
  let [mx, my] = [0, 0];
  for (let dy = -patch; dy <= patch; dy++) {
    const reach = Math.floor(Math.sqrt(patch * patch - dy * dy));
    const row = (y + dy) * width + x;
    for (let dx = -reach; dx <= reach; dx++) {
      const value = data[row + dx] ?? 0;
      mx += dx * value;
      my += dy * value;
    }
  }
  return Math.atan2(my, mx);
}

function describe(soft: Float32Array, width: number, { x, y }: Corner, angle: number, out: Uint32Array): void {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const at = (i: number): number => {
    const [px, py] = [pattern[i] ?? 0, pattern[i + 1] ?? 0];
    return soft[(y + Math.round(px * s + py * c)) * width + x + Math.round(px * c - py * s)] ?? 0;
  };
  for (let bit = 0; bit < 256; bit++) if (at(bit * 4) < at(bit * 4 + 2)) out[bit >> 5] = (out[bit >> 5] ?? 0) | (1 << (bit & 31));
}

/** The features of the picture mirrored left–right. */
export function mirroredFeatures(features: Features): Features {
  return {
    ...features,
    x: features.x.map((x) => features.width - x),
    angle: features.angle.map((angle) => Math.PI - angle),
    descriptors: features.descriptors.map((_, i) => features.descriptors[i ^ (descriptorWords / 2)] ?? 0),
  };
}

const head = 8;
const each = 6 + descriptorWords * 4;
const version = 1;

/** Compact bytes for storing: at most 19 kB. */
export function packFeatures(features: Features): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(head + features.count * each);
  const out = Buffer.from(bytes.buffer);
  out.writeUInt16LE(version, 0);
  out.writeUInt16LE(features.width, 2);
  out.writeUInt16LE(features.height, 4);
  out.writeUInt16LE(features.count, 6);
  for (let i = 0; i < features.count; i++) {
    const at = head + i * each;
    out.writeUInt16LE(Math.round((features.x[i] ?? 0) * 64), at);
    out.writeUInt16LE(Math.round((features.y[i] ?? 0) * 64), at + 2);
    out.writeUInt8(Math.round((((features.angle[i] ?? 0) / turn + 1) % 1) * 256) & 255, at + 4);
    out.writeUInt8(Math.round(Math.log(features.scale[i] ?? 1) / Math.log(step)), at + 5);
    for (let word = 0; word < descriptorWords; word++)
      out.writeUInt32LE(features.descriptors[i * descriptorWords + word] ?? 0, at + 6 + word * 4);
  }
  return bytes;
}

/** Null where the bytes are not of this version: the photo is fingerprinted anew. */
export function unpackFeatures(bytes: Uint8Array): Features | null {
  const from = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (from.length < head || from.readUInt16LE(0) !== version) return null;
  const count = from.readUInt16LE(6);
  if (from.length !== head + count * each) return null;
  const features = {
    width: from.readUInt16LE(2),
    height: from.readUInt16LE(4),
    count,
    x: new Float32Array(count),
    y: new Float32Array(count),
    angle: new Float32Array(count),
    scale: new Float32Array(count),
    descriptors: new Uint32Array(count * descriptorWords),
  };
  for (let i = 0; i < count; i++) {
    const at = head + i * each;
    features.x[i] = from.readUInt16LE(at) / 64;
    features.y[i] = from.readUInt16LE(at + 2) / 64;
    features.angle[i] = (from.readUInt8(at + 4) / 256) * turn;
    features.scale[i] = step ** from.readUInt8(at + 5);
    for (let word = 0; word < descriptorWords; word++)
      features.descriptors[i * descriptorWords + word] = from.readUInt32LE(at + 6 + word * 4);
  }
  return features;
}
