import { useCallback, useRef, useState } from 'react';
import type { JobProgress, ReportResult } from '../../../shared/contract.ts';
import { follow } from '../../components/follow.ts';
import { useNotices } from '../../components/notices.tsx';
import { folderName } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { useChoose } from '../chooser/useChoose.ts';
import { useCaseHere } from './CaseContext.tsx';

export type ExportState = { at: 'idle' } | { at: 'running'; progress: JobProgress | null } | { at: 'done'; result: ReportResult };

/** The report as PDF: asks where, sets it, says where it is and what it is. `cancel` stops it; nothing half-made stays. */
export function useExport(title: string) {
  const { handle } = useCaseHere();
  const api = useApi();
  const choose = useChoose();
  const { tell, fail } = useNotices();
  const [state, setState] = useState<ExportState>({ at: 'idle' });
  const running = useRef<AbortController | null>(null);
  const start = useCallback(async () => {
    if (running.current) return;
    const stop = new AbortController();
    running.current = stop;
    try {
      const to = await choose('save-report', `${folderName(title)}.pdf`);
      if (!to) return;
      setState({ at: 'running', progress: null });
      const job = await api.report.export({ case: handle, to }, { signal: stop.signal });
      const result = await follow<JobProgress, ReportResult>(job, (progress) => setState({ at: 'running', progress }));
      setState({ at: 'done', result });
    } catch (error) {
      setState({ at: 'idle' });
      if (stop.signal.aborted || toFailure(error).code === 'CANCELLED') tell({ title: 'The export was cancelled. No file was written.' });
      else fail(error, 'The report was not exported.');
    } finally {
      running.current = null;
    }
  }, [api, choose, fail, handle, tell, title]);
  return { state, start: () => void start(), cancel: () => running.current?.abort(), dismiss: () => setState({ at: 'idle' }) };
}
export type Export = ReturnType<typeof useExport>;
