/** What the file says, and a person's correction beside it: never over it, and either says whose it is. */
import { useQueryClient } from '@tanstack/react-query';
import { FileText, type LucideIcon, Pencil, Undo2, UserRound } from 'lucide-react';
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Corrections, Source } from '../../../../shared/model.ts';
import { FormFailure } from '../../../components/FormFailure.tsx';
import { useForm } from '../../../components/useForm.ts';
import { edtf } from '../../../components/words.ts';
import { useApi } from '../../../state/client.tsx';
import { invalidateTouched } from '../../../state/queries.ts';
import { useCaseHere } from '../../case/CaseContext.tsx';
import { EditableText } from '../EditableText.tsx';
import { correctable, correctionOf } from './corrections.ts';
import { Fact } from './Sheet.tsx';

export function useCorrect(source: Source) {
  const api = useApi();
  const client = useQueryClient();
  const { handle } = useCaseHere();
  const { submit, busy, failure } = useForm();
  const correct = (corrections: Corrections): Promise<boolean> =>
    submit(async () => {
      await api.sources.correct({ case: handle, source: source.id, corrections });
      invalidateTouched(client, handle, ['source']);
    });
  return { correct, busy, failure };
}

/** Title, authors, publisher, date and address; and a person's note. */
export function CorrectedFacts({ source }: { source: Source }) {
  return (
    <>
      <div className="rs-rows">
        {correctable(source).map((row) => (
          <One key={row.field} row={row} source={source} />
        ))}
        {source.metadata.modified && (
          <section className="rs-row" aria-label="Modified">
            <h3>Modified</h3>
            <Value said={{ words: edtf(source.metadata.modified.value) }} by="file" whose={source.metadata.modified.from} icon={null} />
          </section>
        )}
      </div>
      <Note source={source} />
    </>
  );
}

type Row = ReturnType<typeof correctable>[number];

function One({ row, source }: { row: Row; source: Source }) {
  const { readOnly } = useCaseHere();
  const { correct, busy, failure } = useCorrect(source);
  const [draft, setDraft] = useState<string | null>(null);
  const { field, title, hint, inFile, corrected } = row;
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure) form.current?.scrollIntoView({ block: 'nearest' });
  }, [failure]);
  const save = async (typed: string) => {
    // The file's own words typed again are no correction
    const same = inFile !== null && typed.trim() === inFile.typed.trim();
    if (await correct(correctionOf(field, same ? '' : typed))) setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setDraft(null);
    else if (event.key === 'Enter' && (field !== 'authors' || event.ctrlKey || event.metaKey)) void save(draft ?? '');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const own = {
    className: 'input',
    'aria-label': title,
    value: draft ?? '',
    dir: field === 'published' || field === 'url' ? 'ltr' : 'auto',
    spellCheck: field !== 'published' && field !== 'url',
    // the person just asked to write here
    autoFocus: true,
    onFocus: ({ currentTarget: at }: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      at.setSelectionRange(at.value.length, at.value.length);
      at.closest('.rs-edit')?.scrollIntoView({ block: 'nearest' });
    },
    onKeyDown,
  };
  return (
    <section className="rs-row" aria-label={title}>
      <h3>{title}</h3>
      <div>
        {corrected && <Value said={corrected} by="person" whose="corrected by a person" icon={UserRound} />}
        {inFile ? (
          <Value
            said={inFile}
            by="file"
            whose={corrected ? `what the file says, ${inFile.from}` : inFile.from}
            icon={corrected ? FileText : null}
          />
        ) : (
          <p className="muted">{source.reading === 'locked' ? 'Not known yet' : 'Nothing in the file'}</p>
        )}
        {draft !== null && (
          <div ref={form} className="rs-edit">
            {field === 'authors' ? (
              <textarea {...own} rows={3} maxLength={5000} onChange={(event) => setDraft(event.target.value)} />
            ) : (
              <input {...own} maxLength={2000} onChange={(event) => setDraft(event.target.value)} />
            )}
            {hint && <small>{hint}</small>}
            {failure && <FormFailure failure={failure} />}
            <div className="rs-acts">
              <button type="button" className="btn small primary" disabled={busy} onClick={() => void save(draft)}>
                {busy ? 'Saving…' : 'Save'}
              </button>
              <button type="button" className="btn small" onClick={() => setDraft(null)}>
                Cancel
              </button>
              {corrected && (
                <button type="button" className="btn small" disabled={busy} onClick={() => void save('')}>
                  <Undo2 size={13} aria-hidden="true" />
                  Take it back
                </button>
              )}
            </div>
            <small>It stands beside what the file says, and in the log. The file stays as it is.</small>
          </div>
        )}
      </div>
      {!readOnly && draft === null && (
        <button
          type="button"
          className="icon small"
          aria-label={`${corrected || inFile ? 'Correct' : 'Add'}: ${title.toLowerCase()}`}
          onClick={() => setDraft((corrected ?? inFile)?.typed ?? '')}
        >
          <Pencil size={13} aria-hidden="true" />
        </button>
      )}
    </section>
  );
}

interface ValueProps {
  said: { readonly words: string };
  by: 'file' | 'person';
  whose: string;
  icon: LucideIcon | null;
}

function Value({ said, by, whose, icon: Icon }: ValueProps) {
  return (
    <p className="rs-said" data-by={by} data-beside={(by === 'file' && Icon !== null) || undefined}>
      <span className="wrap" dir="auto">
        {said.words}
      </span>
      <small className="wrap">
        {Icon && <Icon size={12} aria-hidden="true" />}
        {whose}
      </small>
    </p>
  );
}

function Note({ source }: { source: Source }) {
  const { readOnly } = useCaseHere();
  const { correct, failure } = useCorrect(source);
  return (
    <Fact title="Note" from="yours, not the file’s">
      <EditableText
        label="the note"
        value={source.corrections.note ?? ''}
        empty="No note."
        readOnly={readOnly}
        onSave={(note) => correct({ note })}
      />
      {failure && <FormFailure failure={failure} />}
    </Fact>
  );
}
