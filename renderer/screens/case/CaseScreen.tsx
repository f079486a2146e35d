/** One open case: its bar, what is under way, the view, and the line of facts below. */
import { lazy, Suspense, useCallback, useState } from 'react';
import type { OpenCase } from '../../../shared/contract.ts';
import type { CaseHandle } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { useDrop } from '../../components/useDrop.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { toFailure } from '../../state/client.tsx';
import { useCase } from '../../state/queries.ts';
import { useSelection } from '../../state/selection.tsx';
import { EvidenceView } from '../evidence/EvidenceView.tsx';
import { ImportStrip } from '../import/ImportStrip.tsx';
import { useImport } from '../import/useImport.ts';
import { useImportDoors } from '../import/useImportDoors.tsx';
import { LogView } from '../log/LogView.tsx';
import { CaseProvider } from './CaseContext.tsx';
import { CaseDialogs } from './CaseDialogs.tsx';
import { useDoors } from './doors.ts';
import { ExportStrip, VerifyStrip } from './JobStrips.tsx';
import { LikesStrip } from './LikesStrip.tsx';
import { ReadOnlyBanner } from './ReadOnlyBanner.tsx';
import { ScansStrip } from './ScansStrip.tsx';
import { StatusLine } from './StatusLine.tsx';
import { TopBar } from './TopBar.tsx';
import { useCaseCommands } from './useCaseCommands.ts';
import { useExport } from './useExport.ts';
import { useLikes } from './useLikes.ts';
import { useTitle } from './useTitle.ts';
import { useVerify } from './useVerify.ts';
import { useWatch } from './useWatch.ts';
import './case.css';

const ImportView = lazy(() => import('../import/ImportView.tsx'));
const CompareView = lazy(() => import('../compare/CompareView.tsx'));
const DecisionsView = lazy(() => import('../decisions/DecisionsView.tsx'));

export default function CaseScreen({ handle }: { handle: CaseHandle }) {
  const info = useCase(handle);
  const doors = useDoors();
  if (info.data)
    return (
      <CaseProvider value={{ handle, readOnly: info.data.mode === 'read-only', heldBy: info.data.heldBy }}>
        <Standing info={info.data} />
      </CaseProvider>
    );
  if (!info.error) return <Waiting words="Opening the case" />;
  return (
    <div className="empty">
      <FormFailure failure={toFailure(info.error)} />
      <button type="button" className="btn" onClick={() => void doors.closeCase(handle)}>
        Back to the start
      </button>
    </div>
  );
}

function Standing({ info }: { info: OpenCase }) {
  const { case: handle } = info;
  const readOnly = info.mode === 'read-only';
  useWatch(handle);
  useTitle(info.summary.details.title);
  const view = useSelection((now) => now.view);
  const importing = useImport(handle, view === 'import');
  const doors = useImportDoors(importing);
  const exporting = useExport(info.summary.details.title);
  const verifying = useVerify();
  const likes = useLikes();
  const [dropHint, setDropHint] = useState(false);
  const dropping = useDrop(
    useCallback(
      async (files) => {
        if (readOnly) setDropHint(true);
        else if (files.length > 0) await importing.begin({ files });
      },
      [importing, readOnly],
    ),
  );
  useCaseCommands({ info, doors, exporting, verifying, likes });
  return (
    <div className="app">
      <TopBar info={info} exporting={exporting} verifying={verifying} />
      {readOnly && <ReadOnlyBanner info={info} stressed={dropHint} />}
      <ExportStrip exporting={exporting} />
      <VerifyStrip verifying={verifying} />
      <LikesStrip likes={likes} />
      {!readOnly && <ScansStrip />}
      {view !== 'import' && <ImportStrip importing={importing} listing={view === 'evidence'} />}
      <main className="case-main" aria-label={info.summary.details.title}>
        <h1 className="vh">{info.summary.details.title}</h1>
        {view === 'evidence' && <EvidenceView info={info} doors={doors} />}
        {view === 'log' && <LogView verifying={verifying} />}
        {view === 'import' && (
          <Suspense fallback={<Waiting words="Opening" />}>
            <ImportView importing={importing} doors={doors} />
          </Suspense>
        )}
        {view === 'compare' && (
          <Suspense fallback={<Waiting words="Opening" />}>
            <CompareView />
          </Suspense>
        )}
        {view === 'decisions' && (
          <Suspense fallback={<Waiting words="Opening" />}>
            <DecisionsView />
          </Suspense>
        )}
      </main>
      <StatusLine info={info} />
      <CaseDialogs info={info} />
      {dropping && !readOnly && <div className="drop-veil">Drop to import into this case</div>}
      {doors.inputs}
    </div>
  );
}
