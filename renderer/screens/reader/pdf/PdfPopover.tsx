/** The popover at what is in hand on a page; it moves with the page. */
import { type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import { quadsOn } from '../../../../shared/anchor/quads.ts';
import type { LayoutPage, Quad } from '../../../../shared/model.ts';
import type { ReadableText, Span } from '../../../annotate/blocks.ts';
import type { Box } from '../../../annotate/lines.ts';
import { spanOfSubject } from '../articleMarks.ts';
import { LinkPopover } from '../LinkPopover.tsx';
import type { ActiveClaim } from '../subject.ts';
import type { Linking } from '../useLinking.ts';
import { askWords, type PageFacts, pagesOf } from './pageMarks.ts';
import type { usePdfWork } from './usePdfWork.ts';
import type { SheetView } from './useSheet.ts';

interface Props {
  scrollerRef: RefObject<HTMLElement | null>;
  view: SheetView;
  pages: readonly PageFacts[];
  layouts: ReadonlyMap<number, LayoutPage>;
  text: ReadableText;
  span: Span | null;
  work: ReturnType<typeof usePdfWork>;
  linking: Linking;
  activeClaim: ActiveClaim | null;
  reasonRef: RefObject<HTMLInputElement | null>;
}

/** Of a passage over several lines and pages, what ends it: there the hand is. */
function endOf(span: Span, { pages, layouts, text }: Pick<Props, 'pages' | 'layouts' | 'text'>): Quad | null {
  for (const page of pagesOf(pages, span).toReversed()) {
    const layout = layouts.get(page);
    const quad = layout && quadsOn(layout, page, span.start, span.end, askWords(text)).at(-1);
    if (quad) return quad;
  }
  return null;
}

export function PdfPopover({ scrollerRef, view, pages, layouts, text, span, work, linking, activeClaim, reasonRef }: Props) {
  const { sheet, frame, current } = view;
  const { popover, draft } = work;
  const target = linking.linked?.subject.target;
  const isOpen = popover !== null || linking.linked !== null;
  const onRegion = target ? 'region' in target : draft !== null;
  const subject = useMemo((): Box | null => {
    const drawn = target && 'region' in target ? { page: target.page ?? current, region: target.region } : target ? null : draft;
    const words = target ? spanOfSubject(target) : span;
    const { x = 0, y = 0, width = 0, height = 0 } = drawn?.region ?? {};
    const quad = drawn
      ? { page: drawn.page, x: x / 2, y: y / 2, width: width / 2, height: height / 2 }
      : words && endOf(words, { pages, layouts, text });
    const place = quad && sheet.pages[quad.page - 1];
    if (!place) return null;
    const [left, top] = [place.left + quad.x * sheet.scale, place.top + quad.y * sheet.scale];
    return { left, top, right: left + quad.width * sheet.scale, bottom: top + quad.height * sheet.scale };
  }, [target, draft, span, current, pages, layouts, text, sheet]);

  // What of the sheet is seen is taken when it opens: a scroll moves the popover with the page
  const [seen, setSeen] = useState<Box | null>(null);
  useLayoutEffect(() => {
    const element = scrollerRef.current;
    if (!isOpen || !element) return;
    const { scrollLeft: left, scrollTop: top } = element;
    setSeen({ left, top, right: left + frame.width, bottom: top + frame.height });
  }, [isOpen, scrollerRef, frame]);

  if (!isOpen || !subject || !seen) return null;
  return (
    <LinkPopover
      subject={subject}
      view={seen}
      what={onRegion ? 'region' : 'passage'}
      activeClaim={activeClaim}
      asNew={popover?.asNew ?? false}
      linked={linking.linked}
      takeFocus={popover?.takeFocus ?? false}
      reasonRef={reasonRef}
      onStance={work.link}
      onAsNew={work.setAsNew}
      onMarkOnly={work.markOnly}
      onBecause={(words) => {
        linking.because(words);
        work.close();
      }}
      onClose={work.close}
    />
  );
}
