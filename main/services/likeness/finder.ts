/**
 * Looks, for one open case, which sources are like which. It works behind the imports, one source at a time; the heavy part is done in
 * worker processes. All it keeps is derived: what was not looked through when the program ended is looked through at the next opening.
 */
import { setImmediate as giveWay } from 'node:timers/promises';
import type { LikenessFound, Source, SourceId } from '../../../shared/model.ts';
import { compare, type Fingerprint, fingerprintVersion as photoVersion } from '../../likeness/photo/compare.ts';
import { unpackFeatures } from '../../likeness/photo/features.ts';
import { PhotoIndex } from '../../likeness/photo/index.ts';
import { fingerprintVersion as textVersion } from '../../likeness/text/fingerprint.ts';
import { inWords } from '../../likeness/text/words.ts';
import type { AnyCase } from '../../storage/case-folder.ts';
import { LikenessIndex, type LikePair } from '../../storage/likeness-index.ts';
import { shownPublisher, sourceUrl } from '../../storage/shown.ts';
import type { Aligned } from '../../workers/tasks/align.ts';
import type { Alike } from '../../workers/tasks/alike.ts';
import type { DecoderPool } from '../../workers/tasks/index.ts';
import { isCopy, photoFound } from './photo-words.ts';

/** Texts compared word by word with one that came in, and photos laid on one. */
const mostTexts = 12;
const mostAligned = 5;

/** Whose frame around every story it is: the host of its address, else its publisher. */
function publisherOf(source: Source): string | null {
  const url = sourceUrl(source);
  const host = url === null ? undefined : URL.parse(url)?.host;
  return host ?? shownPublisher(source);
}

/** A text that reads like another, in the words of the suggestion; null where it does not. */
export function textFound(found: Alike): LikenessFound | null {
  const words = inWords(found);
  return found.kind === null || words === null ? null : { relation: found.kind, score: found.score, words };
}

export class LikenessFinder {
  readonly #store: AnyCase;
  readonly #pool: () => DecoderPool;
  readonly index: LikenessIndex;
  #photos: PhotoIndex<SourceId> | null = null;

  constructor(store: AnyCase, pool: () => DecoderPool) {
    this.#store = store;
    this.#pool = pool;
    const path = store.mode === 'read-write' ? store.derived('likeness.sqlite') : null;
    this.index = new LikenessIndex(path, { text: textVersion, photo: photoVersion });
  }

  /** Sources that the index lacks, in order of import. */
  missing(): SourceId[] {
    const sources = this.#store.sources();
    const lacking = new Set([
      ...this.index.missing(
        'text',
        sources.filter(({ kind, rendition }) => kind === 'article' && rendition !== null).map(({ id }) => id),
      ),
      ...this.index.missing(
        'photo',
        sources.filter(({ kind }) => kind === 'photo').map(({ id }) => id),
      ),
    ]);
    return sources.filter(({ id }) => lacking.has(id)).map(({ id }) => id);
  }

  /** Looks for sources like this one and keeps what it finds; how many. Throws CANCELLED, or what reading the source throws. */
  async look(id: SourceId, signal: AbortSignal): Promise<number> {
    const source = this.#store.source(id);
    const family = new Set(this.#store.versionsOf(id).map((version) => version.id));
    const found =
      source.kind === 'photo'
        ? await this.#likePhotos(source, signal)
        : source.kind === 'article' && source.rendition !== null
          ? await this.#likeTexts(source, signal)
          : [];
    this.index.dropPairs(id);
    // That a page is like its former version is told as a version
    const kept = found.filter(({ a, b }) => !family.has(a === id ? b : a));
    for (const pair of kept) this.index.putPair(pair);
    return kept.length;
  }

  async #likeTexts(source: Source, signal: AbortSignal): Promise<LikePair[]> {
    const file = this.#fileOf(source);
    if (file === null) return [];
    const text = await this.#pool().run('textprint', { file }, { signal });
    const entry = { source: source.id, text, publisher: publisherOf(source) };
    this.index.addTexts([entry]);
    const { found: candidates, common } = this.index.textCandidates(entry, mostTexts);
    const others = candidates.flatMap(({ source: other }) => {
      const one = this.#known(other);
      const path = one === null ? null : this.#fileOf(one);
      return one === null || path === null ? [] : [{ one, path }];
    });
    if (others.length === 0) return [];
    const { found } = await this.#pool().run(
      'alike',
      { file, others: others.map(({ path }) => path), common: Uint32Array.from(common) },
      { signal },
    );
    return found.flatMap((likeness, index) => {
      const other = others[index]?.one;
      const told = textFound(likeness);
      return other === undefined || told === null ? [] : [pairOf(source, other, 'text', told)];
    });
  }

  async #likePhotos(source: Source, signal: AbortSignal): Promise<LikePair[]> {
    const photos = await this.#photoIndex();
    const { hash, features: packed } = await this.#pool().run(
      'fingerprint',
      { file: this.#store.originals.pathOf(source.original), mediaType: source.mediaType },
      { signal },
    );
    this.index.putPhoto({ source: source.id, hash, features: packed });
    const features = unpackFeatures(packed);
    if (features === null) return [];
    const own: Fingerprint = { hash, features };
    photos.add(source.id, own);
    const worth: { readonly one: Source; readonly inliers: number }[] = [];
    for (const { id } of photos.candidates(own, 24, source.id)) {
      await giveWay();
      const one = this.#known(id);
      const entry = this.index.getPhoto(id);
      const theirs = entry === undefined ? null : unpackFeatures(entry.features);
      if (one === null || entry === undefined || theirs === null) continue;
      const guess = compare({ hash: entry.hash, features: theirs }, own);
      if (guess.maps.length > 0) worth.push({ one, inliers: guess.inliers + Math.max(0, 64 - guess.hashDistance) });
    }
    const pairs: LikePair[] = [];
    for (const { one } of worth.toSorted((x, y) => y.inliers - x.inliers).slice(0, mostAligned)) {
      const [a, b] = inOrder(one, source);
      const aligned = await this.align(a, b, signal);
      if (isCopy(aligned)) pairs.push(pairOf(source, one, 'photo', photoFound(aligned)));
    }
    return pairs;
  }

  /** Lays b on a, with their pixels. */
  align(a: Source, b: Source, signal?: AbortSignal): Promise<Aligned> {
    const photo = ({ original, mediaType }: Source) => ({ file: this.#store.originals.pathOf(original), mediaType });
    return this.#pool().run('align', { a: photo(a), b: photo(b) }, { signal });
  }

  /** Compares two texts word by word, whatever the index thinks of them. Null where one has no text. */
  async alike(a: Source, b: Source): Promise<Alike | null> {
    const [file, other] = [this.#fileOf(a), this.#fileOf(b)];
    if (file === null || other === null) return null;
    const { found } = await this.#pool().run('alike', { file, others: [other], common: new Uint32Array() });
    return found[0] ?? null;
  }

  async #photoIndex(): Promise<PhotoIndex<SourceId>> {
    if (this.#photos !== null) return this.#photos;
    const photos = new PhotoIndex<SourceId>();
    let added = 0;
    for (const { source, hash, features } of this.index.photos()) {
      const known = this.#known(source);
      const unpacked = unpackFeatures(features);
      if (known !== null && unpacked !== null) photos.add(known.id, { hash, features: unpacked });
      if (++added % 50 === 0) await giveWay();
    }
    this.#photos = photos;
    return photos;
  }

  /** Null for what the index still knows and the case does not: an import that was undone. */
  #known(id: string): Source | null {
    return this.#store.sourceById(id);
  }

  #fileOf(source: Source): string | null {
    return source.rendition === null ? null : this.#store.renditions.pathOf(this.#store.renditionHash(source.rendition));
  }

  close(): void {
    this.index.close();
    this.#photos = null;
  }
}

/** The one that came in first is `a`. */
export const inOrder = (one: Source, other: Source): readonly [Source, Source] => (one.id < other.id ? [one, other] : [other, one]);

function pairOf(one: Source, other: Source, kind: LikePair['kind'], found: LikenessFound): LikePair {
  const [a, b] = inOrder(one, other);
  return { a: a.id, b: b.id, kind, found };
}
