/** The text that stands in the reader, and where a machine was not sure of it. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CaseHandle, LayoutPage, RenditionId, SourceId } from '../../../shared/model.ts';
import type { Span } from '../../annotate/blocks.ts';
import { useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';

/** A chosen rendition, or where that is null the one that is current. */
export function useText(handle: CaseHandle, source: SourceId, rendition: RenditionId | null, enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: rendition === null ? keys.text(handle, source) : [...keys.text(handle, source), rendition],
    queryFn: ({ signal }) => api.sources.text({ case: handle, source, ...(rendition === null ? {} : { rendition }) }, { signal }),
    enabled,
    gcTime: 60_000,
    // A chosen excerpt names its text, which mostly is the one that stands there: it stays, with the place and the focus in it
    placeholderData: (before) => (before !== undefined && before.rendition === rendition ? before : undefined),
  });
}

/** One page of a text's layout; null until it is known, or where the text has none. */
export function useLayoutPage(handle: CaseHandle, rendition: RenditionId | null, page: number | null) {
  const api = useApi();
  return (
    useQuery({
      queryKey: ['case', handle, 'text', 'layout', rendition, page],
      queryFn: ({ signal }) =>
        rendition === null || page === null ? null : api.sources.layout({ case: handle, rendition, page }, { signal }),
      enabled: rendition !== null && page !== null,
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
    }).data ?? null
  );
}

/** Words of which a machine was less sure than this are marked so in the text. */
const unsureBelow = 60;
/** Looked through for such words at most. */
const mostPages = 40;

export const unsureIn = ({ runs }: Pick<LayoutPage, 'runs'>): Span[] =>
  runs.flatMap(([start = 0, end = 0, , , , , confidence]) =>
    confidence !== undefined && confidence < unsureBelow && end > start ? [{ start, end }] : [],
  );

const none: readonly Span[] = [];

export function useUnsure(handle: CaseHandle, rendition: RenditionId | null): readonly Span[] {
  const api = useApi();
  const pages = useQuery({
    queryKey: ['case', handle, 'text', 'unsure', rendition],
    queryFn: async ({ signal }) => {
      if (rendition === null) return [];
      const first = await api.sources.layout({ case: handle, rendition, page: 1 }, { signal });
      const found = [first.page];
      for (let page = 2; page <= Math.min(first.pages, mostPages); page += 1)
        found.push((await api.sources.layout({ case: handle, rendition, page }, { signal })).page);
      return found;
    },
    enabled: rendition !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  }).data;
  return useMemo(() => pages?.flatMap(unsureIn) ?? none, [pages]);
}
