/** Texts made of sentences, and random edits of them that keep count of where every sentence went. Seeded: the same number, the same text. */
import { codePointLength } from '../../../shared/anchor/codepoints.ts';

/** A generator of numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A sentence with the space or blank line after it. Two with the same words still differ by id. */
export interface Sentence {
  readonly id: number;
  readonly text: string;
}

const vocabulary =
  'the of in on a and no not strike dormitory dormitories soldiers reporters Kramatorsk appeared seriously directly hit bodies blood claim ministry school windows crater local people number missile attack Sunday morning agency гуртожиток солдати м’яч ракета 👩‍🚒 🇺🇦 قتلى 尸体 café'.split(
    ' ',
  );

export interface Article {
  readonly sentences: Sentence[];
  readonly fresh: () => Sentence;
}

/** A text of `count` sentences, of which about the share `repeats` says again what an earlier one said. */
export function article(random: () => number, count: number, repeats: number): Article {
  let id = 0;
  const pick = <T>(from: readonly T[], otherwise: T): T => from[Math.floor(random() * from.length)] ?? otherwise;
  const fresh = (): Sentence => {
    const words = Array.from({ length: 3 + Math.floor(random() * 14) }, () => pick(vocabulary, 'the'));
    return { id: id++, text: `${words.join(' ')}.${random() < 0.2 ? '\n\n' : ' '}` };
  };
  const sentences: Sentence[] = [];
  while (sentences.length < count) {
    const again = pick(sentences, undefined as Sentence | undefined);
    sentences.push(again !== undefined && random() < repeats ? { id: id++, text: again.text } : fresh());
  }
  return { sentences, fresh };
}

/** Deletes, inserts and moves sentences: about the share `amount` of them. Sentences with an id in `keep` stay as they are, next to one another. */
export function edit(random: () => number, { sentences, fresh }: Article, amount: number, keep: ReadonlySet<number>): Sentence[] {
  const kept = sentences.filter(({ id }) => keep.has(id) || random() >= amount / 3);
  const moving = kept.filter(({ id }) => !keep.has(id) && random() < amount / 3);
  const edited = kept.filter((sentence) => !moving.includes(sentence));
  const inserted = sentences.flatMap(() => (random() < amount / 3 ? [random() < 0.3 ? { id: -1, text: fresh().text } : fresh()] : []));
  for (const sentence of [...moving, ...inserted]) {
    // Not between two sentences that belong together.
    let at = Math.floor(random() * (edited.length + 1));
    while (at > 0 && at < edited.length && keep.has(edited[at - 1]?.id ?? -1) && keep.has(edited[at]?.id ?? -1)) at++;
    edited.splice(at, 0, sentence);
  }
  return edited;
}

export const joined = (sentences: readonly Sentence[]): string => sentences.map(({ text }) => text).join('');

/**
 * The places where a passage may rightly be found that began `offset` code points into the sentences [first, first +
 * count) of an article: where those very sentences went, if they still stand next to one another, and where others with
 * the same words stand between neighbours with the same words, because no reader could tell these from the first.
 */
export function rightPlaces(
  before: readonly Sentence[],
  first: number,
  count: number,
  offset: number,
  edited: readonly Sentence[],
): number[] {
  const places: number[] = [];
  let start = 0;
  for (const [at, sentence] of edited.entries()) {
    const run = (n: number): boolean => edited[at + n]?.id === before[first + n]?.id;
    const reads = (n: number): boolean => edited[at + n]?.text === before[first + n]?.text;
    const itself = Array.from({ length: count }, (_, n) => n).every(run);
    const alike = Array.from({ length: count + 2 }, (_, n) => n - 1).every(reads);
    if (itself || alike) places.push(start + offset);
    start += codePointLength(sentence.text);
  }
  return places;
}
