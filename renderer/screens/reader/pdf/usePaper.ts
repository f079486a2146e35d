/** Whether a source is shown as its pages: what it has, what this installation can draw, and what the person chose in this window. */
import { useCallback, useRef, useState } from 'react';
import type { CaseHandle, RenditionId, Source } from '../../../../shared/model.ts';
import { useSelection, useSelectionStore } from '../../../state/selection.tsx';
import { hasPages, isEncrypted } from '../facts/Pages.tsx';
import type { PageFacts } from './pageMarks.ts';
import { usePages } from './usePages.ts';

export interface Paper {
  /** A document that was unlocked, or never was locked. */
  readonly isPaper: boolean;
  /** Whether its pages can be drawn here. */
  readonly canDraw: boolean;
  /** Why it is shown as text alone; null where it can be shown as pages. */
  readonly because: string | null;
  readonly state: 'opening' | 'pages' | 'text';
  readonly pages: readonly PageFacts[] | null;
  readonly current: number;
  readonly asked: { readonly page: number; readonly nonce: number };
  show(paper: 'pages' | 'text'): void;
  goTo(page: number): void;
  seen(page: number): void;
}

/** `needed`: what is chosen stands on pages only. */
export function usePaper(handle: CaseHandle, source: Source, rendition: RenditionId | null, needed: boolean): Paper {
  const store = useSelectionStore();
  const wish = useSelection((now) => now.paper);
  const isPaper = hasPages(source);
  const canDraw = isPaper && !isEncrypted(source);
  const [asked, setAsked] = useState({ page: 1, nonce: 0 });
  const [current, setCurrent] = useState(1);
  const wanted = canDraw && (wish === 'pages' || needed);
  const query = usePages(handle, rendition, wanted);
  const pages = query.data?.unit === 'pt' && query.data.pages.length > 0 ? query.data.pages : null;
  const because = !isPaper
    ? null
    : !canDraw
      ? 'Its pages cannot be drawn: they need the password, which is not kept. This is its text.'
      : query.isError || (query.data && pages === null)
        ? 'Where this text stands on the pages is not known, so it is shown alone.'
        : null;
  const state = !wanted || because !== null || source.rendition === null ? 'text' : pages ? 'pages' : 'opening';

  const latest = useRef(current);
  const seen = useCallback((page: number) => {
    latest.current = page;
    setCurrent(page);
  }, []);
  const goTo = useCallback((page: number) => setAsked(({ nonce }) => ({ page, nonce: nonce + 1 })), []);
  const show = useCallback(
    (paper: 'pages' | 'text') => {
      // The pages open again where they were left
      setAsked(({ nonce }) => ({ page: latest.current, nonce }));
      store.set({ paper });
    },
    [store],
  );
  return { isPaper, canDraw, because, state, pages, current, asked, show, goTo, seen };
}
