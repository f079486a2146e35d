/** Everything a person can do in an open case, by key and by palette. */
import {
  FileDown,
  FileInput,
  FileJson,
  FilePen,
  FolderInput,
  FolderOpen,
  Home,
  Import,
  Keyboard,
  MessageSquarePlus,
  MessageSquareQuote,
  Newspaper,
  Redo2,
  ScanSearch,
  ScrollText,
  ShieldCheck,
  Undo2,
  UserRound,
} from 'lucide-react';
import type { OpenCase } from '../../../shared/contract.ts';
import { type Command, useCommands } from '../../components/commands.tsx';
import { useShortcuts } from '../../components/useShortcuts.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useThemeCommands } from '../frame.tsx';
import type { ImportDoors } from '../import/useImportDoors.tsx';
import { useDoors } from './doors.ts';
import { movePanel } from './panels.ts';
import { useAnnotations } from './useAnnotations.tsx';
import type { Export } from './useExport.ts';
import { useHistoryActions } from './useHistoryActions.ts';
import type { LookingForLikes } from './useLikes.ts';
import type { Verify } from './useVerify.ts';

interface Parts {
  info: OpenCase;
  doors: ImportDoors;
  exporting: Export;
  verifying: Verify;
  likes: LookingForLikes;
}

export function useCaseCommands({ info, doors, exporting, verifying, likes }: Parts): void {
  const store = useSelectionStore();
  const { closeCase, openChosen } = useDoors();
  const { undoes, redoes, undo, redo } = useHistoryActions();
  const annotations = useAnnotations(info.summary.details.title);
  const writes = info.mode === 'read-write';
  const newClaim = () => store.set({ dialog: { kind: 'new-claim', partOf: null, draft: null } });
  const command = (id: string, label: string, icon: Command['icon'], run: () => void, keys?: string, words?: string): Command => ({
    id,
    label,
    icon,
    run,
    ...(keys ? { keys } : {}),
    ...(words ? { words } : {}),
  });
  const writing = [
    command('new-claim', 'New claim…', MessageSquarePlus, newClaim, 'Ctrl N', 'add'),
    command('import', 'Import files…', FileInput, doors.pickFiles, undefined, 'add sources articles photos'),
    command('import-folder', 'Import a folder…', FolderInput, doors.pickFolder, undefined, 'add sources'),
    command(
      'import-annotations',
      'Import Web Annotations…',
      MessageSquareQuote,
      annotations.importThem,
      undefined,
      'excerpts json-ld hypothesis w3c',
    ),
    command('likes', 'Look for near-duplicates', ScanSearch, likes.start, undefined, 'copies same alike compare photos articles'),
    ...(undoes ? [command('undo', `Undo: ${undoes}`, Undo2, undo, 'Ctrl Z')] : []),
    ...(redoes ? [command('redo', `Redo: ${redoes}`, Redo2, redo, 'Ctrl Shift Z')] : []),
    command(
      'details',
      'Edit case details…',
      FilePen,
      () => store.set({ dialog: { kind: 'details' } }),
      undefined,
      'title number author handling summary language',
    ),
  ];
  useCommands([
    ...(writes ? writing : []),
    command('export', 'Export the report as PDF…', FileDown, exporting.start, 'Ctrl E', 'save print'),
    command('export-annotations', 'Export excerpts as Web Annotations…', FileJson, annotations.exportThem, undefined, 'save json-ld w3c'),
    command('verify', 'Verify this case', ShieldCheck, verifying.start, undefined, 'check hashes integrity'),
    command('evidence', 'Go to Evidence', Newspaper, () => store.set({ view: 'evidence' })),
    command('import-screen', 'Go to the import screen', Import, () => store.set({ view: 'import' }), 'Ctrl I', 'queue to look at'),
    command('log', 'Go to the custody log', ScrollText, () => store.set({ view: 'log' }), undefined, 'history entries'),
    command('open', 'Open another case…', FolderOpen, () => void openChosen(), 'Ctrl O'),
    command('name', 'Set your name…', UserRound, () => store.set({ dialog: { kind: 'name' } })),
    command('keys', 'Show the keys', Keyboard, () => store.set({ dialog: { kind: 'keys' } }), '?', 'keyboard shortcuts help'),
    command('close', 'Close the case', Home, () => void closeCase(info.case), undefined, 'home start leave'),
  ]);
  useThemeCommands();
  useShortcuts([
    { key: 'k', ctrl: true, inFields: true, run: () => store.set({ dialog: { kind: 'palette' } }) },
    { key: 'o', ctrl: true, inFields: true, run: () => void openChosen() },
    { key: 'e', ctrl: true, inFields: true, run: exporting.start },
    { key: 'i', ctrl: true, shift: false, inFields: true, run: () => store.set({ view: 'import' }) },
    { key: 'f6', shift: false, inFields: true, run: () => movePanel(1) },
    { key: 'f6', shift: true, inFields: true, run: () => movePanel(-1) },
    { key: '?', run: () => store.set({ dialog: { kind: 'keys' } }) },
    ...(exporting.state.at === 'running' ? [{ key: 'escape', run: exporting.cancel }] : []),
    ...(writes
      ? [
          { key: 'n', ctrl: true, inFields: true, run: newClaim },
          { key: 'z', ctrl: true, shift: false, run: () => undoes && undo() },
          { key: 'z', ctrl: true, shift: true, run: () => redoes && redo() },
          { key: 'y', ctrl: true, run: () => redoes && redo() },
        ]
      : []),
  ]);
}
