/** Composition root: builds the services from the ports and returns the router with its context. Shells see this file, ports.ts and shared/ only. */
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { contract } from '../shared/contract.ts';
import type { Ports } from './ports.ts';
import { type Context, router } from './router.ts';
import { AutoReading } from './services/auto-reading.ts';
import { type Blob, Blobs } from './services/blobs.ts';
import { Desk, newVisitor } from './services/desk.ts';
import { importQuiet, resumeImports } from './services/importing/desk.ts';
import type { ImportTools } from './services/importing/tools.ts';
import { LikenessService } from './services/likeness/index.ts';
import { createPool } from './workers/pool.ts';
import { type DecoderPool, tasks } from './workers/tasks/index.ts';

/** Every procedure of the contract, as a caller sees it. */
export type Api = ContractRouterClient<typeof contract>;

export interface Workbench {
  readonly router: typeof router;
  /** What each call of one window runs in; give it to the transport's handler, a new one for every connection. */
  context(): Context;
  /** That window's connection ended: what only it had open is closed, unless it comes back in a while (a reload). */
  gone(context: Context): void;
  /** The same procedures without a transport, as a visitor of its own. */
  client(): Api;
  readonly blobs: { read(pathname: string): Promise<Blob | null> };
  /** Closes every case and lets go of its lock. */
  close(): Promise<void>;
}

/** Milliseconds that a case stays open for a window that went away without a word: a reload takes one, a laptop's sleep many. */
const grace = 60_000;

export function createWorkbench(ports: Ports, options: { readonly graceMs?: number } = {}): Workbench {
  const desk = new Desk(ports);
  let pool: DecoderPool | null = null;
  // Decoders start with the first import: most sessions only read
  const lent = { desk, pool: () => (pool ??= createPool(tasks, ports.fork, { resources: ports.resources })) };
  const likeness = new LikenessService({ ...lent, quiet: importQuiet });
  let aside: DecoderPool | null = null;
  const scans = new AutoReading({
    desk,
    pool: () => (aside ??= createPool(tasks, ports.fork, { resources: ports.resources, size: 1 })),
    quiet: importQuiet,
    onRead: (handle, source) => likeness.imported(handle, source),
  });
  const tools: ImportTools = {
    ...lent,
    onImported: (handle, source) => {
      likeness.imported(handle, source);
      scans.imported(handle, source);
    },
    alike: (handle, only) => likeness.groups(handle, only),
  };
  desk.onOpened((opened) => {
    resumeImports(tools, opened);
    likeness.opened(opened);
    scans.opened(opened);
  });
  const context = (): Context => ({ desk, tools, likeness, scans, api: client, visitor: newVisitor() });
  const client = (): Api => createRouterClient(router, { context: context() });
  const parting = new Set<NodeJS.Timeout>();
  return {
    router,
    context,
    gone: ({ visitor }) => {
      const timer = setTimeout(() => {
        parting.delete(timer);
        for (const handle of visitor.cases)
          desk.leave(handle, visitor).catch((error: unknown) => console.error('A case could not be closed cleanly.', error));
      }, options.graceMs ?? grace);
      timer.unref();
      parting.add(timer);
    },
    client,
    blobs: new Blobs(desk, tools.pool),
    close: async () => {
      for (const timer of parting) clearTimeout(timer);
      parting.clear();
      try {
        await desk.closeAll();
      } finally {
        await Promise.all([pool?.close(), aside?.close()]);
        [pool, aside] = [null, null];
      }
    },
  };
}
