import { useEffect, useRef } from 'react';

export interface Shortcut {
  /** As `KeyboardEvent.key`, in lower case. */
  readonly key: string;
  /** Ctrl, or Command on a Mac. */
  readonly ctrl?: boolean;
  readonly shift?: boolean;
  /** Works in a text field too. Keys with Ctrl do unless they mean something there (Z). */
  readonly inFields?: boolean;
  run(): void;
}

const fields = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=""], [contenteditable=true]';
export const inField = (target: EventTarget | null): boolean => target instanceof Element && target.closest(fields) !== null;

/** The window's keys. None works while a dialog is open, and none repeats. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.isComposing) return;
      if (document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')) return;
      const ctrl = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      const hit = latest.current.find(
        (one) =>
          one.key === key &&
          (one.ctrl ?? false) === ctrl &&
          (one.shift === undefined || one.shift === event.shiftKey) &&
          (one.inFields || !inField(event.target)),
      );
      if (!hit) return;
      event.preventDefault();
      if (!event.repeat) hit.run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
