/** Windows that come and go, and long actions in them: a case stays open as long as somebody has it, and no longer. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Api, createWorkbench, type Workbench } from '../../../main/app.ts';
import type { OpenCase } from '../../../shared/contract.ts';
import { finish, type TestBench, testBench } from '../../support/ports.ts';

const graceMs = 80;
let bench: TestBench;
let workbench: Workbench;
let place: string;
let made: OpenCase;
let first: ReturnType<typeof newWindow>;

/** A window as a shell serves it: a context of its own, told when its connection ends. */
function newWindow(): { api: Api; vanish(): void } {
  const context = workbench.context();
  return { api: createRouterClient(workbench.router, { context }), vanish: () => workbench.gone(context) };
}
/** owner.json is there as long as the lock is held. */
const isOpen = (): boolean => existsSync(join(place, 'owner.json'));
const closed = (): Promise<void> => expect.poll(isOpen, { timeout: 30_000 }).toBe(false);

beforeEach(async () => {
  bench = testBench();
  workbench = createWorkbench(bench.ports, { graceMs });
  first = newWindow();
  place = join(bench.folder, 'w.case');
  made = await first.api.cases.create({ at: bench.ticket(place), details: { title: 'Windows' } });
});
afterEach(async () => {
  await workbench.close();
  await bench.dispose();
});

describe('two windows', () => {
  it('write in one case, both are told, and the one that closes it does not close it for the other', async () => {
    const second = newWindow();
    const opened = await second.api.cases.open({ at: bench.ticket(place) });
    expect(opened).toMatchObject({ case: made.case, mode: 'read-write' });
    const told = [first, second].map(async ({ api }) => {
      const facts = await api.cases.watch({ case: made.case });
      const fact = await facts.next();
      return fact.done === true ? null : fact.value.verb;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await second.api.claims.add({ case: made.case, text: 'Seen by both' });
    expect(await Promise.all(told)).toEqual(['claim.added', 'claim.added']);
    await first.api.cases.close({ case: made.case });
    expect((await second.api.claims.add({ case: made.case, text: 'Still open' })).ref).toBe('C-002');
    await second.api.cases.close({ case: made.case });
    expect(isOpen()).toBe(false);
  });

  it('of which one came by the handle it remembered: it counts like one that opened the case', async () => {
    const reloaded = newWindow();
    await reloaded.api.cases.get({ case: made.case });
    first.vanish();
    await new Promise((resolve) => setTimeout(resolve, 3 * graceMs));
    expect((await reloaded.api.claims.list({ case: made.case })).claims).toEqual([]);
    reloaded.vanish();
    await closed();
  });

  it('that ask for the sample case at the same moment get one and the same', async () => {
    const second = newWindow();
    const samples = await Promise.all([first, second].map(({ api }) => api.cases.sample({})));
    expect(samples.map(({ mode }) => mode)).toEqual(['read-write', 'read-write']);
    expect(samples[0]?.case).toBe(samples[1]?.case);
    expect(samples[0]?.summary.sources).toBeGreaterThan(5);
  });

  it('that opens a case twice closes it once', async () => {
    await first.api.cases.open({ at: bench.ticket(place) });
    await first.api.cases.close({ case: made.case });
    expect(isOpen()).toBe(false);
  });

  it('of which one asked for reading only cannot write, whatever the other may do', async () => {
    const reader = newWindow();
    const opened = await reader.api.cases.open({ at: bench.ticket(place), mode: 'read-only' });
    expect(opened.mode).toBe('read-only');
    await expect(reader.api.claims.add({ case: opened.case, text: 'No' })).rejects.toMatchObject({ code: 'CASE_READ_ONLY' });
    await first.api.claims.add({ case: made.case, text: 'Yes' });
    expect((await reader.api.claims.list({ case: opened.case })).claims.length).toBe(1);
  });

  it('and fifty reloads leave nothing behind', async () => {
    for (let time = 0; time < 50; time++) {
      const window = newWindow();
      await window.api.cases.get({ case: made.case });
      window.vanish();
    }
    first.vanish();
    await closed();
    if (process.platform === 'linux') {
      const held = readdirSync('/proc/self/fd').filter((fd) => {
        const path = join('/proc/self/fd', fd);
        return existsSync(path) && readlinkSync(path).startsWith(place);
      });
      expect(held).toEqual([]);
    }
  });
});

describe('a long action', () => {
  const many = (count: number): string => {
    const folder = join(bench.folder, 'many');
    mkdirSync(folder);
    for (let n = 0; n < count; n++) writeFileSync(join(folder, `${n}.txt`), `Text ${n}\n\n${'word '.repeat(500)}`);
    return folder;
  };
  const begin = {
    import: () => first.api.imports.run({ case: made.case, tickets: [bench.ticket(many(200))] }),
    verify: () => first.api.cases.verify({ case: made.case }),
    report: () => first.api.report.export({ case: made.case, to: bench.ticket(join(bench.folder, 'r.pdf')) }),
  };

  it.each(['import', 'verify', 'report'] as const)(
    '%s ends before the case it works on is closed, and the case opens again at once',
    async (kind) => {
      const steps = await begin[kind]();
      await steps.next();
      await first.api.cases.close({ case: made.case });
      expect(isOpen()).toBe(false);
      expect(readdirSync(join(place, 'incoming'))).toEqual([]);
      const rest = async (): Promise<unknown> => finish<unknown, unknown>(steps);
      await expect(rest()).rejects.toMatchObject({ code: expect.stringMatching(/^(?:CASE_CLOSED|CANCELLED)$/) });
      const again = await first.api.cases.open({ at: bench.ticket(place), mode: 'read-write' });
      expect(again.recovered).toBe(false);
      expect((await finish(await first.api.cases.verify({ case: again.case }))).result.ok).toBe(true);
    },
  );

  it('ends with the workbench', async () => {
    const steps = await begin.import();
    await steps.next();
    await workbench.close();
    expect(isOpen()).toBe(false);
  });
});

describe('another process', () => {
  it('writes: this one reads and follows; once the other is killed, this one may write', async () => {
    await first.api.cases.close({ case: made.case });
    const script = fileURLToPath(new URL('../../support/killed.ts', import.meta.url));
    const child = spawn(process.execPath, [script, place, join(bench.folder, 'made'), '1'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      let lines = 0;
      child.stdout.setEncoding('utf8').on('data', (piece: string) => {
        lines += piece.split('\n').length - 1;
      });
      await expect.poll(() => lines, { timeout: 60_000 }).toBeGreaterThan(2);
      const reading = await first.api.cases.open({ at: bench.ticket(place) });
      expect(reading).toMatchObject({ mode: 'read-only', heldBy: { pid: child.pid } });
      const facts = await first.api.cases.watch({ case: reading.case });
      expect((await facts.next()).value).toMatchObject({ case: reading.case, verb: expect.stringContaining('.') });
      await facts.return?.();
    } finally {
      const gone = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await gone;
    }
    const opened = await first.api.cases.open({ at: bench.ticket(place) });
    expect(opened).toMatchObject({ mode: 'read-write', recovered: true, heldBy: null });
    expect((await first.api.claims.add({ case: opened.case, text: 'After the crash' })).text).toBe('After the crash');
  });
});
