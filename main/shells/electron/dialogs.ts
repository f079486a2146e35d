/** The system's own dialogs: what to ask for each purpose. Pure; index.ts shows them. */
import { join } from 'node:path';
import type { OpenDialogOptions, SaveDialogOptions } from 'electron';
import type { ChooseFor } from '../../../shared/contract.ts';

export type DialogPlan =
  | { readonly kind: 'open'; readonly options: OpenDialogOptions }
  | { readonly kind: 'save'; readonly options: SaveDialogOptions };

/** `casesFolder` is where cases are looked for and made first. */
export function dialogPlan(purpose: ChooseFor, suggestedName: string | null, casesFolder: string): DialogPlan {
  switch (purpose) {
    case 'open-case':
      // A case is a folder; `treatPackageAsDirectory` matters on macOS only, where .case may be shown as one thing.
      return {
        kind: 'open',
        options: {
          title: 'Open a case',
          buttonLabel: 'Open',
          defaultPath: casesFolder,
          properties: ['openDirectory', 'treatPackageAsDirectory'],
        },
      };
    case 'new-case':
      return {
        kind: 'save',
        options: {
          title: 'New case',
          buttonLabel: 'Make',
          defaultPath: join(casesFolder, suggestedName ?? 'Untitled.case'),
          properties: ['createDirectory'],
        },
      };
    case 'import-files':
      return {
        kind: 'open',
        options: { title: 'Import files', buttonLabel: 'Import', properties: ['openFile', 'multiSelections', 'dontAddToRecent'] },
      };
    case 'import-folder':
      return {
        kind: 'open',
        options: { title: 'Import a folder', buttonLabel: 'Import', properties: ['openDirectory', 'dontAddToRecent'] },
      };
    case 'language-folder':
      return {
        kind: 'open',
        options: { title: 'Folder with language data', buttonLabel: 'Use', properties: ['openDirectory', 'dontAddToRecent'] },
      };
    case 'save-annotations':
      return {
        kind: 'save',
        options: {
          title: 'Save the annotations',
          buttonLabel: 'Save',
          defaultPath: suggestedName ?? 'annotations.jsonld',
          filters: [{ name: 'Web Annotations', extensions: ['jsonld', 'json'] }],
          properties: ['createDirectory', 'dontAddToRecent'],
        },
      };
    case 'open-annotations':
      return {
        kind: 'open',
        options: {
          title: 'Import annotations',
          buttonLabel: 'Import',
          filters: [
            { name: 'Web Annotations', extensions: ['jsonld', 'json'] },
            { name: 'All files', extensions: ['*'] },
          ],
          properties: ['openFile', 'dontAddToRecent'],
        },
      };
    case 'save-report':
      return {
        kind: 'save',
        options: {
          title: 'Save the report',
          buttonLabel: 'Save',
          defaultPath: suggestedName ?? 'report.pdf',
          filters: [{ name: 'PDF', extensions: ['pdf'] }],
          properties: ['createDirectory', 'dontAddToRecent'],
        },
      };
  }
}
