/** The line around the chosen passage, over the text and under the hand. Drawn again when the text flows anew. */
import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Span } from './blocks.ts';
import { linesOf, outlinePath } from './lines.ts';
import { boxesOf, type ShownText } from './positions.ts';

export function Outline({ root, shown, span }: { root: RefObject<HTMLElement | null>; shown: ShownText; span: Span }) {
  const [path, setPath] = useState('');
  useLayoutEffect(() => {
    const sheet = root.current;
    if (!sheet) return undefined;
    const draw = (): void => {
      const { left, top } = sheet.getBoundingClientRect();
      const boxes = boxesOf(shown, span).map((box) => ({
        left: box.left - left,
        right: box.right - left,
        top: box.top - top,
        bottom: box.bottom - top,
      }));
      setPath(outlinePath(linesOf(boxes), 2));
    };
    const observer = new ResizeObserver(draw);
    observer.observe(sheet);
    draw();
    return () => observer.disconnect();
  }, [root, shown, span]);
  return (
    <svg className="an-outline" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
