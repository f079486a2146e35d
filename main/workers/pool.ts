/** A few worker threads that decode files, each file with a limit on time and memory, so that no file can stop the workbench. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
// libvips must be loaded by the main thread first and stay loaded while workers come and go.
import 'sharp';
import { AssayError } from '../../shared/errors.ts';
import type { Decoded, Hints } from '../formats/format.ts';
import { DecodeAnswer } from './protocol.ts';

export interface DecodePool {
  /**
   * Decodes one file in a worker. The bytes are copied before they are handed over; the caller's stay as they are.
   * Throws AssayError: what the codec says, TOO_SLOW (time limit), TOO_LARGE (out of memory), CANCELLED (signal or close).
   */
  decode(bytes: Uint8Array, hints: Hints, signal?: AbortSignal): Promise<Decoded>;
  /** Stops the workers. Files under way and waiting end with CANCELLED. */
  close(): Promise<void>;
}

export interface DecodePoolOptions {
  /** Workers at most; started when needed. Default: two, or one on a single core. */
  readonly size?: number;
  /** Milliseconds for one file. Default 60,000. */
  readonly timeoutMs?: number;
  /** Megabytes of JavaScript heap for one worker. Default 2,048. */
  readonly maxHeapMb?: number;
}

interface Job {
  readonly bytes: Uint8Array;
  readonly hints: Hints;
  readonly resolve: (decoded: Decoded) => void;
  readonly reject: (error: AssayError) => void;
}

interface Slot {
  readonly worker: Worker;
  job: Job | null;
  timer: NodeJS.Timeout | null;
}

/** Starts no worker until the first file comes. */
export function createDecodePool(workerUrl: URL, options: DecodePoolOptions = {}): DecodePool {
  const size = Math.max(1, options.size ?? Math.min(2, availableParallelism()));
  const timeoutMs = options.timeoutMs ?? 60_000;
  const maxOldGenerationSizeMb = options.maxHeapMb ?? 2048;
  const slots = new Set<Slot>();
  const waiting: Job[] = [];
  let closed = false;
  let nextId = 1;

  /** Ends a slot's job; the slot is free again or, if its worker is dead or stuck, gone. */
  const settle = (slot: Slot, outcome: { decoded: Decoded } | { error: AssayError }, keep: boolean) => {
    const { job, timer } = slot;
    if (timer) clearTimeout(timer);
    slot.job = null;
    slot.timer = null;
    if (keep) slot.worker.unref();
    else {
      slots.delete(slot);
      // Not awaited: a decoder inside native code ends only when it is through, and nobody should wait for that.
      void slot.worker.terminate();
    }
    if (job) {
      if ('decoded' in outcome) job.resolve(outcome.decoded);
      else job.reject(outcome.error);
    }
    pump();
  };

  const start = (): Slot => {
    const worker = new Worker(workerUrl, { resourceLimits: { maxOldGenerationSizeMb, maxYoungGenerationSizeMb: 64, stackSizeMb: 8 } });
    const slot: Slot = { worker, job: null, timer: null };
    worker.on('message', (message: unknown) => {
      const answer = DecodeAnswer.safeParse(message);
      if (!answer.success)
        settle(
          slot,
          { error: new AssayError('INTERNAL', 'A decoder gave an answer of the wrong form.', { issues: answer.error.issues.slice(0, 3) }) },
          false,
        );
      else if ('decoded' in answer.data) settle(slot, { decoded: answer.data.decoded }, true);
      else
        settle(slot, { error: new AssayError(answer.data.failure.code, answer.data.failure.message, answer.data.failure.details) }, true);
    });
    worker.on('error', (error: Error) => {
      const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      const failure = outOfMemory
        ? new AssayError('TOO_LARGE', 'Reading this file needs more memory than Assay allows one file.', {
            fileName: slot.job?.hints.fileName,
          })
        : new AssayError('INTERNAL', `A decoder stopped: ${error.message}`, { fileName: slot.job?.hints.fileName });
      settle(slot, { error: failure }, false);
    });
    worker.on('exit', () => {
      if (slots.has(slot)) settle(slot, { error: new AssayError('INTERNAL', 'A decoder stopped before it was done.') }, false);
    });
    slots.add(slot);
    return slot;
  };

  const run = (slot: Slot, job: Job) => {
    slot.job = job;
    slot.worker.ref();
    slot.timer = setTimeout(
      () =>
        settle(
          slot,
          {
            error: new AssayError('TOO_SLOW', `Reading this file took more than ${timeoutMs / 1000} s and was stopped.`, {
              fileName: job.hints.fileName,
            }),
          },
          false,
        ),
      timeoutMs,
    );
    // Not `slice`: a Buffer's is a view of a pool that other files share, and transferring it would take theirs away.
    const copy = new Uint8Array(job.bytes);
    slot.worker.postMessage({ id: nextId++, bytes: copy, hints: job.hints }, [copy.buffer]);
  };

  const pump = () => {
    while (waiting.length > 0 && !closed) {
      const idle = [...slots].find((slot) => slot.job === null) ?? (slots.size < size ? start() : null);
      const job = idle && waiting.shift();
      if (!idle || !job) return;
      run(idle, job);
    }
  };

  return {
    decode: (bytes, hints, signal) =>
      new Promise((resolve, reject) => {
        const cancelled = () => new AssayError('CANCELLED', undefined, { fileName: hints.fileName });
        if (closed || signal?.aborted) return reject(cancelled());
        const abort = () => {
          const index = waiting.indexOf(job);
          if (index !== -1) {
            waiting.splice(index, 1);
            job.reject(cancelled());
          }
          for (const slot of slots) if (slot.job === job) settle(slot, { error: cancelled() }, false);
        };
        const job: Job = {
          bytes,
          hints,
          resolve: (decoded) => {
            signal?.removeEventListener('abort', abort);
            resolve(decoded);
          },
          reject: (error) => {
            signal?.removeEventListener('abort', abort);
            reject(error);
          },
        };
        signal?.addEventListener('abort', abort, { once: true });
        waiting.push(job);
        pump();
      }),
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(new AssayError('CANCELLED'));
      const workers = [...slots].map(({ worker }) => worker);
      for (const slot of slots) settle(slot, { error: new AssayError('CANCELLED') }, false);
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
