/** A worker process's main thread: one task after another, each with a bound on time and memory, and an answer for each. */
import { setPriority } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { AssayError } from '../../shared/errors.ts';
import { type Channel, openChannel } from './channel.ts';
import { failureOf } from './failure.ts';
import { openFile, type StagingSink, stagingSink } from './files.ts';
import { type FromWorker, lastWords, ToWorker } from './protocol.ts';
import type { OpenFile, Task, TaskTools } from './task.ts';
import { endWith, startWatchdog, type Watchdog, watch } from './watchdog.ts';

export interface Lent {
  readonly tasks: Readonly<Record<string, Task>>;
  /** Loads what nearly every file needs, before the first one comes. */
  warm(): Promise<void>;
}

/** Below the window's and the workbench's own priority (nice 10; Windows: below normal). */
const priority = 10;
/** Megabytes beyond a fresh process that may stay behind after a file before the process is replaced. */
const growth = 300;
/** Milliseconds between two looks at what stays behind: collecting all garbage costs as much as a file. */
const tidying = 5000;
/** Items in one message. */
const atOnce = 500;
/** Seconds without work, though a task is under way, after which it counts as one that never ends. */
const idleSeconds = 3;
/** Milliseconds between two signs of life over the channel. */
const heartbeat = 1000;

const residentMb = (): number => process.memoryUsage.rss() / 2 ** 20;

/** Runs the process, or inside it the watchdog's thread: both begin with the entry file, whose address is `entry`. */
export async function serve(entry: URL, lend: () => Promise<Lent>): Promise<void> {
  if (!isMainThread) return watch(workerData, () => parentPort?.postMessage('ready'));
  const channel = await openChannel();
  channel.onClose(() => process.exit(0));
  const { tasks, warm } = await lend();
  await warm();
  collectGarbage();
  const watchdog = await startWatchdog(entry);
  try {
    // Not before: whoever waits for the first file waits for the start too
    setPriority(priority);
  } catch (error) {
    // Some systems forbid it; a decoder then only competes with the window on equal terms
    console.error('The priority could not be lowered.', error);
  }
  new Desk(channel, tasks, watchdog).open();
}

interface Running {
  readonly id: number;
  more: (() => void) | null;
}

class Desk {
  readonly #channel: Channel;
  readonly #tasks: Readonly<Record<string, Task>>;
  readonly #watchdog: Watchdog;
  readonly #fresh = residentMb();
  #running: Running | null = null;
  #told = 0;
  #tidied = 0;
  #shown = 0;
  #isTired = false;
  constructor(channel: Channel, tasks: Readonly<Record<string, Task>>, watchdog: Watchdog) {
    this.#channel = channel;
    this.#tasks = tasks;
    this.#watchdog = watchdog;
  }

  open(): void {
    this.#channel.onMessage((raw) => {
      const message = ToWorker.parse(raw);
      if (message.type === 'run') void this.#run(message);
      else if (this.#running?.id === message.id) this.#running.more?.();
    });
    this.#send({ type: 'ready', resident: process.memoryUsage.rss() });
  }

  #send(message: FromWorker): void {
    this.#channel.send(message);
  }

  #alive(id: number): void {
    this.#watchdog.alive();
    const now = performance.now();
    if (now - this.#told < heartbeat) return;
    this.#told = now;
    this.#send({ type: 'alive', id, resident: process.memoryUsage.rss() });
  }

  /** Told no more often than a person can see. */
  #progress(id: number, done: number, total: number): void {
    this.#watchdog.alive();
    const now = performance.now();
    if (now - this.#shown < 100 && done < total) return;
    this.#shown = now;
    this.#told = now;
    this.#send({ type: 'progress', id, done, total });
  }

  async #run(message: Extract<ToWorker, { type: 'run' }>): Promise<void> {
    const { id } = message;
    const running: Running = { id, more: null };
    this.#running = running;
    this.#told = performance.now();
    const files: OpenFile[] = [];
    const sinks: StagingSink[] = [];
    const stopIdling = whenIdle(
      () => endWith(lastWords.halt),
      () => running.more !== null,
    );
    this.#watchdog.begin(this.#fresh + message.memoryMb, message.timeoutMs);
    let answer: FromWorker;
    try {
      const task = Object.hasOwn(this.#tasks, message.task) ? this.#tasks[message.task] : undefined;
      if (task === undefined) throw new AssayError('INTERNAL', `There is no task "${message.task}".`);
      const progress = (done: number, total: number): void => this.#progress(id, done, total);
      const tools: TaskTools = {
        open: async (path) => {
          const file = openFile(path);
          files.push(file);
          return file;
        },
        sink: (folder, most) => {
          const sink = stagingSink(folder, message.token, { alive: () => this.#alive(id), progress }, most);
          sinks.push(sink);
          return sink;
        },
        progress,
        resources: message.resources,
      };
      const items = this.#items(running);
      const result = await task.run(task.args.parse(message.args), tools, items.emit);
      await items.flush();
      for (const sink of sinks) await sink.settle();
      answer = { type: 'done', id, result, resident: process.memoryUsage.rss() };
    } catch (error) {
      for (const sink of sinks) sink.discard();
      answer = { type: 'failed', id, failure: failureOf(error) };
    } finally {
      for (const file of files) await file.close();
      stopIdling();
      this.#watchdog.end();
      this.#running = null;
    }
    this.#send(answer);
    this.#rest();
  }

  /** Gathers items into messages; the next message waits until the workbench has taken the one before. */
  #items(running: Running): { emit(item: unknown): Promise<void>; flush(): Promise<void> } {
    let gathered: unknown[] = [];
    const flush = async (): Promise<void> => {
      if (gathered.length === 0) return;
      const taken = new Promise<void>((resolve) => {
        running.more = resolve;
      });
      this.#watchdog.alive();
      this.#send({ type: 'items', id: running.id, items: gathered });
      gathered = [];
      await taken;
      running.more = null;
    };
    return {
      emit: async (item) => {
        gathered.push(item);
        if (gathered.length >= atOnce) await flush();
      },
      flush,
    };
  }

  /** After a file: gives memory back, or asks for a successor. */
  #rest(): void {
    const now = performance.now();
    if (this.#isTired || residentMb() < this.#fresh + growth || now - this.#tidied < tidying) return;
    this.#tidied = now;
    collectGarbage();
    if (residentMb() < this.#fresh + growth / 2) return;
    this.#isTired = true;
    this.#send({ type: 'tired' });
  }
}

/**
 * Calls `stuck` where the process has nothing to do for seconds although a task is under way: a promise that never settles, a stream
 * that never ends. A second counts only where the timer came on time and next to no processor time was used: a busy machine is no halt.
 */
function whenIdle(stuck: () => void, isWaiting: () => boolean): () => void {
  let seconds = 0;
  let due = performance.now() + 1000;
  let used = process.cpuUsage();
  const timer = setInterval(() => {
    const now = performance.now();
    const spent = process.cpuUsage(used);
    used = process.cpuUsage();
    const isIdle = now - due < 100 && spent.user + spent.system < 20_000 && !isWaiting();
    due = now + 1000;
    seconds = isIdle ? seconds + 1 : 0;
    if (seconds < idleSeconds) return;
    clearInterval(timer);
    stuck();
  }, 1000);
  return () => clearInterval(timer);
}

let gc: (() => void) | null = null;
function collectGarbage(): void {
  if (gc === null) {
    setFlagsFromString('--expose-gc');
    gc = z.custom<() => void>((value) => typeof value === 'function').parse(runInNewContext('gc'));
  }
  gc();
}
