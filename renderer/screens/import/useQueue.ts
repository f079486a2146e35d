/** The import queue of this case, as it goes: one stream into the query cache, taken up again when the connection is. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ImportBatch, ImportQueue } from '../../../shared/contract.ts';
import type { CaseHandle } from '../../../shared/model.ts';
import { seldom } from '../../components/seldom.ts';
import { useApi, useLinkState } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** What a window knows of the queue; undefined until it has asked. */
export function useQueue(handle: CaseHandle): ImportQueue | undefined {
  const api = useApi();
  return useQuery({ queryKey: keys.queue(handle), queryFn: ({ signal }) => api.imports.queue({ case: handle }, { signal }) }).data;
}

/** Keeps what `useQueue` gives true. Once in a window; items and what is to look at are fetched anew as the counts change. */
export function useQueueWatch(handle: CaseHandle): void {
  const api = useApi();
  const client = useQueryClient();
  const { state } = useLinkState();
  useEffect(() => {
    if (state !== 'open') return;
    const stop = new AbortController();
    // A list that is asked for anew before it could answer would never come
    const items = seldom(() => void client.invalidateQueries({ queryKey: keys.items(handle) }), 400);
    const look = seldom(() => void client.invalidateQueries({ queryKey: keys.look(handle) }), 2500);
    const watch = async () => {
      let told = '';
      while (!stop.signal.aborted) {
        try {
          for await (const queue of await api.imports.watch({ case: handle }, { signal: stop.signal })) {
            client.setQueryData(keys.queue(handle), queue);
            const now = JSON.stringify(queue.batches.map(({ id, counts, state: at }) => [id, counts, at]));
            if (now === told) continue;
            told = now;
            items.ask();
            look.ask();
          }
        } catch (error) {
          // the case's own watch says when it is closed; anything else is tried again
          if (stop.signal.aborted) return;
          console.warn('The import queue is asked for again.', error);
        }
        await pause(1000, stop.signal);
      }
    };
    void watch();
    return () => {
      stop.abort();
      items.stop();
      look.stop();
    };
  }, [api, client, handle, state]);
}

export const isGoing = ({ state }: ImportBatch): boolean => state === 'counting' || state === 'running';
/** Items that have come to an end of their own. */
export const settled = ({ counts }: ImportBatch): number =>
  counts.imported + counts.duplicate + counts['new-version'] + counts.asks + counts.failed + counts.cancelled;
