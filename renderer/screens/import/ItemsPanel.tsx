/* biome-ignore-all lint/a11y/useSemanticElements: rows that stand where they scroll to are no rows of a <table> to a browser */
/* biome-ignore-all lint/a11y/useFocusableInteractive: the list has the focus; its rows are read, not operated */
/** What each file became: filtered and paged by the workbench, never held whole. */
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Search } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { ImportBatch, ImportItem, ItemState } from '../../../shared/contract.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { count } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';
import { ItemLine } from './ItemLine.tsx';
import type { Import } from './useImport.ts';
import { isGoing, settled } from './useQueue.ts';

const rowHeight = 32;
const perPage = 100;

const groups = [
  { name: 'all', word: 'All', states: [] },
  { name: 'imported', word: 'Imported', states: ['imported'] },
  { name: 'duplicate', word: 'Already here', states: ['duplicate'] },
  { name: 'new-version', word: 'New version', states: ['new-version'] },
  { name: 'asks', word: 'Asks you', states: ['asks'] },
  { name: 'failed', word: 'Failed', states: ['failed'] },
  { name: 'waiting', word: 'Waiting', states: ['waiting', 'reading'] },
] as const satisfies readonly { name: string; word: string; states: readonly ItemState[] }[];
type Group = (typeof groups)[number];

export function ItemsPanel({ batch, importing }: { batch: ImportBatch; importing: Import }) {
  const [group, setGroup] = useState<Group>(groups[0]);
  const [typed, setTyped] = useState('');
  const filter = useDeferredValue(typed).slice(0, 200);
  const countOf = ({ name, states }: Group): number =>
    name === 'all' ? settled(batch) : states.reduce((sum, state) => sum + batch.counts[state], 0);
  return (
    <section className="panel" aria-label="What each file became" data-f6 tabIndex={-1}>
      <div className="import-tabs">
        <fieldset className="chips" aria-label="Show">
          {groups
            .filter((one) => one.name === 'all' || one.name === group.name || countOf(one) > 0)
            .map((one) => (
              <button key={one.name} type="button" className="chip" aria-pressed={one === group} onClick={() => setGroup(one)}>
                {one.name !== 'all' && <i data-outcome={one.name} aria-hidden="true" />}
                {one.word} <b>{count(countOf(one))}</b>
              </button>
            ))}
        </fieldset>
        <span className="grow" />
        <label className="field">
          <Search size={14} aria-hidden="true" />
          <input
            aria-label="Filter by file name"
            placeholder="File name"
            value={typed}
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
      </div>
      <Items key={`${group.name} ${filter}`} batch={batch} states={group.states} filter={filter} importing={importing} />
    </section>
  );
}

interface ListProps {
  batch: ImportBatch;
  states: readonly ItemState[];
  filter: string;
  importing: Import;
}

function useItems({ batch, states, filter }: ListProps, first: number, last: number) {
  const api = useApi();
  const { handle } = useCaseHere();
  const pages = useMemo(() => {
    const wanted = new Set([0]);
    for (let page = Math.floor(first / perPage); page <= Math.floor(last / perPage); page++) wanted.add(page);
    return [...wanted];
  }, [first, last]);
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...keys.items(handle), batch.id, states.join(), filter, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.imports.items(
          { case: handle, batch: batch.id, states: [...states], filter, offset: page * perPage, limit: perPage, newestFirst: true },
          { signal },
        ),
      placeholderData: keepPreviousData,
      gcTime: 20_000,
    })),
  });
  const byPage = new Map(pages.map((page, index) => [page, results[index]?.data]));
  return {
    total: byPage.get(0)?.total,
    error: results.find(({ error }) => error)?.error ?? null,
    row: (index: number): ImportItem | undefined => byPage.get(Math.floor(index / perPage))?.items[index % perPage],
  };
}

function Items(props: ListProps) {
  const { batch, importing } = props;
  const box = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ first: 0, last: 0 });
  const { total, error, row } = useItems(props, range.first, range.last);
  // oxlint-disable-next-line react/incompatible-library -- its functions are called in render and in handlers, never memoised
  const rows = useVirtualizer({ count: total ?? 0, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 10 });
  const shown = rows.getVirtualItems();
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];
  useEffect(() => setRange((now) => (now.first === first && now.last === last ? now : { first, last })), [first, last]);
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key !== ' ' || event.target !== event.currentTarget) return;
    event.preventDefault();
    if (isGoing(batch)) void importing.pause(batch.id);
    else if (batch.state === 'paused' || batch.state === 'stopped') void importing.resume(batch.id);
  };
  if (error)
    return (
      <div className="empty">
        <FormFailure failure={toFailure(error)} />
      </div>
    );
  if (total === 0) return <p className="empty">{props.filter ? 'No file here has these words in its name.' : 'Nothing here yet.'}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard
    <div ref={box} className="import-scroll" tabIndex={0} data-f6-focus onKeyDown={onKey} role="region" aria-label="Files; Space pauses">
      <div role="table" aria-label="Files" aria-rowcount={(total ?? 0) + 1} className="import-table">
        <div role="row" className="import-row import-row-head" aria-rowindex={1}>
          <span role="columnheader">Became</span>
          <span role="columnheader">File</span>
          <span role="columnheader">What it is</span>
          <span role="columnheader">In the case</span>
          <span role="columnheader">To look at</span>
        </div>
        <div role="rowgroup" style={{ blockSize: rows.getTotalSize(), position: 'relative' }}>
          {shown.map(({ index, start }) => (
            <ItemLine key={index} item={row(index)} index={index} offset={start} />
          ))}
        </div>
      </div>
    </div>
  );
}
