import { useQuery } from '@tanstack/react-query';
import type { RenditionId, SourceId } from '../../../shared/model.ts';
import { useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';

/** The canonical text of a rendition; null until it is known. */
export function useTextOf(source: SourceId, rendition: RenditionId, enabled: boolean): string | null {
  const api = useApi();
  const { handle } = useCaseHere();
  return (
    useQuery({
      queryKey: [...keys.text(handle, source), rendition],
      queryFn: ({ signal }) => api.sources.text({ case: handle, source, rendition }, { signal }),
      enabled,
      gcTime: 60_000,
    }).data?.body.text ?? null
  );
}
