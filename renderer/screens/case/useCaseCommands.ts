/** Everything a person can do in an open case, by key and by palette. */
import {
  Columns2,
  FileDown,
  FileInput,
  FileJson,
  FilePen,
  FolderInput,
  FolderOpen,
  GitCompareArrows,
  Home,
  Import,
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
import { type Command, useActions } from '../../components/commands.tsx';
import { useShortcuts } from '../../components/useShortcuts.ts';
import type { ActionId } from '../../keys/actions.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useWindowCommands } from '../frame.tsx';
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
  const command = (id: string, label: string, icon: Command['icon'], run: () => void, action?: ActionId, words?: string): Command => ({
    id,
    label,
    icon,
    run,
    ...(action ? { action } : {}),
    ...(words ? { words } : {}),
  });
  const writing = [
    command('new-claim', 'New claim…', MessageSquarePlus, newClaim, 'case.new-claim', 'add'),
    command('import', 'Import files…', FileInput, doors.pickFiles, 'case.import', 'add sources articles photos'),
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
    ...(undoes ? [command('undo', `Undo: ${undoes}`, Undo2, undo, 'case.undo')] : []),
    ...(redoes ? [command('redo', `Redo: ${redoes}`, Redo2, redo, 'case.redo')] : []),
    command(
      'details',
      'Edit case details…',
      FilePen,
      () => store.set({ dialog: { kind: 'details' } }),
      undefined,
      'title number author handling summary language',
    ),
  ];
  useActions([
    ...(writes ? writing : []),
    command('export', 'Export the report as PDF…', FileDown, exporting.start, 'case.export', 'save print'),
    command('export-annotations', 'Export excerpts as Web Annotations…', FileJson, annotations.exportThem, undefined, 'save json-ld w3c'),
    command('verify', 'Verify this case', ShieldCheck, verifying.start, 'case.verify', 'check hashes integrity'),
    command('evidence', 'Go to Evidence', Newspaper, () => store.set({ view: 'evidence' }), 'case.evidence-screen'),
    command(
      'import-screen',
      'Go to the import screen',
      Import,
      () => store.set({ view: 'import' }),
      'case.import-screen',
      'queue to look at',
    ),
    command(
      'compare-with',
      'Compare the open source with another…',
      Columns2,
      () => store.set({ pair: null, view: 'compare' }),
      'case.compare-with',
      'two photos texts side by side align',
    ),
    command(
      'decisions',
      'Go to the decisions about excerpts',
      GitCompareArrows,
      () => store.decide(),
      'case.decisions-screen',
      'versions moved altered lost ambiguous carried',
    ),
    command('log', 'Go to the custody log', ScrollText, () => store.set({ view: 'log' }), 'case.log-screen', 'history entries'),
    command('open', 'Open another case…', FolderOpen, () => void openChosen(), 'app.open'),
    command('name', 'Set your name…', UserRound, () => store.set({ dialog: { kind: 'name' } })),
    command('close', 'Close the case', Home, () => void closeCase(info.case), undefined, 'home start leave'),
  ]);
  useWindowCommands();
  useShortcuts({
    'case.next-panel': () => movePanel(1),
    'case.previous-panel': () => movePanel(-1),
    ...(exporting.state.at === 'running' ? { 'app.close': exporting.cancel } : {}),
  });
}
