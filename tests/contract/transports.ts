/** Every way to the workbench, as the acceptance suite uses them: the same procedures, whatever lies between. */
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { createWorkbench, type Workbench } from '../../main/app.ts';
import { nodePorts } from '../../main/host/node-ports.ts';
import type { Tickets } from '../../main/host/tickets.ts';
import { startServer } from '../../main/shells/loopback/server.ts';
import type { Contract } from '../../shared/contract.ts';
import type { Ticket } from '../../shared/model.ts';
import { openElectronWorkbench } from './electron-workbench.ts';

export type Api = ContractRouterClient<Contract>;

export interface Opened {
  readonly api: Api;
  /** A ticket for a path, as the shell would give for what a person chose. */
  ticket(path: string): Promise<Ticket>;
  readBlob(pathname: string): Promise<{ type: string; bytes: Uint8Array } | null>;
  /** Another window on the same workbench; `vanish` takes it away without a word. */
  window(): Promise<{ api: Api; vanish(): void }>;
  close(): Promise<void>;
}
export interface Transport {
  readonly name: string;
  /** Whether there is a window at its other end, which may vanish. */
  readonly hasWindow: boolean;
  open(folder: string): Promise<Opened>;
}

export function makeWorkbench(folder: string): { workbench: Workbench; tickets: Tickets } {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const env = { ASSAY_HOME: join(home, 'settings'), ASSAY_CASES: join(home, 'cases') };
  const { ports, tickets } = nodePorts('loopback', (message) => console.error(message), { platform: process.platform, env, home });
  return { workbench: createWorkbench(ports), tickets };
}

const ticketFrom = (tickets: Tickets) => (path: string) => Promise.resolve(tickets.issue({ path, name: basename(path), modifiedAt: null }));

const inProcess: Transport = {
  name: 'in-process client',
  hasWindow: false,
  open: (folder) => {
    const { workbench, tickets } = makeWorkbench(folder);
    return Promise.resolve({
      api: workbench.client(),
      ticket: ticketFrom(tickets),
      readBlob: (pathname) => workbench.blobs.read(pathname),
      window: () => Promise.reject(new Error('there are no windows in one process')),
      close: () => workbench.close(),
    });
  },
};

/** Opens the one-time address as a browser would, and keeps the cookie. */
export async function enter(address: string): Promise<string> {
  const answer = await fetch(address, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (answer.status !== 303 || !cookie) throw new Error(`the address gave ${answer.status} and no cookie`);
  return cookie;
}

const webSocket: Transport = {
  name: 'WebSocket over the loopback server',
  hasWindow: true,
  open: async (folder) => {
    const { workbench, tickets } = makeWorkbench(folder);
    const server = await startServer({
      workbench,
      tickets,
      webRoot: join(folder, 'none'),
      uploadFolder: join(folder, 'uploads'),
      port: 0,
      landing: '/',
    });
    const cookie = await enter(server.newAddress());
    const connect = (): { api: Api; vanish: () => void } => {
      const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin: server.origin } });
      return { api: createORPCClient(new SocketLink({ websocket: socket })), vanish: () => socket.close() };
    };
    const { api, vanish } = connect();
    return {
      api,
      window: () => Promise.resolve(connect()),
      ticket: ticketFrom(tickets),
      readBlob: async (pathname) => {
        const answer = await fetch(`${server.origin}${pathname}`, { headers: { cookie } });
        return answer.ok ? { type: answer.headers.get('content-type') ?? '', bytes: await answer.bytes() } : null;
      },
      close: async () => {
        vanish();
        await server.close();
        await workbench.close();
      },
    };
  },
};

const messagePort: Transport = {
  name: 'MessagePort',
  hasWindow: true,
  open: (folder) => {
    const { workbench, tickets } = makeWorkbench(folder);
    const handler = new PortHandler(workbench.router);
    const connect = (): { api: Api; vanish: () => void } => {
      const { port1, port2 } = new MessageChannel();
      handler.upgrade(port1, { context: workbench.context() });
      port1.start();
      port2.start();
      return { api: createORPCClient(new PortLink({ port: port2 })), vanish: () => port2.close() };
    };
    const { api, vanish } = connect();
    return Promise.resolve({
      api,
      window: () => Promise.resolve(connect()),
      ticket: ticketFrom(tickets),
      readBlob: (pathname) => workbench.blobs.read(pathname),
      close: async () => {
        vanish();
        await workbench.close();
      },
    });
  },
};

const electron: Transport = {
  name: 'the bundled workbench of the Electron shell, its parent played by a thread',
  hasWindow: true,
  open: async (folder) => {
    const { connect, ask, close } = await openElectronWorkbench(folder);
    const { api } = connect();
    return {
      api,
      window: () => Promise.resolve(connect()),
      ticket: (path) => ask.ticket(path),
      readBlob: (pathname) => ask.blob(pathname),
      close,
    };
  },
};

export const transports: readonly Transport[] = [inProcess, webSocket, messagePort, electron];
