import { useCallback } from 'react';
import type { VerifyResult } from '../../../shared/contract.ts';
import { useApi } from '../../state/client.tsx';
import { useCaseHere } from './CaseContext.tsx';
import { useJob } from './useJob.ts';

/** Checks the whole case: originals against their hashes, quotes against their texts, tables against the log. */
export function useVerify() {
  const { handle } = useCaseHere();
  const api = useApi();
  const begin = useCallback((signal: AbortSignal) => api.cases.verify({ case: handle }, { signal }), [api, handle]);
  return useJob<VerifyResult>(begin, 'The case could not be verified.');
}
export type Verify = ReturnType<typeof useVerify>;
