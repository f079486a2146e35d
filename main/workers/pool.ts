/** A few worker processes that do tasks, each task with a bound on time and memory, so that no file can stop the workbench. */
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { AssayError } from '../../shared/errors.ts';
import type { Ports, ProcessEnd, ProcessRoom, WorkerProcess } from '../ports.ts';
import { whyEnded } from './endings.ts';
import { type FileLimits, limitsFor } from './limits.ts';
import { FromWorker } from './protocol.ts';
import { sweepStaging } from './sweep.ts';
import type { Task } from './task.ts';

type AnyTasks = Readonly<Record<string, Task>>;

export interface RunOptions<I> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (done: number, total: number) => void;
  /** Takes what the task tells before its result; the task waits for it. */
  readonly onItems?: (items: readonly I[]) => void | Promise<void>;
  /** What the process may see of the disk: the case's folder and its incoming. Default: all to read, `args.staging` to write. */
  readonly room?: ProcessRoom;
}
type ItemOf<T extends Task> = z.output<T['item']>;

export interface Pool<T extends AnyTasks> {
  /**
   * Does one task in a process of its own; its result is parsed by the task's schema.
   * Throws AssayError: what the task says, TOO_SLOW (time limit), TOO_LARGE (memory limit), BROKEN_FILE (its reader broke down),
   * CANCELLED (signal or close), INTERNAL (no process starts, an answer of the wrong form).
   */
  run<N extends keyof T & string>(
    name: N,
    args: z.input<T[N]['args']>,
    options?: RunOptions<ItemOf<T[N]>>,
  ): Promise<z.output<T[N]['result']>>;
  /** Memory that the processes held when they last said, in bytes. */
  residentBytes(): number;
  /** Ends the processes. What is under way or waits ends with CANCELLED. */
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly resources: string;
  /** Processes at most; started when needed. Default: one for each core, four at most. */
  readonly size?: number;
  /** Milliseconds without work after which a process ends. */
  readonly restMs?: number;
}

interface Job {
  readonly task: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly staging: string | undefined;
  readonly limits: FileLimits;
  readonly room: ProcessRoom;
  readonly onProgress: ((done: number, total: number) => void) | undefined;
  /** Hands items on, unless one is of the wrong form. */
  readonly onItems: (items: readonly unknown[]) => Promise<z.ZodError | null>;
  /** Takes the result, unless it is of the wrong form. */
  readonly resolve: (result: unknown) => z.ZodError | null;
  readonly reject: (error: Error) => void;
  /** A process that did other files before may have broken down for their sake: once more, in a fresh one. */
  isSecondTry: boolean;
}

interface Slot {
  readonly process: WorkerProcess;
  readonly room: string;
  readonly heapMb: number;
  isReady: boolean;
  isTired: boolean;
  /** Killed by us; nothing it says counts any more. */
  isOver: boolean;
  resident: number;
  done: number;
  job: Job | null;
  id: number;
  token: string;
  timer: NodeJS.Timeout | null;
  readonly ended: Promise<void>;
}

/** How many times the processor's time the clock may show: other programs want the processor too. */
const patience = 6;
/** Milliseconds for a process to come up. */
const startMs = 60_000;
const Named = z.looseObject({ file: z.string().optional(), staging: z.string().optional() });

/** Starts no process until the first task comes. */
export function createPool<T extends AnyTasks>(tasks: T, fork: Ports['fork'], options: PoolOptions): Pool<T> {
  const size = Math.max(1, options.size ?? Math.min(4, availableParallelism()));
  const restMs = options.restMs ?? 60_000;
  const slots = new Set<Slot>();
  const leaving = new Set<Promise<void>>();
  const waiting: Job[] = [];
  let closed = false;
  let lastId = 0;

  const end = (slot: Slot): void => {
    if (slot.timer) clearTimeout(slot.timer);
    slot.timer = null;
    slot.isOver = true;
    slots.delete(slot);
    slot.process.hold(true);
    slot.process.kill();
    leaving.add(slot.ended);
    void slot.ended.then(() => leaving.delete(slot.ended));
  };

  /** What a killed task left in its folder goes once the process is really gone. */
  const endSweeping = (slot: Slot, job: Job | null): void => {
    end(slot);
    const { staging } = job ?? {};
    if (staging === undefined) return;
    const swept = slot.ended
      .then(() => sweepStaging(staging, slot.token))
      // A case sweeps its incoming folder when it is opened, too
      .catch((error: unknown) => console.error('What a stopped reader left could not be removed.', error))
      .finally(() => leaving.delete(swept));
    leaving.add(swept);
  };

  /** Takes the job off a slot, which is free again, or over. */
  const release = (slot: Slot, keep: boolean): Job | null => {
    const { job } = slot;
    if (slot.timer) clearTimeout(slot.timer);
    slot.timer = null;
    slot.job = null;
    slot.done += 1;
    if (!keep) endSweeping(slot, job);
    else if (slot.isTired) end(slot);
    else rest(slot);
    return job;
  };
  const fail = (slot: Slot, error: Error, keep: boolean): void => {
    release(slot, keep)?.reject(error);
    pump();
  };

  const rest = (slot: Slot): void => {
    slot.process.hold(false);
    slot.timer = setTimeout(() => end(slot), restMs);
    slot.timer.unref();
  };

  const hear = (slot: Slot, raw: unknown): void => {
    if (slot.isOver) return;
    const parsed = FromWorker.safeParse(raw);
    if (!parsed.success) {
      fail(slot, wrongForm(parsed.error), false);
      return;
    }
    const message = parsed.data;
    if ('resident' in message) slot.resident = message.resident ?? slot.resident;
    if (message.type === 'ready') {
      slot.isReady = true;
      if (slot.timer) clearTimeout(slot.timer);
      rest(slot);
      pump();
    } else if (message.type === 'tired') {
      slot.isTired = true;
      if (slot.job === null) end(slot);
      pump();
    } else if (slot.job !== null && message.id === slot.id) hearOf(slot, slot.job, message);
  };

  const hearOf = (slot: Slot, job: Job, message: Exclude<FromWorker, { type: 'ready' | 'tired' }>): void => {
    switch (message.type) {
      case 'done': {
        const wrong = job.resolve(message.result);
        if (wrong !== null) {
          fail(slot, wrongForm(wrong), false);
          break;
        }
        release(slot, true);
        pump();
        break;
      }
      case 'failed':
        fail(slot, new AssayError(message.failure.code, message.failure.message, message.failure.details), true);
        break;
      case 'progress':
        slot.timer?.refresh();
        job.onProgress?.(message.done, message.total);
        break;
      case 'alive':
        slot.timer?.refresh();
        break;
      case 'items':
        void handOn(slot, job, message.items);
    }
  };

  /** The clock stands still while items are taken, for it is us who take the time. */
  const handOn = async (slot: Slot, job: Job, items: readonly unknown[]): Promise<void> => {
    if (slot.timer) clearTimeout(slot.timer);
    try {
      const wrong = await job.onItems(items);
      if (slot.job !== job) return;
      if (wrong !== null) {
        fail(slot, wrongForm(wrong), false);
        return;
      }
    } catch (error) {
      // The caller's own: it wants no more of them
      if (slot.job === job) fail(slot, error instanceof Error ? error : new Error(String(error), { cause: error }), false);
      return;
    }
    startClock(slot, job);
    slot.process.send({ type: 'more', id: slot.id });
  };

  const startClock = (slot: Slot, job: Job): void => {
    slot.timer = setTimeout(() => fail(slot, tooSlow(job), false), job.limits.timeoutMs * patience);
  };

  const lost = (slot: Slot, why: ProcessEnd): void => {
    if (slot.isOver) return;
    const { job } = slot;
    const error = whyEnded(why, slot.isReady, job?.limits ?? null);
    if (job !== null && slot.done > 0 && !job.isSecondTry && error.code !== 'TOO_SLOW') {
      job.isSecondTry = true;
      release(slot, false);
      waiting.unshift(job);
      pump();
      return;
    }
    // One that never came up takes along one file that waited for it: whoever waits hears of it, and nobody tries for ever
    if (!slot.isReady) takeWaiting(slot.room)?.reject(error);
    fail(slot, error, false);
  };
  const takeWaiting = (room: string): Job | undefined => {
    const at = waiting.findIndex((job) => keyOf(job.room) === room);
    return at < 0 ? undefined : waiting.splice(at, 1)[0];
  };

  const start = ({ room, limits: { heapMb } }: Job): void => {
    const child = fork(room, heapMb);
    const gone = Promise.withResolvers<void>();
    const slot: Slot = {
      process: child,
      room: keyOf(room),
      heapMb,
      isReady: false,
      isTired: false,
      isOver: false,
      resident: 0,
      done: 0,
      job: null,
      id: 0,
      token: '',
      timer: setTimeout(() => lost(slot, { code: null, signal: null, words: 'It took too long to start.' }), startMs),
      ended: gone.promise,
    };
    slots.add(slot);
    child.onMessage((message) => hear(slot, message));
    child.onEnd((why) => {
      gone.resolve();
      lost(slot, why);
    });
  };

  const give = (slot: Slot, job: Job): void => {
    if (slot.timer) clearTimeout(slot.timer);
    slot.job = job;
    slot.id = ++lastId;
    slot.token = randomBytes(12).toString('hex');
    slot.process.hold(true);
    startClock(slot, job);
    const { task, args, limits } = job;
    const { memoryMb, timeoutMs } = limits;
    slot.process.send({ type: 'run', id: slot.id, task, args, token: slot.token, memoryMb, timeoutMs, resources: options.resources });
  };

  const pump = (): void => {
    if (closed) return;
    const coming = new Map<string, number>();
    for (const { isReady, room, heapMb } of slots)
      if (!isReady) coming.set(`${room} ${heapMb}`, (coming.get(`${room} ${heapMb}`) ?? 0) + 1);
    for (let at = 0; at < Math.min(waiting.length, size); ) {
      const job = waiting[at];
      if (job === undefined) return;
      const key = keyOf(job.room);
      const free = [...slots].filter((slot) => slot.isReady && slot.job === null && !slot.isTired);
      const fit = free.find((slot) => slot.room === key && slot.heapMb >= job.limits.heapMb && !(job.isSecondTry && slot.done > 0));
      if (fit !== undefined) {
        waiting.splice(at, 1);
        give(fit, job);
        continue;
      }
      at += 1;
      const kind = `${key} ${job.limits.heapMb}`;
      const expected = coming.get(kind) ?? 0;
      coming.set(kind, expected - 1);
      if (expected > 0) continue;
      const [other] = free;
      const isFull = [...slots].filter((slot) => !slot.isTired).length >= size;
      // One that sees another case, is too small, or too old for a second try, makes room
      if (isFull && other !== undefined) end(other);
      if (!isFull || other !== undefined) {
        start(job);
        coming.set(kind, 0);
      }
    }
  };

  const cancelled = (): AssayError => new AssayError('CANCELLED');

  return {
    run: (name, args, { signal, onProgress, onItems, room } = {}) =>
      new Promise((resolve, reject) => {
        const definition = tasks[name];
        if (definition === undefined) return reject(new AssayError('INTERNAL', `There is no task "${name}".`));
        if (closed || signal?.aborted) return reject(cancelled());
        const named = Named.parse(args);
        const leave = (): void => signal?.removeEventListener('abort', abort);
        const job: Job = {
          task: name,
          args: named,
          staging: named.staging,
          limits: limitsFor(definition.limits, named.file),
          room: room ?? { read: null, write: named.staging ?? null },
          onProgress,
          onItems: async (raw) => {
            const items = itemsOf<T[typeof name]>(definition, raw);
            if (items instanceof z.ZodError) return items;
            await onItems?.(items);
            return null;
          },
          resolve: (raw) => {
            const result = resultOf<T[typeof name]>(definition, raw);
            if (!result.success) return result.error;
            leave();
            resolve(result.data);
            return null;
          },
          reject: (error) => {
            leave();
            reject(error);
          },
          isSecondTry: false,
        };
        const abort = (): void => {
          const index = waiting.indexOf(job);
          if (index !== -1) {
            waiting.splice(index, 1);
            job.reject(cancelled());
          }
          for (const slot of slots) if (slot.job === job) fail(slot, cancelled(), false);
        };
        signal?.addEventListener('abort', abort, { once: true });
        waiting.push(job);
        pump();
      }),
    residentBytes: () => [...slots].reduce((sum, { resident }) => sum + resident, 0),
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(cancelled());
      for (const slot of slots) fail(slot, cancelled(), false);
      while (leaving.size > 0) await Promise.all(leaving);
    },
  };
}

const parse = <S extends z.ZodType>(schema: S, raw: unknown): z.ZodSafeParseResult<z.output<S>> => schema.safeParse(raw);
/** Keep the task's own types, which a member of a type parameter would lose. */
function resultOf<K extends Task>(definition: K, raw: unknown): z.ZodSafeParseResult<z.output<K['result']>> {
  const schema: K['result'] = definition.result;
  return parse(schema, raw);
}
function itemsOf<K extends Task>(definition: K, raw: readonly unknown[]): ItemOf<K>[] | z.ZodError {
  const schema: K['item'] = definition.item;
  const items: ItemOf<K>[] = [];
  for (const each of raw) {
    const item = parse(schema, each);
    if (!item.success) return item.error;
    items.push(item.data);
  }
  return items;
}

const keyOf = ({ read, write }: ProcessRoom): string => JSON.stringify([read, write]);
const wrongForm = ({ issues }: z.ZodError): AssayError =>
  new AssayError('INTERNAL', 'A worker process gave an answer of the wrong form.', { issues: issues.slice(0, 3) });
const tooSlow = ({ limits }: Job): AssayError =>
  new AssayError('TOO_SLOW', `Reading this file took more than ${Math.round((limits.timeoutMs * patience) / 1000)} s and was stopped.`);
