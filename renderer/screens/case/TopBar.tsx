/** The case's bar: which case, which view, search, undo and redo, appearance, export. */
import { Menu } from '@base-ui/react/menu';
import { ALargeSmall, ChevronDown, FileDown, FilePen, Home, Keyboard, Redo2, ScrollText, ShieldCheck, Undo2, X } from 'lucide-react';
import type { OpenCase } from '../../../shared/contract.ts';
import { useKeymap } from '../../keys/useKeymap.ts';
import { useSelection, useSelectionStore } from '../../state/selection.tsx';
import { SearchButton, ThemeButton } from '../frame.tsx';
import { useCaseHere } from './CaseContext.tsx';
import { useDoors } from './doors.ts';
import type { Export } from './useExport.ts';
import { useHistoryActions } from './useHistoryActions.ts';
import type { Verify } from './useVerify.ts';

const views = [
  { view: 'evidence', word: 'Evidence' },
  { view: 'import', word: 'Import' },
  { view: 'log', word: 'Log' },
] as const;

export function TopBar({ info, exporting, verifying }: { info: OpenCase; exporting: Export; verifying: Verify }) {
  const store = useSelectionStore();
  const view = useSelection((now) => now.view);
  return (
    <header className="top">
      <CaseMenu info={info} verifying={verifying} />
      <nav className="views" aria-label="Views">
        {views.map((one) => (
          <button
            key={one.view}
            type="button"
            aria-current={view === one.view ? 'page' : undefined}
            onClick={() => store.set({ view: one.view })}
          >
            {one.word}
          </button>
        ))}
      </nav>
      <span className="grow" />
      <SearchButton />
      <UndoRedo />
      <ThemeButton />
      <ExportButton exporting={exporting} />
    </header>
  );
}

function CaseMenu({ info, verifying }: { info: OpenCase; verifying: Verify }) {
  const store = useSelectionStore();
  const { readOnly } = useCaseHere();
  const { closeCase } = useDoors();
  const { title, number } = info.summary.details;
  return (
    <Menu.Root>
      <Menu.Trigger className="case-name" title={title}>
        <ShieldCheck size={19} aria-hidden="true" />
        <span className="cut" dir="auto">
          {title}
        </span>
        {number && <small className="cut">{number}</small>}
        <ChevronDown size={14} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="start">
          <Menu.Popup className="menu">
            {!readOnly && (
              <Menu.Item onClick={() => store.set({ dialog: { kind: 'details' } })}>
                <FilePen size={15} aria-hidden="true" />
                Case details…
              </Menu.Item>
            )}
            <Menu.Item onClick={verifying.start}>
              <ShieldCheck size={15} aria-hidden="true" />
              Verify this case
            </Menu.Item>
            <Menu.Item onClick={() => store.set({ view: 'log' })}>
              <ScrollText size={15} aria-hidden="true" />
              Custody log
            </Menu.Item>
            <Menu.Separator />
            <Menu.Item onClick={() => store.set({ dialog: { kind: 'display' } })}>
              <ALargeSmall size={15} aria-hidden="true" />
              Reading and display…
            </Menu.Item>
            <Menu.Item onClick={() => store.set({ dialog: { kind: 'keys' } })}>
              <Keyboard size={15} aria-hidden="true" />
              Keys…
            </Menu.Item>
            <Menu.Separator />
            <Menu.Item onClick={() => void closeCase(info.case)}>
              <Home size={15} aria-hidden="true" />
              Close the case
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function UndoRedo() {
  const { undoes, redoes, undo, redo, busy } = useHistoryActions();
  const { readOnly } = useCaseHere();
  const { titled } = useKeymap();
  if (readOnly) return null;
  const undoWords = undoes ? `Undo: ${undoes}` : 'Nothing to undo';
  const redoWords = redoes ? `Redo: ${redoes}` : 'Nothing to redo';
  return (
    <span className="undo-redo">
      <button
        type="button"
        className="icon"
        aria-label={undoWords}
        title={titled(undoWords, 'case.undo')}
        disabled={!undoes || busy}
        onClick={undo}
      >
        <Undo2 size={17} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="icon"
        aria-label={redoWords}
        title={titled(redoWords, 'case.redo')}
        disabled={!redoes || busy}
        onClick={redo}
      >
        <Redo2 size={17} aria-hidden="true" />
      </button>
    </span>
  );
}

function ExportButton({ exporting }: { exporting: Export }) {
  const { state, start, cancel } = exporting;
  const { titled } = useKeymap();
  if (state.at !== 'running')
    return (
      <button
        type="button"
        className="btn primary"
        aria-label="Export PDF"
        onClick={start}
        title={titled('Export the report as PDF', 'case.export')}
      >
        <FileDown size={15} aria-hidden="true" />
        <span className="btn-word">Export PDF</span>
      </button>
    );
  const { progress } = state;
  const share = progress && progress.total > 0 ? Math.round((100 * progress.done) / progress.total) : 0;
  return (
    <button type="button" className="btn exporting" onClick={cancel} title="Cancel the export (Esc)">
      <span className="exporting-share" style={{ inlineSize: `${share}%` }} />
      <span className="exporting-words" role="status">
        {progress ? `${progress.phase}${progress.total > 0 ? ` ${share} %` : ''}` : 'Starting'}…
      </span>
      <X size={14} aria-hidden="true" />
      <span className="vh">Cancel the export</span>
    </button>
  );
}
