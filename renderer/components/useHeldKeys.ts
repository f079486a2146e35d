import { useEffect } from 'react';
import { useSelectionStore } from '../state/selection.tsx';

/** Longer than any dialog takes to stand; what does not stand by then is not coming. */
const patience = 1000;

/**
 * Between asking for a dialog and its having the focus lie some milliseconds. Who types on in them means the dialog: their
 * letters must not run as keys of what lies under it (S would link evidence).
 */
export function useHeldKeys(): void {
  const store = useSelectionStore();
  useEffect(() => {
    let before = store.get().dialog;
    let askedAt = -patience;
    const stop = store.subscribe(() => {
      const now = store.get().dialog;
      if (now && now !== before) askedAt = performance.now();
      before = now;
    });
    const onKey = (event: KeyboardEvent): void => {
      if (!store.get().dialog || performance.now() - askedAt > patience) return;
      if (document.activeElement?.closest('[role=dialog]') || event.key === 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      stop();
      window.removeEventListener('keydown', onKey, { capture: true });
    };
  }, [store]);
}
