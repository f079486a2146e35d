/** A text that is read until one chooses to write it: note, reason, description. */
import { Pencil } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';

interface Props {
  label: string;
  value: string;
  /** Said where there is nothing yet. */
  empty: string;
  readOnly: boolean;
  /** False where it was refused: what was typed stays. */
  onSave(value: string): Promise<boolean>;
}

export function EditableText({ label, value, empty, readOnly, onSave }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  if (draft === null) {
    return (
      <p className="rd-note" data-empty={!value || undefined}>
        <span dir="auto">{value || empty}</span>
        {!readOnly && (
          <button type="button" className="icon small" aria-label={`${value ? 'Edit' : 'Write'} ${label}`} onClick={() => setDraft(value)}>
            <Pencil size={13} aria-hidden="true" />
          </button>
        )}
      </p>
    );
  }
  const save = async (): Promise<void> => {
    setSaving(true);
    const done = await onSave(draft.trim());
    setSaving(false);
    if (done) setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setDraft(null);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
    else return;
    event.stopPropagation();
    event.preventDefault();
  };
  return (
    <div className="rd-edit">
      <textarea
        className="input"
        aria-label={label}
        rows={2}
        dir="auto"
        maxLength={5000}
        // biome-ignore lint/a11y/noAutofocus: the person just asked to write here
        autoFocus
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <button type="button" className="btn small primary" disabled={saving} onClick={() => void save()}>
        {saving ? 'Saving…' : 'Save'} <kbd>Ctrl ⏎</kbd>
      </button>
      <button type="button" className="btn small" onClick={() => setDraft(null)}>
        Cancel
      </button>
    </div>
  );
}
