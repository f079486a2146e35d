/** Runs a program of the house as a person would and keeps what it said. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's root, with no slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

export interface Ended {
  readonly code: number | null;
  /** Standard output and standard error, in that order. */
  readonly said: string;
}

/** Runs a script under this very Node; `at` is the working folder (default: the root). */
export function runNode(script: string, args: readonly string[], at = root): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: at,
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 1 << 26,
  });
  return { code: status, said: `${stdout}\n${stderr}` };
}
