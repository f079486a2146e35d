/**
 * Our own chooser, for shells that have no system dialog: walks folders by ticket and either picks an entry (open a
 * case) or names something new in the folder (new case, report). Arrows move, Enter opens, Backspace goes up.
 */
import { skipToken, useQuery } from '@tanstack/react-query';
import { ArrowUp, Briefcase, File, Folder, HardDrive } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ChooseFor, ChooserEntry } from '../../../shared/contract.ts';
import type { Ticket } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { Labelled } from '../../components/Labelled.tsx';
import { rowAt } from '../../components/rowAt.ts';
import { useForm } from '../../components/useForm.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { bytes, when } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import './chooser.css';

export interface Chosen {
  readonly ticket: Ticket;
  readonly place: string;
}
interface Props {
  purpose: ChooseFor;
  suggestedName: string;
  onChoose(chosen: Chosen): void;
  onCancel(): void;
  /** Picks the folder itself, without a name in it. */
  folderOnly?: boolean;
}

const picksFile = (purpose: ChooseFor) => purpose === 'open-annotations';
const picksEntry = (purpose: ChooseFor) => purpose === 'open-case' || picksFile(purpose);

export function Chooser({ purpose, suggestedName, onChoose, onCancel, folderOnly = false }: Props) {
  const api = useApi();
  const [folder, setFolder] = useState<Ticket | null>(null);
  const places = useQuery({ queryKey: ['chooser', 'places'], queryFn: ({ signal }) => api.files.places(undefined, { signal }), gcTime: 0 });
  const start = folder ?? places.data?.places[0]?.ticket ?? null;
  const listing = useQuery({
    queryKey: ['chooser', 'folder', start],
    queryFn: start ? ({ signal }) => api.files.list({ folder: start }, { signal }) : skipToken,
    gcTime: 0,
  });
  const failure = listing.data?.failure ?? (places.error ? toFailure(places.error) : listing.error ? toFailure(listing.error) : null);
  const here = listing.data;
  return (
    <div className="chooser">
      <ul className="chooser-places" aria-label="Places">
        {places.data?.places.map((place) => (
          <li key={place.ticket}>
            <button
              type="button"
              className="chooser-place"
              onClick={() => setFolder(place.ticket)}
              aria-current={here?.here === place.ticket || undefined}
            >
              <HardDrive size={14} aria-hidden="true" />
              <span className="cut">{place.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="chooser-main">
        <div className="chooser-path">
          <button
            type="button"
            className="icon small"
            aria-label="Up one folder"
            disabled={!here?.parent}
            onClick={() => here?.parent && setFolder(here.parent)}
          >
            <ArrowUp size={15} aria-hidden="true" />
          </button>
          <span className="cut mono" dir="ltr" title={here?.place}>
            {here?.place ?? ''}
          </span>
        </div>
        {failure && <FormFailure failure={failure} />}
        {here ? (
          <Entries
            key={here.here}
            takeFocus={picksEntry(purpose) || folderOnly || folder !== null}
            entries={here.entries}
            purpose={purpose}
            up={here.parent ? () => here.parent && setFolder(here.parent) : null}
            enter={(entry) => setFolder(entry.ticket)}
            pick={(entry) => onChoose({ ticket: entry.ticket, place: `${here.place}/${entry.name}` })}
          />
        ) : (
          !failure && <Waiting words="Reading the folder" />
        )}
      </div>
      {picksEntry(purpose) ? (
        <div className="actions">
          <p className="muted small grow">Enter opens a folder or {picksFile(purpose) ? 'takes a file' : 'a case'}, Backspace goes up.</p>
          <button type="button" className="btn" onClick={onCancel}>
            Cancel
          </button>
        </div>
      ) : folderOnly ? (
        <div className="actions">
          <button type="button" className="btn" onClick={onCancel}>
            Back
          </button>
          <button
            type="button"
            className="btn primary"
            disabled={!here}
            onClick={() => here && onChoose({ ticket: here.here, place: here.place })}
          >
            {purpose === 'language-folder' ? 'Use this folder' : 'Put it in this folder'}
          </button>
        </div>
      ) : (
        <NameHere folder={here?.here ?? null} suggestedName={suggestedName} onChoose={onChoose} onCancel={onCancel} />
      )}
    </div>
  );
}

function Entries({
  entries,
  takeFocus,
  purpose,
  up,
  enter,
  pick,
}: {
  entries: readonly ChooserEntry[];
  /** Where something is named, its name keeps the focus until a folder is entered. */
  takeFocus: boolean;
  purpose: ChooseFor;
  up: (() => void) | null;
  enter(entry: ChooserEntry): void;
  pick(entry: ChooserEntry): void;
}) {
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const shown = entries.filter((entry) => entry.kind !== 'file' || picksFile(purpose) || !picksEntry(purpose));
  useEffect(() => {
    if (takeFocus) list.current?.focus({ preventScroll: true });
  }, [takeFocus]);
  const act = (entry: ChooserEntry | undefined) => {
    if (!entry) return;
    if (entry.kind === 'folder') enter(entry);
    else if (entry.kind === 'case' ? purpose === 'open-case' : picksFile(purpose)) pick(entry);
  };
  const go = (index: number) => {
    const next = Math.max(0, Math.min(shown.length - 1, index));
    setAt(next);
    document.getElementById(`chooser-entry-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKey = (event: React.KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: shown.length - 1,
      PageDown: at + 8,
      PageUp: at - 8,
    };
    const move = moves[event.key];
    if (move !== undefined) go(move);
    else if (event.key === 'Enter') act(shown[at]);
    else if (event.key === 'Backspace' && up) up();
    else if (event.key.length === 1 && !event.ctrlKey) {
      const starts = (entry: ChooserEntry) => entry.name.toLowerCase().startsWith(event.key.toLowerCase());
      const later = shown.findIndex((entry, index) => index > at && starts(entry));
      const found = later >= 0 ? later : shown.findIndex(starts);
      if (found >= 0) go(found);
      else return;
    } else return;
    event.preventDefault();
  };
  const current = shown[at];
  if (shown.length === 0)
    return (
      <div className="chooser-list">
        <p className="empty">
          {picksEntry(purpose) ? (picksFile(purpose) ? 'This folder is empty.' : 'No folder and no case here.') : 'This folder is empty.'}
        </p>
      </div>
    );
  return (
    <div
      ref={list}
      className="chooser-list"
      role="listbox"
      tabIndex={0}
      aria-label="Folders and files"
      onKeyDown={onKey}
      onClick={(event) => {
        const index = rowAt(event.target);
        const entry = index === null ? undefined : shown[index];
        if (index === null || !entry) return;
        setAt(index);
        act(entry);
      }}
      {...(current ? { 'aria-activedescendant': `chooser-entry-${at}` } : {})}
    >
      {shown.map((entry, index) => (
        <div
          key={entry.ticket}
          id={`chooser-entry-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          aria-disabled={(entry.kind === 'file' && !picksFile(purpose)) || undefined}
          className="chooser-entry"
          data-index={index}
        >
          {entry.kind === 'case' ? (
            <Briefcase size={15} aria-hidden="true" />
          ) : entry.kind === 'folder' ? (
            <Folder size={15} aria-hidden="true" />
          ) : (
            <File size={15} aria-hidden="true" />
          )}
          <span className="cut" dir="auto">
            {entry.name}
          </span>
          <span className="muted small">{entry.kind === 'case' ? 'case' : entry.size === null ? '' : bytes(entry.size)}</span>
          <span className="muted small">{entry.modifiedAt ? when(entry.modifiedAt) : ''}</span>
        </div>
      ))}
    </div>
  );
}

function NameHere({
  folder,
  suggestedName,
  onChoose,
  onCancel,
}: {
  folder: Ticket | null;
  suggestedName: string;
  onChoose(chosen: Chosen): void;
  onCancel(): void;
}) {
  const api = useApi();
  const [name, setName] = useState(suggestedName);
  const [standing, setStanding] = useState<Chosen | null>(null);
  const { submit, busy, failure } = useForm();
  const send = (event: React.SubmitEvent) => {
    event.preventDefault();
    if (standing) return onChoose(standing);
    void submit(async () => {
      if (!folder) return;
      const target = await api.files.target({ folder, name: name.trim() });
      const chosen = { ticket: target.ticket, place: target.place };
      if (target.exists) setStanding(chosen);
      else onChoose(chosen);
    });
  };
  return (
    <form className="form" onSubmit={send}>
      <Labelled label="Name" wrong={standing ? 'A file of this name stands here. Saving replaces it.' : null}>
        {(field) => (
          <input
            {...field}
            className="input"
            value={name}
            required
            maxLength={200}
            onChange={(event) => {
              setName(event.target.value);
              setStanding(null);
            }}
          />
        )}
      </Labelled>
      {failure && <FormFailure failure={failure} />}
      <div className="actions">
        <button type="button" className="btn" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" className="btn primary" disabled={busy || !folder || name.trim() === ''}>
          {standing ? 'Replace it' : 'Save here'}
        </button>
      </div>
    </form>
  );
}
