/**
 * The rows of the list on screen, newest on top. They are asked for oldest first: what came in stays at its place in that
 * order, so that a page that is here stays right while the list grows above it.
 */
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { ImportItem, ItemState } from '../../../shared/contract.ts';
import { useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';

const perPage = 100;

export interface Wanted {
  readonly batch: number;
  readonly states: readonly ItemState[];
  readonly filter: string;
}

/** `first` and `last`: the rows on screen, counted from the oldest. */
export function useItems({ batch, states, filter }: Wanted, first: number, last: number) {
  const api = useApi();
  const { handle } = useCaseHere();
  const wanted = new Set([0]);
  for (let page = Math.max(0, Math.floor(first / perPage)); page <= Math.floor(last / perPage); page += 1) wanted.add(page);
  const pages = [...wanted];
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...keys.items(handle), batch, states.join(), filter, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.imports.items({ case: handle, batch, states: [...states], filter, offset: page * perPage, limit: perPage }, { signal }),
      placeholderData: keepPreviousData,
      gcTime: 20_000,
    })),
  });
  const byPage = new Map(pages.map((page, index) => [page, results[index]]));
  return {
    total: byPage.get(0)?.data?.total,
    error: results.find(({ error }) => error)?.error ?? null,
    /** Counted from the oldest. */
    row: (index: number): ImportItem | undefined => {
      const page = byPage.get(Math.floor(index / perPage));
      // What stands in for a page that is on its way is another page's
      return page?.isPlaceholderData ? undefined : page?.data?.items[index % perPage];
    },
  };
}
