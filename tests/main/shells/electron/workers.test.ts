/** Worker processes under Electron: the workbench asks, the main process starts, a port leads there. Electron is played by a few lines. */
import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { expect, it, vi } from 'vitest';
import { createForks, type Forks } from '../../../../main/shells/electron/forks.ts';
import { ToMain, ToWorkbench } from '../../../../main/shells/electron/messages.ts';

const room = { read: '/case', write: '/case/incoming' };

/** A utility process that echoes what comes over its port. */
class Utility extends EventEmitter {
  readonly pid = undefined;
  readonly stderr = new EventEmitter();
  readonly kill = vi.fn(() => {
    this.end(15);
    return true;
  });
  constructor() {
    super();
    setImmediate(() => this.emit('spawn'));
  }
  postMessage(_message: unknown, [port]: MessagePort[]): void {
    port?.on('message', (said: unknown) => port.postMessage({ echo: said }));
  }
  end(code: number, words = ''): void {
    this.stderr.emit('data', Buffer.from(words));
    this.emit('exit', code);
    setImmediate(() => this.stderr.emit('close'));
  }
}
const started: { utility: Utility; entry: string; options: { env: Record<string, string> } }[] = [];
vi.mock('electron', () => ({
  MessageChannelMain: MessageChannel,
  utilityProcess: {
    fork: (entry: string, _args: string[], options: { env: Record<string, string> }) => {
      const utility = new Utility();
      started.push({ utility, entry, options });
      return utility;
    },
  },
}));
const { createWorkerProcesses } = await import('../../../../main/shells/electron/worker-processes.ts');

function shell() {
  const processes = createWorkerProcesses('/app/process.js', (message, ports) => {
    const parsed = ToWorkbench.parse(structuredClone(message));
    if (parsed.type !== 'forked' && parsed.type !== 'ended') throw new Error(parsed.type);
    forks.take(parsed, ports?.[0]);
  });
  const forks: Forks = createForks((message) => {
    const parsed = ToMain.parse(structuredClone(message));
    if (parsed.type === 'fork' || parsed.type === 'kill') processes.take(parsed);
  });
  const fork = () => {
    const child = forks.fork(room);
    const said: unknown[] = [];
    child.onMessage((message) => void said.push(message));
    const ended = new Promise((resolve) => child.onEnd(resolve));
    return { child, said, ended, utility: started.at(-1) };
  };
  return { fork, processes };
}

it('what is said before a process runs reaches it, and its answers come back, each to its own', async () => {
  const { fork } = shell();
  const [one, other] = [fork(), fork()];
  one.child.send({ word: 'early' });
  other.child.send({ word: 'other' });
  await vi.waitFor(() => expect([one.said, other.said]).toEqual([[{ echo: { word: 'early' } }], [{ echo: { word: 'other' } }]]));
  one.child.send({ word: 'late' });
  await vi.waitFor(() => expect(one.said).toHaveLength(2));
  for (const { child, ended } of [one, other]) {
    child.kill();
    await ended;
  }
});

it('a process ends with its code and its last words, and one that ended is not killed again', async () => {
  const { fork } = shell();
  const { child, ended, utility } = fork();
  await vi.waitFor(() => expect(utility?.utility.listenerCount('exit')).toBe(1));
  utility?.utility.end(134, 'FATAL ERROR: JavaScript heap out of memory');
  expect(await ended).toEqual({ code: 134, signal: null, words: 'FATAL ERROR: JavaScript heap out of memory' });
  child.kill();
  expect(utility?.utility.kill).not.toHaveBeenCalled();
});

it('a kill goes to the process that is meant, also before it runs', async () => {
  const { fork } = shell();
  const [one, other] = [fork(), fork()];
  one.child.kill();
  expect(await one.ended).toMatchObject({ code: 15 });
  expect([one.utility?.utility.kill.mock.calls.length, other.utility?.utility.kill.mock.calls.length]).toEqual([1, 0]);
  other.child.kill();
  await other.ended;
});

it('nothing of the surroundings goes along, and all end with the workbench', async () => {
  process.env['ASSAY_SECRET'] = 'x';
  const { fork, processes } = shell();
  const both = [fork(), fork()];
  delete process.env['ASSAY_SECRET'];
  expect(both[0]?.utility).toMatchObject({ entry: '/app/process.js', options: { env: { TZ: 'UTC' } } });
  expect(both[0]?.utility?.options.env).not.toHaveProperty('ASSAY_SECRET');
  processes.endAll();
  await Promise.all(both.map(({ ended }) => ended));
});

it.each([{ type: 'fork', process: '1', room }, { type: 'fork', process: 1 }, { type: 'kill' }, { type: 'run', process: 1 }])(
  'the main process does not take %j',
  (message) => expect(ToMain.safeParse(message).success).toBe(false),
);
