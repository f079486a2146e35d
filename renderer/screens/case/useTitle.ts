import { useEffect } from 'react';

/** The window's own title while the case is open. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Assay`;
    return () => {
      document.title = 'Assay';
    };
  }, [title]);
}
