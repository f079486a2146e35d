/** The pages of a text: all of them without their words, and the words of those in sight. */
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { CaseHandle, LayoutPage, RenditionId } from '../../../../shared/model.ts';
import { useApi } from '../../../state/client.tsx';

/** Data is undefined until it is known; an error where the text has no layout. */
export function usePages(handle: CaseHandle, rendition: RenditionId | null, enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['case', handle, 'text', 'pages', rendition],
    queryFn: ({ signal }) => (rendition === null ? null : api.sources.pages({ case: handle, rendition }, { signal })),
    enabled: enabled && rendition !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

type Layouts = ReadonlyMap<number, LayoutPage>;

/** As `useLayoutPage` keeps them, so that a page is fetched once. */
export function useLayouts(handle: CaseHandle, rendition: RenditionId, numbers: readonly number[]) {
  const api = useApi();
  const client = useQueryClient();
  const options = useCallback(
    (page: number) => ({
      queryKey: ['case', handle, 'text', 'layout', rendition, page],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.sources.layout({ case: handle, rendition, page }, { signal }),
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
    }),
    [api, handle, rendition],
  );
  const combine = useCallback(
    (results: readonly { data: { page: LayoutPage } | undefined }[]): Layouts =>
      new Map(
        results.flatMap(({ data }, index): [number, LayoutPage][] => {
          const number = numbers[index];
          return data && number !== undefined ? [[number, data.page]] : [];
        }),
      ),
    [numbers],
  );
  const layouts = useQueries({ queries: numbers.map(options), combine });
  /** One page's words, from what is kept or from the workbench. Throws as the workbench does. */
  const fetchLayout = useCallback(
    async (page: number): Promise<LayoutPage> => (await client.fetchQuery(options(page))).page,
    [client, options],
  );
  return { layouts, fetchLayout };
}
