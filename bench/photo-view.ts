/**
 * A photo of 50 million pixels with 40 marks in the window, in a real Chromium over the loopback shell: how long until it stands open
 * with its tiles cut and once they are there, the time between frames while a hand pans and zooms, and the window's memory.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import sharp from 'sharp';
import { z } from 'zod';
import { createWorkbench } from '../main/app.ts';
import { nodePorts } from '../main/host/node-ports.ts';
import { findChromium } from '../scripts/find-chromium.ts';
import { startProgram } from '../scripts/program.ts';
import { figure, finish, percentile } from './support/bench.ts';

const width = 8_660;
const height = 5_774;
const marks = 40;
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-photo-'));
const cases = join(folder, 'cases');
mkdirSync(cases, { recursive: true });
const at = join(cases, 'photo.case');

/** Blocks of seeded colours: enough in it that no tile is empty. */
async function writePhoto(path: string): Promise<void> {
  const [columns, rows] = [866, 577];
  let state = 7;
  const blocks = new Uint8Array(columns * rows * 3).map(() => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state >> 16;
  });
  await sharp(blocks, { raw: { width: columns, height: rows, channels: 3 } })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .jpeg({ quality: 90 })
    .toFile(path);
}

async function prepare(): Promise<void> {
  process.env['ASSAY_HOME'] = join(folder, 'preparation');
  const { ports } = nodePorts('cli', (message) => console.error(message));
  const workbench = createWorkbench(ports);
  const api = workbench.client();
  const ticket = (path: string, name: string) => ports.files.issue({ path, name, modifiedAt: null });
  const { case: handle } = await api.cases.create({ at: ticket(at, 'photo.case'), details: { title: 'Photo' } });
  const path = join(folder, 'photo.jpg');
  await writePhoto(path);
  const result = await finish(await api.imports.run({ case: handle, tickets: [ticket(path, 'photo.jpg')] }));
  const source = result.outcomes[0]?.source?.id;
  if (source === undefined) throw new Error('the photo was not imported');
  for (let n = 0; n < marks; n++) {
    const region = { x: 100 + (n % 8) * 1000, y: 100 + Math.floor(n / 8) * 1100, width: 600, height: 500 };
    const { x, y } = region;
    const outline = [
      { x, y },
      { x: x + 600, y: y + 80 },
      { x: x + 500, y: y + 500 },
      { x: x + 40, y: y + 420 },
    ];
    await api.excerpts.mark({ case: handle, source, target: n % 2 === 0 ? { region } : { region, outline } });
  }
  await workbench.close();
}

const Frames = z.array(z.number());
/** Runs in the page: notes the time between frames until it is told to stop. */
const sampler = `(() => {
  const now = { times: [], on: true };
  let last = performance.now();
  const frame = (time) => { now.times.push(time - last); last = time; if (now.on) requestAnimationFrame(frame); };
  requestAnimationFrame((time) => { last = time; requestAnimationFrame(frame); });
  globalThis.assayFrames = now;
})()`;

/** Milliseconds between frames while `move` goes on. */
async function framesWhile(page: Page, move: () => Promise<void>): Promise<number[]> {
  await page.evaluate(sampler);
  await move();
  return Frames.parse(await page.evaluate('(globalThis.assayFrames.on = false, globalThis.assayFrames.times)'));
}

function tell(name: string, frames: readonly number[]): void {
  const late = frames.filter((ms) => ms > 25).length;
  figure('photo-view', `${name}, frame time, median`, percentile(frames, 0.5), 'ms', {
    p95: Math.round(percentile(frames, 0.95) * 10) / 10,
    worst: Math.round(Math.max(...frames)),
    frames: frames.length,
    later25ms: late,
  });
}

await prepare();
const executablePath = findChromium();
if (executablePath === null) throw new Error('no Chromium here; npm test finds or installs one');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--enable-precise-memory-info'] });
try {
  const opened = async (name: string): Promise<[Page, () => Promise<unknown>]> => {
    const program = await startProgram({ home: join(folder, 'home'), cases, case: at });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(program.address);
    const row = page.getByRole('option').first();
    await row.waitFor();
    const began = performance.now();
    await row.click();
    await page.getByText('of 1:1').waitFor({ timeout: 60_000 });
    figure('photo-view', name, performance.now() - began, 'ms', { megapixels: Math.round((width * height) / 1e6), marks });
    return [page, program.stop];
  };
  const [first, stop] = await opened('opened, tiles cut on the way');
  await first.close();
  await stop();
  const [second, end] = await opened('opened, tiles there');
  const photo = second.getByRole('region', { name: /^Photo S-/ });
  const box = await photo.boundingBox();
  if (!box) throw new Error('the photo has no box');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await second.mouse.move(middle.x, middle.y);
  const zoom = async (steps: number, by: number): Promise<void> => {
    for (let n = 0; n < steps; n++) {
      await second.mouse.wheel(0, by);
      await second.waitForTimeout(40);
    }
  };
  tell(
    'zooming in and out by the wheel',
    await framesWhile(second, async () => {
      await zoom(14, -120);
      await zoom(10, 120);
      await zoom(6, -120);
    }),
  );
  tell(
    'panning by drag',
    await framesWhile(second, async () => {
      for (let round = 0; round < 4; round++) {
        await second.mouse.move(middle.x, middle.y);
        await second.mouse.down();
        for (let n = 1; n <= 40; n++) {
          await second.mouse.move(middle.x + (round % 2 === 0 ? -6 : 6) * n, middle.y + 4 * n);
          await second.waitForTimeout(8);
        }
        await second.mouse.up();
      }
    }),
  );
  await photo.focus();
  await second.keyboard.press('z');
  tell(
    'the loupe following the pointer',
    await framesWhile(second, async () => {
      for (let n = 0; n < 120; n++) {
        await second.mouse.move(box.x + 60 + n * 4, middle.y + Math.sin(n / 9) * 120);
        await second.waitForTimeout(8);
      }
    }),
  );
  await second.keyboard.press('z');
  await second.keyboard.press('l');
  await second.getByRole('slider', { name: 'Brightness' }).fill('20');
  await second.keyboard.press('Escape');
  tell(
    'panning with light changed',
    await framesWhile(second, async () => {
      for (let n = 0; n < 40; n++) {
        await second.keyboard.press(n % 20 < 10 ? 'ArrowRight' : 'ArrowLeft');
        await second.waitForTimeout(16);
      }
    }),
  );
  const heap = z.number().parse(await second.evaluate('performance.memory.usedJSHeapSize'));
  figure('photo-view', 'script memory of the window', heap / 1e6, 'MB');
  await end();
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
