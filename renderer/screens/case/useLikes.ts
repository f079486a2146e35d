import { useCallback } from 'react';
import { useApi } from '../../state/client.tsx';
import { useCaseHere } from './CaseContext.tsx';
import { useJob } from './useJob.ts';

/** Looks through the whole case for sources that look alike, e.g. where it came from elsewhere. */
export function useLikes() {
  const { handle } = useCaseHere();
  const api = useApi();
  const begin = useCallback((signal: AbortSignal) => api.likeness.search({ case: handle }, { signal }), [api, handle]);
  return useJob<{ compared: number; found: number }>(begin, 'The sources could not be compared.');
}
export type LookingForLikes = ReturnType<typeof useLikes>;
