/** An article: its words, the marks on them, and a passage in hand that one key links to a claim. */
import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Rendition, RenditionId, Source } from '../../../shared/model.ts';
import { blockAt, readable, type Span } from '../../annotate/blocks.ts';
import { directionOf } from '../../annotate/direction.ts';
import type { Box } from '../../annotate/lines.ts';
import { type Mark, type StrayExcerpt, textMarks } from '../../annotate/marks.ts';
import { Outline } from '../../annotate/Outline.tsx';
import { type ShownText, shownText } from '../../annotate/positions.ts';
import { boxOf, reveal, viewOf } from '../../annotate/scroll.ts';
import { usePainted } from '../../annotate/usePainted.ts';
import { usePassage } from '../../annotate/usePassage.ts';
import { ArticleBlocks } from './ArticleBlocks.tsx';
import { ArticleTools } from './ArticleTools.tsx';
import { pendingMark, spanOfExcerpt, spanOfSubject } from './articleMarks.ts';
import { Byline } from './Byline.tsx';
import { FindBar } from './find/FindBar.tsx';
import { LinkPopover } from './LinkPopover.tsx';
import { OutlinePanel } from './OutlinePanel.tsx';
import { marksInBlocks } from './steady.ts';
import { useArticleTools } from './useArticleTools.ts';
import { useArticleWork } from './useArticleWork.ts';
import type { ViewProps } from './viewProps.ts';
import './article.css';
import './tools.css';

const OriginalLook = lazy(() => import('./original/OriginalLook.tsx'));

interface Props extends ViewProps {
  source: Source;
  rendition: RenditionId;
  body: Rendition;
  /** Words that a machine read and was not sure of. */
  unsure: readonly Span[];
}

export function ArticleView({ source, rendition, body, unsure, ...props }: Props) {
  const { excerpts, links, claims, activeClaim, chosen, reveals, linking, onChoose } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLElement>(null);
  const reason = useRef<HTMLInputElement>(null);
  const text = useMemo(() => readable(body), [body]);
  const [shown, setShown] = useState<ShownText | null>(null);
  const held = usePassage(sheet, shown);
  const { span } = held;
  const rtl = useMemo(() => directionOf(body.text) === 'rtl', [body]);

  useEffect(() => setShown(sheet.current && shownText(sheet.current, text)), [text]);

  const { marks, stray } = useMemo(() => textMarks(text, rendition, excerpts, links, claims), [text, rendition, excerpts, links, claims]);
  const withPending = useMemo(() => [...marks, ...linking.pending.flatMap(pendingMark)], [marks, linking.pending]);
  const [group] = useState(marksInBlocks);
  const inBlocks = useMemo(() => group(text, withPending), [group, withPending, text]);
  const chosenSpan = useMemo(() => spanOfExcerpt(marks, chosen), [marks, chosen]);
  usePainted(shown, withPending, chosenSpan, span, unsure);

  const go = useCallback(
    (to: Span, always = false) => {
      if (scroller.current && shown) reveal(scroller.current, shown, to, always);
    },
    [shown],
  );
  const revealed = useRef(-1);
  useEffect(() => {
    if (!shown || !chosenSpan || revealed.current === reveals) return;
    revealed.current = reveals;
    go(chosenSpan, true);
  }, [shown, chosenSpan, reveals, go]);

  const choose = useCallback((mark: Mark) => mark.excerpt && onChoose(mark.excerpt, false), [onChoose]);
  const chooseStray = useCallback((one: StrayExcerpt) => onChoose(one.excerpt, false), [onChoose]);
  const byline = useMemo(() => <Byline source={source} stray={stray} onChoose={chooseStray} />, [source, stray, chooseStray]);

  const work = useArticleWork(props, {
    text,
    rendition,
    blocks: body.blocks,
    rtl,
    shown,
    marks,
    chosenSpan,
    held,
    sheet,
    scroller,
    reason,
    go,
  });
  const { popover, close } = work;
  const tools = useArticleTools({ source, text, blocks: body.blocks, shown, held, sheet, scroller, announce: props.announce, go });
  const { reading, headings, section } = tools;

  // Only read once the text stands; a scroll moves the popover with the text, so its place is taken when it opens.
  const about = linking.linked ? (spanOfSubject(linking.linked.subject.target) ?? span) : span;
  const [boxes, setBoxes] = useState<{ subject: Box | null; paragraph: Box | null; view: Box } | null>(null);
  const open = popover !== null;
  const { start = 0, end = 0 } = about ?? {};
  useLayoutEffect(() => {
    const [paper, window] = [sheet.current, scroller.current];
    setBoxes(
      open && end > start && shown && paper && window
        ? {
            subject: boxOf(paper, shown, { start, end }),
            paragraph: boxOf(paper, shown, {
              start: blockAt(text, start)?.start ?? start,
              end: blockAt(text, end - 1)?.end ?? end,
            }),
            view: viewOf(window, paper),
          }
        : null,
    );
  }, [open, start, end, shown, text]);

  return (
    <div className="rd-article">
      <ArticleTools
        headings={headings}
        section={headings[section] ?? null}
        outline={tools.outline}
        finding={tools.finding.open}
        look={tools.look}
        reading={reading}
        onOutline={tools.toggleOutline}
        onFind={tools.find}
        onLook={tools.toggleLook}
        onReading={tools.change}
      />
      {tools.finding.open && <FindBar finding={tools.finding} field={tools.field} onStep={tools.step} onClose={tools.closeFind} />}
      <div className="rd-flow">
        {tools.outline && <OutlinePanel headings={headings} now={section} onGo={tools.goTo} onClose={tools.closeOutline} />}
        <div className="rd-scroll" ref={scroller} inert={tools.look === true}>
          <article
            ref={sheet}
            className="rd-sheet"
            data-f6-focus
            dir={rtl ? 'rtl' : 'ltr'}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys
            tabIndex={0}
            aria-label={`Text of ${source.ref}`}
            onKeyDown={work.onKeyDown}
            onPointerUp={work.onPointerUp}
          >
            <div className="rd-text-area" onPointerDown={work.onPointerDown}>
              <ArticleBlocks text={text} marksByBlock={inBlocks} chosen={chosen} title={source.title} onChoose={choose} byline={byline} />
            </div>
            {shown && chosenSpan && <Outline root={sheet} shown={shown} span={chosenSpan} />}
            {boxes?.subject && (popover || linking.linked) && (
              <LinkPopover
                subject={boxes.subject}
                surroundings={boxes.paragraph ?? undefined}
                view={boxes.view}
                what="passage"
                activeClaim={activeClaim}
                asNew={popover?.asNew ?? false}
                linked={linking.linked}
                takeFocus={popover?.takeFocus ?? false}
                reasonRef={reason}
                onStance={work.link}
                onAsNew={work.setAsNew}
                onMarkOnly={work.markOnly}
                onBecause={(words) => {
                  linking.because(words);
                  close();
                }}
                onClose={close}
              />
            )}
          </article>
        </div>
        {tools.look === true && (
          <Suspense fallback={<p className="empty">Opening…</p>}>
            <OriginalLook handle={props.handle} source={source} block={tools.lookAt} onClose={tools.toggleLook} />
          </Suspense>
        )}
      </div>
    </div>
  );
}
