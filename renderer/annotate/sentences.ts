/** A cursor that goes through a text by sentences and words of its own language (shared/anchor/segment.ts). Pure. */
import { previousSentence, type Segment, sentences, words } from '../../shared/anchor/segment.ts';
import { blockAt, type ReadableText, type Span } from './blocks.ts';
import { countWhile } from './countWhile.ts';

type Cut = (text: string, locale: string | null) => readonly Segment[];

/** A text is cut when first asked for: most are only read. */
function remembered(cut: Cut): (text: ReadableText) => readonly Segment[] {
  const known = new WeakMap<ReadableText, readonly Segment[]>();
  return (text) => {
    const segments = known.get(text) ?? cut(text.text, text.language ?? null);
    known.set(text, segments);
    return segments;
  };
}
const sentencesOf = remembered(sentences);
const wordsOf = remembered(words);

/** The sentence after (or before) a selection; with none selected, the one at or after `from`. Null where there is none. */
export function stepSentence(text: ReadableText, selection: Span | null, step: 1 | -1, from = 0): Span | null {
  const all = sentencesOf(text);
  if (!selection) return all[countWhile(all, ({ end }) => end <= from)] ?? null;
  if (step === -1) return previousSentence(all, selection.start);
  // After a passage of several sentences comes what follows its last one; after a shortened one, the next sentence.
  return (
    all[
      Math.max(
        countWhile(all, ({ start }) => start <= selection.start),
        countWhile(all, ({ end }) => end <= selection.end),
      )
    ] ?? null
  );
}

/** Moves one edge of a selection by a word; it never becomes empty. Unchanged where there is nowhere to go. */
export function stepWord(text: ReadableText, selection: Span, edge: 'start' | 'end', step: 1 | -1): Span {
  const all = wordsOf(text);
  const at = selection[edge];
  const hit = step === 1 ? all[countWhile(all, (word) => word[edge] <= at)] : all[countWhile(all, (word) => word[edge] < at) - 1];
  const moved = { ...selection, [edge]: hit?.[edge] ?? at };
  return moved.end > moved.start ? moved : selection;
}

/** "sentence 2 of 4": where a selection lies in its block. */
export function sentencePlace(text: ReadableText, { start }: Span): { at: number; of: number } | null {
  const block = blockAt(text, start);
  if (!block) return null;
  const all = sentencesOf(text);
  const first = countWhile(all, (sentence) => sentence.end <= block.start);
  const after = countWhile(all, (sentence) => sentence.start < block.end);
  return { at: countWhile(all, (sentence) => sentence.start <= start) - first, of: after - first };
}
