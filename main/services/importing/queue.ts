/** What can be done with the queue of a case: add, look, pause, go on, cancel, try again, put away. */

import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportBatch, ImportItem, ImportQueue, ItemCounts } from '../../../shared/contract.ts';
import { AssayError } from '../../../shared/errors.ts';
import type { CaseHandle, Ticket } from '../../../shared/model.ts';
import type { ChosenPlace } from '../../ports.ts';
import { CaseWriter } from '../../storage/case-folder.ts';
import { codeOf } from '../../storage/errors.ts';
import type { ItemFilter } from '../../storage/queue.ts';
import type { BatchRow, RootRow } from '../../storage/queue-schema.ts';
import { asAssayError } from '../failures.ts';
import { safeName } from '../names.ts';
import { filesOf } from '../walk.ts';
import { batchTitle } from './describe.ts';
import { importerOf } from './desk.ts';
import type { Importer } from './importer.ts';
import type { ImportTools } from './tools.ts';
import { batchById, itemView, queueView } from './views.ts';

/** Milliseconds between two looks that a window gets. */
const tellEvery = 250;

/** An upload is moved into the case, so that it outlives the window and the program that took it. */
async function moveIn(store: CaseWriter, { path }: ChosenPlace): Promise<string> {
  const name = `upload-${randomBytes(12).toString('hex')}`;
  const target = join(store.incoming, name);
  try {
    await mkdir(store.incoming, { recursive: true });
    try {
      await rename(path, target);
    } catch (error) {
      // Another disk
      if (codeOf(error) !== 'EXDEV') throw error;
      await copyFile(path, target);
      await rm(path, { force: true });
    }
    return name;
  } catch (error) {
    await rm(target, { force: true });
    throw asAssayError(error);
  }
}

/** Throws BAD_INPUT where one address is given for more than one file. */
async function checkOneFile(places: readonly ChosenPlace[]): Promise<void> {
  let files = 0;
  for (const place of places)
    for await (const file of filesOf(place)) {
      void file;
      files += 1;
      if (files > 1)
        throw new AssayError('BAD_INPUT', 'One address belongs to one file. Import the files one by one, or without an address.', {
          files,
        });
    }
}

/** Puts what the tickets stand for into the queue and sets to work. Throws TICKET_UNKNOWN, BAD_INPUT, DISK_FULL. */
export async function addToQueue(tools: ImportTools, handle: CaseHandle, tickets: readonly Ticket[], url: string | null): Promise<number> {
  const importer = importerOf(tools, handle);
  const { store, queue } = importer;
  const places = tickets.map((ticket) => tools.desk.ports.files.redeem(ticket));
  if (url !== null) await checkOneFile(places);
  const roots: Omit<RootRow, 'id' | 'batch'>[] = [];
  for (const place of places) {
    const isOurs = place.isCopy === true && (await stat(place.path).catch(() => null))?.isFile() === true;
    roots.push({
      path: Buffer.from(place.path),
      name: place.name,
      modifiedAt: place.modifiedAt,
      copy: isOurs ? await moveIn(store, place) : null,
    });
  }
  const title = safeName(batchTitle(places.map(({ name }) => name)));
  const batch = queue.change(() => queue.addBatch(title, tools.desk.ports.clock.now(), url, roots));
  importer.wake();
  return batch;
}

/** Of a case that is only read: another program's queue is not ours to look into. */
const nothing = (): ImportQueue => ({ batches: [], memoryBytes: process.memoryUsage.rss() });

export function lookAtQueue(tools: ImportTools, handle: CaseHandle): ImportQueue {
  return tools.desk.read(handle) instanceof CaseWriter ? queueView(importerOf(tools, handle)) : nothing();
}

/** The queue now and whenever it changes; ends when the window goes away or the case is closed. */
export async function* watchQueue(
  tools: ImportTools,
  handle: CaseHandle,
  signal: AbortSignal | undefined,
): AsyncGenerator<ImportQueue, void> {
  const { store, ending } = tools.desk.get(handle);
  const over = signal === undefined ? ending.signal : AbortSignal.any([signal, ending.signal]);
  let wake = Promise.withResolvers<void>();
  const poke = (): void => wake.resolve();
  over.addEventListener('abort', poke);
  const importer = store instanceof CaseWriter ? importerOf(tools, handle) : null;
  const stop = importer?.queue.onChange(poke);
  try {
    while (!over.aborted) {
      wake = Promise.withResolvers();
      yield importer === null ? nothing() : queueView(importer);
      if (over.aborted) return;
      await wake.promise;
      await new Promise((resolve) => setTimeout(resolve, tellEvery));
    }
  } finally {
    over.removeEventListener('abort', poke);
    stop?.();
  }
}

export function itemsOfQueue(
  tools: ImportTools,
  handle: CaseHandle,
  filter: ItemFilter & { readonly offset: number; readonly limit: number; readonly newestFirst: boolean },
): { total: number; counts: ItemCounts; items: ImportItem[] } {
  const store = tools.desk.read(handle);
  if (!(store instanceof CaseWriter)) return { total: 0, counts: noCounts(), items: [] };
  const importer = importerOf(tools, handle);
  const page = importer.queue.items(filter, filter, filter.newestFirst);
  const shown = page.items.map((item) => itemView(store, item));
  return {
    ...page,
    items: shown.map((item) => (item.state === 'reading' && !importer.isReading(item.id) ? { ...item, state: 'waiting' } : item)),
  };
}

function batchOf(importer: Importer, id: number): BatchRow {
  const batch = importer.queue.batch(id);
  if (batch === null) throw new AssayError('NOT_FOUND', 'There is no such batch in this queue.', { batch: id });
  return batch;
}

/** Stands still after what is being written; what was only being read waits again. */
export function pauseBatch(tools: ImportTools, handle: CaseHandle, id: number): ImportBatch {
  const importer = importerOf(tools, handle);
  if (importer.intentOf(batchOf(importer, id)) === 'run') {
    importer.queue.change(() => importer.queue.setIntent(id, 'paused'));
    importer.halt(id);
  }
  return batchById(importer, id);
}

export function resumeBatch(tools: ImportTools, handle: CaseHandle, id: number): ImportBatch {
  const importer = importerOf(tools, handle);
  const intent = importer.intentOf(batchOf(importer, id));
  if (intent === 'paused' || intent === 'stopped') importer.restart(id);
  return batchById(importer, id);
}

/** What came in stays; what waits is not read any more. */
export function cancelBatch(tools: ImportTools, handle: CaseHandle, id: number): ImportBatch {
  const importer = importerOf(tools, handle);
  const intent = importer.intentOf(batchOf(importer, id));
  if (intent !== 'done' && intent !== 'cancelled') {
    importer.queue.change(() => importer.queue.setIntent(id, 'cancelled'));
    importer.halt(id);
  }
  return batchById(importer, id);
}

export function retryItems(tools: ImportTools, handle: CaseHandle, id: number, items: readonly number[] | null): ImportBatch {
  const importer = importerOf(tools, handle);
  const intent = importer.intentOf(batchOf(importer, id));
  const count = importer.queue.change(() => importer.queue.retry(id, items));
  if (count > 0 && intent !== 'paused') importer.restart(id);
  return batchById(importer, id);
}

/** Throws BAD_INPUT for a batch that is still at work. */
export function dismissBatch(tools: ImportTools, handle: CaseHandle, id: number): void {
  const importer = importerOf(tools, handle);
  const intent = importer.intentOf(batchOf(importer, id));
  if (intent !== 'done' && intent !== 'cancelled')
    throw new AssayError('BAD_INPUT', 'This batch has not ended. Cancel it first.', { batch: id });
  importer.removeCopies(id);
  importer.queue.change(() => importer.queue.removeBatch(id));
}

const noCounts = (): ItemCounts => ({
  waiting: 0,
  reading: 0,
  imported: 0,
  duplicate: 0,
  'new-version': 0,
  asks: 0,
  failed: 0,
  cancelled: 0,
});
