import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { StagedShape } from '../../../../main/workers/shapes.ts';
import { task } from '../../../../main/workers/task.ts';
import { AssayError } from '../../../../shared/errors.ts';

const limits = { timeoutMs: 500, memoryMb: 150 };
const nothing = z.object({});
const Attempt = z.enum(['done', 'refused']);

function attempt(what: () => unknown): z.infer<typeof Attempt> {
  try {
    what();
    return 'done';
  } catch {
    // Whatever the system says: it was not done
    return 'refused';
  }
}

export const rough = {
  answer: task({
    args: z.object({ word: z.string() }),
    result: z.object({ word: z.string(), pid: z.int() }),
    limits,
    run: async ({ word }) => ({ word, pid: process.pid }),
  }),
  refuse: task({
    args: nothing,
    result: nothing,
    limits,
    run: () => Promise.reject(new AssayError('EMPTY_FILE', 'Nothing in it.', { fileName: 'a.txt' })),
  }),
  loop: task({
    args: nothing,
    result: nothing,
    limits,
    run: async () => {
      for (;;);
    },
  }),
  halt: task({ args: nothing, result: nothing, limits, run: () => new Promise<never>(() => undefined) }),
  wait: task({
    args: z.object({ ms: z.int() }),
    result: nothing,
    limits,
    run: async ({ ms }, { progress }) => {
      for (let done = 0; done < ms; done += 50) {
        await sleep(50);
        progress(done, ms);
      }
      return {};
    },
  }),
  /** Memory outside V8's heap, as a picture decoder takes it. */
  hogNative: task({
    args: nothing,
    result: nothing,
    limits,
    run: async () => {
      const kept: Uint8Array[] = [];
      for (;;) kept.push(Buffer.alloc(8 << 20, 1));
    },
  }),
  hogHeap: task({
    args: nothing,
    result: nothing,
    limits,
    run: async () => {
      const kept: unknown[] = [];
      for (;;) kept.push(Array.from({ length: 100_000 }, () => ({})));
    },
  }),
  crash: task({ args: nothing, result: nothing, limits, run: async () => process.abort() }),
  /** Breaks down only in a process that has done something before. */
  crashWhenUsed: task({
    args: nothing,
    result: z.object({ uses: z.int() }),
    limits,
    run: async () => {
      uses += 1;
      return uses > 1 ? process.abort() : { uses };
    },
  }),
  exit: task({ args: nothing, result: nothing, limits, run: async () => process.exit(0) }),
  strayRejection: task({
    args: nothing,
    result: nothing,
    limits,
    run: () => {
      void Promise.reject(new Error('nobody listens'));
      return new Promise<never>(() => undefined);
    },
  }),
  nonsense: task({
    args: nothing,
    result: z.object({ word: z.string().refine((word) => word !== 'never here') }),
    limits,
    run: async () => ({ word: 'never here' }),
  }),
  count: task({
    args: z.object({ to: z.int() }),
    item: z.object({ number: z.int() }),
    result: z.object({ told: z.int() }),
    limits,
    run: async ({ to }, _tools, emit) => {
      for (let number = 0; number < to; number++) await emit({ number });
      return { told: to };
    },
  }),
  stage: task({
    args: z.object({ staging: z.string(), names: z.array(z.string()), ending: z.enum(['answer', 'throw', 'loop']) }),
    result: z.object({ staged: z.array(StagedShape) }),
    limits,
    run: async ({ staging, names, ending }, tools) => {
      const sink = tools.sink(staging);
      for (const name of names) await sink.put({ path: name, name }, new TextEncoder().encode(name));
      if (ending === 'throw') throw new AssayError('BROKEN_FILE');
      while (ending === 'loop');
      return { staged: [...sink.staged] };
    },
  }),
  bombs: task({
    args: z.object({ staging: z.string() }),
    result: z.object({ codes: z.array(z.string()), staged: z.int() }),
    limits,
    run: async ({ staging }, tools) => {
      const piece = new Uint8Array(64 << 10);
      async function* endless(): AsyncGenerator<Uint8Array> {
        for (;;) yield piece;
      }
      const small = tools.sink(staging, { parts: 2, bytes: 1 << 20 });
      const codes: string[] = [];
      for (const bytes of [piece, endless(), piece, piece])
        await small.put({ path: 'x', name: 'x' }, bytes).catch((error: unknown) => {
          codes.push(error instanceof AssayError ? error.code : String(error));
        });
      return { codes, staged: small.staged.length };
    },
  }),
  /** Reads a file piece by piece and says how much memory that took, in megabytes. */
  digest: task({
    args: z.object({ file: z.string() }),
    result: z.object({ bytes: z.int(), grew: z.number() }),
    limits: { timeoutMs: 20_000, memoryMb: 150 },
    run: async ({ file }, tools) => {
      const before = process.memoryUsage.rss();
      const input = await tools.open(file);
      let bytes = 0;
      for await (const piece of input.stream()) bytes += piece.length;
      return { bytes, grew: (process.memoryUsage.rss() - before) / 2 ** 20 };
    },
  }),
  reach: task({
    args: z.object({ inside: z.string(), outside: z.string(), staging: z.string() }),
    result: z.object({ readInside: Attempt, readOutside: Attempt, writeInside: Attempt, writeOutside: Attempt, run: Attempt }),
    limits,
    run: async ({ inside, outside, staging }) => ({
      readInside: attempt(() => readFileSync(inside)),
      readOutside: attempt(() => readFileSync(outside)),
      writeInside: attempt(() => writeFileSync(`${staging}/new`, '')),
      writeOutside: attempt(() => writeFileSync(inside, 'changed')),
      run: attempt(() => {
        const { error } = spawnSync(process.execPath, ['-v']);
        if (error) throw error;
      }),
    }),
  }),
  surroundings: task({
    args: nothing,
    result: z.object({ env: z.array(z.string()), zone: z.string() }),
    limits,
    run: async () => ({ env: Object.keys(process.env), zone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
  }),
};
let uses = 0;
