/** What is in hand on the pages: a passage, or a region being drawn or adjusted, and the popover; and what keys make of them. */
import { type KeyboardEvent, type RefObject, useCallback, useRef, useState } from 'react';
import type { Size } from '../../../../shared/anchor/geometry.ts';
import { placeOf } from '../../../../shared/anchor/place.ts';
import type { Block, Excerpt, Outline, Region, RenditionId, Stance } from '../../../../shared/model.ts';
import { type ReadableText, type Span, wordsAt } from '../../../annotate/blocks.ts';
import type { RegionMark } from '../../../annotate/marks.ts';
import { byKey, inMiddle } from '../../../annotate/regions.ts';
import { sentencePlace, stepSentence, stepWord } from '../../../annotate/sentences.ts';
import { inField } from '../../../components/useShortcuts.ts';
import { useKeymap } from '../../../keys/useKeymap.ts';
import { useApi } from '../../../state/client.tsx';
import { area, passage } from '../subject.ts';
import type { ViewProps } from '../viewProps.ts';
import { type PageFacts, pagesOf } from './pageMarks.ts';
import { type PageCommand, pageCommand } from './pdfKeys.ts';
import type { usePagePassage } from './usePagePassage.ts';
import type { SheetView } from './useSheet.ts';

export interface PageDraft {
  readonly page: number;
  readonly region: Region;
  readonly outline: Outline | null;
  /** The excerpt whose region is being adjusted; null for a new one. */
  readonly of: Excerpt | null;
}
interface Chosen {
  readonly page: number;
  readonly mark: RegionMark;
}
interface Pages {
  text: ReadableText;
  rendition: RenditionId;
  blocks: readonly Block[];
  rtl: boolean;
  pages: readonly PageFacts[];
  view: SheetView;
  held: ReturnType<typeof usePagePassage>;
  /** All marks, in the order of the pages. */
  order: readonly Excerpt[];
  /** The first page of a mark, by its excerpt. */
  pageOfMark(excerpt: Excerpt): number;
  chosenSpan: Span | null;
  chosenRegion: Chosen | null;
  sheet: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLElement | null>;
  reason: RefObject<HTMLInputElement | null>;
  field: RefObject<HTMLInputElement | null>;
  /** The first position of the text that is in sight. */
  firstInSight(): number;
  go(span: Span): void;
  onSmall(): void;
}
type Popover = { asNew: boolean; takeFocus: boolean };

const inWords = ({ x, y, width, height }: Region): string => `${width} × ${height} px at ${x}, ${y}`;
/** Regions are drawn in pixels at 144 dpi. */
export const canvasOf = ({ width, height }: Size): Size => ({ width: Math.round(width * 2), height: Math.round(height * 2) });

export function usePdfWork(props: ViewProps, all: Pages) {
  const { handle, activeClaim, readOnly, chosen, linking, announce, onChoose, onLinkChosen } = props;
  const { text, rendition, blocks, rtl, pages, view, order, chosenSpan, chosenRegion, sheet, scroller, reason, field, go } = all;
  const { span, set: setSpan, native } = all.held;
  const { forgetLinked } = linking;
  const api = useApi();
  const keymap = useKeymap();
  const [popover, setPopover] = useState<Popover | null>(null);
  const [draft, setDraft] = useState<PageDraft | null>(null);
  const [drawing, setDrawing] = useState(false);
  // Where the cursor goes on from, once what was in hand is linked.
  const left = useRef<Span | null>(null);
  const fresh = draft && !draft.of ? area(draft.region, draft.outline, draft.page) : null;
  const inHand = fresh ?? (span && !draft ? passage(text, rendition, span, placeOf(blocks, span.start, span.end)) : null);

  const focusSheet = useCallback(() => sheet.current?.focus({ preventScroll: true }), [sheet]);
  const close = useCallback(() => {
    setPopover(null);
    forgetLinked();
    if (!document.activeElement?.matches('.rd-mark, .ph-chip')) focusSheet();
  }, [focusSheet, forgetLinked]);
  const drop = useCallback(() => {
    setDraft(null);
    setDrawing(false);
    setPopover(null);
  }, []);
  const hold = (next: PageDraft): void => {
    forgetLinked();
    setDraft(next);
  };

  const link = (stance: Stance): void => {
    if (!inHand) {
      onLinkChosen(stance);
      return;
    }
    linking.link(inHand, stance, popover?.asNew);
    const awaitsReason = activeClaim && !popover?.asNew;
    left.current = span;
    drop();
    setSpan(null);
    // The popover stays where it is, now to take the reason.
    if (awaitsReason) setPopover({ asNew: false, takeFocus: false });
    focusSheet();
  };
  const markOnly = (): void => {
    if (!inHand) return;
    linking.markOnly(inHand);
    left.current = span;
    drop();
    setSpan(null);
    close();
  };
  const keep = (): void => {
    if (!draft?.of) return;
    const { of, region, outline } = draft;
    const place = { region, ...(outline && { outline: [...outline] }) };
    void linking
      .run(() => api.excerpts.adjust({ case: handle, excerpt: of.id, ...place }), `${of.place} is now ${inWords(region)}.`, ['excerpt'])
      .then((done) => {
        if (!done) return;
        drop();
        focusSheet();
      });
  };
  const start = (): void => {
    const page = view.sheet.pages[view.current - 1];
    const facts = pages[view.current - 1];
    const element = scroller.current;
    if (!page || !facts || !element) return;
    const seen = { x: page.left - element.scrollLeft, y: page.top - element.scrollTop, scale: view.sheet.scale / 2 };
    const region = inMiddle(seen, view.frame, canvasOf(facts));
    drop();
    setSpan(null);
    setDrawing(true);
    hold({ page: view.current, region, outline: null, of: null });
    focusSheet();
    announce(
      `New region on page ${view.current}, ${inWords(region)}. Arrows move it, with Shift they size it, with Control by ten. Enter keeps it.`,
    );
  };

  const moveTo = (next: Span | null, end: string): void => {
    drop();
    forgetLinked();
    if (!next) {
      announce(end);
      return;
    }
    setSpan(next);
    left.current = null;
    go(next);
    const at = sentencePlace(text, next);
    const page = pagesOf(pages, next)[0];
    announce(
      `${placeOf(blocks, next.start, next.end)}${page === undefined ? '' : `, page ${page}`}${at ? `, sentence ${at.at} of ${at.of}` : ''}: ${wordsAt(text, next)}`,
    );
  };
  const stepMarks = (by: 1 | -1): void => {
    const at = order.findIndex(({ id }) => id === chosen);
    const near =
      by === 1 ? order.find((one) => all.pageOfMark(one) >= view.current) : order.findLast((one) => all.pageOfMark(one) <= view.current);
    const next = at >= 0 ? order.at((at + by) % order.length) : (near ?? order.at(by === 1 ? 0 : -1));
    if (next) onChoose(next, true);
    else announce('No marks on these pages.');
  };
  const toPage = (page: number): void => {
    const within = Math.min(pages.length, Math.max(1, page));
    view.toPage(within);
    announce(`Page ${within} of ${pages.length}.`);
  };

  const look = (command: PageCommand): boolean => {
    if (command.do === 'page') toPage(view.current + command.step);
    else if (command.do === 'zoom') view.step(command.way);
    else if (command.do === 'fit') view.setZoom(command.to);
    else if (command.do === 'go-to-page') field.current?.focus();
    else if (command.do === 'small-pages') all.onSmall();
    else if (command.do === 'mark') stepMarks(command.step);
    else if (command.do === 'sentence')
      moveTo(
        stepSentence(text, span ?? left.current ?? chosenSpan, command.step, all.firstInSight()),
        command.step === 1 ? 'End of the text.' : 'Start of the text.',
      );
    else if (command.do === 'word') {
      const from = span ?? stepSentence(text, null, 1, all.firstInSight());
      if (from) moveTo(span ? stepWord(text, span, command.edge, command.step) : from, '');
    } else if (command.do === 'clear') {
      if (popover || linking.linked) close();
      else if (draft || drawing) drop();
      else {
        setSpan(null);
        announce('Nothing is selected.');
      }
    } else return false;
    return true;
  };
  const run = (command: PageCommand): void => {
    if (look(command)) return;
    const nothing = `Nothing is in hand. ${keymap.hint('{} and {} go from sentence to sentence, {} begins a region.', 'text.next-sentence', 'text.previous-sentence', 'page.region')}`;
    if (readOnly) announce('This case is open read-only: nothing can be marked here.');
    else if (command.do === 'because') reason.current?.focus();
    else if (command.do === 'stance' && (inHand || chosen)) link(command.stance);
    else if (command.do === 'adjust') {
      if (chosenRegion?.mark.excerpt) {
        drop();
        hold({
          page: chosenRegion.page,
          region: chosenRegion.mark.region,
          outline: chosenRegion.mark.outline ?? null,
          of: chosenRegion.mark.excerpt,
        });
        focusSheet();
      } else announce('Choose a region first.');
    } else if (command.do === 'open' && draft?.of) keep();
    else if (command.do === 'region' || (command.do === 'mark-only' && !inHand)) start();
    else if (!inHand) announce(nothing);
    else if (command.do === 'open') setPopover({ asNew: false, takeFocus: true });
    else if (command.do === 'new') setPopover({ asNew: true, takeFocus: true });
    else if (command.do === 'mark-only') markOnly();
    else announce(nothing);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || inField(event.target)) return;
    const onButton = event.target instanceof Element && event.target.closest('button, a, summary') !== null;
    const facts = draft && pages[draft.page - 1];
    const moved = draft && !draft.outline && facts && !event.altKey ? byKey(draft.region, event, canvasOf(facts)) : null;
    if (draft && moved) {
      hold({ ...draft, region: moved });
      announce(inWords(moved));
    } else {
      const command = pageCommand(event, rtl, keymap);
      if (!command || (command.do === 'open' && onButton)) return;
      if (command.do === 'word' && event.key.startsWith('Arrow') && native()) return;
      // A page wider than the view moves under the arrows as any other does
      const element = scroller.current;
      if (command.do === 'page' && element && element.scrollWidth > element.clientWidth + 1) return;
      run(command);
    }
    event.preventDefault();
  };

  return {
    popover,
    draft,
    drawing,
    link,
    markOnly,
    keep,
    drop,
    close,
    focusSheet,
    run,
    onKeyDown,
    toPage,
    openPopover: () => setPopover({ asNew: false, takeFocus: false }),
    setAsNew: (asNew: boolean) => setPopover({ asNew, takeFocus: false }),
    setDrawing: (on: boolean) => {
      drop();
      setDrawing(on);
    },
    putDown: () => {
      setPopover(null);
      forgetLinked();
    },
    onDrag: (page: number, region: Region, outline?: Outline) =>
      hold({ page, region, outline: outline ?? null, of: draft ? draft.of : drawing ? null : (chosenRegion?.mark.excerpt ?? null) }),
    onDragEnd: (page: number, region: Region, drawn: boolean) => {
      if (!drawn) return;
      setSpan(null);
      hold({ page, region, outline: null, of: null });
      setDrawing(false);
      setPopover({ asNew: false, takeFocus: false });
    },
  };
}
