import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CaseHandle } from '../../../shared/model.ts';
import { useNotices } from '../../components/notices.tsx';
import { toFailure, useApi, useLinkState } from '../../state/client.tsx';
import { areas, invalidateTouched } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Refetches what the workbench says has changed, for as long as the case is on screen; taken up again when the connection is. */
export function useWatch(handle: CaseHandle): void {
  const api = useApi();
  const client = useQueryClient();
  const store = useSelectionStore();
  const { fail } = useNotices();
  const { state } = useLinkState();
  useEffect(() => {
    if (state !== 'open') return;
    const stop = new AbortController();
    const watch = async () => {
      let missed = false;
      while (!stop.signal.aborted) {
        try {
          const facts = await api.cases.watch({ case: handle }, { signal: stop.signal });
          // what happened while nobody watched is fetched again
          if (missed) void client.invalidateQueries({ queryKey: ['case', handle] });
          for await (const fact of facts) {
            const tables = fact.touched.map(({ table }) => table);
            invalidateTouched(client, handle, tables.length > 0 ? tables : areas);
          }
        } catch (error) {
          if (stop.signal.aborted) return;
          if (toFailure(error).code === 'CASE_CLOSED') {
            fail(error);
            store.enter(null);
            return;
          }
        }
        missed = true;
        await pause(1000, stop.signal);
      }
    };
    void watch();
    return () => stop.abort();
  }, [api, client, handle, state, store, fail]);
}
