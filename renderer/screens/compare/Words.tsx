/** Differences by word in their one look: what went is struck and grey, what came is underlined and blue; never by colour alone. */
import type { DiffPart } from '../../../shared/contract.ts';

export function Words({ parts }: { parts: readonly DiffPart[] }) {
  return parts.map(({ op, text }, index) => {
    if (op === 'same') return text;
    const Tag = op === 'removed' ? 'del' : 'ins';
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text stand in its order
    return <Tag key={index}>{text}</Tag>;
  });
}
