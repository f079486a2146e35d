import { useCallback, useRef, useState } from 'react';
import type { Failure } from '../../shared/errors.ts';
import { toFailure } from '../state/client.tsx';

/** Sends a form once at a time; a failure stays in the form. `submit` gives true where the work was done. */
export function useForm() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef(false);
  const submit = useCallback(async (work: () => Promise<void>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setFailure(null);
    try {
      await work();
      return true;
    } catch (error) {
      setFailure(toFailure(error));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  return { submit, busy, failure };
}
