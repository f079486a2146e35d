/** How the import goes, cut by outcome, then what to look at. It blocks nothing and stays until dismissed. */
import { ChevronDown, ChevronUp, CircleX, Copy, Download, History, X } from 'lucide-react';
import { useState } from 'react';
import type { ImportOutcome } from '../../../shared/contract.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { count, counted } from '../../components/words.ts';
import { adviceFor } from '../../state/failure.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { type ImportState, isRunning } from './importState.ts';
import type { Import } from './useImport.ts';
import './import.css';

const told = [
  { outcome: 'imported', word: 'imported' },
  { outcome: 'new-version', word: 'new versions' },
  { outcome: 'duplicate', word: 'already here' },
  { outcome: 'failed', word: 'failed' },
] as const satisfies readonly { outcome: ImportOutcome['outcome']; word: string }[];

export function ImportStrip({ importing }: { importing: Import }) {
  const { state, cancel, dismiss } = importing;
  const [folded, setFolded] = useState(false);
  if (state.phase === 'idle') return null;
  const running = isRunning(state);
  return (
    <section className="import" aria-label="Import">
      <div className="import-head">
        <Download size={17} aria-hidden="true" />
        <p className="grow cut" role="status">
          <b className="strong">{headline(state)}</b> {running && <span className="muted">{state.current}</span>}
        </p>
        {running ? (
          <button type="button" className="btn small" onClick={cancel}>
            Cancel
          </button>
        ) : (
          <button type="button" className="icon small" aria-label="Dismiss the import" onClick={dismiss}>
            <X size={15} aria-hidden="true" />
          </button>
        )}
      </div>
      <div className="import-bar" aria-hidden="true">
        {told.map(({ outcome }) => (
          <i key={outcome} data-outcome={outcome} style={{ flexGrow: state.counts[outcome] }} />
        ))}
        <i data-outcome="handed" style={{ flexGrow: state.phase === 'handing-over' ? state.done : 0 }} />
        <i data-outcome="rest" style={{ flexGrow: running ? Math.max(0, state.total - state.done) : 0 }} />
      </div>
      <p className="import-counts">
        {told
          .filter(({ outcome }) => state.counts[outcome] > 0)
          .map(({ outcome, word }) => (
            <span key={outcome}>
              <i data-outcome={outcome} aria-hidden="true" />
              <b className="strong">{count(state.counts[outcome])}</b> {word}
            </span>
          ))}
        {running && <span className="muted">You can go on working.</span>}
      </p>
      {state.failure && <FormFailure failure={state.failure} />}
      {state.toLookAt.length > 0 && (
        <>
          <button type="button" className="import-fold" aria-expanded={!folded} onClick={() => setFolded(!folded)}>
            To look at <span className="muted">{counted(state.toLookAt.length, 'file')}</span>
            {folded ? <ChevronDown size={14} aria-hidden="true" /> : <ChevronUp size={14} aria-hidden="true" />}
          </button>
          {!folded && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard
            <ul className="import-list" tabIndex={0} aria-label="To look at">
              {state.toLookAt.map((outcome, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end
                <Outcome key={index} outcome={outcome} />
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}

const sum = ({ counts }: ImportState) => counts.imported + counts.duplicate + counts['new-version'] + counts.failed;

function headline(state: ImportState): string {
  const { phase, done, total, counts } = state;
  if (phase === 'handing-over') return `Taking in ${count(done + 1)} of ${counted(total, 'file')}`;
  if (phase === 'importing') return `Importing ${count(done)} of ${counted(total, 'file')}`;
  if (phase === 'cancelled') return `Import cancelled. What came in stays: ${counted(counts.imported, 'source')}.`;
  if (phase === 'stopped') return 'The import stopped. What came in before stays.';
  if (sum(state) === 0) return 'Nothing to import was found there.';
  return counts.imported + counts['new-version'] > 0 ? 'Import done.' : 'Nothing new came in.';
}

const icons = { failed: CircleX, duplicate: Copy, 'new-version': History, imported: Download } as const;

function Outcome({ outcome }: { outcome: ImportOutcome }) {
  const store = useSelectionStore();
  const { source, error } = outcome;
  const Icon = icons[outcome.outcome];
  const advice = error ? adviceFor(error) : null;
  return (
    <li data-outcome={outcome.outcome}>
      <Icon size={15} aria-hidden="true" />
      <span className="wrap strong" dir="auto">
        {outcome.path}
      </span>
      <span className="grow">
        {error && (
          <>
            <b className="strong">Failed.</b> {error.message} {advice && <span className="muted">{advice}</span>}
          </>
        )}
        {!error && outcome.outcome === 'duplicate' && 'The same bytes are here already'}
        {!error && outcome.outcome === 'new-version' && 'Other bytes from the same address'}
        {source && (
          <>
            {error ? ' ' : ': '}
            <button type="button" className="textlink" onClick={() => store.chooseSource(source.id)}>
              {source.ref} {source.title}
            </button>
          </>
        )}
      </span>
    </li>
  );
}
