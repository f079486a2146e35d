/** Facts as they happen: one stream per window, from the case's log. */
import type { Announcement } from '../../shared/contract.ts';
import { CaseWriter } from '../storage/case-folder.ts';
import type { Opened } from './desk.ts';

/** Milliseconds between looks at a case that another program writes. */
const lookEvery = 2000;

/**
 * Ends when the window goes away or the case is closed. In a case that this process writes, facts come with their commit;
 * in one that it only reads, another program's entries are looked for.
 */
export async function* watchCase(
  { store, handle, ending, hearers }: Pick<Opened, 'store' | 'handle' | 'ending' | 'hearers'>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Announcement, void> {
  const waiting: Announcement[] = [];
  let wake: () => void = () => undefined;
  const failures: unknown[] = [];
  const over = signal === undefined ? ending.signal : AbortSignal.any([signal, ending.signal]);
  const tell = (fact: Omit<Announcement, 'case'>): void => {
    waiting.push({ case: handle, ...fact });
    wake();
  };
  const onAbort = (): void => wake();
  over.addEventListener('abort', onAbort);
  const hear = (touched: readonly { table: string; id: string }[]): void =>
    tell({ seq: store.lastSeq(), verb: 'likeness.found', touched: [...touched] });
  hearers.add(hear);
  const stop =
    store instanceof CaseWriter
      ? follow(store, tell)
      : look(store, tell, (error) => {
          failures.push(error);
          wake();
        });
  try {
    while (!over.aborted) {
      const next = waiting.shift();
      if (next !== undefined) yield next;
      else if (failures.length > 0) throw failures[0];
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    over.removeEventListener('abort', onAbort);
    hearers.delete(hear);
    stop();
  }
}

type Tell = (fact: Omit<Announcement, 'case'>) => void;

function follow(store: CaseWriter, tell: Tell): () => void {
  return store.onAppend(({ entry, touched }) => tell({ seq: entry.seq, verb: entry.verb, touched: [...touched] }));
}

function look(store: Opened['store'], tell: Tell, fail: (error: unknown) => void): () => void {
  let seen = store.lastSeq();
  const timer = setInterval(() => {
    try {
      for (const fact of store.factsAfter(seen)) {
        seen = fact.seq;
        tell(fact);
      }
    } catch (error) {
      clearInterval(timer);
      fail(error);
    }
  }, lookEvery);
  timer.unref();
  return () => clearInterval(timer);
}
