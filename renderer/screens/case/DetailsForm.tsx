import { useState } from 'react';
import type { CaseDetails } from '../../../shared/model.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { FormFailure } from '../../components/FormFailure.tsx';
import { Labelled } from '../../components/Labelled.tsx';
import { useForm } from '../../components/useForm.ts';
import { useApi } from '../../state/client.tsx';
import { useCaseHere } from './CaseContext.tsx';

/** Strain is real in this work: nobody has to see everything at once. */
const covers = [
  { cover: 'none', word: 'At once' },
  { cover: 'blur', word: 'Blurred until revealed' },
  { cover: 'grey', word: 'Grey until revealed' },
] as const satisfies readonly { cover: CaseDetails['cover']; word: string }[];

/** What stands on the first page of the report. Only what was changed is written. */
export function DetailsForm({ details, onClose }: { details: CaseDetails; onClose(): void }) {
  const { handle } = useCaseHere();
  const api = useApi();
  const { submit, busy, failure } = useForm();
  const [now, setNow] = useState(details);
  const [languageWrong, setLanguageWrong] = useState<string | null>(null);
  const set = (change: Partial<CaseDetails>) => setNow((before) => ({ ...before, ...change }));
  const send = (event: React.SubmitEvent) => {
    event.preventDefault();
    if (now.language !== '' && !isLanguage(now.language))
      return setLanguageWrong('This is no language code. Use, for example, en, uk or de-CH.');
    const change = changed(details, { ...now, title: now.title.trim() });
    void submit(async () => {
      if (Object.keys(change).length > 0) await api.cases.edit({ case: handle, details: change });
      onClose();
    });
    return undefined;
  };
  return (
    <Dialog
      title="Case details"
      lead="They stand on the first page of the report; the last is only about this window."
      wide
      onClose={onClose}
    >
      <form className="form" onSubmit={send}>
        <Labelled label="Title">
          {(field) => (
            <input
              {...field}
              className="input"
              required
              maxLength={300}
              dir="auto"
              value={now.title}
              onChange={(event) => set({ title: event.target.value })}
            />
          )}
        </Labelled>
        <div className="row">
          <Labelled label="Number">
            {(field) => (
              <input
                {...field}
                className="input"
                maxLength={100}
                value={now.number}
                onChange={(event) => set({ number: event.target.value })}
              />
            )}
          </Labelled>
          <Labelled label="Author">
            {(field) => (
              <input
                {...field}
                className="input"
                maxLength={300}
                dir="auto"
                value={now.author}
                onChange={(event) => set({ author: event.target.value })}
              />
            )}
          </Labelled>
        </div>
        <Labelled label="Summary" hint="What was asked, and what came out.">
          {(field) => (
            <textarea
              {...field}
              className="input"
              rows={5}
              maxLength={20_000}
              dir="auto"
              value={now.summary}
              onChange={(event) => set({ summary: event.target.value })}
            />
          )}
        </Labelled>
        <div className="row">
          <Labelled label="Handling" hint="How it may be passed on, for example “For the editors only”.">
            {(field) => (
              <input
                {...field}
                className="input"
                maxLength={200}
                dir="auto"
                value={now.handling}
                onChange={(event) => set({ handling: event.target.value })}
              />
            )}
          </Labelled>
          <Labelled label="Language of the report" hint="A code: en, uk, de-CH." wrong={languageWrong}>
            {(field) => (
              <input
                {...field}
                className="input"
                maxLength={35}
                spellCheck={false}
                value={now.language}
                onChange={(event) => {
                  set({ language: event.target.value.trim() });
                  setLanguageWrong(null);
                }}
              />
            )}
          </Labelled>
        </div>
        <fieldset>
          <legend className="legend">Photos are shown</legend>
          <div className="choices">
            {covers.map(({ cover, word }) => (
              <label key={cover} className="choice">
                <input type="radio" name="cover" value={cover} checked={now.cover === cover} onChange={() => set({ cover })} />
                {word}
              </label>
            ))}
          </div>
          <p className="details-hint">
            A covered photo stays so, wherever it stands in the window, until a person reveals it. Reports and exports are not changed by
            it.
          </p>
        </fieldset>
        {failure && <FormFailure failure={failure} />}
        <footer className="actions">
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="btn primary" disabled={busy || now.title.trim() === ''}>
            Save
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

/** BCP 47 as the browser reads it. */
function isLanguage(code: string): boolean {
  try {
    return Intl.getCanonicalLocales(code).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function changed(before: CaseDetails, after: CaseDetails): Partial<CaseDetails> {
  return {
    ...(before.title === after.title ? {} : { title: after.title }),
    ...(before.number === after.number ? {} : { number: after.number }),
    ...(before.author === after.author ? {} : { author: after.author }),
    ...(before.summary === after.summary ? {} : { summary: after.summary }),
    ...(before.handling === after.handling ? {} : { handling: after.handling }),
    ...(before.cover === after.cover ? {} : { cover: after.cover }),
    ...(before.language === after.language ? {} : { language: after.language }),
  };
}
