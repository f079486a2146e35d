/** A table's row → blocks. */
import type { DraftBlock } from '../rendition.ts';

const isMark = (block: DraftBlock): boolean => block.type === 'caption' && block.text.startsWith('[');

/**
 * A row of data is one block, its cells parted by tabs; a row that only lays out a page (one cell, or cells full of paragraphs) gives
 * its paragraphs. Marks on its words follow it.
 */
export function rowBlocks(cells: readonly (readonly DraftBlock[])[]): DraftBlock[] {
  const words = cells.map((cell) => cell.filter((block) => !isMark(block) && /\S/.test(block.text)));
  const laysOut =
    cells.length < 2 ||
    words.some(
      (cell) =>
        cell.length > 6 || cell.some((block) => block.type === 'heading') || cell.reduce((sum, block) => sum + block.text.length, 0) > 1500,
    );
  if (laysOut) return cells.flat();
  const line = words.map((cell) => cell.map((block) => block.text.replace(/\s+/g, ' ').trim()).join(' ')).join('\t');
  return [{ type: 'table-row', text: line }, ...cells.flat().filter(isMark)];
}
