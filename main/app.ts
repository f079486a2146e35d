/** Composition root: builds the services from the ports and returns the router with its context. Shells see this file, ports.ts and shared/ only. */
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { contract } from '../shared/contract.ts';
import type { Ports } from './ports.ts';
import { type Context, router } from './router.ts';
import { type Blob, Blobs } from './services/blobs.ts';
import { Desk } from './services/desk.ts';
import { createDecodePool, type DecodePool } from './workers/pool.ts';

/** Every procedure of the contract, as a caller sees it. */
export type Api = ContractRouterClient<typeof contract>;

export interface Workbench {
  readonly router: typeof router;
  /** What each call runs in; give it to the transport's handler. */
  context(): Context;
  /** The same procedures without a transport. */
  client(): Api;
  readonly blobs: { read(pathname: string): Promise<Blob | null> };
  /** Closes every case and lets go of its lock. */
  close(): Promise<void>;
}

export function createWorkbench(ports: Ports): Workbench {
  const desk = new Desk(ports);
  let pool: DecodePool | null = null;
  // Decoders start with the first import: most sessions only read
  const context: Context = { desk, tools: { desk, pool: () => (pool ??= createDecodePool(ports.worker('decode'))) }, api: () => client() };
  const client = (): Api => createRouterClient(router, { context });
  return {
    router,
    context: () => context,
    client,
    blobs: new Blobs(desk),
    close: async () => {
      await pool?.close();
      pool = null;
      desk.closeAll();
    },
  };
}
