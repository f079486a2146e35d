/** Which sources are listed: all, or those of one state. Quieter than the kinds, which stand over it. */
import type { TriageCounts } from '../../../shared/contract.ts';
import { count } from '../../components/words.ts';
import { useSelection, useSelectionStore } from '../../state/selection.tsx';
import { TriageSign } from './TriageSign.tsx';
import { triages, triageWords } from './triageWords.ts';

export function TriageChips({ counts }: { counts: TriageCounts | null }) {
  const store = useSelectionStore();
  const shown = useSelection((now) => now.triage);
  return (
    <fieldset className="chips triage-chips" aria-label="State">
      {triages.map((triage) => (
        <button
          key={triage}
          type="button"
          className="chip"
          aria-pressed={shown === triage}
          data-none={counts?.[triage] === 0 || undefined}
          title={shown === triage ? 'Show all states' : undefined}
          onClick={() => store.set({ triage: shown === triage ? 'all' : triage })}
        >
          <TriageSign triage={triage} />
          {triageWords[triage]} <span>{counts ? count(counts[triage]) : ''}</span>
        </button>
      ))}
      {shown !== 'all' && (
        <button type="button" className="chip" onClick={() => store.set({ triage: 'all' })}>
          All states
        </button>
      )}
    </fieldset>
  );
}
