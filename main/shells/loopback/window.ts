/** One app window in its own browser process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

export interface AppWindow {
  /** Resolves with how the browser ended: `failed` where it could not run at all. */
  readonly ended: Promise<{ readonly failed: boolean; readonly why: string }>;
  /** Asks the browser to close, then makes it. */
  close(): Promise<void>;
}

/** Milliseconds. A browser that ends with an error sooner than this never showed a window. */
const tooSoon = 10_000;
const patience = 3000;

/** Starts the browser. Its own chatter (stdout, stderr) is kept only to say why it could not start. */
export function openWindow(browser: string, args: readonly string[]): AppWindow {
  const started = performance.now();
  const child = spawn(browser, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let lastWords = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-4000);
  });
  const ended = new Promise<{ failed: boolean; why: string }>((resolve) => {
    child.once('error', (error) => resolve({ failed: true, why: error.message }));
    child.once('exit', (code) => {
      const failed = code !== null && code !== 0 && performance.now() - started < tooSoon;
      resolve({ failed, why: failed ? (lastWords.trim().split('\n').at(-1) ?? `code ${code}`) : '' });
    });
  });
  return {
    ended,
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const inTime = await Promise.race([gone.then(() => true), sleep(patience, false, { ref: false })]);
      if (inTime) return;
      child.kill('SIGKILL');
      await gone;
    },
  };
}
