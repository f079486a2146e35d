/** The workbench's own process under Electron: no window, no dialog; it asks the main process for those. */

import { basename } from 'node:path';
import { RPCHandler } from '@orpc/server/message-port';
import { createWorkbench, type Workbench } from '../../app.ts';
import { createChooser } from '../../host/chooser.ts';
import { systemClock } from '../../host/clock.ts';
import { systemIds } from '../../host/ids.ts';
import { createTickets } from '../../host/tickets.ts';
import type { Ports, StoredSettings } from '../../ports.ts';
import { createForks, type ForkPort, type Forks } from './forks.ts';
import { ChooseAnswer, type Question, type Start, type ToMain, ToWorkbench } from './messages.ts';
import { createQuestions, type Questions } from './questions.ts';

/**
 * As much of Electron's ParentPort as is used. Electron's own types would bring the browser's names into this file,
 * and with it into the whole workbench.
 */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly Port[] }) => void): void;
  postMessage(message: unknown): void;
}
type Port = Parameters<RPCHandler<Context>['upgrade']>[0] & ForkPort & { on(event: 'close', listener: () => void): unknown };
type Context = ReturnType<Workbench['context']>;
declare const process: NodeJS.Process & { readonly parentPort: ParentPort };

const tickets = createTickets();

function electronPorts(start: Start, questions: Questions, forks: Forks, post: (message: ToMain) => void): Ports {
  let settings: StoredSettings = start.settings;
  return {
    shell: 'electron',
    clock: systemClock,
    ids: systemIds,
    casesFolder: start.casesFolder,
    resources: start.resources,
    // The bundler lays the workers beside this file.
    worker: (name) => new URL(`./${name}.js`, import.meta.url),
    fork: forks.fork,
    settings: {
      read: () => settings,
      write: (change) => {
        settings = { ...settings, ...change };
        post({ type: 'settings', settings: { ...settings, recent: [...settings.recent] } });
        return settings;
      },
    },
    files: {
      chooser: 'native',
      issue: tickets.issue,
      redeem: tickets.redeem,
      choose: async (purpose, suggestedName) => {
        const paths = ChooseAnswer.parse(await questions.ask({ ask: 'choose', purpose, suggestedName: suggestedName ?? null }));
        return paths.map((path) => tickets.issue({ path, name: basename(path), modifiedAt: null }));
      },
      ...createChooser({ tickets, casesFolder: start.casesFolder }),
    },
  };
}

function serve(parent: ParentPort): void {
  const post = (message: ToMain): void => parent.postMessage(message);
  let running: { workbench: Workbench; handler: RPCHandler<Context> } | null = null;
  const reply = async (question: Question): Promise<unknown> => {
    if (question.ask === 'blob') return (await running?.workbench.blobs.read(question.pathname)) ?? null;
    if (question.ask === 'ticket') return tickets.issue({ path: question.path, name: question.name, modifiedAt: null });
    throw new TypeError(`only the main process can answer "${question.ask}"`);
  };
  const questions = createQuestions((line) => post(line), reply);
  const forks = createForks(post);

  parent.on('message', (event) => {
    const message = ToWorkbench.parse(event.data);
    switch (message.type) {
      case 'start': {
        const workbench = createWorkbench(electronPorts(message, questions, forks, post));
        running = { workbench, handler: new RPCHandler(workbench.router) };
        post({ type: 'ready' });
        return;
      }
      case 'port': {
        const [port] = event.ports;
        if (!port || !running) throw new TypeError('a port comes after the start, with its message');
        const { workbench } = running;
        const context = workbench.context();
        port.on('close', () => workbench.gone(context));
        running.handler.upgrade(port, { context });
        port.start();
        return;
      }
      case 'close':
        void (running?.workbench.close() ?? Promise.resolve()).then(
          () => process.exit(0),
          (error: unknown) => {
            console.error(error);
            process.exit(1);
          },
        );
        return;
      case 'forked':
      case 'ended':
        return forks.take(message, event.ports[0]);
      default:
        questions.take(message);
    }
  });
}

serve(process.parentPort);
