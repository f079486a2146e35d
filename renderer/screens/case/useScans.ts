/** Scanned documents that are read without being asked for: how far that is, stopping it, and switching it on and off. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ScanText } from 'lucide-react';
import { useState } from 'react';
import { useCommands } from '../../components/commands.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useCaseHere } from './CaseContext.tsx';

export function useScans() {
  const { handle, readOnly } = useCaseHere();
  const api = useApi();
  const client = useQueryClient();
  const { fail } = useNotices();
  /** Notes that the person has seen. */
  const [seen, setSeen] = useState(0);
  const { data: state } = useQuery({
    queryKey: keys.reading(handle),
    queryFn: ({ signal }) => api.reading.background({ case: handle }, { signal }),
    enabled: !readOnly,
  });
  const stop = async () => {
    try {
      await api.reading.stop({ case: handle });
    } catch (error) {
      fail(error, 'The reading could not be stopped.');
    }
  };
  const turn = async (readScans: boolean) => {
    try {
      client.setQueryData(keys.settings, await api.app.changeSettings({ readScans }));
      await client.invalidateQueries({ queryKey: keys.reading(handle) });
    } catch (error) {
      fail(error, 'This setting could not be changed.');
    }
  };
  useCommands(
    state === undefined
      ? []
      : [
          {
            id: 'read-scans',
            label: state.isOn ? 'Scanned documents: read only when asked' : 'Scanned documents: read by themselves',
            words: 'ocr machine text background automatic setting',
            icon: ScanText,
            run: () => void turn(!state.isOn),
          },
        ],
  );
  const notes = state?.notes.slice(seen) ?? [];
  return {
    current: state?.current ?? null,
    waiting: state?.waiting ?? 0,
    notes,
    stop: () => void stop(),
    dismiss: () => setSeen(seen + notes.length),
  };
}
