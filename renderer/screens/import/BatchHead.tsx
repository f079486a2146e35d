/** How one batch goes: the bar cut by outcome, the numbers, and what can be done with it. */
import { CirclePause, CirclePlay, Download, RotateCw, X } from 'lucide-react';
import type { ImportBatch, ItemState } from '../../../shared/contract.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { bytes, count, counted } from '../../components/words.ts';
import type { Import } from './useImport.ts';
import { isGoing, settled } from './useQueue.ts';

const told = [
  { state: 'imported', word: 'imported' },
  { state: 'new-version', word: 'new versions' },
  { state: 'duplicate', word: 'already here' },
  { state: 'asks', word: 'ask you' },
  { state: 'failed', word: 'failed' },
] as const satisfies readonly { state: ItemState; word: string }[];

/** The bar; with every count in words beneath it, so it needs no colours. */
export function BatchBar({ batch }: { batch: ImportBatch }) {
  const left = Math.max(0, batch.total - settled(batch));
  return (
    <>
      <div
        className="import-bar"
        role="progressbar"
        aria-label={`Import of ${batch.title}`}
        aria-valuemin={0}
        aria-valuemax={Math.max(1, batch.total)}
        aria-valuenow={settled(batch)}
        data-paused={batch.state === 'paused' || undefined}
      >
        {told.map(({ state }) => (
          <i key={state} data-outcome={state} style={{ flexGrow: batch.counts[state] }} />
        ))}
        <i data-outcome="rest" style={{ flexGrow: left }} />
      </div>
      <p className="import-counts">
        {told
          .filter(({ state }) => batch.counts[state] > 0)
          .map(({ state, word }) => (
            <span key={state}>
              <i data-outcome={state} aria-hidden="true" />
              <b className="strong">{count(batch.counts[state])}</b> {word}
            </span>
          ))}
      </p>
    </>
  );
}

export function headline(batch: ImportBatch): string {
  const done = settled(batch);
  switch (batch.state) {
    case 'counting':
    case 'running':
      return `Importing ${count(done)} of ${counted(batch.total, 'file')}${batch.state === 'counting' ? ' so far' : ''}`;
    case 'paused':
      return `Paused at ${count(done)} of ${counted(batch.total, 'file')}`;
    case 'cancelled':
      return `Import cancelled. What came in stays: ${counted(batch.counts.imported, 'source')}.`;
    case 'stopped':
      return 'The import stopped. What came in before stays.';
    case 'done':
      if (batch.total === 0) return 'Nothing to import was found there.';
      return batch.counts.imported + batch.counts['new-version'] + batch.counts.asks > 0 ? 'Import done.' : 'Nothing new came in.';
  }
}

const minutes = (seconds: number): string =>
  seconds < 5 ? 'a few seconds' : seconds < 90 ? `about ${Math.round(seconds / 5) * 5} s` : `about ${Math.round(seconds / 60)} min`;

/** What can be done with it; Space pauses and goes on where the list has the focus. */
export function BatchActions({ batch, importing }: { batch: ImportBatch; importing: Import }) {
  const canGoOn = batch.state === 'paused' || batch.state === 'stopped';
  const isOver = batch.state === 'done' || batch.state === 'cancelled';
  return (
    <span className="import-actions">
      {isGoing(batch) && (
        <button type="button" className="btn small" onClick={() => void importing.pause(batch.id)}>
          <CirclePause size={14} aria-hidden="true" />
          Pause
        </button>
      )}
      {canGoOn && (
        <button type="button" className="btn small primary" onClick={() => void importing.resume(batch.id)}>
          <CirclePlay size={14} aria-hidden="true" />
          {batch.state === 'stopped' ? 'Try to go on' : 'Resume'}
        </button>
      )}
      {!isOver && (
        <button type="button" className="btn small" onClick={() => void importing.cancel(batch.id)} title="What came in stays">
          Cancel
        </button>
      )}
      {isOver && batch.counts.failed > 0 && (
        <button type="button" className="btn small" onClick={() => void importing.retry(batch.id)}>
          <RotateCw size={13} aria-hidden="true" />
          Try the failed again
        </button>
      )}
      {isOver && (
        <button type="button" className="icon small" aria-label="Dismiss the import" onClick={() => void importing.dismiss(batch.id)}>
          <X size={15} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}

/** The head of the import screen. */
export function BatchHead({ batch, importing }: { batch: ImportBatch; importing: Import }) {
  const going = isGoing(batch);
  const perSecond = batch.filesPerSecond;
  return (
    <section className="panel import-job" aria-label="Import in progress">
      <div className="import-head">
        <Download size={17} aria-hidden="true" />
        <h2 className="cut" dir="auto">
          {batch.title}
        </h2>
        <span className="muted grow cut" role="status">
          {headline(batch)}
        </span>
        {going && (
          <span className="muted import-promise">You can close the window: it goes on where it stopped, and nothing comes in twice.</span>
        )}
        <BatchActions batch={batch} importing={importing} />
      </div>
      <BatchBar batch={batch} />
      <p className="import-now">
        {batch.bytesTotal > 0 && (
          <span>
            {bytes(batch.bytesDone)} of {bytes(batch.bytesTotal)}
          </span>
        )}
        {perSecond !== null && <span>{perSecond >= 10 ? Math.round(perSecond) : perSecond.toFixed(1)} files/s</span>}
        {batch.secondsLeft !== null && <span>{minutes(batch.secondsLeft)} left</span>}
        {going && <span>memory {bytes(importing.memoryBytes)}</span>}
        {batch.resumedAt !== null && <span>resumed at {count(batch.resumedAt)} after the program had ended</span>}
        {going && batch.current && (
          <span className="cut" dir="auto">
            now: {batch.current}
          </span>
        )}
      </p>
      {batch.failure && <FormFailure failure={batch.failure} />}
    </section>
  );
}
