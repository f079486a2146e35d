/** Marks by the block they begin in, the same list as before wherever nothing of it changed: a new mark draws one block anew, not all. Pure. */
import { blockAt, type ReadableText } from '../../annotate/blocks.ts';
import type { TextMark } from '../../annotate/marks.ts';

type MarksByBlock = ReadonlyMap<number, readonly TextMark[]>;

const sameMark = (a: TextMark, b: TextMark): boolean =>
  a.key === b.key &&
  a.start === b.start &&
  a.end === b.end &&
  a.stance === b.stance &&
  a.label === b.label &&
  a.quote === b.quote &&
  a.excerpt === b.excerpt &&
  a.claim?.ref === b.claim?.ref &&
  a.claim?.text === b.claim?.text;

/** Remembers what it gave last. */
export function marksInBlocks(): (text: ReadableText, marks: readonly TextMark[]) => MarksByBlock {
  let before: MarksByBlock | null = null;
  return (text, marks) => {
    before = marksByBlock(text, marks, before);
    return before;
  };
}

function marksByBlock(text: ReadableText, marks: readonly TextMark[], before: MarksByBlock | null): MarksByBlock {
  const grouped = Map.groupBy(marks, (mark) => blockAt(text, mark.start)?.index ?? -1);
  const steady = new Map<number, readonly TextMark[]>();
  for (const [block, list] of grouped) {
    const old = before?.get(block);
    const isSame = old?.length === list.length && list.every((mark, index) => sameMark(mark, old[index] ?? mark));
    steady.set(block, old && isSame ? old : list);
  }
  return steady;
}
