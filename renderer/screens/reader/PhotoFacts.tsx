/** What a photo's file says, and the description that stands for the photo where it cannot be seen. */
import { Search, X } from 'lucide-react';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import type { CaseHandle, FileField, Source } from '../../../shared/model.ts';
import { bytes, count, counted, instant } from '../../components/words.ts';
import { useApi } from '../../state/client.tsx';
import { EditableText } from './EditableText.tsx';
import { cameraName, placeWords, takenWords } from './photoWords.ts';
import type { Linking } from './useLinking.ts';

interface Props {
  handle: CaseHandle;
  source: Source;
  readOnly: boolean;
  run: Linking['run'];
  onClose(): void;
}

export function PhotoFacts({ handle, source, readOnly, run, onClose }: Props) {
  const api = useApi();
  const { captured, camera, position, fields = [] } = source.metadata;
  const { photo, provenance, corrections } = source;
  return (
    <aside className="ph-facts" aria-label="What the file says">
      <header className="phead">
        <h2 className="grow">What the file says</h2>
        <button type="button" className="icon small" aria-label="Close what the file says" onClick={onClose}>
          <X size={14} aria-hidden="true" />
        </button>
      </header>
      <div className="ph-facts-body">
        <Fact title="Description" from="for those who cannot see it; printed in the report">
          <EditableText
            label="the description"
            value={corrections.altText ?? ''}
            empty="No description yet. What does the photo show?"
            readOnly={readOnly}
            onSave={(altText) =>
              run(() => api.sources.correct({ case: handle, source: source.id, corrections: { altText } }), 'Description saved.', [
                'source',
              ])
            }
          />
        </Fact>
        <Fact title="Time" from={captured?.from}>
          {captured ? takenWords(captured.value) : 'Nothing in the file.'}
          {captured?.value.offset === null && (
            <small>By the camera’s own clock; the file does not say which time zone it was set to.</small>
          )}
        </Fact>
        <Fact title="Place" from={position?.from}>
          {position ? placeWords(position.value) : 'Nothing in the file.'}
          {position?.value.alt !== undefined && <small>{count(Math.round(position.value.alt))} m above the sea</small>}
        </Fact>
        <Fact title="Camera" from={camera?.from}>
          {camera ? cameraName(camera.value) : 'Nothing in the file.'}
        </Fact>
        <Fact title="File" from={source.mediaType}>
          <bdi>{provenance.fileName}</bdi>, {bytes(source.size)}
          {photo && (
            <small>
              {photo.width} × {photo.height} px{photo.orientation === 1 ? '' : `, turned upright (orientation ${photo.orientation})`}
            </small>
          )}
          <small>
            imported {instant(provenance.importedAt)} by {provenance.importedBy.name}
          </small>
          <small className="mono wrap">sha256 {source.original}</small>
        </Fact>
        <Fields fields={fields} />
        <p className="muted small">
          A file’s own words can be set by anyone who has had it. They do not prove when, where or by whom a photo was taken.
        </p>
      </div>
    </aside>
  );
}

function Fact({ title, from, children }: { title: string; from?: string | undefined; children: ReactNode }) {
  return (
    <section className="ph-fact">
      <h3>
        {title}
        {from && <small>{from}</small>}
      </h3>
      <div>{children}</div>
    </section>
  );
}

const mostRows = 400;

function Fields({ fields }: { fields: readonly FileField[] }) {
  const [wanted, setWanted] = useState('');
  const needle = useDeferredValue(wanted).trim().toLowerCase();
  const rows = useMemo(
    () => fields.filter(({ group, name, value }) => `${group} ${name} ${value}`.toLowerCase().includes(needle)),
    [fields, needle],
  );
  if (fields.length === 0) return <Fact title="All fields">Nothing in the file.</Fact>;
  return (
    <section className="ph-fact">
      <h3>
        All fields <small aria-live="polite">{needle ? `${rows.length} of ${fields.length}` : counted(fields.length, 'field')}</small>
      </h3>
      <div className="field">
        <Search size={14} aria-hidden="true" />
        <input
          type="search"
          aria-label="Search the file’s fields"
          placeholder="Search the fields"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </div>
      <table>
        <tbody>
          {rows.slice(0, mostRows).map(({ group, name, value }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a file may hold the same field twice
            <tr key={`${group} ${name} ${index}`}>
              <th scope="row" title={group}>
                {name}
              </th>
              <td className="wrap" dir="auto">
                {value}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="muted">No field holds “{wanted.trim()}”.</p>}
      {rows.length > mostRows && <p className="muted">The first {mostRows} are shown; search for others.</p>}
    </section>
  );
}
