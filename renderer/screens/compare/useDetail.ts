import { useQuery } from '@tanstack/react-query';
import type { Source } from '../../../shared/model.ts';
import { useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';

/** What two sources share, as the workbench computes it when asked. */
export function useDetail(a: Source, b: Source, enabled = true) {
  const api = useApi();
  const { handle } = useCaseHere();
  return useQuery({
    queryKey: [...keys.likeness(handle), 'detail', a.id, b.id],
    queryFn: ({ signal }) => api.likeness.detail({ case: handle, a: a.id, b: b.id }, { signal }),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}
