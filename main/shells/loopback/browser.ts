/** Which browser of this machine can show a window of its own, and how to start it so that it stays silent. */
import { accessSync, constants, realpathSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import type { Surroundings } from '../../host/folders.ts';

export interface Browser {
  readonly path: string;
  /** A snap sees no hidden folders of the home folder: its profile must lie elsewhere. */
  readonly snap: boolean;
}

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
  'brave',
];
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];
const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
];

/** Every place worth a look, in order. ASSAY_BROWSER comes first and alone. Pure. */
export function candidates({ platform, env, home }: Surroundings): string[] {
  const own = env['ASSAY_BROWSER'];
  if (own !== undefined && own !== '') return [own];
  if (platform === 'win32') {
    const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].filter(
      (root): root is string => root !== undefined && root !== '',
    );
    return windowsPrograms.flatMap((program) => roots.map((root) => win32.join(root, program)));
  }
  if (platform === 'darwin')
    return macApps.flatMap((app) =>
      ['/Applications', posix.join(home, 'Applications')].map((root) => posix.join(root, `${app}.app`, 'Contents', 'MacOS', app)),
    );
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => posix.isAbsolute(folder));
  return commands.flatMap((command) => folders.map((folder) => posix.join(folder, command)));
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

export function findBrowser(where: Surroundings, runs: (path: string) => boolean = canRun): Browser | null {
  const path = candidates(where).find(runs);
  if (path === undefined) return null;
  return { path, snap: path.startsWith('/snap/') || (runs === canRun && realpathSync(path).startsWith('/snap/')) };
}

/** Whether a window can be shown at all: on Linux and its kin only where there is a display server. */
export function hasDisplay({ platform, env }: Surroundings): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return [env['DISPLAY'], env['WAYLAND_DISPLAY']].some((value) => value !== undefined && value !== '');
}

/** Chromium refuses to start its sandbox as root; nothing else makes us go without it. */
export const needsNoSandbox = ({ platform }: Surroundings, uid: number | undefined): boolean => platform === 'linux' && uid === 0;

export interface WindowArguments {
  readonly address: string;
  readonly profile: string;
  readonly noSandbox: boolean;
}

/**
 * A window without tabs, on a profile of its own, in a browser that asks nobody anything: its own services are off,
 * no name resolves, and whatever still tried would meet a proxy that is not there. Only 127.0.0.1 is reached.
 */
export function windowArguments({ address, profile, noSandbox }: WindowArguments): string[] {
  return [
    `--app=${address}`,
    `--user-data-dir=${profile}`,
    '--window-size=1440,900',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-component-extensions-with-background-pages',
    '--disable-client-side-phishing-detection',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-breakpad',
    '--disable-field-trial-config',
    '--disable-search-engine-choice-screen',
    '--disable-sync',
    '--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,InterestFeedContentSuggestions,MediaRouter,OptimizationHints,SafeBrowsing,Translate',
    '--metrics-recording-only',
    '--no-pings',
    '--no-service-autorun',
    '--password-store=basic',
    '--use-mock-keychain',
    '--proxy-server=http://127.0.0.1:9',
    '--proxy-bypass-list=127.0.0.1',
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    '--ozone-platform-hint=auto',
    ...(noSandbox ? ['--no-sandbox', '--test-type'] : []), // --test-type: no bar about the missing sandbox; we say it ourselves
  ];
}
