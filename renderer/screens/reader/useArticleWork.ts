/** What is in hand in an article: the passage and the popover; and what keys and the mouse make of them. */
import { type KeyboardEvent, type PointerEvent, type RefObject, useCallback, useRef, useState } from 'react';
import { placeOf } from '../../../shared/anchor/place.ts';
import type { Block, RenditionId, Stance } from '../../../shared/model.ts';
import { type ReadableText, type Span, wordsAt } from '../../annotate/blocks.ts';
import { stepMark, type TextMark } from '../../annotate/marks.ts';
import type { ShownText } from '../../annotate/positions.ts';
import { sentencePlace, stepSentence, stepWord } from '../../annotate/sentences.ts';
import type { Passage } from '../../annotate/usePassage.ts';
import { onceSent } from '../../components/onceSent.ts';
import { inField } from '../../components/useShortcuts.ts';
import { useKeymap } from '../../keys/useKeymap.ts';
import { type ArticleCommand, articleCommand } from './articleKeys.ts';
import { markAt } from './articleMarks.ts';
import { passage } from './subject.ts';
import type { ViewProps } from './viewProps.ts';

interface Article {
  text: ReadableText;
  rendition: RenditionId;
  blocks: readonly Block[];
  rtl: boolean;
  shown: ShownText | null;
  marks: readonly TextMark[];
  chosenSpan: Span | null;
  held: Passage;
  sheet: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLElement | null>;
  reason: RefObject<HTMLInputElement | null>;
  go(to: Span): void;
}
type Popover = { asNew: boolean; takeFocus: boolean };

export function useArticleWork(props: ViewProps, article: Article) {
  const { activeClaim, readOnly, chosen, linking, announce, onChoose, onLinkChosen } = props;
  const { forgetLinked } = linking;
  const { text, rendition, blocks, rtl, shown, marks, chosenSpan, sheet, scroller, reason, go } = article;
  const { span, set: setSpan, native } = article.held;
  const keymap = useKeymap();
  const [popover, setPopover] = useState<Popover | null>(null);
  // Where the cursor goes on from, once what was in hand is linked.
  const left = useRef<Span | null>(null);
  const inHand = span && passage(text, rendition, span, placeOf(blocks, span.start, span.end));

  const close = useCallback(() => {
    setPopover(null);
    forgetLinked();
    // The focus may stand in what just closed; on a mark it may stay.
    if (!document.activeElement?.matches('.rd-mark')) sheet.current?.focus({ preventScroll: true });
  }, [sheet, forgetLinked]);

  const link = (stance: Stance): void => {
    if (!inHand) {
      onLinkChosen(stance);
      return;
    }
    linking.link(inHand, stance, popover?.asNew);
    left.current = span;
    // Together with the mark that is on its way, so that one drawing shows both
    void onceSent().then(() => {
      setSpan(null);
      // The popover stays where it is, now to take the reason.
      setPopover(activeClaim && !popover?.asNew ? { asNew: false, takeFocus: false } : null);
      sheet.current?.focus({ preventScroll: true });
    });
  };
  const markOnly = (): void => {
    if (!inHand) return;
    linking.markOnly(inHand);
    setSpan(null);
    close();
  };

  const moveTo = (next: Span | null, end: string): void => {
    setPopover(null);
    forgetLinked();
    if (!next) {
      announce(end);
      return;
    }
    setSpan(next);
    left.current = null;
    go(next);
    const at = sentencePlace(text, next);
    announce(`${placeOf(blocks, next.start, next.end)}${at ? `, sentence ${at.at} of ${at.of}` : ''}: ${wordsAt(text, next)}`);
  };
  const firstInSight = (): number => {
    const top = scroller.current?.getBoundingClientRect().top ?? 0;
    const index = shown?.elements.findIndex((element) => element.getBoundingClientRect().bottom > top + 8) ?? 0;
    return text.blocks[Math.max(0, index)]?.start ?? 0;
  };
  const run = (command: ArticleCommand): void => {
    if (command.do === 'sentence')
      moveTo(
        stepSentence(text, span ?? left.current ?? chosenSpan, command.step, firstInSight()),
        command.step === 1 ? 'End of the text.' : 'Start of the text.',
      );
    else if (command.do === 'mark') {
      const next = stepMark(marks, span, chosen, command.step);
      if (next?.excerpt) onChoose(next.excerpt, true);
      else announce('No marks in this text.');
    } else if (command.do === 'word') {
      const from = span ?? stepSentence(text, null, 1, firstInSight());
      if (from) moveTo(span ? stepWord(text, span, command.edge, command.step) : from, '');
    } else if (command.do === 'clear') {
      if (popover || linking.linked) close();
      else {
        setSpan(null);
        announce('Nothing is selected.');
      }
    } else if (readOnly) announce('This case is open read-only: nothing can be marked here.');
    else if (command.do === 'because') reason.current?.focus();
    else if (command.do === 'stance' && (inHand || chosen)) link(command.stance);
    else if (!inHand)
      announce(
        `Nothing is selected. ${keymap.hint('{} and {} go from sentence to sentence.', 'text.next-sentence', 'text.previous-sentence')}`,
      );
    else if (command.do === 'open') setPopover({ asNew: false, takeFocus: true });
    else if (command.do === 'new') setPopover({ asNew: true, takeFocus: true });
    else if (command.do === 'mark-only') markOnly();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || inField(event.target)) return;
    const command = articleCommand(event, rtl, keymap);
    if (!command) return;
    if (command.do === 'open' && event.target instanceof Element && event.target.closest('button, a, summary')) return;
    if (command.do === 'word' && event.key.startsWith('Arrow') && native()) return;
    event.preventDefault();
    run(command);
  };

  const onPointerDown = (): void => {
    setPopover(null);
    forgetLinked();
  };
  const onPointerUp = (event: PointerEvent): void => {
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest('button, .rd-pop'))) return;
    const { clientX, clientY } = event;
    // The browser settles the selection after this event.
    setTimeout(() => {
      if (native()) {
        if (!readOnly) setPopover({ asNew: false, takeFocus: false });
        return;
      }
      setSpan(null);
      const mark = shown && markAt(shown, marks, clientX, clientY);
      if (mark?.excerpt) onChoose(mark.excerpt, false);
    });
  };

  return {
    popover,
    link,
    markOnly,
    close,
    onKeyDown,
    onPointerDown,
    onPointerUp,
    setAsNew: (asNew: boolean) => setPopover({ asNew, takeFocus: false }),
  };
}
