import { useState } from 'react';
import type { Link } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { Labelled } from '../../components/Labelled.tsx';
import { StanceChoice } from '../../components/StanceChoice.tsx';
import { useForm } from '../../components/useForm.ts';
import { useApi } from '../../state/client.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';

/** Stance and reason of a link, changed in place. */
export function LinkForm({ link, onClose }: { link: Link; onClose(): void }) {
  const { handle } = useCaseHere();
  const api = useApi();
  const { submit, busy, failure } = useForm();
  const [stance, setStance] = useState(link.stance);
  const [because, setBecause] = useState(link.because);
  const send = (event: React.SubmitEvent) => {
    event.preventDefault();
    void submit(async () => {
      if (stance !== link.stance || because !== link.because) await api.links.edit({ case: handle, link: link.id, stance, because });
      onClose();
    });
  };
  return (
    <form
      className="form link-form"
      onSubmit={send}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <StanceChoice stance={stance} onChange={setStance} />
      <Labelled label="Because" hint="Why this passage has this stance.">
        {(field) => (
          <textarea
            {...field}
            className="input"
            rows={3}
            maxLength={5000}
            dir="auto"
            // biome-ignore lint/a11y/noAutofocus: the form was just asked for, at this place
            autoFocus
            value={because}
            onChange={(event) => setBecause(event.target.value)}
          />
        )}
      </Labelled>
      {failure && <FormFailure failure={failure} />}
      <div className="actions">
        <button type="button" className="btn small" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className="btn small primary" disabled={busy}>
          Save
        </button>
      </div>
    </form>
  );
}
