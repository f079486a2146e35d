/** Facts as they happen: one stream per window, from the case's log. */
import type { Announcement } from '../../shared/contract.ts';
import type { CaseHandle } from '../../shared/model.ts';
import { CaseWriter } from '../storage/case-folder.ts';
import type { Desk } from './desk.ts';

/** Ends when the window goes away. A read-only case announces nothing here: this process changes nothing in it. */
export async function* watchCase(desk: Desk, handle: CaseHandle, signal: AbortSignal | undefined): AsyncGenerator<Announcement, void> {
  const { store } = desk.get(handle);
  const waiting: Announcement[] = [];
  let wake: () => void = () => undefined;
  const stop =
    store instanceof CaseWriter
      ? store.onAppend(({ entry, touched }) => {
          waiting.push({ case: handle, seq: entry.seq, verb: entry.verb, touched: [...touched] });
          wake();
        })
      : () => false;
  const onAbort = (): void => wake();
  signal?.addEventListener('abort', onAbort);
  try {
    while (!signal?.aborted) {
      const next = waiting.shift();
      if (next !== undefined) yield next;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    stop();
  }
}
