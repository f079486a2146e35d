import { useCallback, useRef, useState } from 'react';
import { useNotices } from './notices.tsx';

/**
 * Runs one thing at a time. `run` gives what the work gave, or undefined where it failed or another is under way; a
 * failure is told in plain words under `doing`.
 */
export function useRun() {
  const { fail } = useNotices();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const run = useCallback(
    async <T>(work: () => Promise<T>, doing?: string): Promise<T | undefined> => {
      if (running.current) return undefined;
      running.current = true;
      setBusy(true);
      try {
        return await work();
      } catch (error) {
        fail(error, doing);
        return undefined;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [fail],
  );
  return { run, busy };
}
