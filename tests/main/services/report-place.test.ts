/** Where a report cannot be written: said in words, nothing half stays, and the case is as it was. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseHandle } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

let bench: TestBench;
let handle: CaseHandle;
beforeAll(async () => {
  bench = testBench();
  handle = (await bench.api.cases.create({ at: bench.ticket(join(bench.folder, 'r.case')), details: { title: 'R' } })).case;
  writeFileSync(join(bench.folder, 'file'), 'a file');
  mkdirSync(join(bench.folder, 'folder'));
});
afterAll(() => bench.dispose());

it.each([
  { what: 'in a folder that is not there', place: ['none', 'r.pdf'] },
  { what: 'below a file', place: ['file', 'r.pdf'] },
  { what: 'over a folder', place: ['folder'] },
  { what: 'under a name that is too long', place: [`${'r'.repeat(300)}.pdf`] },
])('$what', async ({ place }) => {
  const before = readdirSync(bench.folder);
  const { entries } = (await bench.api.cases.get({ case: handle })).summary;
  const to = bench.ticket(join(bench.folder, ...place));
  await expect(bench.api.report.export({ case: handle, to }).then(finish)).rejects.toMatchObject({
    code: 'WRITE_FAILED',
    message: expect.stringMatching(/could not be written/),
    data: { reason: expect.any(String) },
  });
  expect(readdirSync(bench.folder)).toEqual(before);
  expect((await bench.api.cases.get({ case: handle })).summary.entries).toBe(entries);
});

it('in the cases folder that nobody has made yet makes it', async () => {
  const { result } = await finish(await bench.api.report.export({ case: handle, to: bench.ticket(join(bench.folder, 'cases', 'r.pdf')) }));
  expect(readdirSync(join(bench.folder, 'cases'))).toEqual(['r.pdf']);
  const { entries } = await bench.api.history.log({ case: handle, newestFirst: true, limit: 1 });
  expect(entries[0]).toMatchObject({ verb: 'report.exported', args: { sha256: result.sha256 } });
});
