/** Settings as one JSON file that only its owner may read, replaced as a whole. */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AssayError } from '../../shared/errors.ts';
import type { Ids, SettingsPort, StoredSettings } from '../ports.ts';
import { defaultSettings, readDocument, writeDocument } from './settings-document.ts';

export interface SettingsFileOptions {
  readonly folder: string;
  readonly ids: Ids;
  /** Told, in a plain sentence, when the file could not be used as it is. */
  readonly warn: (message: string) => void;
}

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return null;
    throw new AssayError('FILE_UNREADABLE', `The settings cannot be read: ${file}`, { place: file }, { cause: error });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null; // readDocument calls null broken
    throw error;
  }
}

/** Writes beside the file, flushes and renames over it: after a crash there is the old file or the new one, never half of one. */
function replace(file: string, text: string): void {
  const beside = `${file}.${process.pid}.new`;
  let begun = false;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const handle = openSync(beside, 'w', 0o600);
    begun = true;
    try {
      writeSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, file);
  } catch (error) {
    if (begun) rmSync(beside, { force: true });
    const full = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
    throw new AssayError(
      full ? 'DISK_FULL' : 'WRITE_FAILED',
      `The settings could not be saved${full ? ', because the disk is full' : ''}: ${file}`,
      { place: file },
      { cause: error },
    );
  }
}

/**
 * Settings in `folder`/settings.json. Each read looks at the file, so that several programs on one machine agree.
 * A broken file is set aside and told; a newer version's file is left alone, and changes last only until the end.
 */
export function settingsFile({ folder, ids, warn }: SettingsFileOptions): SettingsPort {
  const file = join(folder, 'settings.json');
  let inMemory: StoredSettings | null = null;
  /** What a first start began with where nothing could be saved. */
  let unsaved: StoredSettings | null = null;

  const save = (settings: StoredSettings): StoredSettings => {
    replace(file, `${JSON.stringify(writeDocument(settings), null, 2)}\n`);
    return settings;
  };
  /** A folder that cannot be written must not keep anyone from reading a case. */
  const begin = (): StoredSettings => {
    if (unsaved) return unsaved;
    const settings = defaultSettings(ids.uuid());
    try {
      return save(settings);
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      warn(`${error.message} They last until Assay ends.`);
      unsaved = settings;
      return settings;
    }
  };
  const read = (): StoredSettings => {
    if (inMemory) return inMemory;
    const text = readText(file);
    if (text === null) return begin();
    const found = readDocument(parseJson(text));
    if (found.state === 'read') return found.settings;
    if (found.state === 'newer') {
      warn(`The settings were written by a newer version of Assay. They were left as they are; changes made now are not kept. (${file})`);
      inMemory = defaultSettings(ids.uuid());
      return inMemory;
    }
    const aside = `${file}.broken-${ids.uuid()}`;
    try {
      renameSync(file, aside);
    } catch (error) {
      throw new AssayError('WRITE_FAILED', `The settings cannot be read, nor set aside: ${file}`, { place: file }, { cause: error });
    }
    warn(`The settings could not be read and were set aside; Assay starts with its defaults. (${aside})`);
    return begin();
  };
  return {
    read,
    write: (change) => {
      const next = { ...read(), ...change };
      if (!inMemory) return save(next);
      inMemory = next;
      return next;
    },
  };
}
