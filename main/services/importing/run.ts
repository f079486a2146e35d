/** An import from its beginning to its end, for whoever waits for it (a terminal, the sample), and words from the clipboard. */
import type { ImportOutcome, ImportProgress, ImportResult } from '../../../shared/contract.ts';
import type { CaseHandle, Ticket } from '../../../shared/model.ts';
import { asAssayError } from '../failures.ts';
import { safeName } from '../names.ts';
import type { Candidate } from './candidate.ts';
import { importerOf } from './desk.ts';
import type { Importer } from './importer.ts';
import { decodeTaken } from './prepare.ts';
import { addToQueue, cancelBatch, dismissBatch } from './queue.ts';
import { settleGroup } from './settle.ts';
import { brief, type ImportTools } from './tools.ts';
import { outcomeOf } from './views.ts';

const tally = (outcomes: readonly ImportOutcome[], cancelled: boolean): ImportResult => {
  const count = (outcome: ImportOutcome['outcome']): number => outcomes.filter((each) => each.outcome === outcome).length;
  return {
    imported: count('imported'),
    duplicates: count('duplicate'),
    newVersions: count('new-version'),
    failed: count('failed'),
    cancelled,
    outcomes: [...outcomes],
  };
};

const page = 1000;
/** What became of every item of a batch, in the order in which they were found. What a batch that stopped did not come to has failed for its reason. */
function outcomesOf({ queue, store }: Importer, batch: number, stopped: ImportOutcome['error']): ImportOutcome[] {
  const outcomes: ImportOutcome[] = [];
  for (let offset = 0; ; offset += page) {
    const { items } = queue.items({ batch, states: [], filter: '' }, { offset, limit: page }, false);
    for (const item of items) {
      const outcome = outcomeOf(store, item);
      if (outcome !== null) outcomes.push(outcome);
      else if (stopped !== null) outcomes.push({ path: item.shown, outcome: 'failed', source: null, error: stopped });
    }
    if (items.length < page) return outcomes;
  }
}

/** Imports what the tickets stand for. On abort, what has come in stays. */
export async function* importFiles(
  tools: ImportTools,
  handle: CaseHandle,
  tickets: readonly Ticket[],
  url: string | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<ImportProgress, ImportResult> {
  const importer = importerOf(tools, handle);
  const { ending } = tools.desk.get(handle);
  const { queue, store } = importer;
  const settled: number[] = [];
  let poke = Promise.withResolvers<void>();
  const wake = (): void => poke.resolve();
  const batch = await addToQueue(tools, handle, tickets, url);
  const stops = [
    importer.onSettled((item, of) => {
      if (of === batch && item > 0) settled.push(item);
      wake();
    }),
    queue.onChange(wake),
  ];
  signal?.addEventListener('abort', wake);
  let isWhole = false;
  let done = 0;
  try {
    for (let told = false; ; ) {
      poke = Promise.withResolvers();
      const row = queue.batch(batch);
      const intent = row === null ? 'cancelled' : importer.intentOf(row);
      if (!told) {
        const first = queue.items({ batch, states: [], filter: '' }, { offset: 0, limit: 1 }, false);
        const [item] = first.items;
        if (item !== undefined) {
          told = true;
          yield { done: 0, total: first.total, current: item.shown, outcome: null };
        }
      }
      const total = settled.length > 0 ? queue.tally(batch).total : 0;
      for (let id = settled.shift(); id !== undefined; id = settled.shift()) {
        const item = queue.item(id);
        const outcome = item === null ? null : outcomeOf(store, item);
        if (item === null || outcome === null) continue;
        done += 1;
        yield { done, total: Math.max(done, total), current: item.shown, outcome };
      }
      if (signal?.aborted) break;
      // Paused by a person in another window: it may go on yet
      if (intent !== 'run' && intent !== 'paused') {
        isWhole = true;
        break;
      }
      await poke.promise;
    }
  } finally {
    for (const stop of stops) stop();
    signal?.removeEventListener('abort', wake);
    // The window is gone or the person cancelled; a case that is being closed keeps its queue for the next time
    if (!isWhole && !ending.signal.aborted) cancelBatch(tools, handle, batch);
    await importer.idle(batch);
  }
  const row = queue.batch(batch);
  const outcomes = outcomesOf(importer, batch, row !== null && importer.intentOf(row) === 'stopped' ? importer.failureOf(row) : null);
  const asks = outcomes.some((outcome) => outcome.asks !== undefined);
  const intent = row === null ? 'cancelled' : importer.intentOf(row);
  // Nobody looks at its list any more, unless something in it waits for a person
  if (row !== null && (intent === 'done' || intent === 'cancelled') && !asks) dismissBatch(tools, handle, batch);
  return tally(outcomes, intent === 'cancelled' || (signal?.aborted ?? false));
}

/** Text or HTML from the clipboard, kept as UTF-8 bytes. */
export async function pasteIn(
  tools: ImportTools,
  handle: CaseHandle,
  content: string,
  as: 'text' | 'html',
  name: string,
  url: string | null,
): Promise<ImportOutcome> {
  const importer = importerOf(tools, handle);
  const { store } = importer;
  const extension = as === 'html' ? '.html' : '.txt';
  const fileName = name.toLowerCase().endsWith(extension) ? name : `${name}${extension}`;
  const from: Candidate = {
    shown: safeName(fileName),
    name: fileName,
    modifiedAt: null,
    url,
    holder: null,
    part: null,
    claimedAt: null,
    recovered: false,
  };
  try {
    const taken = await store.originals.takeBytes(new TextEncoder().encode(content));
    try {
      const prepared = await decodeTaken(tools, store, from, taken, undefined);
      const [outcome] = await settleGroup({ desk: tools.desk, store, addresses: importer.addresses }, [prepared], new Set());
      if (outcome === undefined) throw new TypeError('a file became nothing');
      if (outcome.kind === 'failed') throw outcome.error;
      if (outcome.isNew) tools.onImported?.(handle, outcome.source);
      return { path: from.shown, outcome: outcome.kind, source: brief(store.source(outcome.source)), error: null };
    } catch (error) {
      store.originals.drop(taken);
      throw error;
    }
  } catch (error) {
    return { path: from.shown, outcome: 'failed', source: null, error: asAssayError(error).toFailure() };
  }
}
