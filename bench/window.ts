/**
 * The window as a person meets it, in a real Chromium over the loopback shell: first paint, from the stance key to the
 * mark shown, and to the link saved in the log.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { z } from 'zod';
import { createWorkbench } from '../main/app.ts';
import { nodePorts } from '../main/host/node-ports.ts';
import { findChromium } from '../scripts/find-chromium.ts';
import { startProgram } from '../scripts/program.ts';
import { figure, finish, percentile } from './support/bench.ts';

const links = 40;
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-window-'));
const cases = join(folder, 'cases');
mkdirSync(cases, { recursive: true });
const at = join(cases, 'window.case');

const Times = z.object({ shown: z.number(), saved: z.number() });
/** Runs in the page, which knows a DOM that this file's types do not: looks each frame for the new mark and the new log entry. */
const timer = `(before, marks) => {
  const times = { started: 0, shown: 0, saved: 0 };
  addEventListener('keydown', () => { times.started = performance.now(); }, { once: true, capture: true });
  const look = () => {
    const passed = performance.now() - times.started;
    if (times.started > 0 && times.shown === 0 && document.querySelectorAll('[aria-label^="Supports C-001"]').length > marks) times.shown = passed;
    if (times.started > 0 && Number(/Log entry (\\d+)/.exec(document.body.textContent)?.[1]) > before) times.saved = passed;
    else requestAnimationFrame(look);
  };
  look();
  return times;
}`;

/** A case with one article of many short sentences and one claim. */
async function prepare(): Promise<void> {
  process.env['ASSAY_HOME'] = join(folder, 'preparation');
  const { ports } = nodePorts('cli', (message) => console.error(message));
  const workbench = createWorkbench(ports);
  const api = workbench.client();
  const ticket = (path: string, name: string) => ports.files.issue({ path, name, modifiedAt: null });
  const { case: handle } = await api.cases.create({ at: ticket(at, 'window.case'), details: { title: 'Window' } });
  const path = join(folder, 'article.txt');
  const lines = Array.from({ length: links + 20 }, (_, n) => `Sentence number ${n} says something that can be marked and linked.`);
  writeFileSync(path, lines.join('\n\n'));
  await finish(await api.imports.run({ case: handle, tickets: [ticket(path, 'article.txt')] }));
  await api.claims.add({ case: handle, text: 'Something can be marked.' });
  await workbench.close();
}

await prepare();
const executablePath = findChromium();
if (executablePath === null) throw new Error('no Chromium here; npm test finds or installs one');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const paints: number[] = [];
const shown: number[] = [];
const saved: number[] = [];
try {
  for (let round = 0; round < 5; round++) {
    const program = await startProgram({ home: join(folder, 'home'), cases });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(program.address);
    await page.getByRole('button', { name: /^New case/ }).waitFor();
    paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN));
    await page.close();
    await program.stop();
  }
  const program = await startProgram({ home: join(folder, 'home'), cases, case: at });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(program.address);
  await page.getByRole('option').first().click();
  await page.getByRole('article').waitFor();
  await page.getByText('Something can be marked.').first().click();
  await page.getByRole('article').focus();
  const entries = page.getByText(/Log entry \d+/);
  for (let n = 0; n < links; n++) {
    await page.keyboard.press('j');
    const before = Number((await entries.textContent())?.match(/\d+/)?.[0]);
    const marks = await page.locator('[aria-label^="Supports C-001"]').count();
    // Timed in the page itself, so that the driver's own round trips are not counted; set up before the key is pressed
    await page.evaluate(`globalThis.assayTimes = (${timer})(${before}, ${marks})`);
    await page.keyboard.press('s');
    // Asked again and again: waiting in the page would need eval, which the program's own policy forbids
    const ask = async (): Promise<z.infer<typeof Times>> => Times.parse(await page.evaluate('globalThis.assayTimes'));
    let times = await ask();
    while (times.shown === 0 || times.saved === 0) {
      await page.waitForTimeout(10);
      times = await ask();
    }
    shown.push(times.shown);
    saved.push(times.saved);
  }
  await program.stop();
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
figure('window', 'first contentful paint', percentile(paints, 0.5), 'ms', { worst: Math.round(Math.max(...paints)) });
for (const [name, samples] of [
  ['stance key to mark shown', shown],
  ['stance key to link saved and told', saved],
] as const)
  figure('window', `${name}, median`, percentile(samples, 0.5), 'ms', { p95: Math.round(percentile(samples, 0.95)), links });
