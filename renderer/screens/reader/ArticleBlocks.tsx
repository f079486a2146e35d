/** A rendition's blocks. Each block's words are one text node under `[data-block]`; the marks are painted over it, not put into it. */
import { memo, type ReactNode } from 'react';
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

export const ArticleBlocks = memo(function ArticleBlocks({ text, marksByBlock, chosen, byline, title, onChoose }: Props) {
  const [first, ...rest] = text.blocks;
  const titled = first?.block.type === 'title';
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
      {(titled ? rest : text.blocks).map(show)}
    </>
  );
});

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
