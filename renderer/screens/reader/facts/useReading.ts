/** Reading the text in pictures by machine: the languages there are, and one reading under way. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { JobProgress } from '../../../../shared/contract.ts';
import type { Failure } from '../../../../shared/errors.ts';
import type { CaseHandle, RenditionId, SourceId, Ticket } from '../../../../shared/model.ts';
import { follow } from '../../../components/follow.ts';
import { toFailure, useApi } from '../../../state/client.tsx';
import { invalidateTouched } from '../../../state/queries.ts';

const languagesKey = ['app', 'reading-languages'] as const;

export function useLanguages() {
  const api = useApi();
  const client = useQueryClient();
  const known = useQuery({ queryKey: languagesKey, queryFn: ({ signal }) => api.reading.languages(undefined, { signal }) });
  // By another name: it is no hook
  const { useFolder: rememberFolder } = api.reading;
  const use = async (folder: Ticket | null): Promise<void> => {
    await rememberFolder({ folder });
    await client.invalidateQueries({ queryKey: languagesKey });
  };
  return { languages: known.data?.languages ?? [], folder: known.data?.folder ?? null, error: known.error, use };
}

interface HasRead {
  readonly rendition: RenditionId;
  readonly characters: number;
  readonly confidence: number;
}
export type ReadingState =
  | { at: 'rest' }
  | { at: 'reading'; progress: JobProgress | null }
  | { at: 'read'; result: HasRead }
  | { at: 'failed'; failure: Failure };

/** It stops when whoever asked for it goes away. */
export function useReading(handle: CaseHandle, source: SourceId) {
  const api = useApi();
  const client = useQueryClient();
  const [state, setState] = useState<ReadingState>({ at: 'rest' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const read = async (languages: string[]): Promise<void> => {
    if (running.current) return;
    const stop = new AbortController();
    running.current = stop;
    setState({ at: 'reading', progress: null });
    try {
      const job = await api.reading.read({ case: handle, source, languages }, { signal: stop.signal });
      const result = await follow<JobProgress, HasRead>(job, (progress) => setState({ at: 'reading', progress }));
      setState({ at: 'read', result });
      invalidateTouched(client, handle, ['source', 'rendition']);
    } catch (error) {
      const failure = toFailure(error);
      if (stop.signal.aborted || failure.code === 'CANCELLED') setState({ at: 'rest' });
      else setState({ at: 'failed', failure });
    } finally {
      running.current = null;
    }
  };
  return { state, read: (languages: string[]) => void read(languages), cancel: () => running.current?.abort() };
}
