/** The ways files come in: the system's dialog or the browser's own, and the clipboard. */
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { filesOf } from '../../components/dropped.ts';
import { useNotices } from '../../components/notices.tsx';
import { inField } from '../../components/useShortcuts.ts';
import { useApi } from '../../state/client.tsx';
import { useAbout } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import type { Import } from './useImport.ts';

export interface ImportDoors {
  pickFiles(): void;
  pickFolder(): void;
  /** Hidden file inputs; render them once. */
  readonly inputs: ReactNode;
}

export function useImportDoors(importing: Import): ImportDoors {
  const api = useApi();
  const chooser = useAbout().data?.chooser;
  const { readOnly } = useCaseHere();
  const { fail } = useNotices();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const asFolder = useCallback((input: HTMLInputElement | null) => {
    // React has no such attribute; browsers do
    if (input) input.webkitdirectory = true;
    folder.current = input;
  }, []);
  usePaste(importing, readOnly);
  const pick = async (purpose: 'import-files' | 'import-folder') => {
    if (chooser !== 'native') return (purpose === 'import-files' ? files : folder).current?.click();
    try {
      const { tickets } = await api.files.choose({ for: purpose });
      if (tickets.length > 0) await importing.begin({ tickets });
    } catch (error) {
      fail(error, 'Nothing could be chosen.');
    }
  };
  const taken = (event: React.ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(event.target.files ?? [])];
    event.target.value = '';
    if (chosen.length > 0) void importing.begin({ files: chosen });
  };
  return {
    pickFiles: () => void pick('import-files'),
    pickFolder: () => void pick('import-folder'),
    inputs: (
      <div hidden>
        <input ref={files} type="file" multiple onChange={taken} aria-label="Files to import" data-import="files" />
        <input ref={asFolder} type="file" onChange={taken} aria-label="Folder to import" data-import="folder" />
      </div>
    ),
  };
}

/** Ctrl V outside a text field: files are imported, text or HTML becomes a source of its own. */
function usePaste(importing: Import, readOnly: boolean): void {
  const store = useSelectionStore();
  const { tell } = useNotices();
  useEffect(() => {
    const onPaste = async (event: ClipboardEvent) => {
      const { clipboardData } = event;
      if (!clipboardData || inField(event.target) || document.querySelector('[role=dialog]')) return;
      if (readOnly) return tell({ title: 'This case is open read-only; nothing can be imported here.' });
      event.preventDefault();
      const html = clipboardData.getData('text/html');
      const text = clipboardData.getData('text/plain');
      if (clipboardData.files.length > 0) return importing.begin({ files: await filesOf(clipboardData) });
      const content = html || text;
      if (content.trim() === '') return tell({ title: 'There is no text and no file on the clipboard.' });
      const firstLine = text.trim().split('\n')[0]?.trim() ?? '';
      const name = firstLine.length > 0 ? [...firstLine].slice(0, 80).join('') : 'Pasted text';
      const outcome = await importing.paste(content, html ? 'html' : 'text', name);
      if (outcome.source) store.chooseSource(outcome.source.id);
      return undefined;
    };
    const listener = (event: ClipboardEvent) => void onPaste(event);
    window.addEventListener('paste', listener);
    return () => window.removeEventListener('paste', listener);
  }, [importing, readOnly, store, tell]);
}
