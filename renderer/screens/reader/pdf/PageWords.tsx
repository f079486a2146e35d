/** The words of a page over its picture, unseen: for screen readers, touch and caret; a paragraph an element, its lines where they stand. */
import { memo } from 'react';
import type { Line, Piece } from './pageText.ts';

interface Props {
  pieces: readonly Piece[];
  /** CSS pixels for a point. */
  scale: number;
  language: string | undefined;
}

export const PageWords = memo(function PageWords({ pieces, scale, language }: Props) {
  return (
    <div className="pp-words">
      {pieces.map(({ key, block, lines }) => {
        const props = {
          lang: language,
          dir: lines[0]?.rtl ? 'rtl' : 'ltr',
          children: lines.map((line) => <OneLine key={line.start} line={line} scale={scale} />),
        };
        if (block?.block.type === 'title') return <h3 key={key} {...props} />;
        if (block?.block.type === 'heading') return <h4 key={key} {...props} />;
        return <p key={key} {...props} />;
      })}
    </div>
  );
});

let canvas: CanvasRenderingContext2D | null = null;
const measured = 20;
/** Width of words in the face that they are laid out in, for a height of one. */
function widthOf(words: string): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas) return words.length * 0.5;
  canvas.font = `${measured}px sans-serif`;
  return canvas.measureText(words).width / measured;
}

function OneLine({ line, scale }: { line: Line; scale: number }) {
  const height = line.height * scale;
  const natural = widthOf(line.words.trimEnd()) * height;
  return (
    <span
      data-start={line.start}
      dir={line.rtl ? 'rtl' : 'ltr'}
      style={{
        left: line.x * scale,
        top: line.y * scale,
        height,
        fontSize: height,
        lineHeight: `${height}px`,
        ...(line.rtl ? { width: line.width * scale } : {}),
        transform: natural > 0 ? `scaleX(${(line.width * scale) / natural})` : undefined,
      }}
    >
      {line.words}
    </span>
  );
}
