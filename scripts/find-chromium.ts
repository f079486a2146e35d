/**
 * Finds what the tests need beside the packages: a Chromium, poppler's pdftotext and qpdf.
 * `node scripts/find-chromium.ts` prints where each is; with `--install`, as root on a Debian, it fetches what is missing.
 * Exits 1, with one line that says what to install, where something stays missing.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const inPath = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder ? [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')] : [];
  }),
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

function which(name: string): string | null {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, file)).find(isExecutable) ?? null;
}

/** The path of a Chromium (or Chrome, or Edge): the one named by ASSAY_CHROMIUM, else Playwright's own, else the system's; null for none. */
export function findChromium(): string | null {
  const named = process.env.ASSAY_CHROMIUM;
  if (named) return named;
  const bundled = chromium.executablePath();
  if (bundled && existsSync(bundled)) return bundled;
  return inPath.map(which).find((path) => path !== null) ?? elsewhere.find((path) => existsSync(path)) ?? null;
}

interface Tool {
  readonly name: string;
  /** The Debian package that brings it. */
  readonly debian: string;
  readonly find: () => string | null;
}

const tools: readonly Tool[] = [
  { name: 'chromium', debian: 'chromium', find: findChromium },
  { name: 'pdftotext', debian: 'poppler-utils', find: () => which('pdftotext') },
  { name: 'qpdf', debian: 'qpdf', find: () => which('qpdf') },
];

const missing = (): Tool[] => tools.filter((tool) => tool.find() === null);

/** Installs what is missing where that can be done without asking: as root, with apt-get. Returns what is missing after that. */
function install(): Tool[] {
  const lacking = missing();
  if (lacking.length === 0 || process.getuid?.() !== 0 || !which('apt-get')) return lacking;
  const packages = lacking.map((tool) => tool.debian);
  console.log(`installing ${packages.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', ...packages],
  ])
    if (spawnSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status !== 0) break;
  return missing();
}

if (import.meta.main) {
  const lacking = process.argv.includes('--install') ? install() : missing();
  for (const tool of tools) console.log(`${tool.name}: ${tool.find() ?? 'not found'}`);
  if (lacking.length > 0) {
    console.error(
      `Please install ${lacking.map((tool) => tool.debian).join(', ')} (on Debian or Ubuntu: apt-get install ${lacking.map((tool) => tool.debian).join(' ')}).`,
    );
    process.exitCode = 1;
  }
}
