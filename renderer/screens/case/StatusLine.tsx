/** Facts, and the keys that work here. */
import { FileCheck, GitCompareArrows, Hash, Save, WifiOff } from 'lucide-react';
import type { OpenCase } from '../../../shared/contract.ts';
import type { CaseHandle, SourceId } from '../../../shared/model.ts';
import { openOf } from '../../components/carried.tsx';
import { count, counted } from '../../components/words.ts';
import { Keys, LinkKeys } from '../../keys/Keys.tsx';
import { useLinkState } from '../../state/client.tsx';
import { useDecisionCounts } from '../../state/decisions.ts';
import { useSource } from '../../state/queries.ts';
import { useSelection, useSelectionStore } from '../../state/selection.tsx';

export function StatusLine({ info }: { info: OpenCase }) {
  const view = useSelection((now) => now.view);
  const source = useSelection((now) => now.source);
  const { state } = useLinkState();
  const { summary, mode } = info;
  return (
    <footer className="foot">
      <span>
        <WifiOff size={13} aria-hidden="true" />
        Offline, no network access
      </span>
      <span title="Each original is kept as its bytes came, under its SHA-256">
        <FileCheck size={13} aria-hidden="true" />
        {counted(summary.sources, 'original')} kept
      </span>
      <span>
        <Save size={13} aria-hidden="true" />
        {mode === 'read-only' ? 'Read-only' : state === 'open' ? 'Saved' : 'Waiting for the workbench'}
      </span>
      <span title={`Head of the log: ${summary.head}`}>
        <Hash size={13} aria-hidden="true" />
        Log entry {count(summary.entries)}
      </span>
      <ToDecideCount handle={info.case} />
      <span className="grow" />
      {view === 'evidence' && source && mode === 'read-write' && <SourceKeys handle={info.case} source={source} />}
      {view === 'import' && (
        <span className="foot-keys foot-here">
          {mode === 'read-write' && (
            <>
              <Keys of="import.pause" /> pause{' '}
            </>
          )}
          <Keys of="import.next-look" /> next to look at <Keys of="import.enter" /> open
        </span>
      )}
      {view === 'decisions' && <DecisionKeys writes={mode === 'read-write'} />}
      <span className="foot-keys">
        <Keys of="case.next-panel" /> panel <Keys of="app.keys" /> keys
      </span>
    </footer>
  );
}

function SourceKeys({ handle, source }: { handle: CaseHandle; source: SourceId }) {
  const kind = useSource(handle, source).data?.kind;
  if (kind !== 'article' && kind !== 'photo') return null;
  return (
    <span className="foot-keys foot-here">
      {kind === 'article' ? (
        <>
          <Keys of="text.next-sentence" /> <Keys of="text.previous-sentence" /> sentence
        </>
      ) : (
        <>
          <Keys of="photo.region" /> region <Keys of="photo.next-region" /> <Keys of="photo.previous-region" /> next
        </>
      )}{' '}
      <LinkKeys />
      link as evidence
    </span>
  );
}

/** Excerpts that wait for a decision, wherever one is; nothing where none does. */
function ToDecideCount({ handle }: { handle: CaseHandle }) {
  const store = useSelectionStore();
  const known = useDecisionCounts(handle);
  const open = known ? openOf(known.counts) : 0;
  if (open === 0) return null;
  return (
    <button type="button" className="foot-decide" onClick={() => store.decide()}>
      <GitCompareArrows size={13} aria-hidden="true" />
      {counted(open, 'excerpt needs', 'excerpts need')} a decision
    </button>
  );
}

function DecisionKeys({ writes }: { writes: boolean }) {
  return (
    <span className="foot-keys foot-here">
      <Keys of="decisions.next" /> <Keys of="decisions.previous" /> next{' '}
      {writes && (
        <>
          <Keys of="decisions.keep" /> keep <Keys of="decisions.confirm" /> confirm <Keys of="decisions.retire" /> retire{' '}
          <Keys of="case.undo" /> undo
        </>
      )}
    </span>
  );
}
