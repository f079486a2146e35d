import { useCallback, useRef, useState } from 'react';
import type { JobProgress } from '../../../shared/contract.ts';
import { follow } from '../../components/follow.ts';
import { useNotices } from '../../components/notices.tsx';
import { toFailure } from '../../state/client.tsx';

export type JobState<R> = { at: 'idle' } | { at: 'running'; progress: JobProgress | null } | { at: 'done'; result: R };

/**
 * A long action on the case, one at a time, that can be stopped. `begin` starts it and must keep its identity between renders;
 * `failed` is said where it comes to nothing.
 */
export function useJob<R>(begin: (signal: AbortSignal) => Promise<AsyncIterator<JobProgress, R, unknown>>, failed: string) {
  const { fail } = useNotices();
  const [state, setState] = useState<JobState<R>>({ at: 'idle' });
  const running = useRef<AbortController | null>(null);
  const start = useCallback(async () => {
    if (running.current) return;
    const stop = new AbortController();
    running.current = stop;
    setState({ at: 'running', progress: null });
    try {
      const job = await begin(stop.signal);
      setState({ at: 'done', result: await follow<JobProgress, R>(job, (progress) => setState({ at: 'running', progress })) });
    } catch (error) {
      setState({ at: 'idle' });
      if (!stop.signal.aborted && toFailure(error).code !== 'CANCELLED') fail(error, failed);
    } finally {
      running.current = null;
    }
  }, [begin, failed, fail]);
  return { state, start: () => void start(), cancel: () => running.current?.abort(), dismiss: () => setState({ at: 'idle' }) };
}
