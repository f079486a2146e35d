/** Finds a Node that can run the program's sources. Plain JavaScript that any Node from 18 on understands. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = dirname(dirname(fileURLToPath(import.meta.url)));
/** The oldest Node that runs TypeScript, SQLite and all that the program uses, without flags. */
export const oldest = 24;

const major = Number(process.versions.node.split('.')[0]);

/** True where this very process is new enough. */
export const isNewEnough = major >= oldest;

/** The path of a Node ≥ 24: this one, or the one that `npm ci` brought along; null where there is neither. */
export function findNode() {
  if (isNewEnough) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const bundled = join(
    project,
    'node_modules',
    `node-${platform}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  return existsSync(bundled) ? bundled : null;
}

/** Like findNode, but says what to do and ends the program where there is none. */
export function needNode() {
  const node = findNode();
  if (node) return node;
  console.error(
    `Assay needs Node ${oldest} or newer; this is ${process.version}. Install it from https://nodejs.org, or run "npm ci" here without --omit=optional.`,
  );
  process.exit(1);
}

/** The environment of a child: compiled code is kept, so that the second start is faster. */
export const childEnvironment = () => ({ NODE_COMPILE_CACHE: join(project, 'node_modules', '.cache', 'assay'), ...process.env });

/** Where the person stands: npm starts scripts in the project's folder and tells the caller's in INIT_CWD. */
export function callerFolder() {
  const { INIT_CWD, npm_command: byNpm } = process.env;
  return byNpm && INIT_CWD && process.cwd() === project ? INIT_CWD : process.cwd();
}

/**
 * Passes signals on to a child, and ends as it ends. Ctrl C in a terminal reaches the child by itself:
 * passing it on as well would look like a second, impatient one.
 */
export function endWith(child) {
  const pass = (signal) => {
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
  child.on('error', (error) => {
    console.error(`Could not start: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal) {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeListener(name, pass);
      process.kill(process.pid, signal);
    } else process.exit(code ?? 1);
  });
}
