/** What Readability drops from the middle of an article although it belongs there: headings, paragraphs, sections like their neighbours. */
import type { DraftBlock } from '../rendition.ts';
import type { Leaf, Place } from './outline.ts';
import { isTailHeading } from './tail.ts';

/** A block that Readability kept, with the place it was taken from. */
export interface Kept {
  readonly block: DraftBlock;
  readonly placeId: number | null;
}

const words = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
/** From so many words on, a paragraph of its own in the midst of an article is more than a label. */
const paragraphWords = 12;
const mostLinked = 0.3;
const sentenceEnd = /[.!?…。！？]["'”’»)\]]*$/u;

/** Kept blocks at their index among the leaves, in order. */
function positions(leaves: readonly Leaf[], kept: readonly Kept[]): number[] {
  const at = new Map<number, number[]>();
  for (const [i, { place }] of leaves.entries()) at.set(place.id, [...(at.get(place.id) ?? []), i]);
  let last = 0;
  return kept.map(({ block, placeId }) => {
    const own = placeId === null ? [] : (at.get(placeId) ?? []);
    const found = own.find((i) => i >= last && leaves[i]?.block.text === block.text) ?? own.find((i) => i >= last) ?? last;
    last = Math.max(last, found);
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

/** The kept blocks with what belongs between them. */
export function recovered(leaves: readonly Leaf[], kept: readonly Kept[]): DraftBlock[] {
  const order = positions(leaves, kept);
  const placeIds = new Set(kept.map(({ placeId }) => placeId));
  const isKept = new Set([...order, ...leaves.flatMap(({ place }, i) => (placeIds.has(place.id) ? [i] : []))]);
  const texts = new Set(kept.map(({ block }) => block.text));
  const { holds, alike } = keptPlaces(leaves, isKept);
  const [first = 0, last = -1] = [order[0], order.at(-1)];
  const back = new Set<number>();

  /** The outermost place around a leaf that is like two kept ones beside it and holds nothing kept. */
  const likeNeighbours = (place: Place): Place | undefined =>
    [...upwards(place)].findLast((at) => at.kind !== '' && !holds.has(at.id) && (alike.get(`${at.parent?.id} ${at.kind}`) ?? 0) >= 2);
  const opened = new Map<number, boolean>();
  for (let i = first; i <= last; i++) {
    const leaf = leaves[i];
    if (!leaf || isKept.has(i) || leaf.place.aside || texts.has(leaf.block.text)) continue;
    const section = likeNeighbours(leaf.place);
    if (section) {
      // Its first block tells what it is: under "Related articles" stands no part of this one.
      if (!opened.has(section.id)) opened.set(section.id, !isTailHeading(leaf.block.text));
      if (opened.get(section.id)) back.add(i);
    } else if (
      leaf.block.type === 'paragraph' &&
      leaf.linked < mostLinked &&
      words(leaf.block.text) >= paragraphWords &&
      sentenceEnd.test(leaf.block.text)
    )
      back.add(i);
  }
  for (let i = Math.max(0, first - 1); i < last; i++) {
    const [leaf, next] = [leaves[i], leaves[i + 1]];
    if (!leaf || !next || isKept.has(i) || leaf.place.aside || leaf.block.type !== 'heading' || leaf.block.level === 1 || leaf.linked > mostLinked) continue;
    if ((isKept.has(i + 1) || back.has(i + 1)) && next.block.type !== 'heading' && !texts.has(leaf.block.text)) back.add(i);
  }
  if (process.env.RDBG) for (const i of back) console.log('   BACK', leaves[i]?.block.type, leaves[i]?.place.kind, '|', leaves[i]?.block.text.slice(0, 120));
  const out: DraftBlock[] = [];
  const waiting = [...back].toSorted((a, b) => a - b);
  for (const [k, { block }] of kept.entries()) {
    const here = order[k] ?? 0;
    while (waiting.length > 0 && (waiting[0] ?? 0) < here) out.push(...[leaves[waiting.shift() ?? -1]?.block].filter((each) => each !== undefined));
    out.push(block);
  }
  return out;
}
