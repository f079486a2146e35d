/** The shell as a whole, in a process of its own: what it says, what it opens, what it leaves behind, and whom it calls (nobody). */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { surroundings } from '../../../../main/host/folders.ts';
import { projectFolder } from '../../../../main/host/project.ts';
import { findBrowser } from '../../../../main/shells/loopback/browser.ts';
import { temporaryFolder } from '../../../support/temporary.ts';

const folder = temporaryFolder();
afterAll(folder.remove);
const home = join(folder.path, 'home');
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

interface Started {
  readonly child: ChildProcess;
  readonly told: { address: string; window: boolean; pid: number };
  readonly ended: Promise<number | null>;
}
const Told = z.object({ address: z.url(), window: z.boolean(), pid: z.int() });

async function start(args: readonly string[], env: Record<string, string> = {}): Promise<Started> {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...rest } = process.env;
  const child = spawn(process.execPath, [join(projectFolder, 'main/shells/loopback/index.ts'), '--json', ...args], {
    env: { ...rest, ASSAY_HOME: home, ASSAY_CASES: join(folder.path, 'cases'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let words = '';
  child.stderr.on('data', (part: Buffer) => {
    words += part.toString('utf8');
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    void ended.then((code) => reject(new Error(`it ended with ${code}: ${words}`)));
  });
  return { child, told: Told.parse(JSON.parse(line)), ended };
}
const runs = (): string[] => (existsSync(join(home, 'run')) ? readdirSync(join(home, 'run')) : []);

it('prints a one-time address where there is no display, and ends in order on Ctrl C', async () => {
  const { child, told, ended } = await start([]);
  expect(told.window).toBe(false);
  expect(new URL(told.address).hostname).toBe('127.0.0.1');
  expect((await fetch(told.address, { redirect: 'manual' })).status).toBe(303);
  expect((await fetch(told.address, { redirect: 'manual' })).status).toBe(403);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(runs(), 'the run leaves nothing behind').toEqual([]);
});

it('sweeps what a killed run left behind', async () => {
  const first = await start(['--no-window']);
  expect(runs().length).toBe(1);
  first.child.kill('SIGKILL');
  await first.ended;
  expect(runs().length).toBe(1);
  const second = await start(['--no-window']);
  expect(runs().map((name) => Number(name.split('-')[0]))).toEqual([second.told.pid]);
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});

it('says in words that a port is in use', async () => {
  const first = await start(['--no-window']);
  await expect(start(['--no-window', '--port', new URL(first.told.address).port])).rejects.toThrow(/ended with 1: This port is in use/);
  first.child.kill('SIGTERM');
  await first.ended;
});

/** A browser of our own making: a script with the given lines. */
function fakeBrowser(name: string, lines: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, 0o755);
  return path;
}

it.skipIf(process.platform === 'win32')('ends when its window is closed', async () => {
  const { told, ended } = await start([], { DISPLAY: ':99', ASSAY_BROWSER: fakeBrowser('closes', 'sleep 0.3; exit 0') });
  expect(told.window).toBe(true);
  expect(await ended).toBe(0);
  expect(runs()).toEqual([]);
});

it.skipIf(process.platform === 'win32')('stays when its window is closed and it was asked to', async () => {
  const { child, ended } = await start(['--keep'], { DISPLAY: ':99', ASSAY_BROWSER: fakeBrowser('closes-too', 'exit 0') });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(child.exitCode).toBeNull();
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});

it.skipIf(process.platform === 'win32')('takes its window along when it ends', async () => {
  const pidFile = join(folder.path, 'browser.pid');
  const { child, ended } = await start([], {
    DISPLAY: ':99',
    ASSAY_BROWSER: fakeBrowser('stays', `echo $$ > "${pidFile}"; exec sleep 60`),
  });
  await expect.poll(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8').trim() !== '').toBe(true);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(() => process.kill(Number(readFileSync(pidFile, 'utf8')), 0)).toThrow(/ESRCH/);
});

const browser = process.platform === 'linux' ? findBrowser(surroundings()) : null;

interface NetLogEvent {
  readonly name: string;
  readonly params: Record<string, unknown>;
}
const Constants = z.object({ constants: z.object({ logEventTypes: z.record(z.string(), z.number()) }) });
const LoggedEvent = z.object({ type: z.number(), params: z.record(z.string(), z.unknown()).default({}) });

/** Line by line, one event each: the file's end is missing when the browser was not given the time to write it. */
function readNetLog(path: string): NetLogEvent[] {
  const [constants = '', ...lines] = readFileSync(path, 'utf8').split('\n');
  const names = new Map(
    Object.entries(Constants.parse(JSON.parse(`${constants.replace(/,$/, '')}}`)).constants.logEventTypes).map(([name, number]) => [
      number,
      name,
    ]),
  );
  return lines
    .filter((line) => /^\{.*\},?$/.test(line))
    .map((line) => LoggedEvent.parse(JSON.parse(line.replace(/,$/, ''))))
    .map(({ type, params }) => ({ name: names.get(type) ?? '', params }));
}

it.skipIf(!browser)(
  'its browser connects to 127.0.0.1 and to nowhere else, and sends no datagram',
  async () => {
    const log = join(folder.path, 'net.json');
    mkdirSync(join(projectFolder, 'out', 'renderer'), { recursive: true });
    const wrapper = fakeBrowser(
      'silent',
      `exec "${browser?.path}" --headless --disable-gpu --log-net-log="${log}" --net-log-capture-mode=IncludeSensitive "$@"`,
    );
    const { child, told, ended } = await start([], { DISPLAY: ':99', ASSAY_BROWSER: wrapper });
    // Long enough for what a browser does of itself after its start.
    await new Promise((resolve) => setTimeout(resolve, 6000));
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    const events = readNetLog(log);
    expect(events.length).toBeGreaterThan(100);
    const connected = new Set(
      events
        .filter(({ name }) => name === 'TCP_CONNECT_ATTEMPT')
        .flatMap(({ params }) => (typeof params['address'] === 'string' ? [params['address']] : [])),
    );
    expect([...connected], 'the window itself was reached').toContain(new URL(told.address).host);
    for (const address of connected) expect(address).toMatch(/^127\.0\.0\.1:/);
    const sent = events.filter(({ name }) => name === 'UDP_BYTES_SENT');
    expect(sent).toEqual([]);
  },
  40_000,
);
