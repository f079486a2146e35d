/**
 * The one connection from this window to the workbench. Under Electron it is a MessagePort that the preload hands on;
 * otherwise a WebSocket to the loopback shell, which is taken up again by itself when it drops.
 */
import { type ClientContext, type ClientLink, createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../shared/contract.ts';
import { AssayError } from '../../shared/errors.ts';

export type Api = ContractRouterClient<Contract>;
export type LinkState = 'connecting' | 'open' | 'lost';

/** A connection with its state; `subscribe` tells of every change of state. */
export interface Connection {
  readonly api: Api;
  state(): LinkState;
  subscribe(listener: () => void): () => void;
  /** Tries again at once. */
  retry(): void;
}

class Connecting {
  state: LinkState = 'connecting';
  readonly listeners = new Set<() => void>();
  become(state: LinkState): void {
    if (state === this.state) return;
    this.state = state;
    for (const listener of this.listeners) listener();
  }
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
}

function overPort(): Connection {
  const status = new Connecting();
  const channel = new MessageChannel();
  channel.port1.addEventListener('close', () => status.become('lost'));
  window.postMessage('rpc-port', location.origin, [channel.port2]);
  channel.port1.start();
  status.become('open');
  return {
    api: createORPCClient(new PortLink({ port: channel.port1 })),
    state: () => status.state,
    subscribe: status.subscribe,
    // a port cannot be taken up again; the page can
    retry: () => location.reload(),
  };
}

const notReached = () => new AssayError('INTERNAL', 'The workbench does not answer. This was not done.');

/**
 * The socket as the link sees it: what is sent after it closed goes nowhere. Calls under way were refused when it
 * closed; only the notes that cancel them come later, and nobody could answer for those.
 */
const quiet = (socket: WebSocket) => ({
  addEventListener: socket.addEventListener.bind(socket),
  removeEventListener: socket.removeEventListener.bind(socket),
  get readyState() {
    return socket.readyState === WebSocket.CONNECTING ? WebSocket.CONNECTING : WebSocket.OPEN;
  },
  send: (data: Parameters<WebSocket['send']>[0]) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(data);
  },
});

const firstPause = 400;
const longestPause = 5000;

function overSocket(url: string): Connection {
  const status = new Connecting();
  let pause = firstPause;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current = open();

  function open(): ClientLink<ClientContext> {
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => {
      pause = firstPause;
      status.become('open');
    });
    socket.addEventListener('close', () => {
      status.become('lost');
      clearTimeout(timer);
      timer = setTimeout(again, pause);
      pause = Math.min(pause * 2, longestPause);
    });
    return new SocketLink({ websocket: quiet(socket) });
  }
  function again(): void {
    clearTimeout(timer);
    current = open();
  }

  const link: ClientLink<ClientContext> = {
    call: (path, input, options) => (status.state === 'lost' ? Promise.reject(notReached()) : current.call(path, input, options)),
  };
  return {
    api: createORPCClient(link),
    state: () => status.state,
    subscribe: status.subscribe,
    retry: () => {
      if (status.state === 'lost') again();
    },
  };
}

/** Connects this window by what it was served from. */
export function connect(): Connection {
  return location.protocol === 'app:' ? overPort() : overSocket(`ws://${location.host}/rpc`);
}
