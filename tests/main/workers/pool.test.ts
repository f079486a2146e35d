/** Whatever a decoder does in its process, the workbench gets one clear failure and goes on. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { nodeFork } from '../../../main/host/fork.ts';
import type { Ports, WorkerProcess } from '../../../main/ports.ts';
import { createPool, type PoolOptions } from '../../../main/workers/pool.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { rough } from './rough/tasks.ts';

const entry = new URL('./rough/process.ts', import.meta.url);
// Each test starts processes of its own, and limits count processor time: a busy machine takes its time
vi.setConfig({ testTimeout: 90_000 });

const folder = temporaryFolder();
const pools: { close(): Promise<void> }[] = [];
const pool = (options: Partial<PoolOptions> = {}, fork: Ports['fork'] = (room, heapMb) => nodeFork(entry, room, heapMb)) => {
  const made = createPool(rough, fork, { resources: '', size: 1, ...options });
  pools.push(made);
  return made;
};
afterAll(async () => {
  await Promise.all(pools.map((one) => one.close()));
  folder.remove();
});
let folders = 0;
const newFolder = (): string => {
  const path = join(folder.path, String(folders++));
  mkdirSync(path);
  return path;
};
async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      process.kill(pid, 0);
    } catch {
      // There is no such process
      return true;
    }
    await sleep(100);
  }
  return false;
}

describe('a task', () => {
  test('gets its own answer, however many there are', async () => {
    const { run } = pool({ size: 2 });
    const words = Array.from({ length: 40 }, (_, i) => `word ${i}`);
    const answers = await Promise.all(words.map((word) => run('answer', { word })));
    expect(answers.map(({ word }) => word)).toEqual(words);
    expect(new Set(answers.map(({ pid }) => pid)).size).toBeLessThanOrEqual(2);
    expect(answers.every(({ pid }) => pid !== process.pid)).toBe(true);
  });
  test('is refused with the codec’s own code, message and details', async () => {
    await expect(pool().run('refuse', {})).rejects.toMatchObject({
      code: 'EMPTY_FILE',
      message: 'Nothing in it.',
      details: { fileName: 'a.txt' },
    });
  });
  test('tells 20,000 items in order, and no more of them lie about than its listener takes', async () => {
    const seen: number[] = [];
    let open = 0;
    const result = await pool().run(
      'count',
      { to: 20_000 },
      {
        onItems: async (items) => {
          open += 1;
          expect(open).toBe(1);
          await sleep(1);
          seen.push(...items.map(({ number }) => number));
          open -= 1;
        },
      },
    );
    expect(result).toEqual({ told: 20_000 });
    expect(seen).toEqual(Array.from({ length: 20_000 }, (_, i) => i));
  });
  test('stops when its listener has had enough', async () => {
    const { run } = pool();
    const enough = new Error('enough');
    await expect(run('count', { to: 1e9 }, { onItems: () => Promise.reject(enough) })).rejects.toBe(enough);
    await expect(run('answer', { word: 'a' })).resolves.toMatchObject({ word: 'a' });
  });
  test('says how far it is', async () => {
    const steps: number[] = [];
    await pool().run('wait', { ms: 300 }, { onProgress: (done) => void steps.push(done) });
    expect(steps.length).toBeGreaterThan(1);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });
});

describe('a process that', () => {
  test.each([
    { does: 'loops for ever', name: 'loop', code: 'TOO_SLOW' },
    { does: 'waits for what never comes', name: 'halt', code: 'TOO_SLOW' },
    { does: 'fills native memory', name: 'hogNative', code: 'TOO_LARGE' },
    { does: 'fills the JavaScript heap', name: 'hogHeap', code: 'TOO_LARGE' },
    { does: 'crashes in native code', name: 'crash', code: 'BROKEN_FILE' },
    { does: 'exits', name: 'exit', code: 'BROKEN_FILE' },
    { does: 'dies of a stray rejection', name: 'strayRejection', code: 'BROKEN_FILE' },
    { does: 'answers in a wrong form', name: 'nonsense', code: 'INTERNAL' },
  ] as const)('$does fails with $code, and the next file is read', async ({ name, code }) => {
    const { run } = pool();
    await run('answer', { word: 'before' });
    await expect(run(name, {})).rejects.toMatchObject({ code, message: expect.stringMatching(/^[A-Z].*\.$/) });
    await expect(run('answer', { word: 'after' })).resolves.toMatchObject({ word: 'after' });
  });
  test('broke down for the sake of an earlier file gets its file read by a fresh one', async () => {
    const { run } = pool();
    expect(await run('crashWhenUsed', {})).toEqual({ uses: 1 });
    expect(await run('crashWhenUsed', {})).toEqual({ uses: 1 });
  });
  test('never comes up costs each file one failure', async () => {
    const { run } = pool({}, (room, heapMb) => nodeFork(new URL('./rough/none.ts', import.meta.url), room, heapMb));
    const outcomes = await Promise.allSettled([run('answer', { word: 'a' }), run('answer', { word: 'b' })]);
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { code: 'INTERNAL', details: { words: expect.stringContaining('MODULE_NOT_FOUND') } } },
      { status: 'rejected', reason: { code: 'INTERNAL' } },
    ]);
  });
  test.each([{ hello: 1 }, { type: 'done', id: '1' }, null, 'x'])('says %j is ended', async (said) => {
    const { run } = pool({}, () => {
      const listeners: ((message: unknown) => void)[] = [];
      const ends: Parameters<WorkerProcess['onEnd']>[0][] = [];
      const tellAll = (message: unknown): void => {
        for (const tell of listeners) tell(message);
      };
      queueMicrotask(() => tellAll({ type: 'ready' }));
      return {
        send: () => tellAll(said),
        onMessage: (listener) => void listeners.push(listener),
        onEnd: (listener) => void ends.push(listener),
        kill: () => ends.at(0)?.({ code: null, signal: 'SIGKILL', words: '' }),
        hold: () => undefined,
      };
    });
    await expect(run('answer', { word: 'a' })).rejects.toMatchObject({ code: 'INTERNAL', message: expect.stringContaining('wrong form') });
  });
  test('rests is ended, and another comes when it is needed', async () => {
    const { run } = pool({ restMs: 50 });
    const { pid } = await run('answer', { word: 'a' });
    expect(await isGone(pid)).toBe(true);
    expect((await run('answer', { word: 'a' })).pid).not.toBe(pid);
  });
});

describe('a person', () => {
  test('cancels a file under way, a waiting one and one not begun', async () => {
    const { run } = pool();
    const { pid } = await run('answer', { word: 'a' });
    const [running, waiting] = [new AbortController(), new AbortController()];
    const outcomes = [
      run('loop', {}, { signal: running.signal }),
      run('answer', { word: 'b' }, { signal: waiting.signal }),
      run('answer', { word: 'c' }, { signal: AbortSignal.abort() }),
    ].map((one) => expect(one).rejects.toMatchObject({ code: 'CANCELLED' }));
    waiting.abort();
    running.abort();
    await Promise.all(outcomes);
    expect(await isGone(pid)).toBe(true);
    await expect(run('answer', { word: 'after' })).resolves.toMatchObject({ word: 'after' });
  });
  test('closes the workbench: what is under way ends, and nothing begins', async () => {
    const { run, close } = pool();
    const { pid } = await run('answer', { word: 'a' });
    const outcomes = [run('loop', {}), run('loop', {})].map((one) => expect(one).rejects.toMatchObject({ code: 'CANCELLED' }));
    await close();
    await Promise.all(outcomes);
    expect(await isGone(pid)).toBe(true);
    await expect(run('answer', { word: 'a' })).rejects.toMatchObject({ code: 'CANCELLED' });
  });
  test.each(['busy', 'waiting'])('kills the workbench: its %s worker ends by itself', async (how) => {
    const parent: ChildProcess = spawn(process.execPath, [fileURLToPath(new URL('./rough/orphan.ts', import.meta.url)), how]);
    const pid = await new Promise<number>((resolve, reject) => {
      parent.stdout?.on('data', (piece: Buffer) => resolve(Number(piece.toString())));
      parent.once('exit', (code) => reject(new Error(`ended with ${code}`)));
    });
    parent.kill('SIGKILL');
    expect(await isGone(pid)).toBe(true);
  });
});

describe('parts', () => {
  const names = ['../../escape.txt', '/tmp/escape.txt', 'a\u0000b', '..', 'C:\\x', '\u202Egpj.exe', 'same', 'same'];
  test('lie in their folder under names of our own, hashed', async () => {
    const staging = newFolder();
    const { staged } = await pool().run('stage', { staging, names, ending: 'answer' });
    expect(staged.map(({ part }) => part.name)).toEqual(names);
    expect(new Set(staged.map(({ file }) => file)).size).toBe(names.length);
    for (const { file, part, size } of staged) {
      expect(dirname(file)).toBe(staging);
      expect(file).toMatch(/[0-9a-f]{24}-[0-9a-f]{16}$/);
      expect([readFileSync(file, 'utf8'), size]).toEqual([part.name, Buffer.byteLength(part.name)]);
    }
    expect(staged.find(({ part }) => part.name === 'same')?.sha256).toBe(
      '0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5',
    );
    expect(existsSync(join(staging, '../../escape.txt'))).toBe(false);
  });
  test.each(['throw', 'loop'] as const)('leave nothing behind when the task ends by %s', async (ending) => {
    const staging = newFolder();
    writeFileSync(join(staging, 'of-another-task'), '');
    const { run, close } = pool();
    await expect(run('stage', { staging, names, ending })).rejects.toMatchObject({ code: ending === 'throw' ? 'BROKEN_FILE' : 'TOO_SLOW' });
    await close();
    expect(readdirSync(staging)).toEqual(['of-another-task']);
  });
  test('are counted and measured: a stream without an end and one too many are refused, the others stay', async () => {
    const staging = newFolder();
    expect(await pool().run('bombs', { staging })).toEqual({ codes: ['TOO_LARGE', 'TOO_LARGE'], staged: 2 });
    expect(readdirSync(staging)).toHaveLength(2);
  });
});

describe('a process', () => {
  test('reads 200 MB piece by piece in little memory', async () => {
    const file = join(newFolder(), 'large');
    writeFileSync(file, 'x');
    truncateSync(file, 200 << 20);
    const { bytes, grew } = await pool().run('digest', { file });
    expect(bytes).toBe(200 << 20);
    expect(grew).toBeLessThan(100);
  });
  test('reaches no further than its room, and starts no other', async () => {
    const [room, elsewhere] = [newFolder(), newFolder()];
    const staging = join(room, 'incoming');
    mkdirSync(staging);
    const [inside, outside] = [join(room, 'original'), join(elsewhere, 'secret')];
    for (const file of [inside, outside]) writeFileSync(file, 'as it was');
    const reached = await pool().run('reach', { inside, outside, staging }, { room: { read: room, write: staging } });
    expect(reached).toEqual({ readInside: 'done', readOutside: 'refused', writeInside: 'done', writeOutside: 'refused', run: 'refused' });
    expect(readFileSync(inside, 'utf8')).toBe('as it was');
  });
  test('serves the room it was started for; another room gets another process', async () => {
    const { run } = pool();
    const rooms = [newFolder(), newFolder()].map((read) => ({ read, write: null }));
    const pids: number[] = [];
    for (const room of [...rooms, ...rooms]) pids.push((await run('answer', { word: 'a' }, room === undefined ? {} : { room })).pid);
    expect(new Set(pids).size).toBe(4);
  });
  test('knows nothing of the surroundings, and its clock stands in UTC', async () => {
    process.env['ASSAY_SECRET'] = 'x';
    const { env, zone } = await pool().run('surroundings', {});
    delete process.env['ASSAY_SECRET'];
    expect(env.filter((name) => !['TZ', 'VIPS_CONCURRENCY', 'MALLOC_ARENA_MAX', 'SystemRoot', 'TEMP', 'TMP'].includes(name))).toEqual([]);
    expect(zone).toBe('UTC');
  });
});
