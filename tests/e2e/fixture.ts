/** Every end-to-end test gets a program of its own, in folders of its own, and a window on it that is watched to the end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { type Program, startProgram } from '../../scripts/program.ts';
import { type Watch, watchContext } from './watch.ts';

interface Fixtures {
  /** A folder that goes away with the test. */
  readonly folder: string;
  readonly program: Program;
  readonly watch: Watch;
}

export const test = base.extend<Fixtures>({
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  program: async ({ folder }, use, info) => {
    const program = await startProgram({ home: join(folder, 'home'), cases: join(folder, 'cases') });
    await use(program);
    const code = await program.stop();
    if (info.status !== info.expectedStatus) await info.attach('what the program said', { body: program.said() });
    expect(code, `the program ends in order; it said:\n${program.said()}`).toBe(0);
  },
  watch: async ({ context, program }, use) => {
    const watch = watchContext(context, program.origin);
    await use(watch);
    expect(watch.faults, 'nothing went wrong in any window').toEqual([]);
  },
  page: async ({ context, program, watch }, use) => {
    expect(watch.faults).toEqual([]);
    const page = await context.newPage();
    await page.goto(program.address);
    await use(page);
  },
});

export { expect };
