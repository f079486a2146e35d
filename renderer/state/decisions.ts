/** Excerpts whose source reads otherwise by now: how many wait for a person, and which. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CaseHandle, SourceId } from '../../shared/model.ts';
import { useApi } from './client.tsx';
import { keys } from './queries.ts';

/** The first `limit` of the case's, or of one source's. */
export function useToDecide(handle: CaseHandle, source: SourceId | null, limit: number) {
  const api = useApi();
  return useQuery({
    queryKey: [...keys.decisions(handle), source, limit],
    queryFn: ({ signal }) => api.excerpts.toDecide({ case: handle, limit, ...(source === null ? {} : { source }) }, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}

/** How many there are of each state, in the whole case; null until that is known. */
export function useDecisionCounts(handle: CaseHandle) {
  const api = useApi();
  return (
    useQuery({
      queryKey: [...keys.decisions(handle), 'counts'],
      queryFn: ({ signal }) => api.excerpts.toDecide({ case: handle, limit: 1 }, { signal }),
      select: ({ counts, total }) => ({ counts, total }),
    }).data ?? null
  );
}
