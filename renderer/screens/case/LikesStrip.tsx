/** How the search for near-duplicates goes, and where to see what it found. */
import { CircleCheck, X } from 'lucide-react';
import { count, counted } from '../../components/words.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { RunningStrip } from './RunningStrip.tsx';
import type { LookingForLikes } from './useLikes.ts';

export function LikesStrip({ likes }: { likes: LookingForLikes }) {
  const store = useSelectionStore();
  const { state, cancel, dismiss } = likes;
  if (state.at === 'idle') return null;
  if (state.at === 'running') {
    const { progress } = state;
    return (
      <RunningStrip
        label="Looking for near-duplicates"
        doing="Looking for near-duplicates."
        progress={progress}
        words={progress && `${count(progress.done)} of ${counted(progress.total, 'source')}`}
        onCancel={cancel}
      />
    );
  }
  const { compared, found } = state.result;
  return (
    <section className="strip" role="status" aria-label="Near-duplicates">
      <CircleCheck size={18} aria-hidden="true" className="strip-icon" />
      <p className="grow">
        <b className="strong">{found === 0 ? 'Nothing looks alike.' : `${counted(found, 'pair')} that look alike.`}</b>{' '}
        {counted(compared, 'source')} compared.
      </p>
      {found > 0 && (
        <button type="button" className="btn small" onClick={() => store.set({ view: 'import' })}>
          Look at them
        </button>
      )}
      <button type="button" className="icon small" aria-label="Dismiss" onClick={dismiss}>
        <X size={15} aria-hidden="true" />
      </button>
    </section>
  );
}
