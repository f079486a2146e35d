/** The place of a passage as people cite it. */
import type { Block } from '../model.ts';

/** Blocks that are not numbered paragraphs are counted among their own kind. */
const words: Readonly<Record<Block['type'], string>> = {
  title: 'title',
  heading: 'heading',
  paragraph: 'paragraph',
  quote: 'quotation',
  'list-item': 'list item',
  caption: 'caption',
  preformatted: 'block',
  'table-row': 'table row',
};

interface Name {
  readonly word: string;
  /** Null where there is only one of its kind by nature. */
  readonly number: number | null;
}

function nameOf(blocks: readonly Block[], block: Block): Name {
  if (block.number !== undefined) return { word: '¶', number: block.number };
  if (block.type === 'title') return { word: words.title, number: null };
  const before = blocks.filter((other) => other.type === block.type && other.number === undefined && other.start < block.start);
  return { word: words[block.type], number: before.length + 1 };
}

const written = ({ word, number }: Name): string => (number === null ? word : word === '¶' ? `¶${number}` : `${word} ${number}`);

/**
 * Where the code points [start, end) of a rendition's text stand: `title`, `¶3`, `heading 2` (the second of the text),
 * `¶3–5` over several blocks, `heading 2–¶4` over blocks of different kinds. A passage in no block takes the name of
 * the last block before it, or of the first; a text without blocks is `text`.
 */
export function placeOf(blocks: readonly Block[], start: number, end: number): string {
  const sorted = [...blocks].sort((a, b) => a.start - b.start);
  const touched = sorted.filter((block) => block.start < end && block.end > start);
  const first = touched[0] ?? sorted.findLast((block) => block.start <= start) ?? sorted[0];
  if (first === undefined) return 'text';
  const from = nameOf(sorted, first);
  const to = nameOf(sorted, touched.at(-1) ?? first);
  if (from.word === to.word && from.number === to.number) return written(from);
  return from.word === to.word && to.number !== null ? `${written(from)}–${to.number}` : `${written(from)}–${written(to)}`;
}

/** `a`, `b` … `z`, `aa` …: tells apart several excerpts of one place; counted from 0. */
export function letterFor(index: number): string {
  let letters = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(97 + ((n - 1) % 26)) + letters;
  return letters;
}
