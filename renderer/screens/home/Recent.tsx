/** Cases opened before, with the state each is in now and what waits there. */
import { useQueryClient } from '@tanstack/react-query';
import { CircleCheck, CircleX, FolderOpen, KeyRound, type LucideIcon, RotateCcw, Search, TriangleAlert, Unplug, X } from 'lucide-react';
import { useState } from 'react';
import type { RecentCase } from '../../../shared/contract.ts';
import { useNotices } from '../../components/notices.tsx';
import { count, when } from '../../components/words.ts';
import { useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';

const states: Readonly<Record<RecentCase['state'], { icon: LucideIcon; word: string; tone: string; opens: boolean }>> = {
  ready: { icon: CircleCheck, word: 'Ready', tone: 'ok', opens: true },
  'in-use': { icon: KeyRound, word: 'In use elsewhere', tone: 'wait', opens: true },
  'not-closed-cleanly': { icon: RotateCcw, word: 'Not closed cleanly', tone: 'info', opens: true },
  'newer-version': { icon: TriangleAlert, word: 'Newer version', tone: 'alarm', opens: false },
  absent: { icon: Unplug, word: 'Not here', tone: 'off', opens: false },
  broken: { icon: CircleX, word: 'Cannot be read', tone: 'alarm', opens: false },
};
export const opens = (recent: RecentCase): boolean => states[recent.state].opens;

export function Recent({ cases, open }: { cases: readonly RecentCase[]; open(recent: RecentCase): void }) {
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const shown = cases.filter((one) => `${one.title} ${one.number} ${one.place}`.toLowerCase().includes(wanted));
  return (
    <section className="panel recent" aria-labelledby="recent-heading">
      <div className="phead">
        <h2 id="recent-heading">Recent cases</h2>
        <span className="n">{count(cases.length)}</span>
        <span className="grow" />
        {cases.length > 5 && (
          <label className="field">
            <Search size={14} aria-hidden="true" />
            <input
              type="search"
              aria-label="Filter recent cases"
              placeholder="Filter"
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
            />
          </label>
        )}
      </div>
      <div className="recent-scroll" tabIndex={-1}>
        <table className="recent-table">
          <thead>
            <tr>
              <th scope="col">Case</th>
              <th scope="col">State</th>
              <th scope="col" className="recent-note">
                What waits
              </th>
              <th scope="col" className="num">
                Sources
              </th>
              <th scope="col" className="num">
                Claims
              </th>
              <th scope="col" className="num">
                Opened
              </th>
              <th scope="col">
                <span className="vh">Take off the list</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((recent) => (
              <Row key={recent.ticket} recent={recent} open={open} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className="empty">No recent case has these words in its title, number or place.</p>}
      </div>
    </section>
  );
}

function Row({ recent, open }: { recent: RecentCase; open(recent: RecentCase): void }) {
  const api = useApi();
  const client = useQueryClient();
  const { fail } = useNotices();
  const { icon: Icon, word, tone } = states[recent.state];
  const forget = async () => {
    try {
      await api.cases.forget({ ticket: recent.ticket });
      await client.invalidateQueries({ queryKey: keys.recent });
    } catch (error) {
      fail(error, 'It could not be taken off the list.');
    }
  };
  const onKey = (event: React.KeyboardEvent<HTMLButtonElement>) => {
    const row = event.currentTarget.closest('tr');
    const next = event.key === 'ArrowDown' ? row?.nextElementSibling : event.key === 'ArrowUp' ? row?.previousElementSibling : null;
    const button = next?.querySelector<HTMLButtonElement>('.recent-open');
    if (!button) return;
    event.preventDefault();
    button.focus();
  };
  return (
    <tr>
      <td>
        <div className="recent-case">
          <FolderOpen size={16} aria-hidden="true" />
          <div className="grow">
            <button type="button" className="recent-open strong" dir="auto" onClick={() => open(recent)} onKeyDown={onKey}>
              {recent.title}
            </button>
            {recent.number && <span className="muted small"> {recent.number}</span>}
            <div className="muted small cut" dir="ltr" title={recent.place}>
              {recent.place}
            </div>
          </div>
        </div>
      </td>
      <td>
        <span className="state" data-tone={tone}>
          <Icon size={14} aria-hidden="true" />
          {word}
        </span>
      </td>
      <td className="recent-note muted">{recent.note}</td>
      <td className="num">{recent.sources === null ? '' : count(recent.sources)}</td>
      <td className="num">{recent.claims === null ? '' : count(recent.claims)}</td>
      <td className="num muted nowrap">{when(recent.openedAt)}</td>
      <td className="num">
        <button
          type="button"
          className="icon small"
          aria-label={`Take “${recent.title}” off the list; its folder stays`}
          title="Take off the list; the folder stays"
          onClick={() => void forget()}
        >
          <X size={14} aria-hidden="true" />
        </button>
      </td>
    </tr>
  );
}
