/** The headings of a text, for long ones. Pure. */
import type { BlockText, ReadableText } from '../../annotate/blocks.ts';
import { countWhile } from '../../annotate/countWhile.ts';

export interface Heading {
  readonly block: BlockText;
  /** 1 is the outermost that the text has. */
  readonly depth: number;
}

/** Empty where there is nothing to choose from. */
export function headingsOf({ blocks }: ReadableText): readonly Heading[] {
  const headings = blocks.filter(({ block }) => block.type === 'heading');
  if (headings.length < 2) return [];
  const levels = [...new Set(headings.map(({ block }) => block.level ?? 2))].sort((a, b) => a - b);
  return headings.map((block) => ({ block, depth: Math.min(4, levels.indexOf(block.block.level ?? 2) + 1) }));
}

/** The heading that a block stands under; -1 before the first. */
export const sectionOf = (headings: readonly Heading[], block: number): number =>
  countWhile(headings, (one) => one.block.index <= block) - 1;
