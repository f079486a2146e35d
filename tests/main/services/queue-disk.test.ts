/** A disk that fills up while files come in: the batch stops and says why, nothing is lost, and it goes on once there is room. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportBatch } from '../../../shared/contract.ts';
import type { CaseHandle } from '../../../shared/model.ts';
import { type SmallDisk, smallDisk } from '../../support/mount.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

const probe = smallDisk(1);
if (probe === null) console.warn('skipped: no disk can be mounted here (needs Linux and root)');
probe?.remove();

let bench: TestBench;
let disk: SmallDisk;
beforeEach(() => {
  bench = testBench();
  const made = smallDisk(16);
  if (made === null) throw new Error('the second disk could not be mounted');
  disk = made;
});
afterEach(async () => {
  await bench.dispose();
  disk.remove();
});

async function until(handle: CaseHandle, batch: number, ...states: ImportBatch['state'][]): Promise<ImportBatch> {
  for await (const { batches } of await bench.api.imports.watch({ case: handle })) {
    const one = batches.find(({ id }) => id === batch);
    if (one !== undefined && states.includes(one.state)) return one;
  }
  throw new Error('the case was closed');
}

describe.skipIf(probe === null)('a disk that fills up', () => {
  it.each(['while the case stays open', 'and the case is closed and opened again'])(
    'stops the batch, which goes on once there is room, %s',
    {
      timeout: 240_000,
    },
    async (how) => {
      const filler = join(disk.path, 'filler');
      writeFileSync(filler, randomBytes(12 << 20));
      const folder = join(bench.folder, 'field');
      mkdirSync(folder);
      const many = 30;
      for (let n = 0; n < many; n++)
        writeFileSync(join(folder, `${String(n).padStart(2, '0')}.txt`), `Article ${n}\n\n${randomBytes(70_000).toString('base64')}`);
      const place = bench.ticket(join(disk.path, 'full.case'));
      let { case: handle } = await bench.api.cases.create({ at: place, details: { title: 'Full' } });
      const { batch } = await bench.api.imports.add({ case: handle, tickets: [bench.ticket(folder)] });
      const stopped = await until(handle, batch, 'stopped', 'done');
      expect(stopped).toMatchObject({ state: 'stopped', failure: { code: 'DISK_FULL' } });
      expect(stopped.counts).toMatchObject({ failed: 0, duplicate: 0 });
      await expect.poll(async () => (await bench.api.imports.queue({ case: handle })).batches[0]?.counts.reading).toBe(0);
      expect((await bench.api.sources.list({ case: handle })).total).toBeLessThan(many);
      if (how.includes('closed')) {
        await bench.api.cases.close({ case: handle });
        rmSync(filler);
        handle = (await bench.api.cases.open({ at: place, mode: 'read-write' })).case;
        // A batch that stopped by itself waits for a person, who knows whether there is room
      } else rmSync(filler);
      const { batches } = await bench.api.imports.queue({ case: handle });
      expect(['stopped', 'counting', 'running', 'done']).toContain(batches[0]?.state);
      await bench.api.imports.resume({ case: handle, batch });
      const ended = await until(handle, batch, 'stopped', 'done');
      expect(ended).toMatchObject({ state: 'done', failure: null, counts: { imported: many, failed: 0, duplicate: 0 } });
      const { entries } = await bench.api.history.log({ case: handle, limit: 1000 });
      expect(entries.filter(({ verb }) => verb === 'source.imported')).toHaveLength(many);
      expect(entries.filter(({ verb }) => verb === 'source.offered-again')).toEqual([]);
      expect((await finish(await bench.api.cases.verify({ case: handle }))).result).toMatchObject({ ok: true, findings: [] });
    },
  );
});
