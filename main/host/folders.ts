/** Where a program may keep things on each system. Pure over its arguments, so that every system can be tested on one. */
import { homedir, platform } from 'node:os';
import { posix, win32 } from 'node:path';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

export const surroundings = (): Surroundings => ({ platform: platform(), env: process.env, home: homedir() });

const given = (value: string | undefined): string | null => (value === undefined || value.trim() === '' ? null : value);

/**
 * The folder of settings and of what lasts only while the program runs.
 * ASSAY_HOME comes first; else XDG Base Directory (Linux), Application Support (macOS), APPDATA (Windows).
 */
export function configFolder(where: Surroundings = surroundings()): string {
  const { env, home } = where;
  const path = where.platform === 'win32' ? win32 : posix;
  const own = given(env['ASSAY_HOME']);
  if (own !== null) return path.resolve(own);
  if (where.platform === 'win32') return path.join(given(env['APPDATA']) ?? path.join(home, 'AppData', 'Roaming'), 'Assay');
  if (where.platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Assay');
  const xdg = given(env['XDG_CONFIG_HOME']);
  // The XDG specification: a relative path there is invalid and must be ignored.
  return path.join(xdg !== null && path.isAbsolute(xdg) ? xdg : path.join(home, '.config'), 'assay');
}

/** Where new cases go unless a person says otherwise: ASSAY_CASES, else `Assay` in the home folder. */
export function casesFolder(where: Surroundings = surroundings()): string {
  const path = where.platform === 'win32' ? win32 : posix;
  const own = given(where.env['ASSAY_CASES']);
  return own === null ? path.join(where.home, 'Assay') : path.resolve(own);
}
