import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Settings } from '../../shared/contract.ts';
import { useApi } from '../state/client.tsx';
import { keys } from '../state/queries.ts';
import { useNotices } from './notices.tsx';

/** Changes settings of this person: seen at once, then kept; what could not be kept is taken back and told of. */
export function useChangeSettings(): (change: Partial<Settings>) => Promise<void> {
  const api = useApi();
  const client = useQueryClient();
  const { fail } = useNotices();
  return useCallback(
    async (change) => {
      const before = client.getQueryData<Settings>(keys.settings);
      if (before) client.setQueryData<Settings>(keys.settings, { ...before, ...change });
      try {
        client.setQueryData(keys.settings, await api.app.changeSettings(change));
      } catch (error) {
        client.setQueryData(keys.settings, before);
        fail(error, 'The setting could not be changed.');
      }
    },
    [api, client, fail],
  );
}
