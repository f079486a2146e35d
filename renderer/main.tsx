import './styles/base.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './App.tsx';
import { CommandsProvider } from './components/commands.tsx';
import { NoticesProvider } from './components/notices.tsx';
import { ConnectionProvider } from './state/client.tsx';
import { connect } from './state/link.ts';
import { SelectionProvider } from './state/selection.tsx';

// zod compiles schemas with `new Function` unless told not to; the window's content security policy forbids that
z.config({ jitless: true });

const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <ConnectionProvider connection={connect()}>
        <QueryClientProvider client={queries}>
          <SelectionProvider>
            <NoticesProvider>
              <CommandsProvider>
                <App />
              </CommandsProvider>
            </NoticesProvider>
          </SelectionProvider>
        </QueryClientProvider>
      </ConnectionProvider>
    </CSPProvider>
  </StrictMode>,
);
