/** open: the window, in a process of its own. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AssayError } from '../../../../shared/errors.ts';
import { projectFolder } from '../../../host/project.ts';
import type { Session } from '../session.ts';
import type { Terminal } from '../terminal.ts';

/** Arguments for the starter, which knows which window this machine can show. */
export const startArguments = (casePath: string | null, json: boolean): string[] => [
  join(projectFolder, 'scripts', 'start.mjs'),
  ...(casePath === null ? ['--home'] : ['--case', casePath]),
  ...(json ? ['--json'] : []),
];

/** Resolves with the window's exit code once it is closed. Ctrl C reaches it by the terminal, or is passed on. */
export async function open(session: Session, written: string | undefined): Promise<number> {
  const casePath = written === undefined ? null : session.casePath(written);
  // Said here, in the terminal that asked, and not in a window that opens on nothing
  if (casePath !== null && !existsSync(casePath))
    throw new AssayError('CASE_NOT_FOUND', `There is no case at “${casePath}”.`, { place: casePath });
  return openWindow(session.terminal, casePath);
}

function openWindow(terminal: Terminal, casePath: string | null): Promise<number> {
  const child = spawn(process.execPath, startArguments(casePath, terminal.json), { stdio: 'inherit', cwd: terminal.folder });
  const stop = (): void => void child.kill('SIGTERM');
  terminal.signal.addEventListener('abort', stop, { once: true });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      terminal.signal.removeEventListener('abort', stop);
      resolve(code ?? (terminal.signal.aborted ? 0 : 1));
    });
  });
}
