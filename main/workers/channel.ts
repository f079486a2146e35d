/** A worker process's line to the workbench: Node's own between processes, or a port that Electron's main process hands over. */
import { z } from 'zod';

export interface Channel {
  send(message: unknown): void;
  /** Resolves once it is written; keeps a fast sender from filling its own memory. */
  flush(message: unknown): Promise<void>;
  onMessage(listener: (message: unknown) => void): void;
  /** The workbench is gone. */
  onClose(listener: () => void): void;
}

/** As much of Electron's ports as is used; its own types would bring the browser's names in here. */
interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
}
interface ParentPort {
  once(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly Port[] }) => void): unknown;
}
const hasParentPort = (from: object): from is { readonly parentPort: ParentPort } =>
  'parentPort' in from && z.looseObject({ once: z.function() }).safeParse(from.parentPort).success;

function ofNode(): Channel {
  const send = (message: unknown, written?: () => void): void => {
    // `connected` is false once the workbench is gone; what it would have heard is of no use then
    if (process.connected) process.send?.(message, undefined, undefined, () => written?.());
  };
  return {
    send: (message) => send(message),
    flush: (message) => new Promise((resolve) => send(message, resolve)),
    onMessage: (listener) => void process.on('message', listener),
    onClose: (listener) => void process.once('disconnect', listener),
  };
}

function ofPort(port: Port): Channel {
  return {
    send: (message) => port.postMessage(message),
    flush: async (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onClose: (listener) => void port.on('close', listener),
  };
}

/** Resolves at once in a process that Node forked, and with the first port that comes under Electron. */
export async function openChannel(): Promise<Channel> {
  if (process.send !== undefined) return ofNode();
  const here: object = process;
  if (!hasParentPort(here)) throw new Error('This file is run by the workbench, as a process of its own.');
  return new Promise((resolve, reject) => {
    here.parentPort.once('message', ({ ports: [port] }) => (port ? resolve(ofPort(port)) : reject(new Error('no port came'))));
  });
}
