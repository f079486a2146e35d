import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../components/Dialog.tsx';
import { FormFailure } from '../../components/FormFailure.tsx';
import { Labelled } from '../../components/Labelled.tsx';
import { useForm } from '../../components/useForm.ts';
import { useApi } from '../../state/client.tsx';
import { keys, useSettings } from '../../state/queries.ts';

/** The name that this person's entries carry in every log from now on. */
export function NameDialog({ onClose }: { onClose(): void }) {
  const api = useApi();
  const client = useQueryClient();
  const settings = useSettings().data;
  const { submit, busy, failure } = useForm();
  const [name, setName] = useState<string | null>(null);
  const shown = name ?? settings?.authorName ?? '';
  const send = (event: React.SubmitEvent) => {
    event.preventDefault();
    void submit(async () => {
      client.setQueryData(keys.settings, await api.app.changeSettings({ authorName: shown.trim() }));
      onClose();
    });
  };
  return (
    <Dialog
      title="Your name, as it stands in the log"
      lead="Every change you make is an entry with this name. Entries already made keep the name they have."
      onClose={onClose}
    >
      <form className="form" onSubmit={send}>
        <Labelled label="Name" hint="A name, initials or a role. It stays on this machine and in the cases you work on.">
          {(field) => (
            <input
              {...field}
              className="input"
              value={shown}
              required
              maxLength={200}
              dir="auto"
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Labelled>
        {failure && <FormFailure failure={failure} />}
        <footer className="actions">
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="btn primary" disabled={busy || shown.trim() === ''}>
            Use this name
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
