import { useRun } from '../../components/useRun.ts';
import { useApi } from '../../state/client.tsx';
import { useHistory } from '../../state/queries.ts';
import { useCaseHere } from './CaseContext.tsx';

/** Undo and redo with what they would do, in words; null where there is nothing. */
export function useHistoryActions() {
  const { handle, readOnly } = useCaseHere();
  const api = useApi();
  const { data } = useHistory(handle);
  const { run, busy } = useRun();
  return {
    busy,
    undoes: readOnly ? null : (data?.undo ?? null),
    redoes: readOnly ? null : (data?.redo ?? null),
    undo: () => void run(() => api.history.undo({ case: handle }), 'This could not be undone.'),
    redo: () => void run(() => api.history.redo({ case: handle }), 'This could not be redone.'),
  };
}
