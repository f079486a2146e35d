import { useCallback, useMemo, useRef, useState } from 'react';
import type { ImportOutcome, ImportProgress, ImportResult } from '../../../shared/contract.ts';
import type { CaseHandle, Ticket } from '../../../shared/model.ts';
import { follow } from '../../components/follow.ts';
import { useNotices } from '../../components/notices.tsx';
import { counted } from '../../components/words.ts';
import { ticketFor, toFailure, useApi } from '../../state/client.tsx';
import { addOutcome, type ImportState, idle, isQuiet, isRunning, mostTickets, startOf } from './importState.ts';

/**
 * One import at a time; what is dropped meanwhile waits its turn. Files are handed over first (a browser window uploads
 * them to its own machine's workbench), then imported; a file that cannot be handed over fails by itself.
 */
export function useImport(handle: CaseHandle) {
  const api = useApi();
  const { tell } = useNotices();
  const [state, setState] = useState<ImportState>(idle);
  const held = useRef<ImportState>(idle);
  const change = useCallback((to: (now: ImportState) => ImportState) => {
    held.current = to(held.current);
    setState(held.current);
  }, []);
  /** The common outcome is quiet: said once, then gone. */
  const settle = useCallback(() => {
    if (!isQuiet(held.current)) return;
    tell({ title: `${counted(held.current.counts.imported, 'source')} imported.`, body: 'The bytes are copied, hashed and on disk.' });
    change(() => idle);
  }, [tell, change]);
  const stop = useRef<AbortController | null>(null);
  const waiting = useRef<Promise<void>>(Promise.resolve());

  const handOver = useCallback(
    async (files: readonly File[], signal: AbortSignal): Promise<Ticket[]> => {
      const tickets: Ticket[] = [];
      for (const [index, file] of files.entries()) {
        if (signal.aborted) break;
        change((now) => ({ ...now, phase: 'handing-over', done: index, total: files.length, current: file.name }));
        try {
          tickets.push(await ticketFor(file));
        } catch (error) {
          const outcome: ImportOutcome = { path: file.name, outcome: 'failed', source: null, error: toFailure(error) };
          change((now) => addOutcome(now, outcome));
        }
      }
      return tickets;
    },
    [change],
  );

  const runOnce = useCallback(
    async (tickets: readonly Ticket[], signal: AbortSignal) => {
      for (let from = 0; from < tickets.length && !signal.aborted; from += mostTickets) {
        const job = await api.imports.run({ case: handle, tickets: tickets.slice(from, from + mostTickets) }, { signal });
        await follow<ImportProgress, ImportResult>(job, (progress) =>
          change((now) => ({
            ...(progress.outcome ? addOutcome(now, progress.outcome) : now),
            phase: 'importing',
            done: progress.done,
            total: progress.total,
            current: progress.current,
          })),
        );
      }
    },
    [api, handle, change],
  );

  const begin = useCallback(
    (what: { files: readonly File[] } | { tickets: readonly Ticket[] }) => {
      const work = async () => {
        const abort = new AbortController();
        stop.current = abort;
        change((now) => startOf(now, 'files' in what ? what.files.length : what.tickets.length));
        try {
          const tickets = 'files' in what ? await handOver(what.files, abort.signal) : what.tickets;
          await runOnce(tickets, abort.signal);
          change((now) => ({ ...now, phase: abort.signal.aborted ? 'cancelled' : 'done', current: '' }));
        } catch (error) {
          const failure = toFailure(error);
          const cancelled = abort.signal.aborted || failure.code === 'CANCELLED';
          change((now) => ({ ...now, phase: cancelled ? 'cancelled' : 'stopped', current: '', failure: cancelled ? null : failure }));
        } finally {
          stop.current = null;
          settle();
        }
      };
      waiting.current = waiting.current.then(work);
      return waiting.current;
    },
    [handOver, runOnce, change, settle],
  );

  const paste = useCallback(
    async (content: string, as: 'text' | 'html', name: string): Promise<ImportOutcome> => {
      try {
        const outcome = await api.imports.paste({ case: handle, content, as, name });
        change((now) => withPasted(now, outcome));
        settle();
        return outcome;
      } catch (error) {
        const outcome: ImportOutcome = { path: name, outcome: 'failed', source: null, error: toFailure(error) };
        change((now) => withPasted(now, outcome));
        return outcome;
      }
    },
    [api, handle, change, settle],
  );

  return useMemo(
    () => ({ state, begin, paste, cancel: () => stop.current?.abort(), dismiss: () => change(() => idle) }),
    [state, begin, paste, change],
  );
}

/** A pasted text beside whatever batch is under way. */
const withPasted = (now: ImportState, outcome: ImportOutcome): ImportState =>
  isRunning(now) ? addOutcome(now, outcome) : { ...addOutcome(startOf(now, 1), outcome), phase: 'done', done: 1 };

export type Import = ReturnType<typeof useImport>;
