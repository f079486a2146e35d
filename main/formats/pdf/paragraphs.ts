/** Blocks of a page → paragraphs, list items and table rows: where a new one begins among lines that stand together. */
import type { DraftBlock } from '../rendition.ts';
import type { PageBlock } from './blocks.ts';
import type { Line } from './lines.ts';

/** How a line goes on in the next: the words flow, or the break was meant. */
export type Joint = 'flow' | 'break' | 'cell';

export interface Paragraph {
  readonly type: DraftBlock['type'];
  readonly level?: number;
  /** Page from 0. */
  readonly page: number;
  readonly lines: Line[];
  /** How each line but the last goes on; one fewer than lines. */
  readonly joints: Joint[];
  /** From a tag of the file, so that its kind is not judged by its size. */
  readonly tagged: boolean;
  /** The last line is as wide as the block: it may go on in another column or on the next page. */
  readonly full: boolean;
}

const sentenceEnd = /[.!?…:;。！？؟۔][)\]"'”’»›]*$/u;
const bullet = /^(?:[•▪◦‣●○■□➢➤✓·*–—-]|\(?(?:\d{1,3}|[a-z])[.)])$/iu;

const firstWord = (line: Line): number => {
  const [word] = line.words();
  const boxes = word?.map((part) => part.box) ?? [];
  return boxes.reduce((sum, box) => sum + (line.angle % 180 === 0 && !line.vertical ? box.w : box.h), 0);
};
const startsItem = (line: Line): boolean => bullet.test(/^\S+(?= )/.exec(line.text)?.[0] ?? '');

/** Edges along the direction of reading: a line from right to left begins at its right. */
const begin = (line: Line): number => (line.rtl ? -line.to : line.from);
const end = (line: Line): number => (line.rtl ? -line.from : line.to);

export function paragraphsOf(block: PageBlock, page: number): Paragraph[] {
  const { tag, lines } = block;
  const level = tag?.level === undefined ? {} : { level: tag.level };
  if (block.kind === 'row')
    return [{ type: 'table-row', page, lines, joints: lines.slice(1).map(() => 'cell'), tagged: tag !== undefined, full: false }];
  const right = Math.max(...lines.map(end));
  const left = Math.min(...lines.map(begin));
  const full = (line: Line) => end(line) > right - 3 * line.size;
  if (tag) {
    const joints = lines.slice(1).map((): Joint => (tag.type === 'table-row' ? 'cell' : 'flow'));
    return [{ type: tag.type, ...level, page, lines, joints, tagged: true, full: true }];
  }
  const found: Paragraph[] = [];
  let current: Line[] = [];
  let joints: Joint[] = [];
  const close = () => {
    const [first] = current;
    const last = current.at(-1);
    if (first && last)
      found.push({ type: startsItem(first) ? 'list-item' : 'paragraph', page, lines: current, joints, tagged: false, full: full(last) });
    [current, joints] = [[], []];
  };
  for (const line of lines) {
    const before = current.at(-1);
    if (before) {
      const short = end(before) + firstWord(line) + 0.3 * line.size < right - 0.6 * line.size;
      const ended = sentenceEnd.test(before.text);
      const indented =
        begin(line) > left + 0.8 * line.size && begin(line) < left + 6 * line.size && begin(before) <= left + 0.4 * line.size;
      // A line set back below an item's mark belongs to the item.
      const hanging = current[0] !== undefined && startsItem(current[0]);
      if (startsItem(line) || (indented && !hanging && (ended || short)) || (short && ended)) close();
      else joints.push(short ? 'break' : 'flow');
    }
    current.push(line);
  }
  close();
  return found;
}

const opensLow = /^[\p{Ll}\p{Nd}]/u;
/** Whether a paragraph at the end of a column or page goes on in the next block. Only a word in small letters says so. */
export function goesOn(a: Paragraph, b: Paragraph): boolean {
  const [last, first] = [a.lines.at(-1), b.lines[0]];
  if (!last || !first || a.type !== b.type || (a.type !== 'paragraph' && a.type !== 'quote')) return false;
  if (!a.full || a.tagged !== b.tagged || Math.abs(last.size - first.size) > 0.05 * last.size || last.angle !== first.angle) return false;
  // Elsewhere: another page, or another column of this one.
  const elsewhere = a.page !== b.page || first.base < last.base || Math.min(last.to, first.to) <= Math.max(last.from, first.from);
  const text = last.text;
  return elsewhere && /\p{L}/u.test(text) && !sentenceEnd.test(text) && opensLow.test(first.text) && !/^\d/.test(first.text);
}
