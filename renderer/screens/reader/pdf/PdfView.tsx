/** A document as its pages: pictures with their words over them, marks and regions where they stand, one key to link what is in hand. */
import { ScanText } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { quadsOn } from '../../../../shared/anchor/quads.ts';
import type { LayoutPage, Quad, Rendition, RenditionId, Source } from '../../../../shared/model.ts';
import { readable, type Span, wordsAt } from '../../../annotate/blocks.ts';
import { directionOf } from '../../../annotate/direction.ts';
import type { RegionMark, TextMark } from '../../../annotate/marks.ts';
import { regionAt } from '../../../annotate/regions.ts';
import { counted } from '../../../components/words.ts';
import { useSelection, useSelectionStore } from '../../../state/selection.tsx';
import { FindBar } from '../find/FindBar.tsx';
import type { ViewProps } from '../viewProps.ts';
import { type HeldRegion, OnePage } from './OnePage.tsx';
import { PdfBar } from './PdfBar.tsx';
import { PdfPopover } from './PdfPopover.tsx';
import { PdfStrip } from './PdfStrip.tsx';
import { askWords, type MarksOn, markUnder, type PageFacts, pagesOf, placeMarks } from './pageMarks.ts';
import { aroundQuads, placeOfExcerpt } from './places.ts';
import { SmallPages } from './SmallPages.tsx';
import { usePageCommands } from './usePageCommands.ts';
import { usePageMarks } from './usePageMarks.ts';
import { usePagePassage } from './usePagePassage.ts';
import { useLayouts } from './usePages.ts';
import { usePdfFind } from './usePdfFind.ts';
import { usePdfWork } from './usePdfWork.ts';
import { useSheet } from './useSheet.ts';
import { useWordDrag } from './useWordDrag.ts';
import '../../../annotate/regions.css';
import '../photo.css';
import './pdf.css';

interface Props extends ViewProps {
  source: Source;
  rendition: RenditionId;
  body: Rendition;
  pages: readonly PageFacts[];
  /** A page to go to; a higher nonce asks again. */
  asked: { readonly page: number; readonly nonce: number };
  /** Says which page is looked at. */
  onPage(page: number): void;
  onText(): void;
}

const noMarks: MarksOn = [];
const noRegions: readonly RegionMark[] = [];
const noQuads: readonly Quad[] = [];

export function PdfView({ source, rendition, body, pages, asked, onPage, onText, ...props }: Props) {
  const { handle, excerpts, activeClaim, readOnly, chosen, reveals, linking, onChoose } = props;
  const store = useSelectionStore();
  const small = useSelection((now) => now.smallPages);
  const scroller = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLElement>(null);
  const reason = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const text = useMemo(() => readable(body), [body]);
  const rtl = useMemo(() => directionOf(body.text) === 'rtl', [body]);
  const view = useSheet(scroller, pages, asked.page);
  const { sheet, frame, current, reveal, toPage } = view;
  const held = usePagePassage(root, text);
  const { span } = held;

  const seen = useMemo(
    () => Array.from({ length: view.after - view.first }, (_, index) => view.first + index + 1).filter((page) => page <= pages.length),
    [view.first, view.after, pages],
  );
  const { layouts, fetchLayout } = useLayouts(handle, rendition, seen);

  const { stray, byPage, regions, order, pageOfMark, chosenSpan, chosenRegion } = usePageMarks(props, text, rendition, pages);

  const quadsIn = useCallback(
    (layout: LayoutPage, page: number, { start, end }: Span) => quadsOn(layout, page, start, end, askWords(text)),
    [text],
  );
  const go = useCallback(
    (to: Span, always = false) => {
      const page = pagesOf(pages, to)[0];
      if (page === undefined) return;
      fetchLayout(page).then(
        (layout) => {
          const place = quadsIn(layout, page, to).reduce<Quad | null>(aroundQuads, null);
          if (place) reveal(place, always);
        },
        // The page stays where it is; what is wrong with its words is told where they are shown
        () => toPage(page),
      );
    },
    [pages, fetchLayout, quadsIn, reveal, toPage],
  );

  // The chosen excerpt comes into sight once, whenever that is asked for, as soon as the view has its size
  const revealed = useRef(-1);
  const isReady = frame.width > 0;
  useEffect(() => {
    const excerpt = excerpts.find(({ id }) => id === chosen);
    if (!isReady || !excerpt || revealed.current === reveals) return;
    revealed.current = reveals;
    const place = placeOfExcerpt(excerpt);
    if (place) reveal(place, true);
    else if (chosenSpan) go(chosenSpan, true);
  }, [isReady, excerpts, chosen, chosenSpan, reveals, reveal, go]);
  const went = useRef(asked.nonce);
  useEffect(() => {
    if (!isReady || went.current === asked.nonce) return;
    went.current = asked.nonce;
    toPage(asked.page);
  }, [isReady, asked, toPage]);
  useEffect(() => onPage(current), [onPage, current]);

  const firstInSight = (): number => {
    const top = scroller.current?.scrollTop ?? 0;
    for (const number of seen) {
      const place = sheet.pages[number - 1];
      const run = place && layouts.get(number)?.runs.find(([, , , y = 0]) => place.top + y * sheet.scale >= top);
      if (run) return run[0] ?? 0;
    }
    return pages[current - 1]?.start ?? 0;
  };

  const work = usePdfWork(props, {
    text,
    rendition,
    blocks: body.blocks,
    rtl,
    pages,
    view,
    held,
    order,
    pageOfMark,
    chosenSpan,
    chosenRegion,
    sheet: root,
    scroller,
    reason,
    field,
    firstInSight,
    go,
    onSmall: () => store.set({ smallPages: !small }),
  });
  const { draft, drawing, run } = work;
  usePageCommands(run, readOnly);
  const search = usePdfFind({
    text,
    blocks: body.blocks,
    pages,
    layouts,
    span,
    firstInSight,
    announce: props.announce,
    go,
    setSpan: held.set,
    focusSheet: work.focusSheet,
  });

  const onMark = useCallback((mark: TextMark) => mark.excerpt && onChoose(mark.excerpt, false), [onChoose]);
  const onRegion = useCallback((mark: RegionMark) => mark.excerpt && onChoose(mark.excerpt, false), [onChoose]);
  const drag = useWordDrag({
    text,
    sheet,
    layouts,
    scroller,
    root,
    enabled: !drawing,
    span,
    setSpan: held.set,
    onBegin: work.putDown,
    onDone: () => !readOnly && work.openPopover(),
    onClick: (page, x, y) => {
      const region = regionAt(regions.get(page) ?? noRegions, { x: x * 2, y: y * 2 });
      const on = placeMarks(byPage.get(page) ?? noMarks, page, layouts.get(page) ?? null, text);
      const excerpt = markUnder(on, x, y)?.excerpt ?? region?.excerpt;
      if (draft && !draft.of) work.drop();
      if (excerpt) onChoose(excerpt, false);
    },
  });

  // Handlers of the drag change with every frame of it; pages are not to be drawn again for that
  const dragging = useRef(work);
  useEffect(() => {
    dragging.current = work;
  });
  const onDrag = useCallback<typeof work.onDrag>((...all) => dragging.current.onDrag(...all), []);
  const onDragEnd = useCallback<typeof work.onDragEnd>((...all) => dragging.current.onDragEnd(...all), []);

  const hand = useMemo(() => {
    const found = new Map<number, readonly Quad[]>();
    if (span) for (const [page, layout] of layouts) found.set(page, quadsIn(layout, page, span));
    return found;
  }, [span, layouts, quadsIn]);

  const heldFor = (page: number): HeldRegion | null =>
    !readOnly && !drawing && !draft && chosenRegion?.page === page
      ? { region: chosenRegion.mark.region, outline: chosenRegion.mark.outline ?? null, of: chosenRegion.mark.key }
      : null;
  const draftFor = (page: number): HeldRegion | null =>
    draft?.page === page ? { region: draft.region, outline: draft.outline, of: draft.of?.id ?? null } : null;
  const onGo = (wanted: string): boolean => {
    const typed = wanted.trim();
    const labelled = pages.findIndex(({ label }) => label !== undefined && label.toLowerCase() === typed.toLowerCase()) + 1;
    const number = /^\d+$/.test(typed) ? Number(typed) : labelled;
    if (number < 1 || number > pages.length) return false;
    work.toPage(number);
    root.current?.focus({ preventScroll: true });
    return true;
  };
  const isWordless = body.blocks.length === 0;

  return (
    <div className="pv">
      <PdfBar
        current={current}
        total={pages.length}
        label={pages[current - 1]?.label}
        scale={sheet.scale}
        zoom={view.zoom}
        small={small}
        readOnly={readOnly}
        drawing={drawing}
        adjusting={Boolean(draft?.of)}
        canAdjust={chosenRegion !== null}
        field={field}
        run={run}
        onDrawing={work.setDrawing}
        onGo={onGo}
        finding={search.finding.open}
        onFind={search.find}
      />
      {search.finding.open && <FindBar finding={search.finding} field={search.field} onStep={search.step} onClose={search.close} />}
      {isWordless && (
        <div className="mr-banner" role="note">
          <ScanText size={15} aria-hidden="true" />
          <span className="grow">
            <b className="strong">Pictures without words of their own.</b> Mark them by region, or have a machine read them.
          </span>
          <button type="button" className="btn small" onClick={onText}>
            Read by machine…
          </button>
        </div>
      )}
      <div className="pv-body">
        {small && (
          <SmallPages
            handle={handle}
            original={source.original}
            pages={pages}
            current={current}
            marksOn={(page) => (byPage.get(page)?.filter(({ isFirst }) => isFirst).length ?? 0) + (regions.get(page)?.length ?? 0)}
            onPage={work.toPage}
          />
        )}
        <div className="pv-scroll" ref={scroller} dir="ltr" onScroll={view.onScroll}>
          <section
            ref={root}
            className="pv-sheet"
            data-f6-focus
            data-drawing-regions={drawing || undefined}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys
            tabIndex={0}
            aria-label={`Pages of ${source.ref}`}
            style={{ width: sheet.width, height: sheet.height }}
            onKeyDown={work.onKeyDown}
            onCopy={(event) => {
              if (!span || held.native()) return;
              event.clipboardData.setData('text/plain', wordsAt(text, span));
              event.preventDefault();
            }}
            {...drag}
          >
            {isReady &&
              seen.map((number) => {
                const place = sheet.pages[number - 1];
                const facts = pages[number - 1];
                return (
                  place &&
                  facts && (
                    <OnePage
                      key={number}
                      handle={handle}
                      original={source.original}
                      sourceRef={source.ref}
                      place={place}
                      facts={facts}
                      total={pages.length}
                      scale={sheet.scale}
                      layout={layouts.get(number) ?? null}
                      text={text}
                      marks={byPage.get(number) ?? noMarks}
                      regions={regions.get(number) ?? noRegions}
                      chosen={chosen}
                      chosenSpan={chosenSpan}
                      hand={hand.get(number) ?? noQuads}
                      found={search.found.get(number) ?? noQuads}
                      foundHere={search.here.get(number) ?? noQuads}
                      drawing={drawing}
                      draft={draftFor(number)}
                      held={heldFor(number)}
                      onMark={onMark}
                      onRegion={onRegion}
                      onDrag={onDrag}
                      onDragEnd={onDragEnd}
                    />
                  )
                );
              })}
            <PdfPopover
              scrollerRef={scroller}
              view={view}
              pages={pages}
              layouts={layouts}
              text={text}
              span={span}
              work={work}
              linking={linking}
              activeClaim={activeClaim}
              reasonRef={reason}
            />
          </section>
        </div>
        <PdfStrip draft={draft} stray={stray} onKeep={work.keep} onDrop={work.drop} onStray={(excerpt) => onChoose(excerpt, false)} />
      </div>
      <span className="vh">{counted(pages.length, 'page')}</span>
    </div>
  );
}
