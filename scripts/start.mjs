/**
 * npm start: opens the window on the sample case. In Electron where its binary is on this machine, else in a browser.
 *   --home        open the home screen instead
 *   --case PATH   open this case instead
 *   --json        one JSON document on stdout; words go to stderr
 * What else is given goes to the loopback shell (--no-window, --keep, --port).
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from './built.mjs';
import { callerFolder, childEnvironment, endWith, needNode, project } from './node.mjs';

const node = needNode();
const env = childEnvironment();
const args = process.argv.slice(2);
const take = (name) => {
  const at = args.indexOf(name);
  return at >= 0 && args.splice(at, 1).length > 0;
};
const takeValue = (name) => {
  const at = args.indexOf(name);
  if (at < 0) return null;
  const [, value] = args.splice(at, 2);
  if (value !== undefined) return value;
  console.error(`${name} takes a value.`);
  process.exit(2);
};
const json = take('--json');
const home = take('--home');
const wantedCase = takeValue('--case');
const say = (line) => (json ? console.error(line) : console.log(line));

/** Runs one command of the terminal's shell and gives back its JSON; ends the program where it fails. */
function assay(...command) {
  const { status, stdout } = spawnSync(node, [join(project, 'main/shells/cli/index.ts'), ...command, '--json'], {
    cwd: project,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 26,
  });
  if (status === 0) return JSON.parse(stdout);
  console.error('The sample case could not be made. With --home, Assay starts without it.');
  process.exit(1);
}

/** The sample case in the cases folder, made where it is not there yet, with its report beside it. */
function sampleCase() {
  const { place } = assay('call', '-', 'cases.sample');
  const report = `${place.replace(/\.case$/, '')} report.pdf`;
  if (!existsSync(report)) assay('report', place, '-o', report);
  say(`The sample case: ${place}`);
  say(`Its report:      ${report}`);
  return place;
}

/** Electron's binary, where it is there already: asking the package for it would download it. */
function findElectron() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH || join(project, 'node_modules', 'electron', 'dist');
  const named = join(project, 'node_modules', 'electron', 'path.txt');
  const usual = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron';
  const binary = join(dist, existsSync(named) ? readFileSync(named, 'utf8').trim() : usual);
  return existsSync(binary) ? binary : null;
}

const hasDisplay =
  process.platform === 'win32' || process.platform === 'darwin' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

build('renderer');
const path = wantedCase !== null ? resolve(callerFolder(), wantedCase) : home ? null : sampleCase();
const open = path === null ? [] : ['--case', path];
const electron = findElectron();
// As root, Electron would run without its sandbox; the loopback shell says so and does what it can.
if (electron && hasDisplay && !isRoot && args.length === 0) {
  build('electron');
  if (json) console.log(JSON.stringify({ address: null, window: true, pid: process.pid }));
  endWith(spawn(electron, [project, ...open], { stdio: json ? ['ignore', 2, 2] : 'inherit', cwd: project, env }));
} else {
  if (!electron) say('Electron’s own program is not on this machine; Assay uses a browser instead.');
  endWith(
    spawn(node, [join(project, 'main/shells/loopback/index.ts'), ...open, ...args, ...(json ? ['--json'] : [])], {
      stdio: 'inherit',
      cwd: callerFolder(),
      env,
    }),
  );
}
