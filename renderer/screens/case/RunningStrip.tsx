/** A long action under way: what it does, how far it is, and how to stop it. */
import type { ReactNode } from 'react';
import type { JobProgress } from '../../../shared/contract.ts';

interface Props {
  label: string;
  doing: string;
  progress: JobProgress | null;
  /** How far it is, in words. */
  words: ReactNode;
  onCancel(): void;
}

export function RunningStrip({ label, doing, progress, words, onCancel }: Props) {
  return (
    <section className="strip" aria-label={label}>
      <div className="grow">
        <p role="status">
          <b className="strong">{doing}</b> {progress ? words : 'Starting'}
        </p>
        <div className="progress">
          <i style={{ inlineSize: `${progress && progress.total > 0 ? (100 * progress.done) / progress.total : 0}%` }} />
        </div>
      </div>
      <button type="button" className="btn small" onClick={onCancel}>
        Cancel
      </button>
    </section>
  );
}
