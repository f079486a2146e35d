import { useEffect, useRef } from 'react';
import { type ActionId, actionIds } from '../keys/actions.ts';
import { comboOf } from '../keys/combo.ts';
import { useKeymap } from '../keys/useKeymap.ts';

/** What actions do here, by their ids in the table (renderer/keys/actions.ts). */
export type Shortcuts = Readonly<Partial<Record<ActionId, () => void>>>;

const fields = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=""], [contenteditable=true]';
/** Whether a key pressed here is for typing. */
export const inField = (target: EventTarget | null): boolean => target instanceof Element && target.closest(fields) !== null;

/** Keys that a text field has a use for itself. */
const typing = /^Ctrl (?:Shift )?[ACVXYZ]$/;
const worksInFields = (combo: string): boolean => (combo.startsWith('Ctrl ') && !typing.test(combo)) || /\bF\d+$/.test(combo);
const pressesButton = (target: EventTarget | null): boolean => target instanceof Element && target.closest('button, a, summary') !== null;

/** The window's keys. None works while a dialog is open (the drawer of sources is none), and none repeats. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const keymap = useKeymap();
  const latest = useRef({ shortcuts, keymap });
  useEffect(() => {
    latest.current = { shortcuts, keymap };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (document.querySelector('[role=dialog]:not(.drawer), [role=alertdialog], [role=menu]')) return;
      const combo = comboOf(event);
      if (combo === null || (inField(event.target) && !worksInFields(combo))) return;
      if (/^(?:Enter|Space)$/.test(combo) && pressesButton(event.target)) return;
      const { keymap: keysNow, shortcuts: here } = latest.current;
      const run = actionIds.filter((id) => keysNow.keysOf(id).includes(combo)).flatMap((id) => here[id] ?? [])[0];
      if (!run) return;
      event.preventDefault();
      if (!event.repeat) run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
