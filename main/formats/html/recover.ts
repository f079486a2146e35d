/** What Readability drops from the middle of an article although it belongs there: headings, paragraphs, sections like their neighbours. */
import type { DraftBlock } from '../rendition.ts';
import type { Leaf, Place } from './outline.ts';
import { isTailHeading } from './tail.ts';
import { fold } from './title.ts';

/** A block that Readability kept, with the index of the leaf it was taken from, unless the page was read anew in between. */
export interface Kept {
  readonly block: DraftBlock;
  readonly index: number | undefined;
}

const words = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
/** From so many words on, a paragraph of its own in the midst of an article is more than a label. */
const paragraphWords = 12;
const mostLinked = 0.3;
const sentenceEnd = /[.!?…。！？]["'”’»)\]]*$/u;

/** Kept blocks at their index among the leaves, in order. */
function positions(kept: readonly Kept[]): number[] {
  let last = kept.find(({ index }) => index !== undefined)?.index ?? 0;
  return kept.map(({ index }) => {
    last = Math.max(last, index ?? last);
    return last;
  });
}

function* upwards(place: Place): Generator<Place> {
  for (let at: Place | null = place; at; at = at.parent) yield at;
}

/** Places in which something was kept, and how many of one kind stand in one place. */
function keptPlaces(leaves: readonly Leaf[], isKept: ReadonlySet<number>): { holds: Set<number>; alike: Map<string, number> } {
  const holds = new Set<number>();
  const alike = new Map<string, number>();
  for (const i of isKept) {
    const leaf = leaves[i];
    if (!leaf) continue;
    for (const place of upwards(leaf.place)) {
      if (holds.has(place.id)) break;
      holds.add(place.id);
      const key = `${place.parent?.id} ${place.kind}`;
      alike.set(key, (alike.get(key) ?? 0) + 1);
    }
  }
  return { holds, alike };
}

/** A heading that is a link leads to another article: what stands under it is its teaser. */
const isTeaser = ({ block, linked }: Leaf): boolean => isTailHeading(block.text) || (block.type === 'heading' && linked > 0.5);

const isProse = ({ block, linked }: Leaf): boolean =>
  block.type === 'paragraph' && linked < mostLinked && words(block.text) >= paragraphWords && sentenceEnd.test(block.text);

/** How many blocks may stand between the headline and the text: a lead, a byline, a date, a picture's caption. */
const leadBlocks = 8;

/** The index of the headline shortly before the text, or of the first kept block. */
function headline(leaves: readonly Leaf[], first: number): number {
  for (let i = first - 1; i >= Math.max(0, first - leadBlocks); i--) if (leaves[i]?.block.level === 1) return i;
  return first;
}

/** Indices of the leaves that belong to the article though they were not kept. */
function missing(leaves: readonly Leaf[], kept: readonly Kept[], order: readonly number[], title: string): ReadonlySet<number> {
  const placeIds = new Set(kept.map(({ index }) => (index === undefined ? undefined : leaves[index]?.place.id)));
  const isKept = new Set([...order, ...leaves.flatMap(({ place }, i) => (placeIds.has(place.id) ? [i] : []))]);
  const texts = new Set([title, ...kept.map(({ block }) => fold(block.text))]);
  const { holds, alike } = keptPlaces(leaves, isKept);
  const [first = 0, last = -1] = [order[0], order.at(-1)];
  /** The outermost place around a leaf that is like two kept ones beside it and holds nothing kept. */
  const likeNeighbours = (place: Place): Place | undefined =>
    [...upwards(place)].findLast((at) => at.kind !== '' && !holds.has(at.id) && (alike.get(`${at.parent?.id} ${at.kind}`) ?? 0) >= 2);
  const teasers = new Map<number, boolean>();
  const back = new Set<number>();
  const open = (i: number): Leaf | undefined => {
    const leaf = leaves[i];
    return leaf && !isKept.has(i) && !back.has(i) && !leaf.place.aside && !texts.has(fold(leaf.block.text)) ? leaf : undefined;
  };
  for (let i = headline(leaves, first); i <= last; i++) {
    const leaf = open(i);
    if (!leaf) continue;
    const section = i > first ? likeNeighbours(leaf.place) : undefined;
    if (!section) {
      if (isProse(leaf)) back.add(i);
      continue;
    }
    // Its beginning tells what it is.
    const teaser = teasers.get(section.id) === true || isTeaser(leaf);
    teasers.set(section.id, teaser);
    if (!teaser) back.add(i);
  }
  for (let i = Math.max(0, first - 1); i < last; i++) {
    const leaf = open(i);
    const next = leaves[i + 1]?.block.type;
    const isHeading = leaf?.block.type === 'heading' && leaf.block.level !== 1 && leaf.linked < mostLinked;
    if (isHeading && next !== 'heading' && (isKept.has(i + 1) || back.has(i + 1))) back.add(i);
  }
  return back;
}

/** The kept blocks with what belongs between them. `title` is the headline, which does not stand again in the text. */
export function recovered(leaves: readonly Leaf[], kept: readonly Kept[], title: string): DraftBlock[] {
  if (!kept.some(({ index }) => index !== undefined)) return kept.map(({ block }) => block);
  const order = positions(kept);
  const waiting = [...missing(leaves, kept, order, fold(title))]
    .toSorted((a, b) => a - b)
    .flatMap((at) => {
      const block = leaves[at]?.block;
      return block ? [{ at, block }] : [];
    });
  const own = kept.map(({ block }, k) => ({ at: order[k] ?? 0, block }));
  return [...own, ...waiting].toSorted((a, b) => a.at - b.at).map(({ block }) => block);
}
