/** Scanned documents, read by machine behind the imports without being asked for: once, within bounds, and only where it is wanted. */
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWorkbench } from '../../../main/app.ts';
import { type CaseHandle, Ref } from '../../../shared/model.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';
import { scannedPdf } from '../../support/scan.ts';

let bench: TestBench;
let handle: CaseHandle;
const place = () => join(bench.folder, 'scans.case');
beforeEach(async () => {
  bench = testBench({ shell: 'loopback' });
  handle = (await bench.api.cases.create({ at: bench.ticket(place()), details: { title: 'Scans' } })).case;
});
afterEach(() => bench.dispose());

const page = ['The dormitory stood undamaged.', 'Гуртожиток стояв неушкоджений'];
const switchTo = (readScans: boolean) => bench.api.app.changeSettings({ readScans });
async function bring(name: string, pages: readonly (readonly string[])[]): Promise<void> {
  const path = join(bench.folder, name);
  writeFileSync(path, await scannedPdf(pages));
  await finish(await bench.api.imports.run({ case: handle, tickets: [bench.ticket(path)] }));
}
const source = (ref: string, api = bench.api) => api.sources.get({ case: handle, source: Ref.parse(ref) });
async function renditions(ref: string, api = bench.api) {
  const { id } = await source(ref, api);
  return (await api.sources.renditions({ case: handle, source: id })).renditions;
}
const machineRead = async (ref: string, api = bench.api) => (await renditions(ref, api)).filter(({ kind }) => kind === 'machine-read');
const atRest = (api = bench.api) =>
  vi.waitFor(
    async () => {
      const state = await api.reading.background({ case: handle });
      expect(state).toMatchObject({ current: null, waiting: 0 });
      return state;
    },
    { timeout: 50_000, interval: 50 },
  );
const underWay = (api = bench.api) =>
  vi.waitFor(async () => expect((await api.reading.background({ case: handle })).current).not.toBeNull(), {
    timeout: 50_000,
    interval: 10,
  });
const read = (ref: string, api = bench.api) =>
  vi.waitFor(async () => expect(await machineRead(ref, api)).toHaveLength(1), { timeout: 50_000, interval: 50 });
const reopen = async () => {
  await bench.api.cases.close({ case: handle });
  handle = (await bench.api.cases.open({ at: bench.ticket(place()), mode: 'read-write' })).case;
};
/** What the case's own look-through comes to an end with, so that what does not happen has had its chance. */
const settled = async () => {
  await atRest();
  await new Promise((resolve) => setTimeout(resolve, 300));
  return atRest();
};

describe('a scanned document', () => {
  test('is read after its import, in the languages that ship, as a rendition of its own in the log; what has a text is left alone', async () => {
    await switchTo(true);
    await bring('scan.pdf', [page, page]);
    writeFileSync(join(bench.folder, 'a.txt'), 'Words.\n\nMore words.\n');
    await finish(await bench.api.imports.run({ case: handle, tickets: [bench.ticket(join(bench.folder, 'a.txt'))] }));
    await read('S-001');
    const { body, kind } = await bench.api.sources.text({ case: handle, source: (await source('S-001')).id });
    expect(kind).toBe('machine-read');
    for (const words of ['stood undamaged', 'Гуртожиток стояв']) expect(body.text).toContain(words);
    expect(await renditions('S-002')).toHaveLength(1);
    const { entries } = await bench.api.history.log({ case: handle, offset: 0, limit: 20, newestFirst: true });
    expect(entries.filter(({ verb }) => verb === 'rendition.added')).toHaveLength(1);
    expect((await finish(await bench.api.cases.verify({ case: handle }))).result).toMatchObject({ ok: true });
  }, 60_000);

  test('whose text a person took back is not read again', async () => {
    await switchTo(true);
    await bring('scan.pdf', [page]);
    await read('S-001');
    await atRest();
    await bench.api.history.undo({ case: handle });
    expect(await machineRead('S-001')).toEqual([]);
    await reopen();
    await settled();
    expect(await machineRead('S-001')).toEqual([]);
  }, 60_000);

  test('in which the machine finds nothing is told once, and not tried again when the case is opened again', async () => {
    await switchTo(true);
    await bring('empty.pdf', [[]]);
    const { notes } = await vi.waitFor(
      async () => {
        const state = await atRest();
        expect(state.notes).toHaveLength(1);
        return state;
      },
      { timeout: 50_000, interval: 50 },
    );
    expect(notes[0]).toMatchObject({ ref: 'S-001', message: 'The machine found no text in this picture.' });
    await reopen();
    expect((await settled()).notes).toEqual([]);
    expect(await machineRead('S-001')).toEqual([]);
  }, 60_000);

  test('of more than 60 pages waits for the person, who is told', async () => {
    await switchTo(true);
    await bring(
      'long.pdf',
      Array.from({ length: 61 }, () => ['A page.']),
    );
    await vi.waitFor(
      async () =>
        expect((await bench.api.reading.background({ case: handle })).notes.map(({ message }) => message)).toEqual([
          expect.stringContaining('61 scanned pages'),
        ]),
      { timeout: 50_000, interval: 50 },
    );
    await settled();
    expect(await machineRead('S-001')).toEqual([]);
  }, 60_000);
});

describe('when it is not wanted', () => {
  test('switched off nothing is read; switched on, what came in before is', async () => {
    await bring('scan.pdf', [page]);
    expect(await settled()).toMatchObject({ isOn: false });
    expect(await machineRead('S-001')).toEqual([]);
    await switchTo(true);
    await read('S-001');
  }, 60_000);

  test.each([
    ['switched off', () => switchTo(false)],
    ['stopped by the person', () => bench.api.reading.stop({ case: handle })],
  ])(
    '%s while it reads, it stops and adds nothing, and the case stays whole',
    async (_, stop) => {
      await switchTo(true);
      await bring(
        'scan.pdf',
        Array.from({ length: 20 }, () => page),
      );
      await bring('next.pdf', [page, ['And more.']]);
      await underWay();
      await stop();
      expect((await settled()).notes).toEqual([]);
      expect([...(await machineRead('S-001')), ...(await machineRead('S-002'))]).toEqual([]);
      // Another setting is no word on this one
      await bench.api.app.changeSettings({ theme: 'dark' });
      await settled();
      expect(await machineRead('S-002')).toEqual([]);
    },
    60_000,
  );

  test('nor by a command of the terminal, which is gone in a moment', async () => {
    const terminal = testBench();
    try {
      await terminal.api.app.changeSettings({ readScans: true });
      handle = (await terminal.api.cases.create({ at: terminal.ticket(join(terminal.folder, 'c.case')), details: { title: 'C' } })).case;
      const path = join(terminal.folder, 'scan.pdf');
      writeFileSync(path, await scannedPdf([page]));
      await finish(await terminal.api.imports.run({ case: handle, tickets: [terminal.ticket(path)] }));
      expect(await terminal.api.reading.background({ case: handle })).toMatchObject({ current: null, waiting: 0, notes: [] });
      expect(await machineRead('S-001', terminal.api)).toEqual([]);
    } finally {
      await terminal.dispose();
    }
  }, 60_000);

  test('nor in a case that is only read', async () => {
    await bring('scan.pdf', [page]);
    await bench.api.cases.close({ case: handle });
    await switchTo(true);
    handle = (await bench.api.cases.open({ at: bench.ticket(place()), mode: 'read-only' })).case;
    expect(await settled()).toMatchObject({ current: null, waiting: 0, notes: [] });
    expect(await machineRead('S-001')).toEqual([]);
    expect(existsSync(join(place(), 'derived', 'languages'))).toBe(false);
  }, 60_000);
});

describe('what was not read when the program ended', () => {
  test('closed in the midst of it, it is read when the case is opened again, once', async () => {
    await switchTo(true);
    await bring(
      'scan.pdf',
      Array.from({ length: 4 }, () => page),
    );
    await underWay();
    await bench.workbench.close();
    const again = createWorkbench(bench.ports);
    try {
      const api = again.client();
      handle = (await api.cases.open({ at: bench.ticket(place()), mode: 'read-write' })).case;
      expect(await machineRead('S-001', api)).toEqual([]);
      await read('S-001', api);
      expect((await atRest(api)).notes).toEqual([]);
    } finally {
      await again.close();
    }
  }, 60_000);

  test('killed in the midst of it, too', async () => {
    await bring(
      'scan.pdf',
      Array.from({ length: 6 }, () => page),
    );
    await bench.api.cases.close({ case: handle });
    const child = spawn(process.execPath, [fileURLToPath(new URL('../../support/killed-reading.ts', import.meta.url)), place()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)));
    child.stdout.once('data', () => child.kill('SIGKILL'));
    expect(await ended).toBe('SIGKILL');
    await switchTo(true);
    handle = (await bench.api.cases.open({ at: bench.ticket(place()), mode: 'read-write' })).case;
    await read('S-001');
    expect((await finish(await bench.api.cases.verify({ case: handle }))).result).toMatchObject({ ok: true });
  }, 90_000);
});
