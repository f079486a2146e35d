/** How the reading of scanned documents goes, and what it could not read. */
import { CircleAlert, X } from 'lucide-react';
import { count, counted } from '../../components/words.ts';
import { RunningStrip } from './RunningStrip.tsx';
import { useScans } from './useScans.ts';

/** The strip stays small: what it cannot name stands among what is to be looked at. */
const shown = 3;

export function ScansStrip() {
  const { current, waiting, notes, stop, dismiss } = useScans();
  return (
    <>
      {current !== null && (
        <RunningStrip
          label="Reading scanned documents"
          doing="Reading scanned documents."
          progress={{ phase: 'reading', done: current.done, total: current.total }}
          words={
            <>
              <span className="mono">{current.ref}</span>: {count(current.done)} of {counted(current.total, 'page')}
              {waiting > 0 && `, ${counted(waiting, 'document')} after it`}
            </>
          }
          onCancel={stop}
        />
      )}
      {notes.length > 0 && (
        <section className="strip" role="status" aria-label="Scanned documents that were not read">
          <CircleAlert size={18} aria-hidden="true" className="strip-icon" />
          <div className="grow">
            <p>
              <b className="strong">{counted(notes.length, 'scanned document')} not read.</b>
            </p>
            <ul className="checks">
              {notes.slice(0, shown).map(({ source, ref, message }) => (
                <li key={source}>
                  <span className="mono">{ref}</span> {message}
                </li>
              ))}
              {notes.length > shown && <li className="muted">{count(notes.length - shown)} more</li>}
            </ul>
          </div>
          <button type="button" className="icon small" aria-label="Dismiss" onClick={dismiss}>
            <X size={15} aria-hidden="true" />
          </button>
        </section>
      )}
    </>
  );
}
