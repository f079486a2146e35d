import { useCallback, useRef, useState } from 'react';
import type { JobProgress, VerifyResult } from '../../../shared/contract.ts';
import { follow } from '../../components/follow.ts';
import { useNotices } from '../../components/notices.tsx';
import { toFailure, useApi } from '../../state/client.tsx';
import { useCaseHere } from './CaseContext.tsx';

export type VerifyState = { at: 'idle' } | { at: 'running'; progress: JobProgress | null } | { at: 'done'; result: VerifyResult };

/** Checks the whole case: originals against their hashes, quotes against their texts, tables against the log. */
export function useVerify() {
  const { handle } = useCaseHere();
  const api = useApi();
  const { fail } = useNotices();
  const [state, setState] = useState<VerifyState>({ at: 'idle' });
  const running = useRef<AbortController | null>(null);
  const start = useCallback(async () => {
    if (running.current) return;
    const stop = new AbortController();
    running.current = stop;
    setState({ at: 'running', progress: null });
    try {
      const job = await api.cases.verify({ case: handle }, { signal: stop.signal });
      setState({ at: 'done', result: await follow<JobProgress, VerifyResult>(job, (progress) => setState({ at: 'running', progress })) });
    } catch (error) {
      setState({ at: 'idle' });
      if (!stop.signal.aborted && toFailure(error).code !== 'CANCELLED') fail(error, 'The case could not be verified.');
    } finally {
      running.current = null;
    }
  }, [api, fail, handle]);
  return { state, start: () => void start(), cancel: () => running.current?.abort(), dismiss: () => setState({ at: 'idle' }) };
}
export type Verify = ReturnType<typeof useVerify>;
