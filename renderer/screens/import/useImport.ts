import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
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
  const stop = useRef<AbortController | null>(null);
  const waiting = useRef<Promise<void>>(Promise.resolve());

  const handOver = useCallback(async (files: readonly File[], signal: AbortSignal): Promise<Ticket[]> => {
    const tickets: Ticket[] = [];
    for (const [index, file] of files.entries()) {
      if (signal.aborted) break;
      setState((now) => ({ ...now, phase: 'handing-over', done: index, total: files.length, current: file.name }));
      try {
        tickets.push(await ticketFor(file));
      } catch (error) {
        const outcome: ImportOutcome = { path: file.name, outcome: 'failed', source: null, error: toFailure(error) };
        setState((now) => addOutcome(now, outcome));
      }
    }
    return tickets;
  }, []);

  const runOnce = useCallback(
    async (tickets: readonly Ticket[], signal: AbortSignal) => {
      for (let from = 0; from < tickets.length && !signal.aborted; from += mostTickets) {
        const job = await api.imports.run({ case: handle, tickets: tickets.slice(from, from + mostTickets) }, { signal });
        await follow<ImportProgress, ImportResult>(job, (progress) =>
          setState((now) => ({
            ...(progress.outcome ? addOutcome(now, progress.outcome) : now),
            phase: 'importing',
            done: progress.done,
            total: progress.total,
            current: progress.current,
          })),
        );
      }
    },
    [api, handle],
  );

  const begin = useCallback(
    (what: { files: readonly File[] } | { tickets: readonly Ticket[] }) => {
      const work = async () => {
        const abort = new AbortController();
        stop.current = abort;
        setState((now) => startOf(now, 'files' in what ? what.files.length : what.tickets.length));
        try {
          const tickets = 'files' in what ? await handOver(what.files, abort.signal) : what.tickets;
          await runOnce(tickets, abort.signal);
          setState((now) => ({ ...now, phase: abort.signal.aborted ? 'cancelled' : 'done', current: '' }));
        } catch (error) {
          const failure = toFailure(error);
          const cancelled = abort.signal.aborted || failure.code === 'CANCELLED';
          setState((now) => ({ ...now, phase: cancelled ? 'cancelled' : 'stopped', current: '', failure: cancelled ? null : failure }));
        } finally {
          stop.current = null;
        }
      };
      waiting.current = waiting.current.then(work);
      return waiting.current;
    },
    [handOver, runOnce],
  );

  const paste = useCallback(
    async (content: string, as: 'text' | 'html', name: string): Promise<ImportOutcome> => {
      try {
        const outcome = await api.imports.paste({ case: handle, content, as, name });
        setState((now) => withPasted(now, outcome));
        return outcome;
      } catch (error) {
        const outcome: ImportOutcome = { path: name, outcome: 'failed', source: null, error: toFailure(error) };
        setState((now) => withPasted(now, outcome));
        return outcome;
      }
    },
    [api, handle],
  );

  // the common outcome is quiet: said once, then gone
  useEffect(() => {
    if (!isQuiet(state)) return;
    tell({ title: `${counted(state.counts.imported, 'source')} imported.`, body: 'The bytes are copied, hashed and on disk.' });
    setState(idle);
  }, [state, tell]);

  return useMemo(
    () => ({ state, begin, paste, cancel: () => stop.current?.abort(), dismiss: () => setState(idle) }),
    [state, begin, paste],
  );
}
/** A pasted text beside whatever batch is under way. */
const withPasted = (now: ImportState, outcome: ImportOutcome): ImportState =>
  isRunning(now) ? addOutcome(now, outcome) : { ...addOutcome(startOf(now, 1), outcome), phase: 'done', done: 1 };

export type Import = ReturnType<typeof useImport>;
