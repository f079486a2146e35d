/** The main process's end of worker processes: starts them for the workbench, hands their ports over, ends them. */
import { MessageChannelMain, type MessagePortMain, utilityProcess } from 'electron';
import { workerEnv } from '../../host/fork.ts';
import type { ToMain, ToWorkbench } from './messages.ts';

export interface WorkerProcesses {
  take(message: Extract<ToMain, { type: 'fork' | 'kill' }>): void;
  /** The workbench is gone; nobody needs them. */
  endAll(): void;
}

/** Characters kept of what one writes to its error stream. */
const mostWords = 4_000;
/** Milliseconds to wait for the last words of a process that ended. */
const echo = 500;

/**
 * Chromium's own flags bound no file system here as Node's do in the other shells: what holds a worker under Electron is its limits,
 * its priority and that it gets no door to the window. `entry` is the bundled main/workers/process.
 */
export function createWorkerProcesses(entry: string, send: (message: ToWorkbench, ports?: MessagePortMain[]) => void): WorkerProcesses {
  const running = new Map<number, ReturnType<typeof utilityProcess.fork>>();

  function start(id: number): void {
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'Assay reader',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: workerEnv(process.env),
    });
    running.set(id, child);
    let words = '';
    const silent = Promise.withResolvers<void>();
    const errors = child.stderr;
    if (errors === null) silent.resolve();
    errors?.on('data', (piece: Buffer) => {
      words = (words + piece.toString()).slice(-mostWords);
    });
    errors?.once('close', silent.resolve);
    child.once('spawn', () => {
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage(null, [port1]);
      send({ type: 'forked', process: id }, [port2]);
    });
    child.once('exit', (code) => {
      running.delete(id);
      const timer = setTimeout(silent.resolve, echo);
      void silent.promise.then(() => {
        clearTimeout(timer);
        send({ type: 'ended', process: id, end: { code, signal: null, words } });
      });
    });
  }

  function kill(id: number): void {
    const child = running.get(id);
    // Gone already: its end is on the way
    if (child === undefined) return;
    // `kill` asks first (SIGTERM), which a reader that hangs in native code may never hear
    if (child.pid !== undefined && process.platform !== 'win32') process.kill(child.pid, 'SIGKILL');
    else child.kill();
  }

  return {
    take: (message) => (message.type === 'fork' ? start(message.process) : kill(message.process)),
    endAll: () => {
      for (const id of running.keys()) kill(id);
    },
  };
}
