/** The main process's end of the workbench: starts its process, asks it, hands it ports. */
import { type MessagePortMain, utilityProcess } from 'electron';
import type { Ticket } from '../../../shared/model.ts';
import type { StoredSettings } from '../../ports.ts';
import { BlobAnswer, type Question, type Start, TicketAnswer, ToMain, type ToWorkbench } from './messages.ts';
import { createQuestions } from './questions.ts';
import { createWorkerProcesses } from './worker-processes.ts';

export interface WorkbenchProcess {
  readonly ready: Promise<void>;
  /** Hands one window's port over. */
  connect(port: MessagePortMain): void;
  readBlob(pathname: string): Promise<{ type: string; bytes: Uint8Array<ArrayBuffer> } | null>;
  ticket(path: string, name: string): Promise<Ticket>;
  /** Closes all cases and ends the process; kills it when it does not end in time. */
  close(): Promise<void>;
}

export interface ProcessOptions {
  readonly entry: string;
  /** The file of worker processes. */
  readonly workerEntry: string;
  readonly start: Start;
  readonly onSettings: (settings: StoredSettings) => void;
  readonly onQuestion: (question: Question) => Promise<unknown>;
  /** The process ended although nobody asked it to. */
  readonly onLost: (code: number) => void;
}

/** Milliseconds a closing workbench may take; its cases survive a kill, but their locks would have to be taken over. */
const patience = 10_000;

export function startWorkbench({ entry, workerEntry, start, onSettings, onQuestion, onLost }: ProcessOptions): WorkbenchProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Assay workbench', stdio: 'inherit' });
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let closing = false;
  const send = (message: ToWorkbench, ports: MessagePortMain[] = []): void => child.postMessage(message, ports);
  const questions = createQuestions((line) => send(line), onQuestion);
  const workers = createWorkerProcesses(workerEntry, send);
  child.once('spawn', () => send(start));
  child.on('message', (raw: unknown) => {
    const message = ToMain.parse(raw);
    if (message.type === 'ready') ready.resolve();
    else if (message.type === 'settings') onSettings(message.settings);
    else if (message.type === 'fork' || message.type === 'kill') workers.take(message);
    else questions.take(message);
  });
  child.once('exit', (code) => {
    workers.endAll();
    questions.cut();
    ended.resolve();
    if (!closing) onLost(code);
  });
  return {
    ready: ready.promise,
    connect: (port) => send({ type: 'port' }, [port]),
    readBlob: async (pathname) => BlobAnswer.parse(await questions.ask({ ask: 'blob', pathname })),
    ticket: async (path, name) => TicketAnswer.parse(await questions.ask({ ask: 'ticket', path, name })),
    close: async () => {
      closing = true;
      send({ type: 'close' });
      const timer = setTimeout(() => child.kill(), patience);
      await ended.promise;
      clearTimeout(timer);
    },
  };
}
