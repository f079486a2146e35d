/** From what a person chose to the files in it: folders are walked; links, pipes and devices in them are refused one by one; hidden files and cases are left out. */
import { type Dirent, lstatSync, type PathLike } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AssayError } from '../../shared/errors.ts';
import type { ChosenPlace } from '../ports.ts';
import { unreadable } from '../storage/intake.ts';

export interface FoundFile {
  /** As bytes where the name is no valid UTF-8: a name made of replacement characters would name nothing. */
  readonly path: PathLike;
  /** As shown: relative to the chosen folder's parent. */
  readonly shown: string;
  /** The name the log keeps. */
  readonly name: string;
  /** Where an upload told its own time. */
  readonly modifiedAt: ChosenPlace['modifiedAt'];
  /** Set where it could not be looked at. */
  readonly problem: unknown;
}

interface Place {
  readonly path: Buffer | string;
  readonly shown: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A name as text; bytes that are no UTF-8 are written out one by one, `⟦0xE9⟧`. */
export function nameOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : `⟦0x${byte.toString(16).toUpperCase()}⟧`)).join('');
  }
}

function inside(folder: Place, name: Buffer): Place {
  const text = nameOf(name);
  const isText = typeof folder.path === 'string' && Buffer.from(text).equals(name);
  const separator = process.platform === 'win32' ? '\\' : '/';
  const path = isText ? `${folder.path}${separator}${text}` : Buffer.concat([Buffer.from(folder.path), Buffer.from(separator), name]);
  return { path, shown: `${folder.shown}/${text}` };
}

const failed = ({ path, shown }: Place, error: unknown): FoundFile => ({
  path,
  shown,
  name: shown.slice(shown.lastIndexOf('/') + 1),
  modifiedAt: null,
  problem: error instanceof AssayError ? error : unreadable(error, 'This folder cannot be read.'),
});

async function* inFolder(folder: Place): AsyncGenerator<FoundFile> {
  let entries: Dirent<Buffer>[];
  try {
    entries = (await readdir(folder.path, { withFileTypes: true, encoding: 'buffer' })).sort((a, b) => a.name.compare(b.name));
  } catch (error) {
    yield failed(folder, error);
    return;
  }
  for (const entry of entries) {
    const place = inside(folder, entry.name);
    const name = nameOf(entry.name);
    if (name.startsWith('.')) continue;
    const kind = kindOf(entry, place);
    if (kind === 'folder') {
      if (!name.toLowerCase().endsWith('.case')) yield* inFolder(place);
    } else if (kind === 'file') yield { path: place.path, shown: place.shown, name, modifiedAt: null, problem: null };
    else yield failed(place, notFollowed(kind));
  }
}

const notFollowed = (kind: 'link' | 'other'): AssayError =>
  new AssayError(
    'FILE_UNREADABLE',
    kind === 'link'
      ? 'This is a link; links inside a folder are not followed. Choose what it leads to.'
      : 'This is not a file but a pipe or a device.',
  );

/** Some file systems do not tell with the name what it names. What has vanished meanwhile counts as a file: reading it will say so. */
function kindOf(entry: Dirent<Buffer>, { path }: Place): 'folder' | 'file' | 'link' | 'other' {
  const isKnown = entry.isFile() || entry.isDirectory() || entry.isSymbolicLink() || entry.isFIFO() || entry.isSocket();
  const stat = isKnown || entry.isBlockDevice() || entry.isCharacterDevice() ? entry : lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined || stat.isFile()) return 'file';
  if (stat.isDirectory()) return 'folder';
  return stat.isSymbolicLink() ? 'link' : 'other';
}

/** A link that was chosen itself is followed; what it leads to is what the person meant. */
export async function* filesOf(place: ChosenPlace): AsyncGenerator<FoundFile> {
  const { path, name, modifiedAt } = place;
  // A terminal names a file by the path that was written; the log keeps the file's own name
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (error) {
    yield { path, shown: name, name: basename(name), modifiedAt: null, problem: unreadable(error) };
    return;
  }
  if (isFolder) yield* inFolder({ path, shown: name });
  else yield { path, shown: name, name: basename(name), modifiedAt, problem: null };
}
