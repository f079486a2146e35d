/** The same case from a terminal: a second pair of eyes on what the window did. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../../main/shells/cli/index.ts', import.meta.url));

/** Runs `assay … --json`; what it printed on stdout, parsed. Throws with its stderr where it failed. */
export function assay(home: string, ...args: readonly string[]): unknown {
  const env = { ...process.env, ASSAY_HOME: home };
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args, '--json'], {
    encoding: 'utf8',
    env,
    timeout: 30_000,
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`assay ${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

/** The text of a PDF as poppler reads it, its white space made single. */
export function pdfText(path: string): string {
  const { status, stdout, stderr } = spawnSync('pdftotext', ['-enc', 'UTF-8', path, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`pdftotext ended with ${status}: ${stderr}`);
  return stdout.replace(/\s+/gu, ' ');
}
