/** Facts, and the keys that work here. */
import { FileCheck, Hash, Save, WifiOff } from 'lucide-react';
import type { OpenCase } from '../../../shared/contract.ts';
import type { CaseHandle, SourceId } from '../../../shared/model.ts';
import { count, counted } from '../../components/words.ts';
import { useLinkState } from '../../state/client.tsx';
import { useSource } from '../../state/queries.ts';
import { useSelection } from '../../state/selection.tsx';

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
      <span className="grow" />
      {view === 'evidence' && source && mode === 'read-write' && <SourceKeys handle={info.case} source={source} />}
      {view === 'import' && (
        <span className="foot-keys">
          {mode === 'read-write' && (
            <>
              <kbd>Space</kbd> pause{' '}
            </>
          )}
          <kbd>N</kbd> next to look at <kbd>Enter</kbd> open
        </span>
      )}
      <span className="foot-keys">
        <kbd>F6</kbd> panel <kbd>?</kbd> keys
      </span>
    </footer>
  );
}

function SourceKeys({ handle, source }: { handle: CaseHandle; source: SourceId }) {
  const kind = useSource(handle, source).data?.kind;
  if (kind !== 'article' && kind !== 'photo') return null;
  return (
    <span className="foot-keys">
      {kind === 'article' ? (
        <>
          <kbd>J</kbd> <kbd>K</kbd> sentence
        </>
      ) : (
        <>
          <kbd>M</kbd> region <kbd>J</kbd> <kbd>K</kbd> next
        </>
      )}{' '}
      <kbd>S</kbd> <kbd>R</kbd> <kbd>V</kbd> <kbd>C</kbd> link as evidence
    </span>
  );
}
