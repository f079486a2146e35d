/**
 * Fetches, once the window is idle, the parts that come later, so that a dialog opens at once, and also when the
 * workbench does not answer. A part that does not come now is asked for again where it is needed, and told of there.
 */
export function fetchEarly(): () => void {
  const fetchParts = (): void => {
    void Promise.allSettled([
      import('./AppDialogs.tsx'),
      import('./case/CaseScreen.tsx'),
      import('./reader/ReaderPane.tsx'),
      import('./reader/PhotoView.tsx'),
    ]);
  };
  const waiting = requestIdleCallback(fetchParts, { timeout: 3000 });
  return () => cancelIdleCallback(waiting);
}
