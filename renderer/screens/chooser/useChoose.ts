import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ChooseFor } from '../../../shared/contract.ts';
import type { Ticket } from '../../../shared/model.ts';
import { useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';

/** Asks for one place: by the system's dialog where the shell has one, else by our own. Null where the person changed their mind. */
export function useChoose() {
  const api = useApi();
  const client = useQueryClient();
  const store = useSelectionStore();
  return useCallback(
    async (purpose: ChooseFor, suggestedName = ''): Promise<Ticket | null> => {
      const about = await client.ensureQueryData({ queryKey: keys.about, queryFn: () => api.app.about() });
      if (about.chooser === 'native') {
        const { tickets } = await api.files.choose({ for: purpose, ...(suggestedName ? { suggestedName } : {}) });
        return tickets[0] ?? null;
      }
      return new Promise((resolve) => store.set({ dialog: { kind: 'chooser', purpose, suggestedName, answer: resolve } }));
    },
    [api, client, store],
  );
}
