/** Builds what a window needs, where the sources are newer than what was built. Plain JavaScript for any Node. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { childEnvironment, needNode, project } from './node.mjs';

/** Milliseconds since 1970 of the newest file at or below a path; 0 where there is none. */
function newest(path) {
  const seen = statSync(path, { throwIfNoEntry: false });
  if (!seen) return 0;
  if (!seen.isDirectory()) return seen.mtimeMs;
  return Math.max(seen.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const parts = {
  renderer: {
    what: 'the window',
    made: 'out/renderer/index.html',
    from: ['renderer', 'shared', 'vite.config.ts', 'package-lock.json'],
    command: ['node_modules/vite/bin/vite.js', 'build', '-c', 'vite.config.ts', '--logLevel', 'warn'],
  },
  electron: {
    what: 'the Electron shell',
    made: 'out/main/index.js',
    from: ['main', 'shared', 'electron.vite.config.ts', 'package-lock.json'],
    command: ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'],
  },
};

const isStale = ({ made, from }) => newest(join(project, made)) < Math.max(...from.map((path) => newest(join(project, path))));

/** Builds one part; with `always`, even where nothing changed. Ends the program where it cannot be built. Words go to stderr. */
export function build(name, always = false) {
  const part = parts[name];
  if (!always && !isStale(part)) return;
  console.error(`Building ${part.what}…`);
  const node = needNode();
  const [tool, ...args] = part.command;
  // Builders start "node" by name: let it be this one.
  const env = { ...childEnvironment(), PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}` };
  const { status, error } = spawnSync(node, [join(project, tool), ...args], { cwd: project, env, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  console.error(error ? `Building ${part.what} failed: ${error.message}` : `Building ${part.what} failed; what is wrong stands above.`);
  process.exit(1);
}
