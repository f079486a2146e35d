/** The ways into a case and out of it. Each tells its failure in plain words and stays where it was. */
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OpenCase } from '../../../shared/contract.ts';
import { CaseHandle, Ticket } from '../../../shared/model.ts';
import { useNotices } from '../../components/notices.tsx';
import { useApi } from '../../state/client.tsx';
import { toFailure } from '../../state/failure.ts';
import { keys } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useChoose } from '../chooser/useChoose.ts';

export function useDoors() {
  const api = useApi();
  const client = useQueryClient();
  const store = useSelectionStore();
  const { tell, fail } = useNotices();
  const choose = useChoose();
  return useMemo(() => {
    const enter = (opened: OpenCase) => {
      client.setQueryData(keys.info(opened.case), opened);
      store.enter(opened.case);
      void client.invalidateQueries({ queryKey: keys.recent });
      if (opened.recovered)
        tell({
          title: 'This case was not closed cleanly last time.',
          body: `Its log was checked: all ${opened.summary.entries} entries are whole, nothing is lost.`,
        });
    };
    /** One case at a time: a second press while one is on its way does nothing. */
    const trying = async (words: string, work: () => Promise<OpenCase>, refused: string) => {
      if (store.get().opening) return;
      store.set({ opening: words });
      try {
        enter(await work());
      } catch (error) {
        fail(error, refused);
      } finally {
        store.set({ opening: null });
      }
    };
    const openCase = (ticket: string) =>
      trying('Opening the case', () => api.cases.open({ at: Ticket.parse(ticket), mode: 'either' }), 'The case could not be opened.');
    return {
      enter,
      openCase,
      openChosen: async () => {
        try {
          const at = await choose('open-case');
          if (at) await openCase(at);
        } catch (error) {
          fail(error, 'The case could not be opened.');
        }
      },
      openSample: () => trying('Laying out the sample case', () => api.cases.sample({}), 'The sample case could not be opened.'),
      /** Back to a case that is still open in the workbench; home where it is not. */
      returnTo: async (asked: string) => {
        try {
          enter(await api.cases.get({ case: CaseHandle.parse(asked) }));
        } catch (error) {
          if (toFailure(error).code === 'CASE_CLOSED') history.replaceState(null, '', location.pathname);
          else fail(error, 'The case could not be opened again.');
        }
      },
      closeCase: async (handle: CaseHandle) => {
        try {
          await api.cases.close({ case: handle });
        } catch (error) {
          fail(error, 'The case was not closed cleanly.');
        }
        store.enter(null);
        client.removeQueries({ queryKey: ['case', handle] });
        void client.invalidateQueries({ queryKey: keys.recent });
      },
    };
  }, [api, client, store, tell, fail, choose]);
}
