/** One group of what is worth a look: its sources, with what can be answered where it stands. */
import { skipToken, useQuery } from '@tanstack/react-query';
import { ArrowLeftRight, ChevronRight, GitCompareArrows } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { LookCode, LookGroup } from '../../../shared/contract.ts';
import type { SourceId } from '../../../shared/model.ts';
import { openOf } from '../../components/carried.tsx';
import { SourceIcon } from '../../components/SourceIcon.tsx';
import { count, counted } from '../../components/words.ts';
import { useApi } from '../../state/client.tsx';
import { useToDecide } from '../../state/decisions.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { ReadByMachine } from '../reader/ReadByMachine.tsx';
import type { Asked } from './asked.ts';
import { Boxed } from './FileName.tsx';
import { look } from './itemWords.ts';
import { PagesToTake } from './PagesToTake.tsx';
import { Suggestions } from './Suggestions.tsx';
import { Unlock } from './Unlock.tsx';

/** A person is asked, or a difference is waiting: these stand open. */
const open: ReadonlySet<LookCode> = new Set<LookCode>(['locked', 'choose-pages', 'new-version', 'like-photo', 'like-text']);
const shownFirst = 5;
type Told = LookGroup['sources'][number];

export function LookGroupPart({ group, asked }: { group: LookGroup; asked: Asked | null }) {
  const { code, sources } = group;
  const { title, means, icon: Icon } = look[code];
  const [isOpen, setOpen] = useState(open.has(code));
  const [most, setMost] = useState(shownFirst);
  const [answered, setAnswered] = useState(asked);
  // What was asked for is shown, however long the list
  if (asked !== answered) {
    setAnswered(asked);
    setOpen(true);
    setMost(sources.length);
  }
  const alike = code === 'like-photo' || code === 'like-text';
  return (
    <details className="look-group" data-code={code} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon size={15} aria-hidden="true" className="look-icon" />
        <b className="strong grow">{title}</b>
        <span className="muted">{count(group.count)}</span>
        <ChevronRight className="look-turn" size={14} aria-hidden="true" />
      </summary>
      {isOpen && (
        <div className="look-body">
          <p className="muted">{means}</p>
          {alike ? (
            <Suggestions kind={code === 'like-photo' ? 'photo' : 'text'} />
          ) : (
            <ul>
              {sources.slice(0, most).map((one) => (
                <Looked key={one.row.id} code={code} told={one} asked={asked?.source === one.row.id ? asked : null} />
              ))}
            </ul>
          )}
          {!alike && group.count > most && most < sources.length && (
            <button type="button" className="textlink" onClick={() => setMost(sources.length)}>
              {group.count > sources.length ? `Show ${count(sources.length)} of ${count(group.count)}` : `Show all ${count(group.count)}`}
            </button>
          )}
          {!alike && most >= sources.length && group.count > sources.length && (
            <p className="muted">and {counted(group.count - sources.length, 'more source')}; each says so itself, too.</p>
          )}
        </div>
      )}
    </details>
  );
}

/** Where the question beside it says all, the reader's words are left out. */
const wordless: ReadonlySet<LookCode> = new Set<LookCode>(['locked', 'choose-pages', 'new-version', 'no-date']);

function Looked({ code, told: { row, message }, asked }: { code: LookCode; told: Told; asked: Asked | null }) {
  const store = useSelectionStore();
  const { handle, readOnly } = useCaseHere();
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!asked) return;
    const answer = line.current?.querySelector<HTMLElement>('input, .btn');
    answer?.scrollIntoView({ block: 'center' });
    answer?.focus();
  }, [asked]);
  return (
    <li ref={line}>
      <div className="look-line">
        <button type="button" className="textlink look-source" title={row.title} onClick={() => store.chooseSource(row.id)}>
          <SourceIcon source={row} size={14} />
          <span className="ref">{row.ref}</span>
          <bdi className="cut">
            <Boxed text={row.title} />
          </bdi>
        </button>
        {code === 'choose-pages' && !readOnly && <PagesToTake source={row.id} name={row.title} />}
        {code === 'new-version' && <CompareVersions row={row} />}
      </div>
      {message && !wordless.has(code) && (
        <p>
          <bdi>{message}</bdi>
        </p>
      )}
      {code === 'locked' && !readOnly && <Unlock source={row.id} name={row.title} />}
      {code === 'scanned-pages' && !readOnly && <ReadByMachine handle={handle} source={row.id} compact />}
    </li>
  );
}

function CompareVersions({ row }: { row: Told['row'] }) {
  const api = useApi();
  const store = useSelectionStore();
  const { handle } = useCaseHere();
  const { versionOf } = row;
  const former = useQuery({
    queryKey: ['case', handle, 'source', versionOf],
    queryFn: versionOf === null ? skipToken : ({ signal }) => api.sources.get({ case: handle, source: versionOf }, { signal }),
  }).data?.id;
  if (!former) return null;
  return (
    <>
      <DecideAbout former={former} />
      <button type="button" className="btn small" onClick={() => store.compare(former, row.id)}>
        <ArrowLeftRight size={13} aria-hidden="true" />
        Compare with {versionOf}
      </button>
    </>
  );
}

/** Excerpts of the former version that wait for a word, now that a newer one came in. */
function DecideAbout({ former }: { former: SourceId }) {
  const store = useSelectionStore();
  const { handle } = useCaseHere();
  const counts = useToDecide(handle, former, 1).data?.counts;
  const waiting = counts ? openOf(counts) : 0;
  if (waiting === 0) return null;
  return (
    <button type="button" className="btn small" onClick={() => store.decide(former)}>
      <GitCompareArrows size={13} aria-hidden="true" />
      Decide about {counted(waiting, 'excerpt')}
    </button>
  );
}
