/** Before the queue: files on their way from this window, and what could not even be handed over. */
import { CircleX, Download, X } from 'lucide-react';
import { count, counted } from '../../components/words.ts';
import { adviceFor } from '../../state/failure.ts';
import { Boxed } from './FileName.tsx';
import type { Import } from './useImport.ts';

export function Handing({ importing }: { importing: Import }) {
  const { handing } = importing;
  if (!handing) return null;
  return (
    <>
      <div className="import-head">
        <Download size={17} aria-hidden="true" />
        <p className="grow cut" role="status">
          <b className="strong">
            Taking in {count(handing.done)} of {counted(handing.total, 'file')}
          </b>{' '}
          <bdi className="muted">{handing.current}</bdi>
        </p>
        <button type="button" className="btn small" onClick={importing.cancelHanding}>
          Cancel
        </button>
      </div>
      <div
        className="import-bar"
        role="progressbar"
        aria-label="Files taken in"
        aria-valuemin={0}
        aria-valuemax={Math.max(1, handing.total)}
        aria-valuenow={handing.done}
      >
        <i data-outcome="imported" style={{ flexGrow: handing.done }} />
        <i data-outcome="rest" style={{ flexGrow: handing.total - handing.done }} />
      </div>
    </>
  );
}

export function RefusedList({ importing }: { importing: Import }) {
  if (importing.refused.length === 0) return null;
  return (
    <div className="import-refused">
      <ul className="import-list" aria-label="Could not be taken in">
        {importing.refused.map(({ path, failure }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end
          <li key={index} data-outcome="failed">
            <CircleX size={15} aria-hidden="true" />
            <bdi className="wrap strong">
              <Boxed text={path} />
            </bdi>
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
