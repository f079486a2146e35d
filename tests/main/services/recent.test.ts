import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../../main/storage/database.ts';
import { type TestBench, testBench } from '../../support/ports.ts';

let bench: TestBench;
let other: TestBench;
beforeAll(() => {
  bench = testBench();
  other = testBench();
});
afterAll(async () => {
  await other.dispose();
  await bench.dispose();
});

const stateOf = async (title: string): Promise<string | undefined> =>
  (await bench.api.cases.recent()).cases.find((one) => one.title === title)?.state;
const folderOf = (title: string): string => join(bench.folder, `${title}.case`);
const made = async (title: string) => (await bench.api.cases.create({ at: bench.ticket(folderOf(title)), details: { title } })).case;

describe('the list of recent cases tells of each', () => {
  it('open in this very program: ready, for it can be joined', async () => {
    await made('Ours');
    expect(await stateOf('Ours')).toBe('ready');
  });
  it('closed: ready', async () => {
    await bench.api.cases.close({ case: await made('Closed') });
    expect(await stateOf('Closed')).toBe('ready');
  });
  it('open in another program: in use', async () => {
    await bench.api.cases.close({ case: await made('Theirs') });
    const opened = await other.api.cases.open({ at: other.ticket(folderOf('Theirs')) });
    expect(await stateOf('Theirs')).toBe('in-use');
    await other.api.cases.close({ case: opened.case });
    expect(await stateOf('Theirs')).toBe('ready');
  });
  it('written by a newer version: that, and it stays as it is', async () => {
    await bench.api.cases.close({ case: await made('Newer') });
    const db = new DatabaseSync(join(folderOf('Newer'), 'case.sqlite'));
    db.exec(`PRAGMA user_version = ${migrations.length + 1}`);
    db.close();
    expect(await stateOf('Newer')).toBe('newer-version');
  });
  it('on a drive that is not there: absent; back again: ready', async () => {
    await bench.api.cases.close({ case: await made('Away') });
    renameSync(folderOf('Away'), `${folderOf('Away')}-moved`);
    expect(await stateOf('Away')).toBe('absent');
    renameSync(`${folderOf('Away')}-moved`, folderOf('Away'));
    expect(await stateOf('Away')).toBe('ready');
  });
  it('forgotten: nothing, and the folder stays', async () => {
    await bench.api.cases.close({ case: await made('Forgotten') });
    const ticket = (await bench.api.cases.recent()).cases.find(({ title }) => title === 'Forgotten')?.ticket;
    if (ticket === undefined) throw new Error('it was not listed');
    await bench.api.cases.forget({ ticket });
    expect(await stateOf('Forgotten')).toBeUndefined();
    const again = await bench.api.cases.open({ at: bench.ticket(folderOf('Forgotten')) });
    expect(again.summary.details.title).toBe('Forgotten');
  });
});
