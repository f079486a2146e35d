/**
 * The Electron shell's workbench process without Electron: its bundle runs in a thread, and a few lines play the parent port
 * that Electron would lend. What passes through is what passes in Electron: the start, the ports, the questions.
 */
import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { nodeFork } from '../../main/host/fork.ts';
import { projectFolder, resourcesFolder } from '../../main/host/project.ts';
import { defaultSettings } from '../../main/host/settings-document.ts';
import type { ProcessRoom, WorkerProcess } from '../../main/ports.ts';
import { BlobAnswer, type Question, TicketAnswer, ToMain, type ToWorkbench } from '../../main/shells/electron/messages.ts';
import { createQuestions } from '../../main/shells/electron/questions.ts';
import type { Contract } from '../../shared/contract.ts';
import type { Ticket } from '../../shared/model.ts';

const bundle = join(projectFolder, 'out', 'main', 'workbench.js');
let built = false;

function buildOnce(): void {
  if (built) return;
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(projectFolder, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'error'],
    { cwd: projectFolder, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the Electron shell could not be bundled:\n${stderr}`);
  built = true;
}

/** What Electron does for a utility process, in a thread: `process.parentPort` with `on('message')` and `postMessage`. */
const bootstrap = `
  const { parentPort, workerData } = require('node:worker_threads');
  process.parentPort = {
    on: (name, listener) => parentPort.on(name, ({ data, ports }) => listener({ data, ports })),
    postMessage: (message) => parentPort.postMessage(message),
  };
  import(workerData).catch((error) => { console.error(error); process.exit(1); });
`;

export interface ElectronWorkbench {
  /** A window's port, handed over as the main process does. */
  connect(): { api: ContractRouterClient<Contract>; vanish(): void };
  readonly ask: { ticket(path: string): Promise<Ticket>; blob(pathname: string): Promise<{ type: string; bytes: Uint8Array } | null> };
  /** Settings as they were last sent to be kept. */
  kept(): unknown;
  close(): Promise<void>;
}

/** `choose` plays the system's dialog. */
export async function openElectronWorkbench(
  folder: string,
  choose: (question: Question) => Promise<string[]> = () => Promise.resolve([]),
): Promise<ElectronWorkbench> {
  buildOnce();
  const worker = new Worker(bootstrap, { eval: true, workerData: bundle });
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<number>();
  let kept: unknown = null;
  const send = (data: ToWorkbench, ports: MessagePort[] = []): void => worker.postMessage({ data, ports }, ports);
  const questions = createQuestions((line) => send(line), choose);
  const readers = new Map<number, WorkerProcess>();
  /** The bundled worker process under plain Node, behind the port that the main process would hand over. */
  const fork = (id: number, room: ProcessRoom): void => {
    const reader = nodeFork(pathToFileURL(join(projectFolder, 'out', 'main', 'process.js')), room, 512);
    const { port1, port2 } = new MessageChannel();
    readers.set(id, reader);
    reader.onMessage((message) => port1.postMessage(message));
    reader.onEnd((end) => {
      readers.delete(id);
      port1.close();
      send({ type: 'ended', process: id, end: { ...end } });
    });
    port1.on('message', (message: unknown) => reader.send(message));
    send({ type: 'forked', process: id }, [port2]);
  };
  worker.on('message', (raw: unknown) => {
    const message = ToMain.parse(raw);
    if (message.type === 'ready') ready.resolve();
    else if (message.type === 'settings') kept = message.settings;
    else if (message.type === 'fork') fork(message.process, message.room);
    else if (message.type === 'kill') readers.get(message.process)?.kill();
    else questions.take(message);
  });
  worker.on('error', ready.reject);
  worker.on('exit', ended.resolve);
  const settings = defaultSettings('0190aaaa-0000-7000-8000-000000000000');
  send({ type: 'start', settings: { ...settings, recent: [] }, resources: resourcesFolder, casesFolder: join(folder, 'home', 'cases') });
  await ready.promise;
  return {
    connect: () => {
      const { port1, port2 } = new MessageChannel();
      send({ type: 'port' }, [port1]);
      port2.start();
      return { api: createORPCClient(new RPCLink({ port: port2 })), vanish: () => port2.close() };
    },
    ask: {
      ticket: async (path) => TicketAnswer.parse(await questions.ask({ ask: 'ticket', path, name: basename(path) })),
      blob: async (pathname) => BlobAnswer.parse(await questions.ask({ ask: 'blob', pathname })),
    },
    kept: () => kept,
    close: async () => {
      send({ type: 'close' });
      const code = await ended.promise;
      if (code !== 0) throw new Error(`the workbench ended with ${code}`);
    },
  };
}
