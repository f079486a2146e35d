/** How imports go, over whatever view is shown: it blocks nothing, and what needs an eye stays until dismissed. */
import { Download, ListChecks } from 'lucide-react';
import type { ImportBatch } from '../../../shared/contract.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { counted } from '../../components/words.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { BatchActions, BatchBar, BatchCounts, headline } from './BatchHead.tsx';
import { Boxed } from './FileName.tsx';
import { Handing, RefusedList } from './Handing.tsx';
import { StripItems } from './StripItems.tsx';
import type { Import } from './useImport.ts';
import { isGoing } from './useQueue.ts';
import './import.css';

/** `listing`: with the first of what needs an eye; else the numbers alone. */
export function ImportStrip({ importing, listing }: { importing: Import; listing: boolean }) {
  const { handing, refused, batches } = importing;
  const batch = batches.find(isGoing) ?? batches.at(-1);
  if (!handing && refused.length === 0 && !batch) return null;
  return (
    <section className="import" aria-label="Import">
      <Handing importing={importing} />
      {batch && <Batch batch={batch} importing={importing} more={batches.length - 1} listing={listing} />}
      <RefusedList importing={importing} />
    </section>
  );
}

interface Props {
  batch: ImportBatch;
  importing: Import;
  more: number;
  listing: boolean;
}

function Batch({ batch, importing, more, listing }: Props) {
  const store = useSelectionStore();
  return (
    <>
      <div className="import-head">
        <Download size={17} aria-hidden="true" />
        <p className="cut" role="status">
          <b className="strong">{headline(batch)}</b>
        </p>
        <BatchCounts batch={batch} />
        <span className="grow cut muted">
          {isGoing(batch) && (
            <bdi>
              <Boxed text={batch.current} />
            </bdi>
          )}
        </span>
        {more > 0 && <span className="muted">and {counted(more, 'other import')}</span>}
        <button type="button" className="btn small" onClick={() => store.set({ view: 'import' })}>
          <ListChecks size={14} aria-hidden="true" />
          Show all
        </button>
        <BatchActions batch={batch} importing={importing} />
      </div>
      <BatchBar batch={batch} />
      {batch.failure && <FormFailure failure={batch.failure} />}
      {listing && <StripItems batch={batch} />}
    </>
  );
}
