/** The passage in hand on pages: drawn by the mouse over words, chosen by the browser (touch, caret, screen reader) or by the sentence cursor. */
import { type RefObject, useCallback, useEffect, useState } from 'react';
import { createOffsets } from '../../../../shared/anchor/codepoints.ts';
import { type ReadableText, type Span, trimmed } from '../../../annotate/blocks.ts';

interface Passage {
  readonly span: Span | null;
  set(span: Span | null): void;
  /** True while the browser has a selection of its own in the words, whose arrows are the browser's. */
  native(): boolean;
}

function nativeRange(root: HTMLElement | null): Range | null {
  const selection = document.getSelection();
  if (!root || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  return root.contains(range.commonAncestorContainer) ? range : null;
}

const startOf = (line: HTMLElement): number => Number(line.dataset['start']);
/** The code point position of a place in a line's one text node. */
const positionIn = (line: HTMLElement, offset: number): number => startOf(line) + createOffsets(line.textContent).toCodePoint(offset);

/** What a range of the DOM marks: lines stand in the document in the order they are read. */
function spanOf(root: HTMLElement, range: Range): Span | null {
  const lines = Array.from(root.querySelectorAll<HTMLElement>('[data-start]')).filter((line) => range.intersectsNode(line));
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return null;
  const start = first.firstChild === range.startContainer ? positionIn(first, range.startOffset) : startOf(first);
  const end = last.firstChild === range.endContainer ? positionIn(last, range.endOffset) : positionIn(last, last.textContent.length);
  return end > start ? { start, end } : null;
}

export function usePagePassage(root: RefObject<HTMLElement | null>, text: ReadableText): Passage {
  const [span, setSpan] = useState<Span | null>(null);
  useEffect(() => {
    const onChange = (): void => {
      const range = nativeRange(root.current);
      const marked = range && root.current && spanOf(root.current, range);
      const words = marked && trimmed(text, marked);
      if (words) setSpan((now) => (now?.start === words.start && now.end === words.end ? now : words));
    };
    document.addEventListener('selectionchange', onChange);
    return () => document.removeEventListener('selectionchange', onChange);
  }, [root, text]);
  const set = useCallback(
    (next: Span | null) => {
      if (nativeRange(root.current)) document.getSelection()?.removeAllRanges();
      setSpan((now) => (now?.start === next?.start && now?.end === next?.end ? now : next));
    },
    [root],
  );
  const native = useCallback(() => nativeRange(root.current) !== null, [root]);
  return { span, set, native };
}
