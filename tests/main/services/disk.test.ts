/** A disk that is full, or may not be written: what was acknowledged is kept, what is said is plain, what is there can be read. */
import { randomBytes } from 'node:crypto';
import { appendFileSync, copyFileSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SmallDisk, smallDisk } from '../../support/mount.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

const probe = smallDisk(1);
if (probe === null) console.warn('skipped: no disk can be mounted here (needs Linux and root)');
probe?.remove();

let bench: TestBench;
let disk: SmallDisk;
beforeEach(() => {
  bench = testBench();
  const made = smallDisk(24);
  if (made === null) throw new Error('the second disk could not be mounted');
  disk = made;
});
afterEach(async () => {
  await bench.dispose();
  disk.remove();
});

const verify = async (at: Parameters<TestBench['api']['cases']['verify']>[0]) => (await finish(await bench.api.cases.verify(at))).result;
const article = (n: number): string => {
  const path = join(bench.folder, `article-${n}.txt`);
  writeFileSync(path, `Article ${n}\n\nThe words to mark in article ${n}.\n\n${randomBytes(150_000).toString('base64')}`);
  return path;
};
/** Takes all the room there is, to the last page: what others give back a moment later, too. */
const fill = async (): Promise<void> => {
  const page = randomBytes(4096);
  for (let round = 0; round < 5; round++) {
    try {
      for (let n = 0; n < 16384; n++) appendFileSync(join(disk.path, 'filler'), page);
      throw new Error('this disk has no end');
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' });
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe.skipIf(probe === null)('a full disk', () => {
  it('takes nothing back of what was acknowledged, says so, and leaves a case that opens, reads and verifies', async () => {
    const { api } = bench;
    const place = bench.ticket(join(disk.path, 'full.case'));
    const made = await api.cases.create({ at: place, details: { title: 'Full' } });
    const at = { case: made.case };
    const claim = await api.claims.add({ ...at, text: 'A claim' });
    const files = Array.from({ length: 120 }, (_, n) => bench.ticket(article(n)));
    const { result } = await finish(await api.imports.run({ ...at, tickets: files }));
    expect(result.imported).toBeGreaterThan(3);
    expect(result.failed).toBeGreaterThan(3);
    expect(new Set(result.outcomes.flatMap(({ error }) => error?.code ?? []))).toEqual(new Set(['DISK_FULL']));
    expect(readdirSync(join(made.place, 'incoming'))).toEqual([]);

    await fill();
    const source = result.outcomes.find((one) => one.outcome === 'imported')?.source;
    if (!source) throw new Error('nothing was imported');
    const add = async (): Promise<void> => {
      for (let n = 0; n < 2000; n++)
        await api.evidence.add({
          ...at,
          source: source.id,
          target: { quote: 'The words to mark' },
          claim: { add: { text: `${n} `.repeat(900) } },
          stance: 'supports',
        });
    };
    await expect(add()).rejects.toMatchObject({ code: 'DISK_FULL', message: expect.stringMatching(/^The disk is full\./) });
    const claims = (await api.claims.list(at)).claims.length;
    // What can be derived again gives its room back where it finds none
    await finish(await api.likeness.search(at));
    await fill();
    await expect(api.report.export({ ...at, to: bench.ticket(join(disk.path, 'r.pdf')) }).then(finish)).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
    expect(readdirSync(disk.path).sort(), 'no half report').toEqual(['filler', 'full.case']);
    // What was found is told, though it cannot be written down
    expect(await verify(at)).toMatchObject({ ok: true, findings: [] });
    await api.cases.close(at);

    rmSync(join(disk.path, 'filler'));
    const again = await api.cases.open({ at: place, mode: 'read-write' });
    expect(await verify({ case: again.case })).toMatchObject({ ok: true });
    expect((await api.claims.list({ case: again.case })).claims.length).toBe(claims);
    expect((await api.claims.get({ case: again.case, claim: claim.id })).claim.text).toBe('A claim');
    expect((await api.sources.list({ case: again.case })).total).toBe(result.imported);
  });

  it('holds a case that can be read, and says why it cannot be written', async () => {
    const { api } = bench;
    const place = bench.ticket(join(disk.path, 'closed.case'));
    const made = await api.cases.create({ at: place, details: { title: 'Closed' } });
    await api.claims.add({ case: made.case, text: 'A claim' });
    await api.cases.close({ case: made.case });
    await fill();
    for (let time = 0; time < 2; time++)
      await expect(api.cases.open({ at: place, mode: 'read-write' })).rejects.toMatchObject({ code: 'DISK_FULL' });
    const reading = await api.cases.open({ at: place });
    expect(reading).toMatchObject({
      mode: 'read-only',
      heldBy: null,
      because: expect.stringContaining('disk is full'),
      summary: { claims: 1 },
    });
    expect(await verify({ case: reading.case })).toMatchObject({ ok: true });
    await expect(api.claims.add({ case: reading.case, text: 'x' })).rejects.toMatchObject({ code: 'CASE_READ_ONLY' });
    expect((await api.cases.recent()).cases).toMatchObject([{ state: 'ready', claims: 1 }]);
    await api.cases.close({ case: reading.case });
    rmSync(join(disk.path, 'filler'));
    expect(await api.cases.open({ at: place })).toMatchObject({ mode: 'read-write', recovered: false });
  });

  it('on which no case can be made leaves nothing that would stand in the way', async () => {
    await fill();
    const place = bench.ticket(join(disk.path, 'new.case'));
    await expect(bench.api.cases.create({ at: place, details: { title: 'New' } })).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(readdirSync(disk.path)).toEqual(['filler']);
    rmSync(join(disk.path, 'filler'));
    expect((await bench.api.cases.create({ at: place, details: { title: 'New' } })).mode).toBe('read-write');
  });
});

describe.skipIf(probe === null)('a drive that may only be read', () => {
  it.each(['closed cleanly', 'left by a crash, its newest entries in the WAL'])('lets a case be read that was %s', async (how) => {
    const { api } = bench;
    const made = await api.cases.create({ at: bench.ticket(join(bench.folder, 'made.case')), details: { title: 'Made' } });
    const { result } = await finish(await api.imports.run({ case: made.case, tickets: [bench.ticket(article(1))] }));
    expect(result.imported).toBe(1);
    const folder = join(disk.path, 'read.case');
    if (how === 'closed cleanly') {
      await api.cases.close({ case: made.case });
      cpSync(made.place, folder, { recursive: true });
    } else {
      for (const name of ['originals', 'renditions']) cpSync(join(made.place, name), join(folder, name), { recursive: true });
      for (const name of ['case.sqlite', 'case.sqlite-wal']) copyFileSync(join(made.place, name), join(folder, name));
    }
    expect(disk.protect()).toBe(true);
    const place = bench.ticket(folder);
    for (const mode of ['either', 'read-only'] as const) {
      const opened = await api.cases.open({ at: place, mode });
      expect(opened.mode).toBe('read-only');
      expect((await api.sources.list({ case: opened.case })).total).toBe(1);
      expect(await verify({ case: opened.case })).toMatchObject({ ok: true, findings: [] });
      await api.cases.close({ case: opened.case });
    }
    await expect(api.cases.open({ at: place, mode: 'read-write' })).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    expect((await api.cases.recent()).cases.map(({ state }) => state)).not.toContain('broken');
    const to = bench.ticket(join(disk.path, 'new.case'));
    await expect(api.cases.create({ at: to, details: { title: 'New' } })).rejects.toMatchObject({ code: 'WRITE_FAILED' });
  });

  it('takes in nothing from a folder of files that may not be read, and goes on with the rest', async () => {
    mkdirSync(join(bench.folder, 'batch'));
    writeFileSync(join(bench.folder, 'batch', 'a.txt'), 'Words of a.');
    const made = await bench.api.cases.create({ at: bench.ticket(join(bench.folder, 'b.case')), details: { title: 'B' } });
    // Root may read everything: a file whose disk reports a fault stands for all that cannot be read
    const { result } = await finish(
      await bench.api.imports.run({
        case: made.case,
        tickets: [bench.ticket('/proc/self/mem'), bench.ticket(join(bench.folder, 'batch'))],
      }),
    );
    expect(result.outcomes).toMatchObject([{ outcome: 'failed', error: { code: 'FILE_UNREADABLE' } }, { outcome: 'imported' }]);
  });
});
