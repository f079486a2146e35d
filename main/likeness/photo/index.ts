/**
 * Finds, among the fingerprints of a case, the few that a photo should be compared with. Hashes are scanned one by one; descriptors lie
 * in tables by samples of their bits (locality-sensitive hashing, Indyk and Motwani 1998) and vote for their photos.
 */
import type { Fingerprint } from './compare.ts';
import { descriptorWords, type Features, mirroredFeatures } from './features.ts';
import { hashDistance, stands, stood } from './hash.ts';
import { descriptorDistance } from './match.ts';
import { seeded } from './random.ts';

const tables = 8;
/** Many bits: a key met by chance is then rare, while near descriptors still share one of the tables often enough. */
const sampledBits = 24;
const slots = 2 ** 18;
/** Descriptors of a photo that are kept here: the ones that come first are spread best over the picture. */
const keptOf = 256;
/** A vote needs descriptors at most so far apart; the nearer, the more it weighs. */
const near = 50;
/** Entries looked at for one key: a pattern that fills a bucket (text, windows) says nothing anyway. */
const mostOfBucket = 400;
const nearHash = 56;
const leastVotes = 40;
/** Of the photo that is looked for, so many descriptors ask. */
const asked = 320;

export interface Candidate<Id> {
  readonly id: Id;
  /** How many descriptors found a like one there, weighed by how near it is. */
  readonly votes: number;
  readonly hashDistance: number;
}

/** Which bits make the key of each table. */
const sampled: readonly (readonly number[])[] = ((): number[][] => {
  const random = seeded(7);
  return Array.from({ length: tables }, () => {
    const bits = new Set<number>();
    while (bits.size < sampledBits) bits.add(Math.floor(random() * descriptorWords * 32));
    return [...bits];
  });
})();

function keyOf(descriptors: Uint32Array, at: number, table: number): number {
  let key = 0;
  for (const bit of sampled[table] ?? []) key = (key << 1) | (((descriptors[at + (bit >> 5)] ?? 0) >>> (bit & 31)) & 1);
  // Multiplication spreads the keys over the slots (Knuth); different keys in one slot are told apart by the distance.
  return Math.imul(key, 0x9e3779b1) >>> 14;
}

/** About 18 kB a photo, and 8 MB for the tables. Photos are added, and left out by `remove`; a place is not used again before the index is built anew. */
export class PhotoIndex<Id> {
  readonly #ids: (Id | undefined)[] = [];
  readonly #places = new Map<Id, number>();
  readonly #hashes: Uint8Array[] = [];
  #count = 0;
  #descriptors = new Uint32Array(keptOf * descriptorWords * 16);
  #photos = new Uint32Array(keptOf * 16);
  /** For every table the newest entry of each key, and for every entry the one before it; both count from one. */
  readonly #newest = Array.from({ length: tables }, () => new Uint32Array(slots));
  #before = Array.from({ length: tables }, () => new Uint32Array(keptOf * 16));

  get size(): number {
    return this.#places.size;
  }

  /** Replaces what stands under the same id. */
  add(id: Id, { hash, features }: Fingerprint): void {
    this.remove(id);
    const photo = this.#ids.push(id) - 1;
    this.#places.set(id, photo);
    this.#hashes.push(hash);
    const kept = Math.min(features.count, keptOf);
    this.#reserve(this.#count + kept);
    for (let i = 0; i < kept; i++) {
      const entry = this.#count++;
      this.#photos[entry] = photo;
      this.#descriptors.set(features.descriptors.subarray(i * descriptorWords, (i + 1) * descriptorWords), entry * descriptorWords);
      for (const [table, newest] of this.#newest.entries()) {
        const key = keyOf(features.descriptors, i * descriptorWords, table);
        const before = this.#before[table];
        if (before) before[entry] = newest[key] ?? 0;
        newest[key] = entry + 1;
      }
    }
  }

  remove(id: Id): void {
    const photo = this.#places.get(id);
    if (photo === undefined) return;
    this.#places.delete(id);
    this.#ids[photo] = undefined;
  }

  /** The likeliest photos first, at most `most`; `except` (the photo itself) is left out. */
  candidates({ hash, features }: Fingerprint, most = 24, except?: Id): Candidate<Id>[] {
    const direct = this.#votes(features);
    const mirrored = this.#votes(mirroredFeatures(features));
    const variants = stands.map((stand) => stood(hash, stand));
    return this.#ids
      .flatMap((id, photo) => {
        if (id === undefined || id === except) return [];
        const votes = Math.max(direct[photo] ?? 0, mirrored[photo] ?? 0);
        const other = this.#hashes[photo] ?? hash;
        const distance = variants.reduce((least, variant) => Math.min(least, hashDistance(variant, other)), 256);
        return votes >= leastVotes || distance <= nearHash ? [{ id, votes, hashDistance: distance }] : [];
      })
      .toSorted((a, b) => rank(b) - rank(a))
      .slice(0, most);
  }

  #votes(features: Features): Uint32Array {
    const votes = new Uint32Array(this.#ids.length);
    const best = new Uint8Array(this.#ids.length);
    for (let i = 0; i < Math.min(asked, features.count); i++) {
      const met: number[] = [];
      for (const [table, newest] of this.#newest.entries()) {
        const before = this.#before[table];
        let entry = newest[keyOf(features.descriptors, i * descriptorWords, table)] ?? 0;
        for (let looked = 0; entry > 0 && before && looked < mostOfBucket; looked++, entry = before[entry - 1] ?? 0) {
          const distance = descriptorDistance(features.descriptors, i * descriptorWords, this.#descriptors, (entry - 1) * descriptorWords);
          if (distance >= near) continue;
          const photo = this.#photos[entry - 1] ?? 0;
          if (!best[photo]) met.push(photo);
          best[photo] = Math.max(best[photo] ?? 0, near - distance);
        }
      }
      // One descriptor has one vote for one photo; what half of the photos have just as near says nothing.
      const usual = met.length < 8 ? 0 : (met.map((photo) => best[photo] ?? 0).toSorted((a, b) => a - b)[met.length >> 1] ?? 0);
      for (const photo of met) {
        votes[photo] = (votes[photo] ?? 0) + Math.max(0, (best[photo] ?? 0) - usual);
        best[photo] = 0;
      }
    }
    return votes;
  }

  #reserve(entries: number): void {
    if (entries <= this.#photos.length) return;
    const room = Math.max(entries, Math.ceil(this.#photos.length * 1.5));
    this.#photos = grown(this.#photos, room);
    this.#descriptors = grown(this.#descriptors, room * descriptorWords);
    this.#before = this.#before.map((before) => grown(before, room));
  }
}

/** A near hash counts as much as many votes. */
const rank = ({ votes, hashDistance: distance }: Candidate<unknown>): number => votes + Math.max(0, nearHash - distance) * 20;

function grown(from: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(length);
  to.set(from);
  return to;
}
