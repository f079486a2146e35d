/**
 * Reading and marking in a real Chromium over the loopback shell: from the key to the mark shown and to the mark saved (the workbench
 * answers after its fsync), on a text of usual length and on one of 200 kB with 500 marks; frames while that one scrolls; memory after
 * 100 sources were opened one after another. `npm run bench -- reading [marks|scroll|memory]`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { z } from 'zod';
import { createWorkbench } from '../main/app.ts';
import { nodePorts } from '../main/host/node-ports.ts';
import { findChromium } from '../scripts/find-chromium.ts';
import { startProgram } from '../scripts/program.ts';
import { type Stance, stances } from '../shared/model.ts';
import { figure, finish, percentile } from './support/bench.ts';
import { childRunning, longText, residentMb, sentence } from './support/reading.ts';

const only = process.argv[2];
const wanted = (part: string): boolean => only === undefined || only === part;
const presses = 60;
const standing = 500;
const opened = 100;
const budgetMs = 50;
const frameMs = 1000 / 60;

const folder = mkdtempSync(join(tmpdir(), 'assay-bench-reading-'));
const cases = join(folder, 'cases');
mkdirSync(cases, { recursive: true });
const at = join(cases, 'reading.case');

/** One article of usual length, the long one with its marks, and many to leaf through. */
async function prepare(): Promise<void> {
  process.env['ASSAY_HOME'] = join(folder, 'preparation');
  const { ports } = nodePorts('cli', (message) => console.error(message));
  const workbench = createWorkbench(ports);
  const api = workbench.client();
  const ticket = (path: string, name: string) => ports.files.issue({ path, name, modifiedAt: null });
  const { case: handle } = await api.cases.create({ at: ticket(at, 'reading.case'), details: { title: 'Reading' } });
  const bring = async (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    const { outcomes } = await finish(await api.imports.run({ case: handle, tickets: [ticket(path, name)] }));
    const source = outcomes[0]?.source?.id;
    if (source === undefined) throw new Error(`${name} was not imported`);
    return source;
  };
  await bring('usual.md', longText(9_000).text.replace('The long file', 'The usual file'));
  const long = longText(200_000);
  const source = await bring('long.md', long.text);
  const claim = (await api.claims.add({ case: handle, text: 'Something can be marked.' })).id;
  for (let n = 0; n < standing; n++) {
    // Behind those that the keys will mark
    const quote = sentence(presses * 2 + Math.floor((n * (long.sentences - presses * 2)) / standing));
    const stance: Stance = stances[n % stances.length] ?? 'context';
    await api.evidence.add({ case: handle, source, target: { quote }, claim: { id: claim }, stance });
  }
  if (wanted('memory'))
    for (let n = 0; n < opened; n++)
      await bring(`file-${n}.md`, `# Leaf ${n}\n\n${longText(30_000).text.replaceAll('Witness', `Witness ${n} of`)}`);
  await workbench.close();
}

async function openText(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('region', { name: 'Sources' }).getByRole('option', { name }).first().click();
  await page.getByRole('article').getByRole('heading', { name }).first().waitFor();
}

const Times = z.object({ shown: z.number(), saved: z.number() });
/** Runs in the page: the first frame that has the new button in its margin; and the moment the window says that it is saved. */
const timer = `(marks, saved) => {
  const times = { started: 0, shown: 0, saved: 0 };
  addEventListener('keydown', () => { times.started = performance.now(); }, { once: true, capture: true });
  const look = () => {
    const passed = performance.now() - times.started;
    if (times.started > 0 && times.shown === 0 && document.getElementsByClassName('rd-mark').length > marks) times.shown = passed;
    if (times.shown === 0) requestAnimationFrame(look);
  };
  look();
  const told = new MutationObserver(() => {
    if (times.started === 0 || document.querySelectorAll('.rd-mark:enabled').length <= saved) return;
    times.saved = performance.now() - times.started;
    told.disconnect();
  });
  told.observe(document.querySelector('.rd-sheet'), { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] });
  return times;
}`;

async function timeMarks(page: Page, name: string, text: RegExp): Promise<void> {
  await openText(page, text);
  await page.getByRole('article').focus();
  const [shown, saved]: [number[], number[]] = [[], []];
  for (let n = 0; n < presses; n++) {
    await page.keyboard.press('j');
    const marks = await page.locator('.rd-mark').count();
    const standing = await page.locator('.rd-mark:enabled').count();
    await page.evaluate(`globalThis.assayTimes = (${timer})(${marks}, ${standing})`);
    await page.keyboard.press(n % 2 === 0 ? 's' : 'r');
    const ask = async (): Promise<z.infer<typeof Times>> => Times.parse(await page.evaluate('globalThis.assayTimes'));
    let times = await ask();
    while (times.shown === 0 || times.saved === 0) {
      await page.waitForTimeout(10);
      times = await ask();
    }
    // What follows (the lists fetched anew) is not part of this press, nor of the next: nobody reads a sentence faster
    await page.waitForTimeout(600);
    shown.push(times.shown);
    saved.push(times.saved);
  }
  for (const [what, samples] of [
    ['mark shown', shown],
    ['mark saved', saved],
  ] as const) {
    const p95 = percentile(samples, 0.95);
    figure('reading', `${name}: stance key to ${what}, median`, percentile(samples, 0.5), 'ms', {
      p95: Math.round(p95 * 10) / 10,
      worst: Math.round(Math.max(...samples) * 10) / 10,
      presses,
      holds: p95 <= budgetMs,
    });
  }
}

const Frames = z.object({ between: z.array(z.number()), work: z.array(z.number()) });
/** Runs in the page: scrolls by \`step\` pixels a frame to the end and back; per frame the time since the last and the work until it was drawn. */
const scroller = `(step) => new Promise((resolve) => {
  const view = document.querySelector('.rd-scroll');
  const frames = { between: [], work: [] };
  const channel = new MessageChannel();
  let [last, began, way] = [0, 0, 1];
  channel.port1.onmessage = () => { frames.work.push(performance.now() - began); };
  const frame = (now) => {
    if (last > 0) frames.between.push(now - last);
    last = now;
    began = performance.now();
    const before = view.scrollTop;
    view.scrollTop = before + way * step;
    if (view.scrollTop === before) {
      if (way === -1) { resolve(frames); return; }
      way = -1;
    }
    channel.port2.postMessage(null);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})`;

async function timeScroll(page: Page): Promise<void> {
  await openText(page, /The long file/);
  await page.getByRole('article').focus();
  await page.waitForTimeout(500);
  for (const [name, step] of [
    ['first pass, 240 px a frame', 240],
    ['again, 120 px a frame', 120],
  ] as const) {
    const { between, work } = Frames.parse(await page.evaluate(`(${scroller})(${step})`));
    const share = (samples: readonly number[], most: number): number => samples.filter((ms) => ms > most).length / samples.length;
    const times = (samples: readonly number[]) => ({
      p95: Math.round(percentile(samples, 0.95) * 10) / 10,
      worst: Math.round(Math.max(...samples) * 10) / 10,
    });
    figure('reading', `scrolling 200 kB with ${standing} marks, ${name}: work of a frame, median`, percentile(work, 0.5), 'ms', {
      ...times(work),
      frames: work.length,
      shareOver16_7: Math.round(share(work, frameMs) * 10_000) / 10_000,
    });
    figure('reading', `scrolling 200 kB with ${standing} marks, ${name}: between frames, median`, percentile(between, 0.5), 'ms', {
      ...times(between),
      // A frame that came late by half of one was missed; less is the clock's own trembling
      shareMissed: Math.round(share(between, frameMs * 1.5) * 10_000) / 10_000,
    });
  }
}

const Heap = z.object({ usedSize: z.number() });
const Processes = z.object({ processInfo: z.array(z.object({ type: z.string(), id: z.number() })) });

async function timeMemory(page: Page, browser: Browser): Promise<void> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  const whole = await browser.newBrowserCDPSession();
  const workbench = childRunning('loopback');
  const look = async (opens: number): Promise<number> => {
    await cdp.send('HeapProfiler.collectGarbage');
    const heap = Heap.parse(await cdp.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
    const renderers = Processes.parse(await whole.send('SystemInfo.getProcessInfo')).processInfo.filter(({ type }) => type === 'renderer');
    const window = Math.max(...renderers.map(({ id }) => residentMb(id)));
    figure('reading', `window, JS heap after ${opens} sources`, heap, 'MB', {
      windowResidentMb: Math.round(window),
      workbenchResidentMb: workbench === null ? null : Math.round(residentMb(workbench)),
    });
    return heap;
  };
  const list = page.getByRole('region', { name: 'Sources' }).getByRole('listbox');
  await openText(page, /The usual file/);
  let before = await look(1);
  await list.focus();
  for (let n = 1; n <= opened; n++) {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name: new RegExp(`^Text of S-0*${n + 1}$`) }).waitFor();
    await page.waitForTimeout(60);
    await list.focus();
    if (n % 25 === 0) {
      // What was read a minute ago is let go; the window must not need that to stay bounded
      const now = await look(n);
      if (n === 25) before = now;
    }
  }
  const after = await look(opened);
  figure('reading', `growth of the JS heap from 25 to ${opened} sources`, after - before, 'MB');
}

await prepare();
const executablePath = findChromium();
if (executablePath === null) throw new Error('no Chromium here; npm test finds or installs one');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const program = await startProgram({ home: join(folder, 'home'), cases, case: at });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(program.address);
  await page.getByText('Something can be marked.').first().click();
  if (wanted('marks')) {
    await timeMarks(page, 'usual text', /The usual file/);
    await timeMarks(page, `200 kB with ${standing} marks`, /The long file/);
  }
  if (wanted('scroll')) await timeScroll(page);
  if (wanted('memory')) await timeMemory(page, browser);
  await program.stop();
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
