/** What every screen's upper edge holds. */
import { ALargeSmall, Keyboard, Monitor, Moon, Search, ShieldCheck, Sun } from 'lucide-react';
import type { Settings } from '../../shared/contract.ts';
import { useActions } from '../components/commands.tsx';
import { useChangeSettings } from '../components/useChangeSettings.ts';
import { useShortcuts } from '../components/useShortcuts.ts';
import { ariaKeys } from '../keys/combo.ts';
import { Keys } from '../keys/Keys.tsx';
import { useKeymap } from '../keys/useKeymap.ts';
import { useSettings } from '../state/queries.ts';
import { useSelectionStore } from '../state/selection.tsx';
import './frame.css';

export function Brand() {
  return (
    <span className="brand">
      <ShieldCheck size={19} aria-hidden="true" />
      <span>Assay</span>
    </span>
  );
}

export function SearchButton() {
  const store = useSelectionStore();
  const { keysOf } = useKeymap();
  return (
    <button
      type="button"
      className="search"
      aria-keyshortcuts={ariaKeys(keysOf('app.palette'))}
      onClick={() => store.set({ dialog: { kind: 'palette' } })}
    >
      <Search size={15} aria-hidden="true" />
      <span>Search or run a command</span>
      <Keys of="app.palette" />
    </button>
  );
}

export const themes = [
  { theme: 'light', word: 'Light', icon: Sun },
  { theme: 'dark', word: 'Dark', icon: Moon },
  { theme: 'system', word: 'As the system', icon: Monitor },
] as const satisfies readonly { theme: Settings['theme']; word: string; icon: typeof Sun }[];

/** What every screen can do: the palette, the keys, the appearance. */
export function useWindowCommands(): void {
  const store = useSelectionStore();
  const change = useChangeSettings();
  const displayWords = 'settings text size column width theme direction right to left scans options preferences';
  const openDisplay = () => store.set({ dialog: { kind: 'display' } });
  const keysWords = 'keyboard shortcuts change help';
  useShortcuts({ 'app.palette': () => store.set({ dialog: { kind: 'palette' } }) });
  useActions([
    {
      id: 'keys',
      label: 'Keys…',
      icon: Keyboard,
      action: 'app.keys',
      words: keysWords,
      run: () => store.set({ dialog: { kind: 'keys' } }),
    },
    { id: 'display', label: 'Reading and display…', icon: ALargeSmall, action: 'app.display', words: displayWords, run: openDisplay },
    ...themes.map(({ theme, word, icon }) => ({
      id: `theme-${theme}`,
      label: `Appearance: ${word.toLowerCase()}`,
      words: 'theme mode switch',
      icon,
      run: () => void change({ theme }),
    })),
  ]);
}

/** Goes round light, dark and the system's own; the palette names each. */
export function ThemeButton() {
  const current = useSettings().data?.theme ?? 'system';
  const change = useChangeSettings();
  const at = themes.findIndex(({ theme }) => theme === current);
  const now = themes[at] ?? themes[2];
  const next = themes[(at + 1) % themes.length] ?? themes[0];
  const words = `Appearance: ${now.word.toLowerCase()}. Change to ${next.word.toLowerCase()}`;
  return (
    <button type="button" className="icon" aria-label={words} title={words} onClick={() => void change({ theme: next.theme })}>
      <now.icon size={17} aria-hidden="true" />
    </button>
  );
}

export function DisplayButton() {
  const store = useSelectionStore();
  const { titled } = useKeymap();
  return (
    <button
      type="button"
      className="icon"
      aria-label="Reading and display"
      title={titled('Reading and display', 'app.display')}
      onClick={() => store.set({ dialog: { kind: 'display' } })}
    >
      <ALargeSmall size={18} aria-hidden="true" />
    </button>
  );
}
