/** What every screen's upper edge holds. */
import { useQueryClient } from '@tanstack/react-query';
import { Monitor, Moon, Search, ShieldCheck, Sun } from 'lucide-react';
import type { Settings } from '../../shared/contract.ts';
import { useCommands } from '../components/commands.tsx';
import { useNotices } from '../components/notices.tsx';
import { useApi } from '../state/client.tsx';
import { keys, useSettings } from '../state/queries.ts';
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
  return (
    <button type="button" className="search" aria-keyshortcuts="Control+K" onClick={() => store.set({ dialog: { kind: 'palette' } })}>
      <Search size={15} aria-hidden="true" />
      <span>Search or run a command</span>
      <kbd>Ctrl K</kbd>
    </button>
  );
}

export const themes = [
  { theme: 'light', word: 'Light', icon: Sun },
  { theme: 'dark', word: 'Dark', icon: Moon },
  { theme: 'system', word: 'As the system', icon: Monitor },
] as const satisfies readonly { theme: Settings['theme']; word: string; icon: typeof Sun }[];

export function useChangeTheme() {
  const api = useApi();
  const client = useQueryClient();
  const { fail } = useNotices();
  return async (theme: Settings['theme']) => {
    try {
      client.setQueryData(keys.settings, await api.app.changeSettings({ theme }));
    } catch (error) {
      fail(error, 'The appearance could not be changed.');
    }
  };
}

export function useThemeCommands(): void {
  const change = useChangeTheme();
  useCommands(
    themes.map(({ theme, word, icon }) => ({
      id: `theme-${theme}`,
      label: `Appearance: ${word.toLowerCase()}`,
      words: 'theme mode switch',
      icon,
      run: () => void change(theme),
    })),
  );
}

/** Goes round light, dark and the system's own; the palette names each. */
export function ThemeButton() {
  const current = useSettings().data?.theme ?? 'system';
  const change = useChangeTheme();
  const at = themes.findIndex(({ theme }) => theme === current);
  const now = themes[at] ?? themes[2];
  const next = themes[(at + 1) % themes.length] ?? themes[0];
  const words = `Appearance: ${now.word.toLowerCase()}. Change to ${next.word.toLowerCase()}`;
  return (
    <button type="button" className="icon" aria-label={words} title={words} onClick={() => void change(next.theme)}>
      <now.icon size={17} aria-hidden="true" />
    </button>
  );
}
