import { useEffect } from 'react';
import { useSettings } from '../state/queries.ts';

/** Puts the person's choice of light, dark or the system's on the document. */
export function useTheme(): void {
  const theme = useSettings().data?.theme ?? 'system';
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
