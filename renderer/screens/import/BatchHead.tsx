/** How one batch goes: the bar cut by outcome, the numbers, and what can be done with it. */
import { CirclePause, CirclePlay, Download, RotateCw, X } from 'lucide-react';
import { useState } from 'react';
import type { ImportBatch, ItemState } from '../../../shared/contract.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { bytes, count, counted } from '../../components/words.ts';
import { Keys } from '../../keys/Keys.tsx';
import { Boxed } from './FileName.tsx';
import type { Import } from './useImport.ts';
import { isGoing, settled } from './useQueue.ts';

const told = [
  { state: 'imported', word: 'imported' },
  { state: 'duplicate', word: 'already here' },
  { state: 'new-version', word: 'new version' },
  { state: 'asks', word: 'asks you' },
  { state: 'failed', word: 'failed' },
] as const satisfies readonly { state: ItemState; word: string }[];

/** The bar; its outcomes stand in words and numbers beside it (the strip) or below it (the screen's chips). */
export function BatchBar({ batch }: { batch: ImportBatch }) {
  const left = Math.max(0, batch.total - settled(batch) + batch.counts.cancelled);
  return (
    <div
      className="import-bar"
      role="progressbar"
      aria-label={`Import of ${batch.title}`}
      aria-valuemin={0}
      aria-valuemax={Math.max(1, batch.total)}
      aria-valuenow={settled(batch)}
      aria-valuetext={headline(batch)}
      data-paused={batch.state === 'paused' || batch.state === 'stopped' || undefined}
    >
      {told
        .filter(({ state }) => batch.counts[state] > 0)
        .map(({ state }) => (
          <i key={state} data-outcome={state} style={{ flexGrow: batch.counts[state] }} />
        ))}
      {left > 0 && <i data-outcome="rest" style={{ flexGrow: left }} />}
    </div>
  );
}

/** Every count of the bar in words, so that it needs no colours. */
export function BatchCounts({ batch }: { batch: ImportBatch }) {
  return (
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
      return `Import cancelled. What came in stays: ${counted(batch.counts.imported + batch.counts['new-version'], 'source')}.`;
    case 'stopped':
      return `The import stopped at ${count(done)} of ${counted(batch.total, 'file')}. What came in before stays.`;
    case 'done':
      if (batch.total === 0) return 'Nothing to import was found there.';
      return batch.counts.imported + batch.counts['new-version'] + batch.counts.asks > 0 ? 'Import done.' : 'Nothing new came in.';
  }
}

const minutes = (seconds: number): string =>
  seconds < 5 ? 'a few seconds' : seconds < 90 ? `about ${Math.round(seconds / 5) * 5} s` : `about ${Math.round(seconds / 60)} min`;

/** What can be done with it; Space pauses and goes on where the list has the focus. */
export function BatchActions({ batch, importing, keys = false }: { batch: ImportBatch; importing: Import; keys?: boolean }) {
  const canGoOn = batch.state === 'paused' || batch.state === 'stopped';
  const isOver = batch.state === 'done' || batch.state === 'cancelled';
  const space = keys ? <Keys of="import.pause" /> : null;
  return (
    <span className="import-actions">
      {isGoing(batch) && (
        <button type="button" className="btn small" onClick={() => void importing.pause(batch.id)}>
          <CirclePause size={14} aria-hidden="true" />
          Pause {space}
        </button>
      )}
      {canGoOn && (
        <button type="button" className="btn small primary" onClick={() => void importing.resume(batch.id)}>
          <CirclePlay size={14} aria-hidden="true" />
          {batch.state === 'stopped' ? 'Try to go on' : 'Resume'} {space}
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
  const pace = usePace(batch);
  const perSecond = batch.filesPerSecond;
  return (
    <section className="panel import-job" aria-label="Import in progress">
      <div className="import-head">
        <Download size={17} aria-hidden="true" />
        <h2 className="cut">
          <bdi>
            <Boxed text={batch.title} />
          </bdi>
        </h2>
        <span className="muted grow cut" role="status">
          {headline(batch)}
        </span>
        {going && (
          <span className="muted import-promise">You can close the window: it goes on where it stopped, and nothing comes in twice.</span>
        )}
        <BatchActions batch={batch} importing={importing} keys />
      </div>
      <div className="import-lane">
        <BatchBar batch={batch} />
        {going && perSecond !== null && (
          <span className="import-pace">
            <Spark values={pace} />
            <b className="strong">{perSecond >= 10 ? Math.round(perSecond) : perSecond.toFixed(1)}</b> files/s
          </span>
        )}
      </div>
      <p className="import-now">
        <span>
          <b className="strong">{count(settled(batch))}</b> of {count(batch.total)}
        </span>
        {batch.secondsLeft !== null && (
          <span>
            <b className="strong">{minutes(batch.secondsLeft)}</b> left
          </span>
        )}
        {batch.bytesTotal > 0 && (
          <span>
            {batch.bytesDone === batch.bytesTotal ? '' : `${bytes(batch.bytesDone)} of `}
            {bytes(batch.bytesTotal)}
          </span>
        )}
        {going && importing.memoryBytes > 0 && <span>memory {bytes(importing.memoryBytes)}</span>}
        {batch.resumedAt !== null && <span>resumed at {count(batch.resumedAt)} after the program had ended</span>}
        {going && batch.current && (
          <span className="cut">
            now:{' '}
            <bdi>
              <Boxed text={batch.current} />
            </bdi>
          </span>
        )}
      </p>
      {batch.failure && <FormFailure failure={batch.failure} />}
    </section>
  );
}

const paceKept = 60;

/** Files a second as this window has seen them come, oldest first: a point for every word of the queue. */
function usePace(batch: ImportBatch): readonly number[] {
  const [pace, setPace] = useState<{ of: ImportBatch | null; values: readonly number[] }>({ of: null, values: [] });
  const { filesPerSecond } = batch;
  if (pace.of !== batch && filesPerSecond !== null) setPace({ of: batch, values: [...pace.values.slice(1 - paceKept), filesPerSecond] });
  return pace.values;
}

function Spark({ values }: { values: readonly number[] }) {
  if (values.length < 3) return null;
  const top = Math.max(...values, 1);
  const points = values.map((value, index) => `${((paceKept - values.length + index) * 112) / (paceKept - 1)},${21 - (19 * value) / top}`);
  return (
    <svg width="112" height="22" viewBox="0 0 112 22" aria-hidden="true">
      <path d="M0 21.5H112" className="import-floor" />
      <polyline points={points.join(' ')} />
    </svg>
  );
}
