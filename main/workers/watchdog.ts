/**
 * A thread inside a worker process that ends the process when the task under way takes too much memory or too much time. It works while
 * native code holds the main thread, on every system, and after the workbench itself has died.
 */
import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { lastWords } from './protocol.ts';

/** Places in the shared memory. */
const busy = 0;
const asleep = 1;
const life = 2;
const memoryMb = 3;
const timeoutMs = 4;
const places = 5;

/** Milliseconds between two looks. A process that fills memory as fast as it can gains some 100 MB meanwhile. */
const look = 20;
/** Looks without a task after which the thread sleeps until it is woken. */
const patience = 50;

export interface Watchdog {
  begin(memoryMb: number, timeoutMs: number): void;
  /** Time counts from here again. */
  alive(): void;
  end(): void;
}

/** Starts the thread; `entry` is the worker's own file, which calls `watch` there. */
export async function startWatchdog(entry: URL): Promise<Watchdog> {
  const shared = new Int32Array(new SharedArrayBuffer(places * Int32Array.BYTES_PER_ELEMENT));
  const thread = new Worker(entry, {
    workerData: { shared },
    name: 'watchdog',
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  });
  // Without it nothing bounds a decoder, so the process must not go on
  thread.once('error', (error) => {
    throw error;
  });
  await new Promise<void>((resolve) => thread.once('message', () => resolve()));
  thread.unref();
  return {
    begin: (memory, time) => {
      Atomics.store(shared, memoryMb, Math.min(Math.ceil(memory), 2 ** 31 - 1));
      Atomics.store(shared, timeoutMs, Math.min(Math.ceil(time), 2 ** 31 - 1));
      Atomics.add(shared, life, 1);
      Atomics.store(shared, busy, 1);
      if (Atomics.load(shared, asleep) === 1) Atomics.notify(shared, busy);
    },
    alive: () => void Atomics.add(shared, life, 1),
    end: () => void Atomics.store(shared, busy, 0),
  };
}

/** Says why, then ends this process at once, from whichever thread. */
export function endWith(words: string): void {
  try {
    writeSync(2, `\n${words}\n`);
  } catch {
    // Nobody reads it any more; what matters is that the process ends
  }
  process.kill(process.pid, 'SIGKILL');
}

const Data = z.object({ shared: z.instanceof(Int32Array) });

/** The thread's own part; never returns. `data` is its workerData. */
export function watch(data: unknown, ready: () => void): void {
  const { shared } = Data.parse(data);
  const parent = process.ppid;
  const processorMs = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  let seen = -1;
  let since = 0;
  let idle = 0;
  ready();
  for (;;) {
    Atomics.wait(shared, asleep, 0, look);
    if (Atomics.load(shared, busy) === 0) {
      idle += 1;
      if (idle < patience) continue;
      idle = 0;
      Atomics.store(shared, asleep, 1);
      Atomics.wait(shared, busy, 0);
      Atomics.store(shared, asleep, 0);
      continue;
    }
    idle = 0;
    const now = processorMs();
    const alive = Atomics.load(shared, life);
    if (alive !== seen) {
      seen = alive;
      since = now;
    }
    if (process.memoryUsage.rss() > Atomics.load(shared, memoryMb) * 2 ** 20) endWith(lastWords.memory);
    if (now - since > Atomics.load(shared, timeoutMs)) endWith(lastWords.time);
    // The workbench died and the main thread is too busy to hear of it; Windows keeps the number, there time ends it
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }
}
