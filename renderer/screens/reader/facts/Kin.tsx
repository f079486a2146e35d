/** Where a source stands among others: what it was found in, what was found in it, its versions, and what looks like it. */
import { useQuery } from '@tanstack/react-query';
import { ArrowLeftRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Source, SourceId } from '../../../../shared/model.ts';
import { count, counted, instant } from '../../../components/words.ts';
import { toFailure, useApi } from '../../../state/client.tsx';
import { keys } from '../../../state/queries.ts';
import { useSelectionStore } from '../../../state/selection.tsx';
import { useCaseHere } from '../../case/CaseContext.tsx';
import { PagesToTake } from '../../import/PagesToTake.tsx';
import { digestWords } from './factWords.ts';
import { Fact } from './Sheet.tsx';
import { SourceLink, SourceLinkTo } from './SourceLink.tsx';

const mostShown = 100;

export function FoundIn({ source }: { source: Source }) {
  const { within } = source.provenance;
  if (!within) return null;
  return (
    <Fact title="Found in">
      <SourceLinkTo source={within.source} />
      <small className="wrap" dir="auto">
        {within.path}
      </small>
      {within.digest && (
        <small className="wrap" data-wait={within.digest.state === 'differs' || undefined}>
          {digestWords(within.digest)}
        </small>
      )}
    </Fact>
  );
}

/** Attachments of a mail, files of an archive, pages of a web archive. */
export function useInside(source: SourceId) {
  const api = useApi();
  const { handle } = useCaseHere();
  return useQuery({
    queryKey: ['case', handle, 'sources', 'within', source],
    queryFn: ({ signal }) => api.sources.list({ case: handle, within: source, limit: mostShown }, { signal }),
  });
}

export function Inside({ source }: { source: Source }) {
  const { readOnly } = useCaseHere();
  const inside = useInside(source.id).data;
  const isArchive = source.kind === 'archive';
  if (!isArchive && (!inside || inside.total === 0)) return null;
  return (
    <Fact title="Found inside it" from={inside && inside.total > 0 ? counted(inside.total, 'source') : null}>
      {inside && <RowsInside rows={inside.rows} total={inside.total} none="Nothing has been taken out of it yet." />}
      {isArchive && !readOnly && <PagesToTake source={source.id} name={source.title} />}
    </Fact>
  );
}

type Inside = NonNullable<ReturnType<typeof useInside>['data']>;

export function RowsInside({ rows, total, none }: { rows: Inside['rows']; total: number; none: string }) {
  if (total === 0) return <p className="muted">{none}</p>;
  return (
    <ul className="rs-sources">
      {rows.map((row) => (
        <li key={row.id}>
          <SourceLink source={row} />
        </li>
      ))}
      {total > rows.length && <li className="muted">and {count(total - rows.length)} more, in the list of sources</li>}
    </ul>
  );
}

function CompareButton({ a, b, words }: { a: SourceId; b: SourceId; words: string }) {
  const store = useSelectionStore();
  return (
    <button type="button" className="btn small" onClick={() => store.compare(a, b)}>
      <ArrowLeftRight size={13} aria-hidden="true" />
      Compare<span className="vh"> with {words}</span>
    </button>
  );
}

/** The same address with other bytes, oldest first. */
export function Versions({ source }: { source: Source }) {
  const api = useApi();
  const { handle } = useCaseHere();
  const versions =
    useQuery({
      queryKey: [...keys.source(handle, source.id), 'versions'],
      queryFn: ({ signal }) => api.sources.versions({ case: handle, source: source.id }, { signal }),
    }).data?.versions ?? [];
  if (versions.length < 2) return null;
  const own = versions.findIndex(({ id }) => id === source.id);
  return (
    <Fact title="Versions" from="one address, other bytes">
      <ol className="rs-sources">
        {versions.map((row, index) => (
          <li key={row.id} aria-current={row.id === source.id || undefined}>
            <span className="rs-nth">{index + 1}</span>
            {row.id === source.id ? (
              <span>
                <span className="ref">{row.ref}</span> this one
              </span>
            ) : (
              <>
                <SourceLink source={row} />
                <CompareButton
                  a={index < own ? row.id : source.id}
                  b={index < own ? source.id : row.id}
                  words={`version ${index + 1}, ${row.ref}`}
                />
              </>
            )}
          </li>
        ))}
      </ol>
    </Fact>
  );
}

/** What the program found to look like this one, and what a person said of it. */
export function Alike({ source }: { source: Source }) {
  const api = useApi();
  const { handle } = useCaseHere();
  const found = useQuery({
    queryKey: [...keys.likeness(handle), 'of', source.id],
    queryFn: ({ signal }) => api.likeness.list({ case: handle, source: source.id, limit: 1000 }, { signal }),
    enabled: source.kind === 'article' || source.kind === 'photo',
  });
  if (found.error)
    return (
      <Fact title="Looks like others">
        <p className="muted">{toFailure(found.error).message}</p>
      </Fact>
    );
  const suggestions = found.data?.suggestions ?? [];
  if (suggestions.length === 0) return null;
  return (
    <Fact title="Looks like others" from="computed here">
      <ul className="rs-alike">
        {suggestions.map(({ a, b, found: what, judged }) => {
          const other = a.id === source.id ? b : a;
          return (
            <li key={other.id}>
              <SourceLink source={other} />
              <p dir="auto">{what.words}</p>
              <div>
                <span className="muted">
                  {judged
                    ? `${judged.decision === 'copy' ? 'accepted as a copy' : 'said to be different'}, ${instant(judged.judgedAt)}`
                    : 'nobody has judged it yet'}
                </span>
                <CompareButton a={a.id} b={b.id} words={other.ref} />
              </div>
            </li>
          );
        })}
      </ul>
    </Fact>
  );
}

/** Where it was on the web: addresses as the file and its containers name them, and when it was fetched. */
export function OnTheWeb({ source: { metadata, provenance } }: { source: Source }) {
  const { canonicalUrl, savedFrom, archiveUrl, fetched } = metadata;
  const rows: (readonly [string, ReactNode, string] | null)[] = [
    savedFrom && savedFrom.value !== canonicalUrl?.value ? ['Saved from', savedFrom.value, savedFrom.from] : null,
    provenance.url && provenance.url !== canonicalUrl?.value && provenance.url !== savedFrom?.value
      ? ['Imported as', provenance.url, 'given at the import']
      : null,
    archiveUrl ? ['Archived at', archiveUrl.value, archiveUrl.from] : null,
    fetched ? ['Fetched', <Moment key="fetched" value={fetched.value} />, fetched.from] : null,
  ];
  const there = rows.filter((row) => row !== null);
  if (there.length === 0) return null;
  return (
    <Fact title="On the web">
      <dl className="rs-lines">
        {there.map(([name, value, from]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="wrap">
              {value}
              <small>{from}</small>
            </dd>
          </div>
        ))}
      </dl>
    </Fact>
  );
}

const Moment = ({ value }: { value: string }) => <time dateTime={value}>{instant(value)}</time>;
