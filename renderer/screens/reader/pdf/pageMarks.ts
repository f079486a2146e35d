/** Which marks stand on which page, and where. Pure. */
import { quadsOn, type Run, runOf, type WordsAt } from '../../../../shared/anchor/quads.ts';
import type { ClaimRow, Excerpt, LayoutPage, Link, Quad, Stance } from '../../../../shared/model.ts';
import type { ReadableText, Span } from '../../../annotate/blocks.ts';
import { wordsAt } from '../../../annotate/blocks.ts';
import { type RegionMark, regionMarks, type TextMark } from '../../../annotate/marks.ts';

/** A page as a list knows it. */
export type PageFacts = Omit<LayoutPage, 'runs'>;

export interface PageMark {
  readonly mark: TextMark;
  /** Where it stands on this page. */
  readonly quads: readonly Quad[];
  /** The page on which it begins: its button stands there. */
  readonly isFirst: boolean;
}
export interface Shape {
  readonly stance: Stance | null;
  readonly quads: readonly Quad[];
}

export const askWords =
  (text: ReadableText): WordsAt =>
  (start, end) =>
    wordsAt(text, { start, end });

/** Pages that hold some of a span, counted from 1; a paragraph that runs over a page's end may leave a page's range open to others. */
export function pagesOf(pages: readonly PageFacts[], { start, end }: Span): number[] {
  return pages.flatMap((page, index) => (page.start < end && page.end > start ? [index + 1] : []));
}

/** Whether the stored quads of an excerpt name pages that are there. */
function quadsOfMark({ excerpt }: TextMark): readonly Quad[] | null {
  const quads = excerpt?.anchor.kind === 'text' ? (excerpt.anchor.quads ?? []) : [];
  return quads.length > 0 ? quads : null;
}

interface MarkOn {
  readonly mark: TextMark;
  /** Those that were stored with it; null where they must be worked out from the page's words. */
  readonly quads: readonly Quad[] | null;
  readonly isFirst: boolean;
}
/** The marks of one page. */
export type MarksOn = readonly MarkOn[];

export function marksByPage(marks: readonly TextMark[], pages: readonly PageFacts[]): ReadonlyMap<number, MarksOn> {
  const found = new Map<number, MarkOn[]>();
  for (const mark of marks) {
    const stored = quadsOfMark(mark);
    const numbers = stored ? [...new Set(stored.map(({ page }) => page))] : pagesOf(pages, mark);
    for (const [index, page] of numbers.entries()) {
      const one = { mark, quads: stored?.filter((quad) => quad.page === page) ?? null, isFirst: index === 0 };
      const known = found.get(page);
      if (known) known.push(one);
      else found.set(page, [one]);
    }
  }
  return found;
}

/** The marks of one page with their places. */
export function placeMarks(on: MarksOn, number: number, layout: LayoutPage | null, text: ReadableText): PageMark[] {
  return on.flatMap(({ mark, quads, isFirst }) => {
    const places = quads ?? (layout ? quadsOn(layout, number, mark.start, mark.end, askWords(text)) : []);
    return places.length > 0 ? [{ mark, quads: places, isFirst }] : [];
  });
}

/** Regions drawn on pages, by page. */
export function regionsByPage(
  excerpts: readonly Excerpt[],
  links: readonly Link[],
  claims: ReadonlyMap<string, ClaimRow>,
): ReadonlyMap<number, readonly RegionMark[]> {
  const onPages = excerpts.filter(({ anchor }) => anchor.kind === 'region' && anchor.page !== undefined);
  return Map.groupBy(regionMarks(onPages, links, claims), ({ excerpt }) =>
    excerpt?.anchor.kind === 'region' ? (excerpt.anchor.page ?? 0) : 0,
  );
}

/** Words of which a machine was less sure than this are dotted. */
const unsureBelow = 60;
export const unsureOn = ({ runs }: LayoutPage): Run[] =>
  runs.filter(([, , , , , , sure]) => sure !== undefined && sure < unsureBelow).map(runOf);

/** The mark under a point of a page: the one with the fewest words, where several lie over each other. */
export function markUnder(marks: readonly PageMark[], x: number, y: number): TextMark | null {
  const under = marks.filter(({ quads }) =>
    quads.some((quad) => x >= quad.x - 1 && x <= quad.x + quad.width + 1 && y >= quad.y - 1 && y <= quad.y + quad.height + 2),
  );
  return under.reduce<TextMark | null>((best, { mark }) => (best && best.end - best.start <= mark.end - mark.start ? best : mark), null);
}
