/** The pages of a web archive, to be chosen: by title and address, with what was checked of each. */
import { useQuery } from '@tanstack/react-query';
import { CircleAlert, ListChecks, Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { ArchiveMember } from '../../../shared/contract.ts';
import type { SourceId } from '../../../shared/model.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { FormFailure } from '../../components/FormFailure.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useForm } from '../../components/useForm.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { bytes, count, counted, instant } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import './pages.css';

const perPage = 100;

export function PagesToTake({ source, name }: { source: SourceId; name: string }) {
  const [choosing, setChoosing] = useState(false);
  return (
    <>
      <button type="button" className="btn small" onClick={() => setChoosing(true)}>
        <ListChecks size={14} aria-hidden="true" />
        Choose pages…
      </button>
      {choosing && <Pages source={source} name={name} onClose={() => setChoosing(false)} />}
    </>
  );
}

function Pages({ source, name, onClose }: { source: SourceId; name: string; onClose(): void }) {
  const api = useApi();
  const { handle } = useCaseHere();
  const { tell } = useNotices();
  const { submit, busy, failure } = useForm();
  const [typed, setTyped] = useState('');
  const [everything, setEverything] = useState(false);
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const filter = useDeferredValue(typed).slice(0, 200);
  const listed = useQuery({
    queryKey: ['case', handle, 'members', source, everything, filter, at],
    queryFn: ({ signal }) =>
      api.imports.members({ case: handle, source, pagesOnly: !everything, filter, offset: at * perPage, limit: perPage }, { signal }),
    placeholderData: (before) => before,
  });
  const members = listed.data?.members ?? [];
  const free = members.filter((member) => member.source === null && member.problem === null);
  const toggle = (ids: readonly string[], to: boolean) =>
    setChosen((before) => {
      const next = new Set(before);
      for (const id of ids)
        if (to) next.add(id);
        else next.delete(id);
      return next;
    });
  const take = () =>
    submit(async () => {
      await api.imports.take({ case: handle, source, members: [...chosen] });
      tell({ title: `${counted(chosen.size, 'page')} on the way in.` });
      onClose();
    });
  const allHere = free.length > 0 && free.every(({ id }) => chosen.has(id));
  return (
    <Dialog
      title={`Pages of ${name}`}
      lead="What you take becomes a source of its own, with its address and the time it was fetched. The archive stays whole."
      wide
      onClose={onClose}
    >
      <div className="pages-tools">
        <label className="field grow">
          <Search size={14} aria-hidden="true" />
          <input
            aria-label="Filter by title or address"
            placeholder="Title or address"
            value={typed}
            spellCheck={false}
            onChange={(event) => {
              setTyped(event.target.value);
              setAt(0);
            }}
          />
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={everything}
            onChange={(event) => {
              setEverything(event.target.checked);
              setAt(0);
            }}
          />
          scripts, pictures and the rest, too
        </label>
      </div>
      {listed.error && <FormFailure failure={toFailure(listed.error)} />}
      {listed.isPending && <Waiting words="Reading the archive’s list" />}
      {listed.data && members.length === 0 && <p className="empty">Nothing in this archive has these words in its title or address.</p>}
      {members.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard
        <section className="pages-scroll" tabIndex={0} aria-label="Pages">
          <table className="pages">
            <thead>
              <tr>
                <th>
                  <input
                    type="checkbox"
                    aria-label="All that are shown"
                    checked={allHere}
                    onChange={(event) =>
                      toggle(
                        free.map(({ id }) => id),
                        event.target.checked,
                      )
                    }
                  />
                </th>
                <th>Page</th>
                <th>Fetched</th>
                <th>Digest</th>
              </tr>
            </thead>
            <tbody>
              {members.map((member) => (
                <Member key={member.id} member={member} checked={chosen.has(member.id)} onToggle={(to) => toggle([member.id], to)} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {failure && <FormFailure failure={failure} />}
      <footer className="actions">
        {listed.data && listed.data.total > perPage && (
          <span className="pages-turn">
            <button type="button" className="btn small" disabled={at === 0} onClick={() => setAt(at - 1)}>
              Before
            </button>
            <span className="muted">
              {count(at * perPage + 1)} to {count(Math.min(listed.data.total, (at + 1) * perPage))} of {count(listed.data.total)}
            </span>
            <button type="button" className="btn small" disabled={(at + 1) * perPage >= listed.data.total} onClick={() => setAt(at + 1)}>
              After
            </button>
          </span>
        )}
        <span className="grow" />
        <button type="button" className="btn" onClick={onClose}>
          Not now
        </button>
        <button type="button" className="btn primary" disabled={busy || chosen.size === 0} onClick={() => void take()}>
          {chosen.size === 0 ? 'Take' : `Take ${counted(chosen.size, 'page')}`}
        </button>
      </footer>
    </Dialog>
  );
}

const digestWords = { agrees: 'agrees', differs: 'differs', unknown: 'not known' } as const;

function Member({ member, checked, onToggle }: { member: ArchiveMember; checked: boolean; onToggle(to: boolean): void }) {
  const { title, path, url, fetched, digest, problem, source, status, size } = member;
  const name = title ?? url ?? path;
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={`Take ${name}`}
          checked={checked}
          disabled={source !== null || problem !== null}
          onChange={(event) => onToggle(event.target.checked)}
        />
      </td>
      <td>
        <span className="strong wrap" dir="auto">
          {name}
        </span>
        {title !== null && url !== null && <small className="muted wrap">{url}</small>}
        <small className="muted">
          {[member.mediaType, status === null || status === 200 ? null : `HTTP ${status}`, size === null ? null : bytes(size)]
            .filter(Boolean)
            .join(' · ')}
        </small>
        {source !== null && (
          <small>
            here as <span className="ref">{source}</span>
          </small>
        )}
        {problem !== null && (
          <small className="alarm">
            <CircleAlert size={12} aria-hidden="true" /> {problem.message}
          </small>
        )}
      </td>
      <td className="muted">{fetched === null ? '' : instant(fetched)}</td>
      <td title={digest?.written}>{digest === null ? <span className="muted">none</span> : digestWords[digest.state]}</td>
    </tr>
  );
}
