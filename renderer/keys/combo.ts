/** A pressed key as it is written: 'J', 'Shift J', 'Ctrl Shift Z', '→'. Pure. */
import { keyName } from '../annotate/keys.ts';

/** What of a KeyboardEvent says which key it is. */
export interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  getModifierState?(key: 'AltGraph'): boolean;
}

const shown: Readonly<Record<string, string>> = {
  ' ': 'Space',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};
const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'NumLock', 'Fn', 'Dead', 'Process', 'Unidentified']);

/** The combination as it is written; null while only modifiers are held. Command counts as Ctrl; what AltGr types stands for itself. */
export function comboOf(pressed: Pressed): string | null {
  if (modifiers.has(pressed.key)) return null;
  const name = keyName(pressed);
  const isSign = name.length === 1 && name !== ' ';
  const byAltGr = isSign && pressed.getModifierState?.('AltGraph') === true;
  const parts = [
    (pressed.ctrlKey || pressed.metaKey) && !byAltGr ? 'Ctrl' : '',
    pressed.altKey && !byAltGr ? 'Alt' : '',
    // Shift is part of how a sign is typed; of a letter or a named key it is a choice
    pressed.shiftKey && (!isSign || /^[A-Z]$/.test(name)) ? 'Shift' : '',
    shown[name] ?? name,
  ];
  return parts.filter(Boolean).join(' ');
}

/** Right and left change places: what goes forward in a text that runs from right to left. */
export const mirrored = (combo: string): string => combo.replace(/[←→]/, (arrow) => (arrow === '←' ? '→' : '←'));

/** As `aria-keyshortcuts` wants it: 'Control+Shift+Z'. */
export const ariaKeys = (combos: readonly string[]): string =>
  combos
    .map((combo) =>
      combo
        .split(' ')
        .map((part) => ariaNames[part] ?? part)
        .join('+'),
    )
    .join(' ');
const ariaNames: Readonly<Record<string, string>> = {
  Ctrl: 'Control',
  Esc: 'Escape',
  '+': 'Plus',
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
};
