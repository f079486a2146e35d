/** What is worth a look, in groups: each source one click away, each question asked where it stands. */
import { skipToken, useQuery } from '@tanstack/react-query';
import { ChevronRight, CircleCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { LookCode, LookGroup } from '../../../shared/contract.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { SourceIcon } from '../../components/SourceIcon.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { count, counted } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { ReadByMachine } from '../reader/ReadByMachine.tsx';
import { look } from './itemWords.ts';
import { PagesToTake } from './PagesToTake.tsx';
import { Suggestions } from './Suggestions.tsx';
import { Unlock } from './Unlock.tsx';

/** A person is asked, or a difference is waiting: these stand open. */
const open: ReadonlySet<LookCode> = new Set<LookCode>([
  'locked',
  'choose-pages',
  'new-version',
  'like-photo',
  'like-text',
  'credentials-invalid',
]);

export function LookPanel({ batch }: { batch: number | null }) {
  const api = useApi();
  const { handle } = useCaseHere();
  const [everything, setEverything] = useState(false);
  const only = everything ? null : batch;
  const found = useQuery({
    queryKey: [...keys.look(handle), only],
    queryFn: ({ signal }) => api.imports.toLookAt({ case: handle, ...(only === null ? {} : { batch: only }) }, { signal }),
    placeholderData: (before) => before,
  });
  const groups = found.data?.groups ?? [];
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  const list = useRef<HTMLElement>(null);
  useNextKey(list);
  return (
    <section className="panel import-look" aria-label="To look at" data-f6 tabIndex={-1}>
      <div className="phead">
        <h2>To look at</h2>
        <span className="n">{found.data ? (total === 0 ? '' : `${count(total)}, none of them blocks anything`) : ''}</span>
        <span className="grow" />
        {batch !== null && (
          <label className="check">
            <input type="checkbox" checked={everything} onChange={(event) => setEverything(event.target.checked)} />
            of the whole case
          </label>
        )}
      </div>
      {found.error && (
        <div className="empty">
          <FormFailure failure={toFailure(found.error)} />
        </div>
      )}
      {found.isPending && <Waiting words="Looking through the sources" />}
      {found.data && groups.length === 0 && (
        <p className="empty">
          <CircleCheck size={16} aria-hidden="true" /> Nothing that a reader of the files noticed.
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard */}
      <section ref={list} className="import-look-list" tabIndex={0} data-f6-focus aria-label="What is worth a look">
        {groups.map((group) => (
          <Group key={group.code} group={group} />
        ))}
      </section>
    </section>
  );
}

/** N goes to the next group, as long as nobody types. */
function useNextKey(list: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'n' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [role=dialog]')) return;
      const heads = [...(list.current?.querySelectorAll<HTMLElement>('summary') ?? [])];
      const at = document.activeElement instanceof HTMLElement ? heads.indexOf(document.activeElement) : -1;
      const next = heads[(at + 1) % Math.max(1, heads.length)];
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: 'nearest' });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [list]);
}

function Group({ group }: { group: LookGroup }) {
  const { code, sources } = group;
  const { title, means, icon: Icon } = look[code];
  const [isOpen, setOpen] = useState(open.has(code));
  return (
    <details className="look-group" data-code={code} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight className="look-turn" size={14} aria-hidden="true" />
        <Icon size={15} aria-hidden="true" />
        <b className="strong grow">{title}</b>
        <span className="muted">{count(group.count)}</span>
      </summary>
      {isOpen && (
        <div className="look-body">
          <p className="muted">{means}</p>
          {code === 'like-photo' || code === 'like-text' ? (
            <Suggestions kind={code === 'like-photo' ? 'photo' : 'text'} />
          ) : (
            <ul>
              {sources.map(({ row, message }) => (
                <Looked key={row.id} code={code} row={row} message={message} />
              ))}
            </ul>
          )}
          {code !== 'like-photo' && code !== 'like-text' && group.count > sources.length && (
            <p className="muted">and {counted(group.count - sources.length, 'more', 'more')}; the sources themselves say so, too.</p>
          )}
        </div>
      )}
    </details>
  );
}

function Looked({ code, row, message }: { code: LookCode; row: LookGroup['sources'][number]['row']; message: string }) {
  const store = useSelectionStore();
  const { handle, readOnly } = useCaseHere();
  const former = useSourceOf(row.versionOf);
  return (
    <li>
      <button type="button" className="textlink look-source" onClick={() => store.chooseSource(row.id)}>
        <SourceIcon source={row} size={14} />
        <span className="ref">{row.ref}</span> <bdi>{row.title}</bdi>
      </button>
      {message && <p dir="auto">{message}</p>}
      {code === 'locked' && !readOnly && <Unlock source={row.id} name={row.title} />}
      {code === 'choose-pages' && !readOnly && <PagesToTake source={row.id} name={row.title} />}
      {code === 'scanned-pages' && !readOnly && <ReadByMachine handle={handle} source={row.id} compact />}
      {code === 'new-version' && former && (
        <button type="button" className="btn small" onClick={() => store.compare(former, row.id)}>
          Compare with {row.versionOf}
        </button>
      )}
    </li>
  );
}

/** The id behind a reference such as S-001. */
function useSourceOf(ref: LookGroup['sources'][number]['row']['versionOf']) {
  const api = useApi();
  const { handle } = useCaseHere();
  return useQuery({
    queryKey: ['case', handle, 'source', ref],
    queryFn: ref === null ? skipToken : ({ signal }) => api.sources.get({ case: handle, source: ref }, { signal }),
  }).data?.id;
}
