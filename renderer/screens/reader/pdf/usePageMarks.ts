/** The marks and regions of a document by page, and their order from its first page to its last. */
import { useCallback, useMemo } from 'react';
import type { Excerpt, ExcerptId, RenditionId } from '../../../../shared/model.ts';
import type { ReadableText } from '../../../annotate/blocks.ts';
import { type RegionMark, textMarks } from '../../../annotate/marks.ts';
import { pendingMark, spanOfExcerpt } from '../articleMarks.ts';
import type { Pending } from '../useLinking.ts';
import type { ViewProps } from '../viewProps.ts';
import { marksByPage, type PageFacts, pagesOf, regionsByPage } from './pageMarks.ts';
import { firstQuad } from './places.ts';

type Regions = ReadonlyMap<number, readonly RegionMark[]>;

/** With those that are on their way to the workbench. */
function withPending(settled: Regions, pending: readonly Pending[]): Regions {
  const all = new Map(settled);
  for (const { key, subject, stance, claim } of pending) {
    const { target } = subject;
    if (!('region' in target) || target.page === undefined) continue;
    const link = { key, excerpt: null, link: null, claim, stance, label: claim?.ref ?? '…' };
    const mark: RegionMark = { key, excerpt: null, region: target.region, outline: target.outline ?? null, links: stance ? [link] : [] };
    all.set(target.page, [...(all.get(target.page) ?? []), mark]);
  }
  return all;
}

function regionOf(regions: Regions, chosen: ExcerptId | null): { page: number; mark: RegionMark } | null {
  for (const [page, on] of regions) {
    const mark = on.find(({ key }) => key === chosen);
    if (mark) return { page, mark };
  }
  return null;
}

export function usePageMarks(
  { excerpts, links, claims, chosen, linking: { pending } }: Pick<ViewProps, 'excerpts' | 'links' | 'claims' | 'chosen' | 'linking'>,
  text: ReadableText,
  rendition: RenditionId,
  pages: readonly PageFacts[],
) {
  const { marks, stray } = useMemo(() => textMarks(text, rendition, excerpts, links, claims), [text, rendition, excerpts, links, claims]);
  const byPage = useMemo(() => marksByPage([...marks, ...pending.flatMap(pendingMark)], pages), [marks, pending, pages]);
  const settled = useMemo(() => regionsByPage(excerpts, links, claims), [excerpts, links, claims]);
  const regions = useMemo(() => withPending(settled, pending), [settled, pending]);
  const pageOfMark = useCallback(
    (excerpt: Excerpt): number =>
      firstQuad(excerpt)?.page ?? (excerpt.anchor.kind === 'text' ? pagesOf(pages, excerpt.anchor.position)[0] : undefined) ?? 0,
    [pages],
  );
  const order = useMemo(() => {
    const passages = marks.flatMap(({ excerpt }) => excerpt ?? []);
    const drawn = [...settled.values()].flat().flatMap(({ excerpt }) => excerpt ?? []);
    const once = [...new Map([...passages, ...drawn].map((excerpt) => [excerpt.id, excerpt])).values()];
    // Passages stand in the order of the text already
    return once
      .map((excerpt, at) => ({ excerpt, at, page: pageOfMark(excerpt) }))
      .sort((a, b) => a.page - b.page || a.at - b.at)
      .map(({ excerpt }) => excerpt);
  }, [marks, settled, pageOfMark]);
  const chosenSpan = useMemo(() => spanOfExcerpt(marks, chosen), [marks, chosen]);
  const chosenRegion = useMemo(() => regionOf(settled, chosen), [settled, chosen]);
  return { marks, stray, byPage, regions, order, pageOfMark, chosenSpan, chosenRegion };
}
