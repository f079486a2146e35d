import { useCallback, useRef, useState } from 'react';
import type { JobProgress } from '../../../shared/contract.ts';
import { follow } from '../../components/follow.ts';
import { useNotices } from '../../components/notices.tsx';
import { toFailure, useApi } from '../../state/client.tsx';
import { useCaseHere } from './CaseContext.tsx';

interface Found {
  compared: number;
  found: number;
}
type LikesState = { at: 'idle' } | { at: 'running'; progress: JobProgress | null } | { at: 'done'; result: Found };

/** Looks through the whole case for sources that look alike, e.g. where it came from elsewhere. */
export function useLikes() {
  const { handle } = useCaseHere();
  const api = useApi();
  const { fail } = useNotices();
  const [state, setState] = useState<LikesState>({ at: 'idle' });
  const running = useRef<AbortController | null>(null);
  const start = useCallback(async () => {
    if (running.current) return;
    const stop = new AbortController();
    running.current = stop;
    setState({ at: 'running', progress: null });
    try {
      const job = await api.likeness.search({ case: handle }, { signal: stop.signal });
      setState({ at: 'done', result: await follow<JobProgress, Found>(job, (progress) => setState({ at: 'running', progress })) });
    } catch (error) {
      setState({ at: 'idle' });
      if (!stop.signal.aborted && toFailure(error).code !== 'CANCELLED') fail(error, 'The sources could not be compared.');
    } finally {
      running.current = null;
    }
  }, [api, fail, handle]);
  return { state, start: () => void start(), cancel: () => running.current?.abort(), dismiss: () => setState({ at: 'idle' }) };
}
export type LookingForLikes = ReturnType<typeof useLikes>;
