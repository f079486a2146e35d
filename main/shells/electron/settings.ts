/** Settings by electron-store, in the same document as the other shells use. */
import { renameSync } from 'node:fs';
import Store from 'electron-store';
import { defaultSettings, readDocument, writeDocument } from '../../host/settings-document.ts';
import type { Ids, StoredSettings } from '../../ports.ts';

export interface SettingsStore {
  read(): StoredSettings;
  save(settings: StoredSettings): void;
}

/** As much of electron-store as is used, so that a test can stand in for it. */
export interface DocumentStore {
  readonly path: string;
  store: Record<string, unknown>;
}

export const openStore = (folder: string): DocumentStore =>
  new Store({ cwd: folder, name: 'settings', configFileMode: 0o600, clearInvalidConfig: false });

/** `warn` is told when the document could not be used as it is; one of a newer version is never written over. */
export function settingsStore(
  open: () => DocumentStore,
  ids: Ids,
  setAside: (path: string) => void,
  warn: (message: string) => void,
): SettingsStore {
  const fresh = (document: DocumentStore | null): SettingsStore => {
    let inMemory = defaultSettings(ids.uuid());
    if (document) document.store = writeDocument(inMemory);
    return {
      read: () => inMemory,
      save: (settings) => {
        inMemory = settings;
        if (document) document.store = writeDocument(settings);
      },
    };
  };
  let document: DocumentStore;
  let content: Record<string, unknown>;
  try {
    document = open();
    content = document.store;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    setAside('settings.json');
    warn('The settings could not be read and were set aside; Assay starts with its defaults.');
    return fresh(open());
  }
  if (Object.keys(content).length === 0) return fresh(document);
  const found = readDocument(content);
  if (found.state === 'newer') {
    warn('The settings were written by a newer version of Assay. They were left as they are; changes made now are not kept.');
    return fresh(null);
  }
  if (found.state === 'broken') {
    setAside(document.path);
    warn('The settings could not be read and were set aside; Assay starts with its defaults.');
    return fresh(document);
  }
  return {
    read: () => {
      const again = readDocument(document.store);
      return again.state === 'read' ? again.settings : found.settings;
    },
    save: (settings) => {
      document.store = writeDocument(settings);
    },
  };
}

export const renameAside = (path: string): void => renameSync(path, `${path}.broken-${Date.now()}`);
