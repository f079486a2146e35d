/** The open source is to be compared with another one that a person names: the workbench finds it by title, publisher or reference. */
import { useQuery } from '@tanstack/react-query';
import { Columns2, Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { SourceId } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { SourceIcon } from '../../components/SourceIcon.tsx';
import { counted } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { useSource } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { Boxed } from '../import/FileName.tsx';

const mostShown = 40;

export function ChooseOther({ source }: { source: SourceId }) {
  const api = useApi();
  const store = useSelectionStore();
  const { handle } = useCaseHere();
  const about = useSource(handle, source).data;
  const [typed, setTyped] = useState('');
  const filter = useDeferredValue(typed).slice(0, 200);
  const isPhoto = about?.kind === 'photo';
  const found = useQuery({
    queryKey: ['case', handle, 'sources', 'to compare', isPhoto, filter],
    queryFn: ({ signal }) =>
      api.sources.list({ case: handle, filter, limit: mostShown + 1, ...(isPhoto ? { kind: 'photo' as const } : {}) }, { signal }),
    enabled: about !== undefined,
    gcTime: 10_000,
  });
  const rows = (found.data?.rows ?? []).filter(({ id, kind }) => id !== source && (kind === 'photo') === isPhoto).slice(0, mostShown);
  return (
    <section className="panel compare" aria-label="Compare" data-f6 tabIndex={-1}>
      <div className="phead">
        <Columns2 size={15} aria-hidden="true" className="muted" />
        <h2>Compare {about?.ref} with</h2>
        <span className="muted">{isPhoto ? 'another photo' : 'another text'}</span>
      </div>
      <div className="choose-other">
        <label className="field">
          <Search size={14} aria-hidden="true" />
          <input
            aria-label="Find the other source"
            placeholder="Title, publisher or reference"
            // biome-ignore lint/a11y/noAutofocus: the person just asked to choose one here
            autoFocus
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        {found.error && <FormFailure failure={toFailure(found.error)} />}
        <ul aria-label="Sources to compare with">
          {rows.map((row) => (
            <li key={row.id}>
              <button type="button" className="choose-row" onClick={() => store.compare(source, row.id)}>
                <SourceIcon source={row} size={15} />
                <span className="ref">{row.ref}</span>
                <bdi className="cut">
                  <Boxed text={row.title} />
                </bdi>
              </button>
            </li>
          ))}
        </ul>
        {found.data && rows.length === 0 && <p className="muted">No other {isPhoto ? 'photo' : 'text'} by these words.</p>}
        {found.data && found.data.total > mostShown && <p className="muted">{counted(found.data.total, 'source')}; type to find one.</p>}
      </div>
    </section>
  );
}
