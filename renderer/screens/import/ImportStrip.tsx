/** How imports go, over whatever view is shown: it blocks nothing, and what needs an eye stays until dismissed. */
import { CircleX, Download, ListChecks, X } from 'lucide-react';
import type { ImportBatch } from '../../../shared/contract.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { count, counted } from '../../components/words.ts';
import { adviceFor } from '../../state/failure.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { BatchActions, BatchBar, headline } from './BatchHead.tsx';
import { StripItems } from './StripItems.tsx';
import type { Import } from './useImport.ts';
import { isGoing } from './useQueue.ts';
import './import.css';

export function ImportStrip({ importing }: { importing: Import }) {
  const { handing, refused, batches } = importing;
  const batch = batches.find(isGoing) ?? batches.at(-1);
  if (!handing && refused.length === 0 && !batch) return null;
  return (
    <section className="import" aria-label="Import">
      {handing && (
        <div className="import-head">
          <Download size={17} aria-hidden="true" />
          <p className="grow cut" role="status">
            <b className="strong">
              Taking in {count(handing.done + 1)} of {counted(handing.total, 'file')}
            </b>{' '}
            <span className="muted">{handing.current}</span>
          </p>
          <button type="button" className="btn small" onClick={importing.cancelHanding}>
            Cancel
          </button>
        </div>
      )}
      {batch && <Batch batch={batch} importing={importing} more={batches.length - 1} />}
      {refused.length > 0 && <RefusedList importing={importing} />}
    </section>
  );
}

function Batch({ batch, importing, more }: { batch: ImportBatch; importing: Import; more: number }) {
  const store = useSelectionStore();
  return (
    <>
      <div className="import-head">
        <Download size={17} aria-hidden="true" />
        <p className="grow cut" role="status">
          <b className="strong">{headline(batch)}</b>{' '}
          {isGoing(batch) && (
            <span className="muted" dir="auto">
              {batch.current}
            </span>
          )}
        </p>
        {more > 0 && <span className="muted">and {counted(more, 'other import')}</span>}
        <button type="button" className="btn small" onClick={() => store.set({ view: 'import' })}>
          <ListChecks size={14} aria-hidden="true" />
          Show all
        </button>
        <BatchActions batch={batch} importing={importing} />
      </div>
      <BatchBar batch={batch} />
      {batch.failure && <FormFailure failure={batch.failure} />}
      <StripItems batch={batch} />
    </>
  );
}

function RefusedList({ importing }: { importing: Import }) {
  return (
    <div className="import-refused">
      <ul className="import-list" aria-label="Could not be taken in">
        {importing.refused.map(({ path, failure }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end
          <li key={index} data-outcome="failed">
            <CircleX size={15} aria-hidden="true" />
            <span className="wrap strong" dir="auto">
              {path}
            </span>
            <span>
              <b className="strong">Failed.</b> {failure.message} <span className="muted">{adviceFor(failure)}</span>
            </span>
          </li>
        ))}
      </ul>
      <button type="button" className="icon small" aria-label="Dismiss what could not be taken in" onClick={importing.forgetRefused}>
        <X size={15} aria-hidden="true" />
      </button>
    </div>
  );
}
