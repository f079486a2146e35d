/** Reads the text in a photo or on scanned pages by machine, here and offline: which languages, how far, and how sure it was. */
import { FolderOpen, ScanText, X } from 'lucide-react';
import { useState } from 'react';
import type { CaseHandle, SourceId } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { useForm } from '../../components/useForm.ts';
import { counted } from '../../components/words.ts';
import { toFailure } from '../../state/client.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { useChoose } from '../chooser/useChoose.ts';
import { sure } from './facts/factWords.ts';
import { type ReadingState, useLanguages, useReading } from './facts/useReading.ts';
import './facts/reading.css';

/** As many as one reading takes. */
const mostLanguages = 6;
const usual = ['eng', 'ukr'];

interface Props {
  handle: CaseHandle;
  source: SourceId;
  /** Begins as one button. */
  compact?: boolean;
}

export function ReadByMachine({ handle, source, compact = false }: Props) {
  const { readOnly } = useCaseHere();
  const [unfolded, setUnfolded] = useState(!compact);
  const { state, read, cancel } = useReading(handle, source);
  if (readOnly) return null;
  if (!unfolded)
    return (
      <button type="button" className="btn small" onClick={() => setUnfolded(true)}>
        <ScanText size={14} aria-hidden="true" />
        Read by machine…
      </button>
    );
  return (
    <div className="mr">
      {state.at === 'reading' ? <Going state={state} onCancel={cancel} /> : <Ask onRead={read} again={state.at === 'read'} />}
      <p className="mr-said" role="status">
        {state.at === 'read' &&
          `Read: ${counted(state.result.characters, 'character')}, ${sure(state.result.confidence)} sure on average. It is a text of its own, marked as machine-read.`}
      </p>
      {state.at === 'failed' && <FormFailure failure={state.failure} />}
    </div>
  );
}

function Going({ state, onCancel }: { state: Extract<ReadingState, { at: 'reading' }>; onCancel(): void }) {
  const { done = 0, total = 0 } = state.progress ?? {};
  return (
    <div className="mr-going">
      <progress aria-label="Reading by machine" {...(total > 1 ? { value: done, max: total } : {})} />
      <span role="status">{total > 1 ? `Page ${Math.min(done + 1, total)} of ${total}` : 'Reading the letters'}…</span>
      <button type="button" className="btn small" onClick={onCancel}>
        <X size={13} aria-hidden="true" />
        Cancel
      </button>
    </div>
  );
}

function Ask({ onRead, again }: { onRead(languages: string[]): void; again: boolean }) {
  const { languages, folder, error, use } = useLanguages();
  const choose = useChoose();
  const { submit, failure } = useForm();
  const [chosen, setChosen] = useState<readonly string[]>(usual);
  const there = chosen.filter((code) => languages.some((one) => one.code === code));
  const toggle = (code: string) =>
    setChosen((before) => (before.includes(code) ? before.filter((one) => one !== code) : [...before, code]));
  const chooseFolder = () =>
    void submit(async () => {
      const ticket = await choose('language-folder');
      if (ticket) await use(ticket);
    });
  return (
    <>
      <fieldset className="mr-languages">
        <legend>Languages of the letters</legend>
        {languages.map(({ code, name, from }) => (
          <button
            key={code}
            type="button"
            className="chip"
            aria-pressed={there.includes(code)}
            title={from === 'bundled' ? 'Comes with Assay' : 'From the folder you chose'}
            disabled={there.length >= mostLanguages && !there.includes(code)}
            onClick={() => toggle(code)}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <div className="mr-acts">
        <button type="button" className="btn small primary" disabled={there.length === 0} onClick={() => onRead([...there])}>
          <ScanText size={14} aria-hidden="true" />
          {again ? 'Read again' : 'Read by machine'}
        </button>
        <button type="button" className="btn small" onClick={chooseFolder} title="A folder with files such as pol.traineddata">
          <FolderOpen size={14} aria-hidden="true" />
          Other languages…
        </button>
        {folder !== null && (
          <button type="button" className="btn small" onClick={() => void submit(() => use(null))}>
            Forget the folder
          </button>
        )}
      </div>
      {folder !== null && <p className="muted small wrap">Further languages are read from {folder}</p>}
      {failure && <FormFailure failure={failure} />}
      {error && <FormFailure failure={toFailure(error)} />}
    </>
  );
}
