/** A rendition's blocks. Each block's words are one text node under `[data-block]`; the marks are painted over it, not put into it. */
import { memo, type ReactNode, useMemo } from 'react';
import type { ExcerptId } from '../../../shared/model.ts';
import type { BlockText, ReadableText } from '../../annotate/blocks.ts';
import type { TextMark } from '../../annotate/marks.ts';
import { MarginMarks } from './MarginMarks.tsx';

interface Props {
  text: ReadableText;
  marksByBlock: ReadonlyMap<number, readonly TextMark[]>;
  chosen: ExcerptId | null;
  /** Stands under the title. */
  byline: ReactNode;
  title: string;
  onChoose(mark: TextMark): void;
}

const none: readonly TextMark[] = [];
/** Blocks that are looked at together when something changes: a new mark looks through one such piece, not the whole text. */
const pieceSize = 40;

function pieces(blocks: readonly BlockText[]): (readonly BlockText[])[] {
  return Array.from({ length: Math.ceil(blocks.length / pieceSize) }, (_, n) => blocks.slice(n * pieceSize, (n + 1) * pieceSize));
}

export const ArticleBlocks = memo(function ArticleBlocks({ text, marksByBlock, chosen, byline, title, onChoose }: Props) {
  const first = text.blocks[0];
  const titled = first?.block.type === 'title';
  const parts = useMemo(() => pieces(titled ? text.blocks.slice(1) : text.blocks), [text, titled]);
  const show = (block: BlockText): ReactNode => {
    const marks = marksByBlock.get(block.index) ?? none;
    const own = marks.some((mark) => mark.excerpt?.id === chosen) ? chosen : null;
    return <OneBlock key={block.index} block={block} language={text.language} marks={marks} chosen={own} onChoose={onChoose} />;
  };
  return (
    <>
      {titled && first ? (
        show(first)
      ) : (
        <div className="rd-block" data-type="title">
          <h2 className="rd-text" dir="auto">
            {title}
          </h2>
        </div>
      )}
      {byline}
      {parts.map((blocks) => (
        <PieceOfText
          key={blocks[0]?.index}
          blocks={blocks}
          language={text.language}
          marksByBlock={marksByBlock}
          chosen={chosen}
          onChoose={onChoose}
        />
      ))}
    </>
  );
});

interface PieceProps extends Pick<Props, 'marksByBlock' | 'chosen' | 'onChoose'> {
  blocks: readonly BlockText[];
  language: string | undefined;
}
const chosenIn = ({ blocks, marksByBlock, chosen }: PieceProps): ExcerptId | null =>
  chosen !== null && blocks.some(({ index }) => marksByBlock.get(index)?.some((mark) => mark.excerpt?.id === chosen)) ? chosen : null;

const PieceOfText = memo(
  function PieceOfText({ blocks, language, marksByBlock, chosen, onChoose }: PieceProps) {
    return blocks.map((block) => {
      const marks = marksByBlock.get(block.index) ?? none;
      const own = marks.some((mark) => mark.excerpt?.id === chosen) ? chosen : null;
      return <OneBlock key={block.index} block={block} language={language} marks={marks} chosen={own} onChoose={onChoose} />;
    });
  },
  (a, b) =>
    a.blocks === b.blocks &&
    a.language === b.language &&
    a.onChoose === b.onChoose &&
    a.blocks.every(({ index }) => a.marksByBlock.get(index) === b.marksByBlock.get(index)) &&
    (a.chosen === b.chosen || chosenIn(a) === chosenIn(b)),
);

interface BlockProps {
  block: BlockText;
  language: string | undefined;
  marks: readonly TextMark[];
  chosen: ExcerptId | null;
  onChoose(mark: TextMark): void;
}

const OneBlock = memo(function OneBlock({ block, language, marks, chosen, onChoose }: BlockProps) {
  const { type, level, number } = block.block;
  return (
    <div className="rd-block" data-type={type}>
      {number !== undefined && (
        <span className="rd-num">
          <span className="vh">Paragraph </span>
          {number}
        </span>
      )}
      {marks.length > 0 && <MarginMarks marks={marks} chosen={chosen} onChoose={onChoose} />}
      <Words type={type} level={level} index={block.index} language={language} words={block.text} />
    </div>
  );
});

type WordsProps = {
  type: BlockText['block']['type'];
  level: number | undefined;
  index: number;
  language: string | undefined;
  words: string;
};
const Words = memo(function Words({ type, level, index, language, words }: WordsProps) {
  const props = { className: 'rd-text', 'data-block': index, dir: 'auto', lang: language, children: words };
  if (type === 'title') return <h2 {...props} />;
  if (type === 'quote') return <blockquote {...props} />;
  if (type === 'preformatted') return <pre {...props} />;
  if (type !== 'heading') return <p {...props} />;
  return level !== undefined && level > 2 ? <h4 {...props} /> : <h3 {...props} />;
});
