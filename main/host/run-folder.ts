/** A private folder for one run of the program (uploads, the app window's profile). It goes when the program ends. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface RunFolder {
  readonly path: string;
  /** Never throws: what cannot be removed now is swept by the next run. */
  remove(): void;
}

const runs = (config: string): string => join(config, 'run');

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Removes what earlier runs left behind when they were killed; folders of processes that live are left alone. */
export function sweepRuns(config: string): void {
  let names: string[];
  try {
    names = readdirSync(runs(config));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  for (const name of names) {
    const pid = Number(/^(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isSafeInteger(pid) && !isAlive(pid)) discard(join(runs(config), name));
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch (error) {
    // Another program still holds a file in it (Windows); the next run's sweep takes it.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

/** Makes the folder, readable by its owner only, and sweeps those of dead runs. */
export function createRunFolder(config: string): RunFolder {
  mkdirSync(runs(config), { recursive: true, mode: 0o700 });
  sweepRuns(config);
  const path = mkdtempSync(join(runs(config), `${process.pid}-`));
  return { path, remove: () => discard(path) };
}
