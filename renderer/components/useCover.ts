import { skipToken, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Cover, SourceId, SourceKind } from '../../shared/model.ts';
import { useApi } from '../state/client.tsx';
import { keys } from '../state/queries.ts';
import { useSelection, useSelectionStore } from '../state/selection.tsx';

/** What of a source decides whether its picture is shown. */
export interface Coverable {
  readonly id: SourceId;
  readonly kind: SourceKind;
  readonly cover: Cover;
}

export interface CoverNow {
  /** How it is covered until it is revealed; null where it is shown at once. */
  readonly way: 'blur' | 'grey' | null;
  /** Covered now: it has a cover, and was not revealed in this window. */
  readonly isCovered: boolean;
  reveal(): void;
  coverAgain(): void;
}

/** Whether the picture of a source is covered in this window. As long as the case's word is not known, it is. */
export function useCover(source: Coverable): CoverNow {
  const api = useApi();
  const store = useSelectionStore();
  const open = useSelection((now) => now.open);
  const isRevealed = useSelection((now) => now.revealed.has(source.id));
  const info = useQuery({
    queryKey: open ? keys.info(open) : ['none', 'info'],
    queryFn: open ? ({ signal }) => api.cases.get({ case: open }, { signal }) : skipToken,
  });
  const ofCase = info.data?.summary.details.cover;
  const way = wayOf(source, ofCase);
  const { id } = source;
  const set = useCallback(
    (shown: boolean) => {
      const revealed = new Set(store.get().revealed);
      if (shown) revealed.add(id);
      else revealed.delete(id);
      store.set({ revealed });
    },
    [store, id],
  );
  return { way, isCovered: way !== null && !isRevealed, reveal: () => set(true), coverAgain: () => set(false) };
}

/** Only photos are covered. One that is covered whatever the case says is blurred, unless the case asks for grey. */
export function wayOf({ kind, cover }: Coverable, ofCase: 'none' | 'blur' | 'grey' | undefined): 'blur' | 'grey' | null {
  if (kind !== 'photo' || cover === 'open') return null;
  if (ofCase === undefined) return 'grey';
  if (cover === 'covered') return ofCase === 'grey' ? 'grey' : 'blur';
  return ofCase === 'none' ? null : ofCase;
}
