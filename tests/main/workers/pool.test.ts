import { afterAll, describe, expect, test } from 'vitest';
import { createDecodePool, type DecodePoolOptions } from '../../../main/workers/pool.ts';

const worker = new URL('../../../main/workers/decode.ts', import.meta.url);
const pools: { close(): Promise<void> }[] = [];
const pool = (options: DecodePoolOptions = {}, url = worker) => {
  const made = createDecodePool(url, options);
  pools.push(made);
  return made;
};
afterAll(async () => {
  await Promise.all(pools.map((one) => one.close()));
});
const bytes = (text: string) => new TextEncoder().encode(text);
/** A worker that answers to its own script, for what a well-behaved one never does. */
const script = (body: string) =>
  new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads';\n${body}`)}`);
const hints = { fileName: 'a.txt' };

describe('decode pool', () => {
  test('decodes many files, more than it has workers, each with its own answer', async () => {
    const { decode } = pool({ size: 2 });
    const texts = Array.from({ length: 12 }, (_, i) => `Words of file number ${i}.`);
    const found = await Promise.all(texts.map((text) => decode(bytes(text), hints)));
    expect(found.map(({ rendition }) => rendition?.text)).toEqual(texts);
  });
  test('leaves the caller’s bytes as they are, also those of a shared Buffer pool', async () => {
    const [one, two] = [Buffer.from('First words.'), Buffer.from('Second words.')];
    const { decode } = pool();
    const [a, b] = await Promise.all([decode(one, hints), decode(two, hints)]);
    expect([a.rendition?.text, b.rendition?.text, one.toString(), two.toString()]).toEqual([
      'First words.',
      'Second words.',
      'First words.',
      'Second words.',
    ]);
  });
  test('a refusal crosses with its code, message and details', async () => {
    await expect(pool().decode(bytes('%PDF-1.7'), { fileName: 'a.pdf' })).rejects.toMatchObject({
      code: 'UNSUPPORTED_FORMAT',
      message: expect.stringContaining('This looks like a PDF'),
      details: { fileName: 'a.pdf' },
    });
  });
  test('a file that takes too long is stopped, and the next one is read', async () => {
    const slow = pool({ size: 1, timeoutMs: 300 }, script("parentPort.on('message', () => { for (;;); });"));
    await expect(slow.decode(bytes('x'), hints)).rejects.toMatchObject({ code: 'TOO_SLOW' });
    await expect(slow.decode(bytes('x'), hints)).rejects.toMatchObject({ code: 'TOO_SLOW' });
  });
  test('a file that needs too much memory is refused, and the next one is read', async () => {
    const greedy = script(`parentPort.on('message', ({ id, hints }) => {
      const kept = [];
      while (hints.fileName === 'big') kept.push(new Array(100_000).fill({ id }));
      parentPort.postMessage({ id, failure: { code: 'EMPTY_FILE', message: 'read', details: {} } });
    });`);
    const { decode } = pool({ size: 1, maxHeapMb: 48 }, greedy);
    await expect(decode(bytes('x'), { fileName: 'big' })).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await expect(decode(bytes('x'), hints)).rejects.toMatchObject({ code: 'EMPTY_FILE' });
  });
  test('a worker that dies or talks nonsense is INTERNAL, not silence', async () => {
    await expect(pool({}, script("parentPort.on('message', () => process.exit(3));")).decode(bytes('x'), hints)).rejects.toMatchObject({
      code: 'INTERNAL',
    });
    await expect(
      pool({}, script("parentPort.on('message', () => parentPort.postMessage({ hello: 1 }));")).decode(bytes('x'), hints),
    ).rejects.toMatchObject({ code: 'INTERNAL' });
  });
  test('abort cancels a file under way, a waiting one and one not begun', async () => {
    const stuck = pool({ size: 1 }, script("parentPort.on('message', () => {});"));
    const [running, waiting] = [new AbortController(), new AbortController()];
    const outcomes = [
      stuck.decode(bytes('x'), hints, running.signal),
      stuck.decode(bytes('x'), hints, waiting.signal),
      stuck.decode(bytes('x'), hints, AbortSignal.abort()),
    ].map((one) => expect(one).rejects.toMatchObject({ code: 'CANCELLED' }));
    waiting.abort();
    running.abort();
    await Promise.all(outcomes);
  });
  test('close ends what is under way and refuses what comes later', async () => {
    const stuck = pool({ size: 1 }, script("parentPort.on('message', () => {});"));
    const outcome = expect(stuck.decode(bytes('x'), hints)).rejects.toMatchObject({ code: 'CANCELLED' });
    await stuck.close();
    await outcome;
    await expect(stuck.decode(bytes('x'), hints)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
