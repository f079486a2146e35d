/** The forms of an open case. */
import type { OpenCase } from '../../../shared/contract.ts';
import { useSelection, useSelectionStore } from '../../state/selection.tsx';
import { ClaimForm } from '../evidence/ClaimForm.tsx';
import { RetractForm } from '../evidence/RetractForm.tsx';
import { VerdictForm } from '../evidence/VerdictForm.tsx';
import { DetailsForm } from './DetailsForm.tsx';

export function CaseDialogs({ info }: { info: OpenCase }) {
  const store = useSelectionStore();
  const dialog = useSelection((now) => now.dialog);
  const close = () => {
    if (store.get().dialog === dialog) store.set({ dialog: null });
  };
  if (!dialog || info.mode === 'read-only') return null;
  switch (dialog.kind) {
    case 'details':
      return <DetailsForm details={info.summary.details} onClose={close} />;
    case 'new-claim':
      return <ClaimForm kind="new" partOf={dialog.partOf} draft={dialog.draft} onClose={close} />;
    case 'edit-claim':
      return <ClaimForm kind="edit" claim={dialog.claim} onClose={close} />;
    case 'verdict':
      return <VerdictForm claim={dialog.claim} onClose={close} />;
    case 'retract-claim':
      return <RetractForm claim={dialog.claim} onClose={close} />;
    case 'retract-link':
      return <RetractForm evidence={dialog.evidence} onClose={close} />;
    default:
      return null;
  }
}
