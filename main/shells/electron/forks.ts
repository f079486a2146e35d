/** Worker processes as the workbench sees them under Electron: the main process starts and ends them, a port leads to each. */
import type { ProcessEnd, ProcessRoom, WorkerProcess } from '../../ports.ts';
import type { ToMain, ToWorkbench } from './messages.ts';

/** As much of a message port as is used, Electron's or Node's own. */
export interface ForkPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  start(): void;
  close(): void;
}

export interface Forks {
  fork(room: ProcessRoom): WorkerProcess;
  /** Takes what the main process says of them. */
  take(message: Extract<ToWorkbench, { type: 'forked' | 'ended' }>, port: ForkPort | undefined): void;
}

interface Fork {
  port: ForkPort | null;
  /** What is said before the port comes. */
  readonly unsent: unknown[];
  end: ProcessEnd | null;
  readonly messages: ((message: unknown) => void)[];
  readonly ends: ((end: ProcessEnd) => void)[];
}

/** Electron's ports bring an event, Node's the message itself. */
const dataOf = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'data' in message && 'ports' in message ? message.data : message;

export function createForks(post: (message: ToMain) => void): Forks {
  const forks = new Map<number, Fork>();
  let last = 0;
  return {
    fork: (room) => {
      last += 1;
      const id = last;
      const fork: Fork = { port: null, unsent: [], end: null, messages: [], ends: [] };
      forks.set(id, fork);
      post({ type: 'fork', process: id, room });
      return {
        send: (message) => (fork.port === null ? void fork.unsent.push(message) : fork.port.postMessage(message)),
        onMessage: (listener) => void fork.messages.push(listener),
        onEnd: (listener) => (fork.end === null ? void fork.ends.push(listener) : listener(fork.end)),
        kill: () => post({ type: 'kill', process: id }),
        // The workbench's process lives as long as the program does
        hold: () => undefined,
      };
    },
    take: (message, port) => {
      const fork = forks.get(message.process);
      if (fork === undefined) return;
      if (message.type === 'ended') {
        forks.delete(message.process);
        fork.port?.close();
        fork.end = message.end;
        for (const listener of fork.ends) listener(message.end);
        return;
      }
      if (port === undefined) throw new TypeError('the port to a worker process comes with its message');
      fork.port = port;
      port.on('message', (raw) => {
        for (const listener of fork.messages) listener(dataOf(raw));
      });
      port.start();
      for (const unsent of fork.unsent.splice(0)) port.postMessage(unsent);
    },
  };
}
