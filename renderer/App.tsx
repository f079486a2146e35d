/** The window: home or one open case, the dialogs that belong to both, and the word about a lost connection. */
import { DirectionProvider } from '@base-ui/react/direction-provider';
import { useQueryClient } from '@tanstack/react-query';
import { LoaderCircle, Unplug } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { Boundary } from './components/Boundary.tsx';
import { useDirection } from './components/useDirection.ts';
import { useHeldKeys } from './components/useHeldKeys.ts';
import { useTheme } from './components/useTheme.ts';
import { Waiting } from './components/Waiting.tsx';
import { useDoors } from './screens/case/doors.ts';
import { fetchEarly } from './screens/early.ts';
import { Home } from './screens/home/Home.tsx';
import { useLinkState } from './state/client.tsx';
import { useSelection, useSelectionStore } from './state/selection.tsx';

const AppDialogs = lazy(() => import('./screens/AppDialogs.tsx'));
const CaseScreen = lazy(() => import('./screens/case/CaseScreen.tsx'));

export function App() {
  useTheme();
  const direction = useDirection();
  useHeldKeys();
  const store = useSelectionStore();
  const open = useSelection((now) => now.open);
  const dialog = useSelection((now) => now.dialog !== null);
  const opening = useSelection((now) => now.opening);
  const link = useLinkState();
  useReturnFromLoss(link.state);
  useAddress();
  useEffect(fetchEarly, []);
  return (
    <DirectionProvider direction={direction}>
      {link.state === 'lost' && <LostBanner retry={link.retry} />}
      <Boundary key={open ?? 'home'} title="This screen could not be shown.">
        {open ? (
          <Suspense fallback={<Waiting words="Opening the case" />}>
            <CaseScreen handle={open} />
          </Suspense>
        ) : (
          <Home />
        )}
      </Boundary>
      <div className="opening" role="status">
        {opening && (
          <p>
            <LoaderCircle size={16} className="turning" aria-hidden="true" />
            {opening}…
          </p>
        )}
      </div>
      <Boundary key={dialog ? 'dialog' : 'none'} title="This could not be opened." onClose={() => store.set({ dialog: null })}>
        <Suspense>{dialog && <AppDialogs />}</Suspense>
      </Boundary>
    </DirectionProvider>
  );
}

/** What was missed while the connection was away is fetched again. */
function useReturnFromLoss(state: string): void {
  const client = useQueryClient();
  const wasLost = useRef(false);
  useEffect(() => {
    if (state === 'lost') wasLost.current = true;
    if (state === 'open' && wasLost.current) {
      wasLost.current = false;
      void client.invalidateQueries();
    }
  }, [state, client]);
}

/** A shell may hand the window a case in its address (`?case=TICKET`); a reload comes back to the open one (`#case=HANDLE`). */
function useAddress(): void {
  const { returnTo, openCase } = useDoors();
  const open = useSelection((now) => now.open);
  const entered = useRef(false);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (entered.current) return;
    entered.current = true;
    const handle = new URLSearchParams(location.hash.slice(1)).get('case');
    const ticket = new URLSearchParams(location.search).get('case');
    if (handle) void returnTo(handle);
    else if (ticket) void openCase(ticket);
  }, [returnTo, openCase]);
  useEffect(() => {
    if (open) wasOpen.current = true;
    if (open) history.replaceState(null, '', `${location.pathname}#case=${encodeURIComponent(open)}`);
    else if (wasOpen.current) history.replaceState(null, '', location.pathname);
  }, [open]);
}

function LostBanner({ retry }: { retry(): void }) {
  return (
    <div className="banner lost" role="alert">
      <Unplug size={16} aria-hidden="true" />
      <p>
        <b className="strong">The workbench does not answer.</b> What was saved is safe. This window tries again by itself; if Assay was
        closed, start it again.
      </p>
      <button type="button" className="btn small" onClick={retry}>
        Try now
      </button>
    </div>
  );
}
