/** The passage in hand: chosen by mouse, by caret browsing or by the sentence cursor, as one span of the canonical text. */
import { type RefObject, useCallback, useEffect, useState } from 'react';
import { type Span, trimmed } from './blocks.ts';
import { type ShownText, spanOf } from './positions.ts';

export interface Passage {
  readonly span: Span | null;
  set(span: Span | null): void;
  /** True while the browser has a selection of its own in the text, whose arrows are the browser's. */
  native(): boolean;
}

function nativeRange(root: HTMLElement | null): Range | null {
  const selection = document.getSelection();
  if (!root || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  return root.contains(range.commonAncestorContainer) ? range : null;
}

export function usePassage(root: RefObject<HTMLElement | null>, shown: ShownText | null): Passage {
  const [span, setSpan] = useState<Span | null>(null);

  useEffect(() => {
    if (!shown) return undefined;
    // A selection that ends (a field takes the focus) is no wish to let the passage go.
    const onChange = (): void => {
      const range = nativeRange(root.current);
      const marked = range && spanOf(shown, range);
      const words = marked && trimmed(shown.text, marked);
      if (words) setSpan((now) => (now?.start === words.start && now.end === words.end ? now : words));
    };
    document.addEventListener('selectionchange', onChange);
    return () => document.removeEventListener('selectionchange', onChange);
  }, [root, shown]);

  const set = useCallback(
    (next: Span | null) => {
      if (nativeRange(root.current)) document.getSelection()?.removeAllRanges();
      setSpan(next);
    },
    [root],
  );
  const native = useCallback(() => nativeRange(root.current) !== null, [root]);
  return { span, set, native };
}
