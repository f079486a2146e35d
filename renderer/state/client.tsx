/** The workbench as the window's parts see it: one client, its connection's state, and failures in plain words. */
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Api, Connection, LinkState } from './link.ts';

export { toFailure } from './failure.ts';
export type { Api } from './link.ts';
export { ticketFor } from './tickets.ts';

const ConnectionContext = createContext<Connection | null>(null);

export function ConnectionProvider({ connection, children }: { connection: Connection; children: ReactNode }) {
  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}

function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (!connection) throw new Error('useApi stands outside ConnectionProvider');
  return connection;
}

/** The typed client of the contract. Stays the same over a reconnection. */
export function useApi(): Api {
  return useConnection().api;
}

export function useLinkState(): { state: LinkState; retry(): void } {
  const connection = useConnection();
  const state = useSyncExternalStore(connection.subscribe, connection.state);
  return { state, retry: connection.retry };
}
