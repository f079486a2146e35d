/** The import queue as a window uses it: it goes by itself, can be stopped and taken up again, and brings nothing in twice. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImportBatch, ImportItem } from '../../../shared/contract.ts';
import type { CaseHandle } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

let bench: TestBench;
let handle: CaseHandle;
let place: string;
let count = 0;
beforeAll(() => {
  bench = testBench();
});
beforeEach(async () => {
  place = join(bench.folder, `queue-${++count}.case`);
  handle = (await bench.api.cases.create({ at: bench.ticket(place), details: { title: 'Queue' } })).case;
});
afterEach(() => bench.api.cases.close({ case: handle }).catch(() => undefined));
afterAll(() => bench.dispose());

const put = (name: string, content: string | Uint8Array): string => {
  const path = join(bench.folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
};
/** A folder of small articles. */
function articles(name: string, many: number): string {
  for (let n = 0; n < many; n++) put(`${name}/${String(n).padStart(5, '0')}.txt`, `Article ${n} of ${name}\n\nIts words are its own.`);
  return join(bench.folder, name);
}
const add = async (...paths: string[]): Promise<number> =>
  (await bench.api.imports.add({ case: handle, tickets: paths.map((path) => bench.ticket(path)) })).batch;
/** Looks on until the batch is as wanted. */
async function until(batch: number, wanted: (batch: ImportBatch) => boolean): Promise<ImportBatch> {
  for await (const { batches } of await bench.api.imports.watch({ case: handle })) {
    const one = batches.find(({ id }) => id === batch);
    if (one !== undefined && wanted(one)) return one;
  }
  throw new Error('the case was closed');
}
const done = (batch: number): Promise<ImportBatch> => until(batch, ({ state }) => state === 'done');
const items = async (batch: number): Promise<ImportItem[]> => (await bench.api.imports.items({ case: handle, batch, limit: 1000 })).items;
const verify = async () => (await finish(await bench.api.cases.verify({ case: handle }))).result;
/** How many entries of a verb the log holds. */
async function logged(verb: string): Promise<number> {
  let found = 0;
  for (let offset = 0; ; offset += 1000) {
    const { entries } = await bench.api.history.log({ case: handle, offset, limit: 1000 });
    found += entries.filter((entry) => entry.verb === verb).length;
    if (entries.length < 1000) return found;
  }
}

describe('a batch', () => {
  it('goes by itself, counts what became of each file, and names what failed and why', { timeout: 180_000 }, async () => {
    articles('mixed', 12);
    put('mixed/broken.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]));
    put('mixed/copy.txt', 'Article 3 of mixed\n\nIts words are its own.');
    put('mixed/empty.txt', '');
    const batch = await add(join(bench.folder, 'mixed'));
    const ended = await done(batch);
    expect(ended).toMatchObject({ title: 'mixed', total: 15, current: '', failure: null, resumedAt: null });
    expect(ended.counts).toMatchObject({ imported: 12, duplicate: 1, failed: 2, waiting: 0, reading: 0 });
    expect(ended.bytesDone).toBe(ended.bytesTotal);
    const all = await items(batch);
    expect(all.map(({ path }) => path)).toEqual(all.map(({ path }) => path).toSorted());
    expect(all.find(({ path }) => path.endsWith('empty.txt'))).toMatchObject({
      state: 'failed',
      source: null,
      error: { code: 'EMPTY_FILE' },
    });
    expect(all[0]).toMatchObject({ state: 'imported', what: expect.stringMatching(/^Text, \d+ words$/), source: { ref: 'S-001' } });
    const failed = await bench.api.imports.items({ case: handle, batch, states: ['failed'], filter: 'BROKEN' });
    expect(failed).toMatchObject({ total: 1, counts: { failed: 1, imported: 0 }, items: [{ error: { code: 'BROKEN_FILE' } }] });
    await bench.api.imports.dismiss({ case: handle, batch });
    expect((await bench.api.imports.queue({ case: handle })).batches).toEqual([]);
    expect((await bench.api.sources.list({ case: handle })).total).toBe(12);
  });

  it('stands still when it is paused, goes on when it is told to, and brings in each file once', { timeout: 180_000 }, async () => {
    const batch = await add(articles('paused', 150));
    await until(batch, ({ counts }) => counts.imported > 5);
    expect((await bench.api.imports.pause({ case: handle, batch })).state).toBe('paused');
    const still = await until(batch, ({ counts }) => counts.reading === 0);
    expect(still.counts.waiting).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await bench.api.imports.queue({ case: handle })).batches[0]?.counts).toEqual(still.counts);
    await bench.api.imports.resume({ case: handle, batch });
    expect((await done(batch)).counts).toMatchObject({ imported: 150, duplicate: 0, failed: 0 });
    expect(await logged('source.imported')).toBe(150);
    expect(await logged('source.offered-again')).toBe(0);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('keeps what came in when it is cancelled, and reads nothing more', { timeout: 180_000 }, async () => {
    const batch = await add(articles('cancelled', 150));
    await until(batch, ({ counts }) => counts.imported > 5);
    await bench.api.imports.cancel({ case: handle, batch });
    const { counts } = await until(batch, ({ counts: now }) => now.reading === 0);
    const { total } = await bench.api.sources.list({ case: handle });
    expect(total).toBeGreaterThan(5);
    expect(total).toBeLessThan(150);
    expect(counts).toMatchObject({ imported: total, waiting: 0 });
    await expect.poll(() => readdirSync(join(place, 'incoming'))).toEqual([]);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('tries again what failed, once it can be read', { timeout: 180_000 }, async () => {
    const folder = join(bench.folder, 'retried');
    put('retried/a.txt', 'Words of a.');
    put('retried/b.txt', '');
    const batch = await add(folder, join(bench.folder, 'comes-later.txt'));
    expect((await done(batch)).counts).toMatchObject({ imported: 1, failed: 2 });
    put('retried/b.txt', 'Words of b.');
    put('comes-later.txt', 'Words that came later.');
    await bench.api.imports.retry({ case: handle, batch });
    expect((await done(batch)).counts).toMatchObject({ imported: 3, failed: 0 });
    expect((await items(batch)).every(({ error }) => error === null)).toBe(true);
  });

  it('refuses one address for two files, and a batch that is at work is not put away', { timeout: 180_000 }, async () => {
    const folder = articles('addressed', 40);
    const given = { case: handle, tickets: [bench.ticket(folder)], url: 'https://example.org/a' };
    await expect(bench.api.imports.add(given)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const batch = await add(folder);
    await bench.api.imports.pause({ case: handle, batch });
    await expect(bench.api.imports.dismiss({ case: handle, batch })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(bench.api.imports.pause({ case: handle, batch: 99 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('does not hold up a small one that came after it', { timeout: 180_000 }, async () => {
    const large = await add(articles('large', 200));
    await until(large, ({ counts }) => counts.imported > 0);
    const small = await add(put('small.txt', 'The one that matters now.'));
    await Promise.all([done(small), done(large)]);
    const [one] = await items(small);
    expect(Number(one?.source?.ref.slice(2))).toBeLessThan(150);
  });
});

describe('a folder of very many files', () => {
  /** A share of the full proof; ASSAY_QUEUE_FILES=5000 runs all of it. */
  const many = Number(process.env['ASSAY_QUEUE_FILES'] ?? 1200);
  it(`comes in whole and in order while it is still being counted (${many} files)`, { timeout: 60_000 + many * 200 }, async () => {
    const batch = await add(articles('very-many', many));
    const first = await until(batch, ({ total }) => total > 0);
    expect(first.title).toBe('very-many');
    const ended = await done(batch);
    expect(ended).toMatchObject({ total: many, counts: { imported: many, failed: 0, duplicate: 0 } });
    const { rows, total } = await bench.api.sources.list({ case: handle, limit: 1000 });
    expect(total).toBe(many);
    expect(rows.map(({ title }) => title)).toEqual(rows.map((_, n) => `Article ${n} of very-many`));
    const { groups } = await bench.api.imports.toLookAt({ case: handle, batch });
    expect(groups).toContainEqual(expect.objectContaining({ code: 'no-date', count: many }));
    const last = await bench.api.imports.items({ case: handle, batch, newestFirst: true, limit: 1 });
    expect(last).toMatchObject({ total: many, items: [{ path: `very-many/${String(many - 1).padStart(5, '0')}.txt` }] });
  });
});

describe('two windows', () => {
  it('see one queue, and either may stop it', { timeout: 180_000 }, async () => {
    const other = createRouterClient(bench.workbench.router, { context: bench.workbench.context() });
    const opened = await other.cases.open({ at: bench.ticket(place) });
    const batch = await add(articles('shared', 120));
    await until(batch, ({ counts }) => counts.imported > 0);
    expect((await other.imports.queue({ case: opened.case })).batches).toMatchObject([{ id: batch, title: 'shared' }]);
    await other.imports.pause({ case: opened.case, batch });
    expect((await until(batch, ({ state }) => state === 'paused')).id).toBe(batch);
    await other.cases.close({ case: opened.case });
  });
});

describe('a case that is closed while it imports', () => {
  it('goes on by itself when it is opened again, and says where', { timeout: 180_000 }, async () => {
    const batch = await add(articles('closed', 150));
    await until(batch, ({ counts }) => counts.imported > 10);
    await bench.api.cases.close({ case: handle });
    expect(readdirSync(join(place, 'incoming'))).toEqual([]);
    handle = (await bench.api.cases.open({ at: bench.ticket(place) })).case;
    const ended = await done(batch);
    expect(ended.counts).toMatchObject({ imported: 150, duplicate: 0, failed: 0 });
    expect(ended.resumedAt).toBeGreaterThan(10);
    expect(await logged('source.imported')).toBe(150);
    expect(await logged('source.offered-again')).toBe(0);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('stays paused where a person paused it', { timeout: 180_000 }, async () => {
    const batch = await add(articles('stays', 60));
    await bench.api.imports.pause({ case: handle, batch });
    await bench.api.cases.close({ case: handle });
    handle = (await bench.api.cases.open({ at: bench.ticket(place) })).case;
    expect((await bench.api.imports.queue({ case: handle })).batches).toMatchObject([{ id: batch, state: 'paused' }]);
  });

  it('keeps uploads that wait, for their own folder is gone with the window', { timeout: 180_000 }, async () => {
    const path = put('upload-of-a-browser', 'Words that were dropped on the window.');
    const ticket = bench.ports.files.issue({ path, name: 'dropped.txt', modifiedAt: null, isCopy: true });
    const { batch } = await bench.api.imports.add({ case: handle, tickets: [ticket] });
    await bench.api.imports.pause({ case: handle, batch });
    expect(existsSync(path)).toBe(false);
    await bench.api.cases.close({ case: handle });
    expect(readdirSync(join(place, 'incoming'))).toHaveLength(1);
    handle = (await bench.api.cases.open({ at: bench.ticket(place) })).case;
    await bench.api.imports.resume({ case: handle, batch });
    expect((await done(batch)).counts).toMatchObject({ imported: 1 });
    expect((await items(batch))[0]).toMatchObject({ path: 'dropped.txt', source: { ref: 'S-001' } });
    expect(readdirSync(join(place, 'incoming'))).toEqual([]);
  });

  it.each([
    ['deleted', () => rmSync(join(place, 'queue.sqlite')), undefined],
    ['damaged', () => writeFileSync(join(place, 'queue.sqlite'), 'This is no database, and never was one.'.repeat(200)), /damaged/],
  ] as const)('loses only what waited where the queue was %s', { timeout: 180_000 }, async (_, harm, note) => {
    await done(await add(put(`before-${count}.txt`, 'It came in before.')));
    const batch = await add(articles(`waits-${count}`, 20));
    await bench.api.imports.pause({ case: handle, batch });
    await bench.api.cases.close({ case: handle });
    harm();
    for (const suffix of ['-wal', '-shm']) rmSync(join(place, `queue.sqlite${suffix}`), { force: true });
    handle = (await bench.api.cases.open({ at: bench.ticket(place) })).case;
    const queue = await bench.api.imports.queue({ case: handle });
    expect(queue.batches).toEqual([]);
    if (note === undefined) expect(queue.note).toBeUndefined();
    else expect(queue.note).toMatch(note);
    expect((await bench.api.sources.list({ case: handle })).total).toBeGreaterThan(0);
    expect((await done(await add(put(`after-${count}.txt`, 'It comes in after.')))).counts).toMatchObject({ imported: 1 });
  });
});
