/** The queue as a window sees it. */
import type { ImportBatch, ImportItem, ImportOutcome, ImportQueue } from '../../../shared/contract.ts';
import { AssayError } from '../../../shared/errors.ts';
import type { SourceId } from '../../../shared/model.ts';
import type { AnyCase } from '../../storage/case-folder.ts';
import type { BatchRow, ItemRow } from '../../storage/queue-schema.ts';
import type { Importer } from './importer.ts';
import { type Brief, brief } from './tools.ts';

/** Null for a source that was undone since. */
function briefOf(store: AnyCase, id: SourceId | null): Brief | null {
  if (id === null) return null;
  try {
    return brief(store.source(id));
  } catch (error) {
    if (error instanceof AssayError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

export const itemView = (store: AnyCase, item: ItemRow): ImportItem => ({
  id: item.id,
  batch: item.batch,
  path: item.shown,
  state: item.state,
  size: item.size,
  what: item.what,
  source: briefOf(store, item.source),
  holder: item.holder,
  asks: item.asks,
  findings: item.findings,
  error: item.error,
});

const shownState = (importer: Importer, batch: BatchRow): ImportBatch['state'] => {
  const intent = importer.intentOf(batch);
  if (intent !== 'run') return intent;
  return batch.rootsLeft > 0 ? 'counting' : 'running';
};

export function batchView(importer: Importer, batch: BatchRow): ImportBatch {
  const { counts, total, bytesDone, bytesTotal } = importer.queue.tally(batch.id);
  const state = shownState(importer, batch);
  const left = counts.waiting + counts.reading;
  const now = performance.now();
  const isGoing = state === 'running' || state === 'counting';
  const pace = importer.pace(batch.id);
  return {
    id: batch.id,
    title: batch.title,
    state,
    startedAt: batch.startedAt,
    total,
    // A full disk may have kept it from being written down that they wait again
    counts: state === 'stopped' ? { ...counts, waiting: left, reading: 0 } : counts,
    bytesDone,
    bytesTotal,
    filesPerSecond: isGoing ? pace.perSecond(now) : null,
    // While files are still being counted, nobody knows how many are left
    secondsLeft: state === 'running' ? pace.secondsLeft(now, left) : null,
    current: isGoing ? importer.current(batch.id) : '',
    resumedAt: batch.resumedAt,
    failure: importer.failureOf(batch),
  };
}

/** Throws NOT_FOUND. */
export function batchById(importer: Importer, id: number): ImportBatch {
  const row = importer.queue.batch(id);
  if (row === null) throw new AssayError('NOT_FOUND', 'There is no such batch in this queue.', { batch: id });
  return batchView(importer, row);
}

export function queueView(importer: Importer): ImportQueue {
  return {
    batches: importer.queue.batches().map((batch) => batchView(importer, batch)),
    memoryBytes: importer.memoryBytes(),
    ...(importer.queue.note === null ? {} : { note: importer.queue.note }),
  };
}

/** What one item became, for whoever waits for a whole import; null while it is not settled. */
export function outcomeOf(store: AnyCase, item: ItemRow): ImportOutcome | null {
  const { state, shown: path, asks, error } = item;
  const source = briefOf(store, item.source);
  if (state === 'failed') return { path, outcome: 'failed', source, error };
  if (state === 'asks' && asks !== null) return { path, outcome: 'imported', source, error: null, asks };
  if (state === 'imported' || state === 'duplicate' || state === 'new-version') return { path, outcome: state, source, error: null };
  return null;
}
