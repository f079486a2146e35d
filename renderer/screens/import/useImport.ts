/**
 * Hands files over and puts them into the case's queue. A browser window uploads them to its own machine's workbench first;
 * a file that cannot be handed over fails by itself. From then on the queue goes by itself, also when this window is closed.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ImportBatch, ImportOutcome } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/errors.ts';
import type { CaseHandle, Ticket } from '../../../shared/model.ts';
import { useNotices } from '../../components/notices.tsx';
import { counted } from '../../components/words.ts';
import { ticketFor, toFailure, useApi } from '../../state/client.tsx';
import { useQueue, useQueueWatch } from './useQueue.ts';

/** As many tickets as one call takes. */
const mostTickets = 20_000;
/** Files on their way to the workbench at a time. */
const atOnce = 4;

export interface HandingOver {
  readonly done: number;
  readonly total: number;
  readonly current: string;
}
/** What did not even reach the queue: files that could not be handed over, pasted texts that were refused. */
export interface Refused {
  readonly path: string;
  readonly failure: Failure;
}

/** Nothing in it needs a person's eye: said once, then gone. */
export const isQuiet = ({ state, counts, failure, total }: ImportBatch): boolean =>
  state === 'done' && failure === null && total > 0 && counts.imported === total;

/** `watched`: the import screen is in front, where nothing goes away by itself. */
export function useImport(handle: CaseHandle, watched: boolean) {
  const api = useApi();
  const { tell, fail } = useNotices();
  useQueueWatch(handle);
  const queue = useQueue(handle);
  const [handing, setHanding] = useState<HandingOver | null>(null);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const stop = useRef<AbortController | null>(null);
  const waiting = useRef<Promise<void>>(Promise.resolve());
  const told = useRef(new Set<number>());
  const hushed = useRef(new Set<number>());

  const refuse = useCallback(
    (path: string, error: unknown) => setRefused((before) => [...before, { path, failure: toFailure(error) }]),
    [],
  );

  const handOver = useCallback(
    async (files: readonly File[], signal: AbortSignal): Promise<Ticket[]> => {
      const tickets: (Ticket | null)[] = files.map(() => null);
      const waiting = files.entries();
      let done = 0;
      const work = async () => {
        for (const [index, file] of waiting) {
          if (signal.aborted) break;
          setHanding({ done, total: files.length, current: file.name });
          try {
            tickets[index] = await ticketFor(file);
          } catch (error) {
            refuse(file.name, error);
          }
          done += 1;
        }
      };
      await Promise.all(Array.from({ length: Math.min(atOnce, files.length) }, work));
      return tickets.filter((ticket) => ticket !== null);
    },
    [refuse],
  );

  const begin = useCallback(
    (what: { files: readonly File[] } | { tickets: readonly Ticket[] }) => {
      const work = async () => {
        const abort = new AbortController();
        stop.current = abort;
        try {
          const tickets = 'files' in what ? await handOver(what.files, abort.signal) : what.tickets;
          for (let from = 0; from < tickets.length && !abort.signal.aborted; from += mostTickets)
            await api.imports.add({ case: handle, tickets: tickets.slice(from, from + mostTickets) });
        } catch (error) {
          fail(error, 'Nothing was imported.');
        } finally {
          stop.current = null;
          setHanding(null);
        }
      };
      waiting.current = waiting.current.then(work);
      return waiting.current;
    },
    [api, handle, handOver, fail],
  );

  const paste = useCallback(
    async (content: string, as: 'text' | 'html', name: string): Promise<ImportOutcome> => {
      try {
        const outcome = await api.imports.paste({ case: handle, content, as, name });
        if (outcome.error) refuse(outcome.path, outcome.error);
        else if (outcome.outcome === 'duplicate') tell({ title: `These very words are here already: ${outcome.source?.ref ?? ''}.` });
        else tell({ title: '1 source imported.', body: 'The bytes are copied, hashed and on disk.' });
        return outcome;
      } catch (error) {
        refuse(name, error);
        return { path: name, outcome: 'failed', source: null, error: toFailure(error) };
      }
    },
    [api, handle, tell, refuse],
  );

  const run = useCallback(
    async (work: Promise<unknown>) => {
      try {
        await work;
      } catch (error) {
        fail(error);
      }
    },
    [fail],
  );

  const quiet = queue?.batches.filter(isQuiet);
  useEffect(() => {
    for (const { id, counts } of quiet ?? []) {
      if (!told.current.has(id)) {
        told.current.add(id);
        // The import screen says so itself
        if (!watched) tell({ title: `${counted(counts.imported, 'source')} imported.`, body: 'The bytes are copied, hashed and on disk.' });
      }
      if (watched || hushed.current.has(id)) continue;
      hushed.current.add(id);
      void run(api.imports.dismiss({ case: handle, batch: id }));
    }
  }, [quiet, watched, api, handle, tell, run]);

  return useMemo(
    () => ({
      batches: (queue?.batches ?? []).filter((batch) => watched || !isQuiet(batch)),
      note: queue?.note,
      memoryBytes: queue?.memoryBytes ?? 0,
      handing,
      refused,
      begin,
      paste,
      cancelHanding: () => stop.current?.abort(),
      forgetRefused: () => setRefused([]),
      pause: (batch: number) => run(api.imports.pause({ case: handle, batch })),
      resume: (batch: number) => run(api.imports.resume({ case: handle, batch })),
      cancel: (batch: number) => run(api.imports.cancel({ case: handle, batch })),
      retry: (batch: number, items?: number[]) => run(api.imports.retry({ case: handle, batch, ...(items ? { items } : {}) })),
      dismiss: (batch: number) => run(api.imports.dismiss({ case: handle, batch })),
    }),
    [queue, watched, handing, refused, begin, paste, run, api, handle],
  );
}

export type Import = ReturnType<typeof useImport>;
