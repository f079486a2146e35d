/** Cases and files that are not, or not any more, where and what they were. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract.ts';
import type { CaseHandle } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

let bench: TestBench;
let handle: CaseHandle;
let place: string;
let files: string;
let count = 0;
beforeAll(() => {
  bench = testBench();
});
afterAll(() => bench.dispose());
beforeEach(async () => {
  count++;
  files = join(bench.folder, `files-${count}`);
  mkdirSync(files);
  const made = await bench.api.cases.create({ at: bench.ticket(join(bench.folder, `${count}.case`)), details: { title: 'Place' } });
  ({ case: handle, place } = made);
});

const put = (name: string | Buffer, words = `Words of ${String(name)}.`): string => {
  const path = Buffer.isBuffer(name) ? Buffer.concat([Buffer.from(`${files}/`), name]) : join(files, name);
  writeFileSync(path, words);
  return String(path);
};
const run = async (...paths: string[]): Promise<ImportOutcome[]> =>
  (await finish(await bench.api.imports.run({ case: handle, tickets: paths.map((path) => bench.ticket(path)) }))).result.outcomes;

describe('a case’s folder that is taken away while it is open', () => {
  it.each<{ how: string; take: () => void }>([
    { how: 'removed', take: () => rmSync(place, { recursive: true }) },
    { how: 'moved', take: () => renameSync(place, `${place}.elsewhere`) },
    {
      how: 'replaced by another case',
      take: () => {
        renameSync(place, `${place}.elsewhere`);
        mkdirSync(place);
        writeFileSync(join(place, 'case.sqlite'), '');
      },
    },
  ])('$how: nothing is said to be saved that is not', async ({ how, take }) => {
    take();
    await expect(bench.api.claims.add({ case: handle, text: 'Lost' })).rejects.toMatchObject({
      code: 'CASE_NOT_FOUND',
      message: expect.stringContaining('not at its place any more'),
    });
    await expect(run(put('a.txt'))).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
    if (how !== 'replaced by another case') expect(existsSync(place), 'no empty copy of it is made').toBe(false);
    const { result } = await finish(await bench.api.cases.verify({ case: handle }));
    expect(result.findings).toContainEqual(
      expect.objectContaining({ check: 'database', message: expect.stringContaining('not at its place') }),
    );
    await bench.api.cases.close({ case: handle });
  });

  it('moved: it opens where it is now, with all that was saved, and says that it was not closed', async () => {
    await bench.api.claims.add({ case: handle, text: 'Kept' });
    renameSync(place, `${place}.moved.case`);
    await bench.api.cases.close({ case: handle });
    const again = await bench.api.cases.open({ at: bench.ticket(`${place}.moved.case`), mode: 'read-write' });
    expect(again).toMatchObject({ recovered: true, summary: { claims: 1 } });
    await bench.api.cases.close({ case: again.case });
  });
});

describe('a case that cannot be made or opened', () => {
  it('where a file stands in the way is said so, and nothing stays behind', async () => {
    const path = put('a.txt');
    for (const at of [join(path, 'new.case'), join(path, 'deep', 'new.case')])
      await expect(bench.api.cases.create({ at: bench.ticket(at), details: { title: 'New' } })).rejects.toMatchObject({
        code: 'WRITE_FAILED',
      });
    await expect(bench.api.cases.open({ at: bench.ticket(path) })).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
  });

  it('because it is damaged gives its lock back', async () => {
    await bench.api.claims.add({ case: handle, text: 'A claim' });
    await bench.api.cases.close({ case: handle });
    truncateSync(join(place, 'case.sqlite'), 20_000);
    for (let time = 0; time < 2; time++)
      await expect(bench.api.cases.open({ at: bench.ticket(place), mode: 'read-write' })).rejects.toMatchObject({ code: 'CASE_BROKEN' });
    expect(existsSync(join(place, 'owner.json'))).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')('what is no plain file', () => {
  it('is named when it was chosen, and does not hold up the workbench', async () => {
    const pipe = join(files, 'pipe.txt');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    symlinkSync('nowhere', join(files, 'dangling.txt'));
    symlinkSync('circle.txt', join(files, 'circle.txt'));
    const outcomes = await run(pipe, '/dev/zero', join(files, 'dangling.txt'), join(files, 'circle.txt'), put('a.txt'));
    expect(outcomes.map(({ outcome, error }) => [outcome, error?.code, error?.message])).toEqual([
      ['failed', 'FILE_UNREADABLE', 'This is not a file but a pipe, a device or a folder.'],
      ['failed', 'FILE_UNREADABLE', 'This is not a file but a pipe, a device or a folder.'],
      ['failed', 'FILE_UNREADABLE', 'There is nothing at this place.'],
      ['failed', 'FILE_UNREADABLE', 'This link leads in a circle.'],
      ['imported', undefined, undefined],
    ]);
  }, 10_000);

  it('is refused in a folder, as are links there: none is followed, so none leads in a circle', async () => {
    expect(spawnSync('mkfifo', [join(files, 'pipe.txt')]).status).toBe(0);
    mkdirSync(join(files, 'sub'));
    symlinkSync('..', join(files, 'sub', 'up'));
    symlinkSync('.', join(files, 'here'));
    put('a.txt');
    const told = (await run(files)).map(({ path, outcome, error }) => [path.slice(basename(files).length + 1), outcome, error?.message]);
    const link = 'This is a link; links inside a folder are not followed. Choose what it leads to.';
    expect(told).toEqual([
      ['a.txt', 'imported', undefined],
      ['here', 'failed', link],
      ['pipe.txt', 'failed', 'This is not a file but a pipe or a device.'],
      ['sub/up', 'failed', link],
    ]);
  });

  it('but a link to a folder that was chosen itself is followed', async () => {
    put('a.txt');
    symlinkSync(files, `${files}-link`);
    expect(await run(`${files}-link`)).toMatchObject([{ outcome: 'imported' }]);
  });
});

describe('names', () => {
  it.skipIf(process.platform !== 'linux')('that are no UTF-8, or would disguise themselves, are taken and written out', async () => {
    put(Buffer.from([0x66, 0xff, 0xe9, 0x2e, 0x74, 0x78, 0x74]), 'Words under a name of bytes.');
    put('new\nline\u202etxt.exe\u0007.txt', 'Words under a name of controls.');
    put('звіт 👩‍🚒.txt', 'Words under a name of letters.');
    const outcomes = await run(files);
    expect(outcomes.map(({ path, outcome }) => [path.slice(basename(files).length + 1), outcome])).toEqual(
      [
        ['f⟦0xFF⟧⟦0xE9⟧.txt', 'imported'],
        ['new⟦U+000A⟧line⟦U+202E⟧txt.exe⟦U+0007⟧.txt', 'imported'],
        ['звіт 👩⟦U+200D⟧🚒.txt', 'imported'],
      ].sort((a, b) => Buffer.from(String(a[0])).compare(Buffer.from(String(b[0])))),
    );
    const { rows } = await bench.api.sources.list({ case: handle, filter: '0xff' });
    expect(rows.map(({ title }) => title)).toEqual(['f⟦0xFF⟧⟦0xE9⟧.txt']);
  });
});

describe('a file that changes', () => {
  it('while it is read is refused: half of an old and half of a new file is neither', async () => {
    const path = put('growing.txt', `${'Words that are being written. '.repeat(40)}\n`.repeat(20_000));
    const importing = run(path);
    const timer = setInterval(() => appendFileSync(path, 'and more words\n'), 1);
    try {
      expect(await importing).toMatchObject([
        { outcome: 'failed', error: { code: 'FILE_UNREADABLE', message: expect.stringContaining('being written') } },
      ]);
    } finally {
      clearInterval(timer);
    }
    expect(readdirSync(join(place, 'incoming'))).toEqual([]);
    expect(await run(path), 'and is taken once it is complete').toMatchObject([{ outcome: 'imported' }]);
  });

  it('that is a copy made for the workbench is the case’s from then on, and goes once it is of no use any more', async () => {
    const good = put('upload-1', 'Words of an upload.');
    const bad = put('upload-2', '');
    const tickets = [good, bad].map((path) => bench.ports.files.issue({ path, name: 'a.txt', modifiedAt: null, isCopy: true }));
    const { result } = await finish(await bench.api.imports.run({ case: handle, tickets }));
    expect(result.outcomes.map(({ outcome }) => outcome)).toEqual(['imported', 'failed']);
    expect([existsSync(good), existsSync(bad)]).toEqual([false, false]);
    expect(readdirSync(join(place, 'incoming'))).toEqual([]);
  });
});
