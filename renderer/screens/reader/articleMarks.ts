/** The marks of an article with those on their way, and which of them is meant. */
import type { ExcerptId } from '../../../shared/model.ts';
import type { Span } from '../../annotate/blocks.ts';
import type { TextMark } from '../../annotate/marks.ts';
import { positionOf, type ShownText } from '../../annotate/positions.ts';
import type { Pending } from './useLinking.ts';

export function spanOfSubject(target: object): Span | null {
  return 'start' in target && 'end' in target && typeof target.start === 'number' && typeof target.end === 'number'
    ? { start: target.start, end: target.end }
    : null;
}

export function pendingMark({ key, subject, stance, claim }: Pending): TextMark[] {
  const span = spanOfSubject(subject.target);
  return span ? [{ key, excerpt: null, link: null, claim, stance, label: claim?.ref ?? '…', quote: subject.quote ?? '', ...span }] : [];
}

export function spanOfExcerpt(marks: readonly TextMark[], id: ExcerptId | null): Span | null {
  const mark = id === null ? undefined : marks.find(({ excerpt }) => excerpt?.id === id);
  return mark ? { start: mark.start, end: mark.end } : null;
}

/** The shortest mark under a point of the screen. */
export function markAt(shown: ShownText, marks: readonly TextMark[], x: number, y: number): TextMark | null {
  const caret = document.caretPositionFromPoint(x, y);
  if (!caret || caret.offsetNode.nodeType !== Node.TEXT_NODE) return null;
  const at = positionOf(shown, { node: caret.offsetNode, offset: caret.offset }, 'start');
  if (at === null) return null;
  const under = marks.filter((mark) => mark.start <= at && at < mark.end);
  return under.reduce<TextMark | null>((best, mark) => (best && best.end - best.start <= mark.end - mark.start ? best : mark), null);
}
