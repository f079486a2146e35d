/** A chooser of folders and files by ticket, for shells that have no dialog of the system's. */
import { readdir, stat } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { ChooserEntry, ChooserFolder } from '../../shared/contract.ts';
import { AssayError, type Failure } from '../../shared/errors.ts';
import { Instant, type Ticket } from '../../shared/model.ts';
import type { Tickets } from './tickets.ts';

export interface ChooserOptions {
  readonly tickets: Tickets;
  readonly casesFolder: string;
  readonly platform?: NodeJS.Platform;
  readonly home?: string;
}
export interface Chooser {
  places(): Promise<ChooserEntry[]>;
  list(folder: Ticket): Promise<ChooserFolder>;
}

/** The name the system knows the person by, for the folder where it mounts their drives; empty where it knows none. */
function systemUserName(): string {
  try {
    return userInfo().username;
  } catch (error) {
    // A user without an entry in the system's user database: os.userInfo() throws a SystemError.
    if (error instanceof Error && 'syscall' in error) return '';
    throw error;
  }
}

/** At most this many entries of one folder are shown; more are counted in the failure that says so. */
export const mostEntries = 20_000;
/** Entries looked at side by side: enough to hide a slow disk, few enough not to run out of handles. */
const atOnce = 32;

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'You may not look into this folder.',
  EPERM: 'You may not look into this folder.',
  ENOENT: 'This folder is not there any more.',
  ENOTDIR: 'This is not a folder.',
  ELOOP: 'This link leads in a circle.',
  EIO: 'The disk could not be read.',
  ENOTCONN: 'The drive or share is not connected.',
  ETIMEDOUT: 'The drive or share does not answer.',
};
const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN');
const unreadable = (error: unknown, place: string): Failure => {
  const code = codeOf(error);
  return { code: 'FILE_UNREADABLE', message: reasons[code] ?? `This folder cannot be read (${code}).`, details: { place } };
};

const kinds = { folder: 1, case: 0, file: 2 } as const;
const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const inOrder = (a: ChooserEntry, b: ChooserEntry): number => kinds[a.kind] - kinds[b.kind] || byName.compare(a.name, b.name);

/** Chooser over the file system as this user may see it. Hidden files (a leading dot) are left out. */
export function createChooser({ tickets, casesFolder, platform = process.platform, home = homedir() }: ChooserOptions): Chooser {
  /** Null for what cannot be chosen: sockets, devices, links that lead nowhere, things the user may not even look at. */
  const entry = async (path: string, name = basename(path)): Promise<ChooserEntry | null> => {
    const seen = await stat(path).catch(() => null); // not to be looked at, so not to be chosen
    if (!seen || !(seen.isDirectory() || seen.isFile())) return null;
    const kind = seen.isFile() ? 'file' : name.toLowerCase().endsWith('.case') ? 'case' : 'folder';
    const modifiedAt = Instant.parse(new Date(Math.floor(seen.mtimeMs)).toISOString());
    return { ticket: tickets.issue({ path, name, modifiedAt: null }), name, kind, size: kind === 'file' ? seen.size : null, modifiedAt };
  };
  const entries = async (paths: readonly string[]): Promise<ChooserEntry[]> => {
    const found: ChooserEntry[] = [];
    for (let at = 0; at < paths.length; at += atOnce) {
      const some: (ChooserEntry | null)[] = await Promise.all(paths.slice(at, at + atOnce).map((path) => entry(path)));
      found.push(...some.filter((one) => one !== null));
    }
    return found;
  };
  const shown = async (folder: string): Promise<string[]> => {
    const names: string[] = await readdir(folder).catch(() => []); // a place that is not there is simply not offered
    return names.filter((name) => !name.startsWith('.')).map((name) => join(folder, name));
  };
  const drives = async (): Promise<string[]> => {
    if (platform === 'win32') return Array.from({ length: 26 }, (_, index) => `${String.fromCharCode(65 + index)}:\\`);
    if (platform === 'darwin') return shown('/Volumes');
    const user = systemUserName();
    return [...(await shown(`/media/${user}`)), ...(await shown(`/run/media/${user}`)), ...(await shown('/mnt'))];
  };

  return {
    places: async () => {
      const root = platform === 'win32' ? [] : ['/'];
      // The cases folder is offered before it exists: the first case makes it.
      const cases: ChooserEntry = {
        ticket: tickets.issue({ path: casesFolder, name: basename(casesFolder), modifiedAt: null }),
        name: basename(casesFolder),
        kind: 'folder',
        size: null,
        modifiedAt: null,
      };
      const named = [
        cases,
        await entry(home, 'Home'),
        ...(await entries(['Desktop', 'Documents', 'Downloads', 'Pictures'].map((name) => join(home, name)))),
        ...(await Promise.all((await drives()).map((path) => entry(path, basename(path) || path)))),
        ...(await Promise.all(root.map((path) => entry(path, 'Whole disk')))),
      ];
      return named.filter((one) => one !== null).filter((one) => one.kind !== 'file');
    },
    list: async (folder) => {
      const here = tickets.redeem(folder).path;
      const above = dirname(here);
      const frame = {
        here: folder,
        place: here,
        parent: above === here ? null : tickets.issue({ path: above, name: basename(above) || above, modifiedAt: null }),
      };
      let paths: string[];
      try {
        paths = (await readdir(here)).filter((name) => !name.startsWith('.')).map((name) => join(here, name));
      } catch (error) {
        if (here === casesFolder && codeOf(error) === 'ENOENT') return { ...frame, entries: [], failure: null };
        return { ...frame, entries: [], failure: unreadable(error, here) };
      }
      const left = Math.max(0, paths.length - mostEntries);
      const failure: Failure | null =
        left === 0
          ? null
          : {
              code: 'TOO_LARGE',
              message: `This folder holds ${paths.length} things; ${left} of them are not shown here.`,
              details: { place: here, left },
            };
      return { ...frame, entries: (await entries(paths.slice(0, mostEntries))).sort(inOrder), failure };
    },
  };
}

/** For shells without a dialog of the system's. */
export const noDialog = (): Promise<never> =>
  Promise.reject(new AssayError('FORBIDDEN', 'There is no file dialog here; choose from the list instead.'));
