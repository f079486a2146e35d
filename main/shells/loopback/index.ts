/** The loopback shell: one workbench, served to a window of a browser on this machine. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createWorkbench } from '../../app.ts';
import { configFolder, surroundings } from '../../host/folders.ts';
import { nodePorts } from '../../host/node-ports.ts';
import { rendererFolder } from '../../host/project.ts';
import { createRunFolder } from '../../host/run-folder.ts';
import { findBrowser, hasDisplay, needsNoSandbox, windowArguments } from './browser.ts';
import { type LoopbackOptions, parseOptions, usage } from './options.ts';
import { startServer } from './server.ts';
import { type AppWindow, openWindow } from './window.ts';

const warn = (message: string): void => console.error(message);

function readOptions(): LoopbackOptions {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    warn(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

/** Resolves with the program's exit code once the window is closed or the person said stop. */
async function serve(options: LoopbackOptions): Promise<number> {
  const where = surroundings();
  const stop = Promise.withResolvers<number>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.resolve(0));
  process.on('uncaughtException', (error) => {
    console.error(error);
    stop.resolve(1); // an orderly end gives the locks back
  });

  const run = createRunFolder(configFolder(where));
  process.on('exit', () => run.remove());
  const { ports, tickets } = nodePorts('loopback', warn);
  const workbench = createWorkbench(ports);
  const path = options.case === null ? null : resolve(options.case);
  const landing = path === null ? '/' : `/?case=${encodeURIComponent(tickets.issue({ path, name: basename(path), modifiedAt: null }))}`;
  let window: AppWindow | null = null;
  let idle: NodeJS.Timeout | undefined;
  const server = await startServer({
    workbench,
    tickets,
    webRoot: rendererFolder,
    uploadFolder: join(run.path, 'uploads'),
    port: options.port,
    landing,
    onWindows: (count) => {
      clearTimeout(idle);
      // On macOS the browser outlives its last window; a window that reloads is back long before this.
      if (count === 0 && window && where.platform === 'darwin' && !options.keep) idle = setTimeout(() => stop.resolve(0), 10_000);
    },
  });

  const tell = (opened: boolean, why: string): void => {
    const address = opened ? server.origin : server.newAddress();
    if (options.json) console.log(JSON.stringify({ address, window: opened, pid: process.pid }));
    else if (opened) console.log(`Assay is open in its own window (${server.origin}). Ctrl C ends it.`);
    else
      console.log(
        `${why === '' ? '' : `${why}\n`}Open this address in a browser on this machine (it works once):\n  ${address}\nCtrl C ends Assay.`,
      );
  };
  const browser = options.window && hasDisplay(where) ? findBrowser(where) : null;
  if (!options.window) tell(false, '');
  else if (!hasDisplay(where)) tell(false, 'There is no display here, so no window was opened.');
  else if (!browser) tell(false, 'No Chromium, Chrome, Edge or Brave was found, so no window was opened. ASSAY_BROWSER can name one.');
  else {
    const noSandbox = needsNoSandbox(where, process.getuid?.());
    if (noSandbox) warn('You are root: the browser runs without its sandbox. Better start Assay as an ordinary user.');
    // Kept apart from the person's own browser, and gone afterwards: pictures of evidence leave no cache behind.
    const profile = browser.snap ? mkdtempSync(join(tmpdir(), 'assay-')) : join(run.path, 'window');
    if (browser.snap) process.on('exit', () => rmSync(profile, { recursive: true, force: true }));
    window = openWindow(browser.path, windowArguments({ address: server.newAddress(), profile, noSandbox }));
    void window.ended.then(({ failed, why }) => {
      if (failed) tell(false, `The browser could not open a window: ${why}`);
      else if (!options.keep) stop.resolve(0);
    });
    tell(true, '');
  }

  const code = await stop.promise;
  await window?.close();
  await server.close();
  await workbench.close();
  return code;
}

serve(readOptions()).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    console.error(taken ? 'This port is in use; leave out --port, or choose another.' : error);
    process.exit(1);
  },
);
