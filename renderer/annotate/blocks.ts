/** A rendition as the reader shows it: its blocks, each with its own piece of the canonical text. Pure. */
import { createOffsets, type Offsets } from '../../shared/anchor/codepoints.ts';
import type { Block, Rendition } from '../../shared/model.ts';
import { countWhile } from './countWhile.ts';

/** Code points [start, end) of a canonical text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface BlockText extends Span {
  readonly index: number;
  readonly block: Block;
  readonly text: string;
  /** Of the block's own text. */
  readonly offsets: Offsets;
}

export interface ReadableText {
  readonly text: string;
  readonly offsets: Offsets;
  readonly blocks: readonly BlockText[];
  readonly language: string | undefined;
}

/** Cuts a rendition's text into its blocks. Empty blocks are left out: nothing in them can be marked. */
export function readable(rendition: Rendition): ReadableText {
  const { text } = rendition;
  const offsets = createOffsets(text);
  const cut = rendition.blocks.filter((block) => block.end > block.start).sort((a, b) => a.start - b.start);
  const blocks = cut.map((block, index) => {
    const own = text.slice(offsets.toUtf16(block.start), offsets.toUtf16(block.end));
    return { index, block, text: own, offsets: createOffsets(own), start: block.start, end: block.end };
  });
  return { text, offsets, blocks, language: rendition.language ?? undefined };
}

/** The words at a place. */
export function wordsAt({ text, offsets }: ReadableText, { start, end }: Span): string {
  return text.slice(offsets.toUtf16(start), offsets.toUtf16(end));
}

/** The block that holds a position, or the next one where it lies between two; null after the last. */
export function blockAt({ blocks }: ReadableText, position: number): BlockText | null {
  return blocks[countWhile(blocks, (block) => block.end <= position)] ?? null;
}

/** The same words without white space at either end; null where nothing is left. */
export function trimmed(text: ReadableText, span: Span): Span | null {
  const words = wordsAt(text, span);
  // White space is never astral, so units and code points count the same here.
  const lead = words.length - words.trimStart().length;
  const trail = words.length - words.trimEnd().length;
  const start = span.start + lead;
  const end = span.end - trail;
  return end > start ? { start, end } : null;
}
