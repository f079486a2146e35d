/** Moving sources from state to state, seen at once and then saved; and the way to the next that waits. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { SourceGroup } from '../../../shared/contract.ts';
import type { CaseHandle, Source, SourceId, SourceRow, Triage } from '../../../shared/model.ts';
import { useNotices } from '../../components/notices.tsx';
import { useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';

interface Listed {
  readonly rows: readonly SourceRow[];
  readonly triage: Readonly<Record<Triage, number>>;
}

/** Shows the new state before the workbench has said so: in every list held, and in the source itself. */
function showAt(client: QueryClient, handle: CaseHandle, ids: ReadonlySet<SourceId>, triage: Triage): void {
  client.setQueriesData<Listed>({ queryKey: ['case', handle, 'sources'] }, (page) => {
    const moved = page?.rows.filter((row) => ids.has(row.id) && row.triage !== triage);
    if (!page || !moved || moved.length === 0) return page;
    const counts = { ...page.triage };
    for (const row of moved) {
      counts[row.triage] -= 1;
      counts[triage] += 1;
    }
    return { ...page, triage: counts, rows: page.rows.map((row) => (moved.includes(row) ? { ...row, triage } : row)) };
  });
  for (const id of ids) client.setQueryData<Source>(keys.source(handle, id), (source) => source && { ...source, triage });
}

export interface Triaging {
  sort(ids: readonly SourceId[], triage: Triage): Promise<boolean>;
  /** Opens the next new source of the kind that is listed; says so where there is none. */
  toNextNew(): Promise<void>;
  /** Marks the open source read and goes on to the next new one. */
  readAndNext(): Promise<void>;
  /** Marks the new ones among those that the filters leave as read. */
  allShownRead(): Promise<void>;
}

const most = 1000;

export function useTriage(): Triaging {
  const { handle } = useCaseHere();
  const api = useApi();
  const client = useQueryClient();
  const store = useSelectionStore();
  const { tell, fail } = useNotices();
  const sort = useCallback(
    async (ids: readonly SourceId[], triage: Triage) => {
      // What is on its way would bring the old state back
      await client.cancelQueries({ queryKey: ['case', handle, 'sources'] });
      showAt(client, handle, new Set(ids), triage);
      try {
        await api.sources.sort({ case: handle, sources: [...ids], triage });
        return true;
      } catch (error) {
        fail(error, 'The state could not be changed.');
        return false;
      } finally {
        void client.invalidateQueries({ queryKey: ['case', handle, 'sources'] });
        for (const id of ids) void client.invalidateQueries({ queryKey: keys.source(handle, id) });
      }
    },
    [api, client, fail, handle],
  );
  return useMemo(() => {
    const ofKind = (kind: SourceGroup | 'all') => (kind === 'all' ? {} : { kind });
    const toNextNew = async (): Promise<void> => {
      const { source: after, kind } = store.get();
      try {
        const { source } = await api.sources.next({ case: handle, after, triage: 'new', ...ofKind(kind) });
        if (source && source.id !== after) store.chooseSource(source.id);
        else tell({ title: kind === 'all' ? 'No other source is new.' : 'No other source of this kind is new.' });
      } catch (error) {
        fail(error, 'The next source could not be found.');
      }
    };
    return {
      sort,
      toNextNew,
      readAndNext: async () => {
        const { source } = store.get();
        if (source === null || (await sort([source], 'read'))) await toNextNew();
      },
      allShownRead: async () => {
        const { kind, filter } = store.get();
        try {
          const ids: SourceId[] = [];
          for (let offset = 0; offset < 10 * most; offset += most) {
            const { rows } = await api.sources.list({ case: handle, offset, limit: most, filter, triage: 'new', ...ofKind(kind) });
            ids.push(...rows.map(({ id }) => id));
            if (rows.length < most) break;
          }
          if (ids.length > 0) await sort(ids, 'read');
        } catch (error) {
          fail(error, 'The state could not be changed.');
        }
      },
    };
  }, [api, fail, handle, sort, store, tell]);
}
