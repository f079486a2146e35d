/** All sources of the case: filtered by the workbench, paged as one scrolls, never held whole. */

import { Menu } from '@base-ui/react/menu';
import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { FileInput, FolderInput, Import, Search, X } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { OpenCase, SourceGroup, TriageCounts } from '../../../shared/contract.ts';
import type { SourceRow, Triage } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { rowAt } from '../../components/rowAt.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { count } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { sourcesPage, sourcesPageOptions } from '../../state/queries.ts';
import { useSelection, useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import type { ImportDoors } from '../import/useImportDoors.tsx';
import { SourceItem } from './SourceItem.tsx';
import { TriageChips } from './TriageChips.tsx';
import { triageWords } from './triageWords.ts';

const rowHeight = 54;
const noTriage: TriageCounts = { new: 0, read: 0, 'set-aside': 0, key: 0 };
const kinds = [
  { kind: 'all', word: 'All' },
  { kind: 'article', word: 'Articles' },
  { kind: 'photo', word: 'Photos' },
  { kind: 'other', word: 'Other' },
] as const satisfies readonly { kind: SourceGroup | 'all'; word: string }[];

interface Props {
  info: OpenCase;
  doors: ImportDoors;
  closing?: ReactNode;
}

export function SourcesPanel({ info, doors, closing }: Props) {
  const store = useSelectionStore();
  const { readOnly } = useCaseHere();
  const kind = useSelection((now) => now.kind);
  const filter = useSelection((now) => now.filter);
  const triage = useSelection((now) => now.triage);
  const list = useSources(kind, filter, triage);
  const shown = { all: list.articles + list.photos + list.others, article: list.articles, photo: list.photos, other: list.others };
  // Recordings and archives are rare: where there are none, there is nothing to choose
  const offered = kinds.filter(({ kind: one }) => one !== 'other' || list.others > 0 || kind === 'other');
  const heard = filter === '' && kind === 'all' && triage === 'all' ? '' : `${count(list.total)} shown`;
  return (
    <section className="panel" aria-label="Sources" data-f6 tabIndex={-1}>
      <div className="phead">
        <h2>Sources</h2>
        <span className="n">{count(info.summary.sources)}</span>
        <span className="grow" />
        {!readOnly && <ImportMenu doors={doors} />}
        {closing}
      </div>
      <div className="sources-filter">
        <label className="field">
          <Search size={14} aria-hidden="true" />
          <input
            placeholder="Filter sources"
            aria-label="Filter sources by title, publisher or reference"
            value={filter}
            maxLength={200}
            spellCheck={false}
            onChange={(event) => store.set({ filter: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && filter !== '') {
                event.stopPropagation();
                store.set({ filter: '' });
              }
              if (event.key === 'ArrowDown') {
                event.preventDefault();
                document.getElementById('source-list')?.focus();
              }
            }}
          />
          {filter !== '' && (
            <button type="button" className="icon small" aria-label="Clear the filter" onClick={() => store.set({ filter: '' })}>
              <X size={14} aria-hidden="true" />
            </button>
          )}
        </label>
        <fieldset className="chips" aria-label="Kind">
          {offered.map((one) => (
            <button
              key={one.kind}
              type="button"
              className="chip"
              aria-pressed={kind === one.kind}
              onClick={() => store.set({ kind: one.kind })}
            >
              {one.word} <span>{list.known ? count(shown[one.kind]) : ''}</span>
            </button>
          ))}
        </fieldset>
        <TriageChips counts={list.known ? list.triage : null} />
        <p className="vh" role="status">
          {heard}
        </p>
      </div>
      {list.error ? (
        <div className="empty">
          <FormFailure failure={toFailure(list.error)} />
        </div>
      ) : list.known && list.total === 0 ? (
        <None hasSources={info.summary.sources > 0} readOnly={readOnly} />
      ) : !list.known ? (
        <Waiting words="Reading the list" />
      ) : (
        <List key={`${kind} ${triage} ${filter}`} list={list} />
      )}
    </section>
  );
}

function None({ hasSources, readOnly }: { hasSources: boolean; readOnly: boolean }) {
  const store = useSelectionStore();
  const { filter, kind, triage } = store.get();
  const said = [
    filter === '' ? null : `“${filter}” in its title, publisher or reference`,
    kind === 'all' ? null : kinds.find((one) => one.kind === kind)?.word.toLowerCase(),
    triage === 'all' ? null : triageWords[triage].toLowerCase(),
  ].filter(Boolean);
  if (!hasSources) return <p className="empty">No source yet.{readOnly ? '' : ' Drop files here, or choose Import above.'}</p>;
  return (
    <div className="empty">
      <p>No source is like this: {said.join(', ')}.</p>
      <button type="button" className="btn small" onClick={() => store.set({ filter: '', kind: 'all', triage: 'all' })}>
        Show all sources
      </button>
    </div>
  );
}

function ImportMenu({ doors }: { doors: ImportDoors }) {
  return (
    <Menu.Root>
      <Menu.Trigger className="btn small ghost">
        <Import size={15} aria-hidden="true" />
        Import
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={5} align="end">
          <Menu.Popup className="menu">
            <Menu.Item onClick={doors.pickFiles}>
              <FileInput size={15} aria-hidden="true" />
              Files…
            </Menu.Item>
            <Menu.Item onClick={doors.pickFolder}>
              <FolderInput size={15} aria-hidden="true" />A folder…
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

interface Sources {
  readonly total: number;
  readonly articles: number;
  readonly photos: number;
  readonly others: number;
  readonly triage: TriageCounts;
  readonly known: boolean;
  readonly error: Error | null;
  row(index: number): SourceRow | undefined;
  /** Asks for the pages that hold these rows. */
  want(first: number, last: number): void;
}

function useSources(kind: SourceGroup | 'all', filter: string, triage: Triage | 'all'): Sources {
  const { handle } = useCaseHere();
  const api = useApi();
  const [range, setRange] = useState({ first: 0, last: 0 });
  const pages = useMemo(() => {
    const wanted = new Set([0]);
    for (let page = range.first; page <= range.last; page += 1) wanted.add(page);
    return [...wanted];
  }, [range]);
  const results = useQueries({ queries: pages.map((page) => sourcesPageOptions(api, handle, kind, filter, page, triage)) });
  const byPage = new Map(pages.map((page, index) => [page, results[index]?.data]));
  const first = byPage.get(0);
  return {
    total: first?.total ?? 0,
    articles: first?.articles ?? 0,
    photos: first?.photos ?? 0,
    others: first?.others ?? 0,
    triage: first?.triage ?? noTriage,
    known: first !== undefined,
    error: results.find(({ error }) => error)?.error ?? null,
    row: (index) => byPage.get(Math.floor(index / sourcesPage))?.rows[index % sourcesPage],
    want: (from, to) => {
      const next = { first: Math.floor(from / sourcesPage), last: Math.floor(to / sourcesPage) };
      setRange((now) => (now.first === next.first && now.last === next.last ? now : next));
    },
  };
}

function List({ list }: { list: Sources }) {
  const { handle } = useCaseHere();
  const api = useApi();
  const store = useSelectionStore();
  const chosen = useSelection((now) => now.source);
  const kind = useSelection((now) => now.kind);
  const filter = useSelection((now) => now.filter);
  const triage = useSelection((now) => now.triage);
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const clicked = useRef<string | null>(null);
  // oxlint-disable-next-line react/incompatible-library -- its functions are called in render and in handlers, never memoised
  const rows = useVirtualizer({ count: list.total, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 8 });
  const items = rows.getVirtualItems();
  const { want } = list;
  const firstItem = items[0]?.index ?? 0;
  const lastItem = items.at(-1)?.index ?? 0;
  useEffect(() => want(firstItem, lastItem), [want, firstItem, lastItem]);

  // a source chosen elsewhere (by evidence, by the palette) is brought into view
  useEffect(() => {
    if (!chosen || clicked.current === chosen) return;
    const stop = new AbortController();
    api.sources
      .rank(
        { case: handle, source: chosen, filter, ...(kind === 'all' ? {} : { kind }), ...(triage === 'all' ? {} : { triage }) },
        { signal: stop.signal },
      )
      .then(({ index }) => {
        if (index < 0) return;
        setAt(index);
        rows.scrollToIndex(index, { align: 'auto' });
      })
      .catch((error: unknown) => {
        // it only scrolls: where the source is not in the list any more, the list stays as it is
        if (!stop.signal.aborted && toFailure(error).code !== 'NOT_FOUND') console.error(error);
      });
    return () => stop.abort();
  }, [api, handle, chosen, filter, kind, triage, rows]);

  const choose = (index: number) => {
    const row = list.row(index);
    if (!row) return;
    clicked.current = row.id;
    setAt(index);
    store.chooseSource(row.id);
  };
  const go = (index: number) => {
    const next = Math.max(0, Math.min(list.total - 1, index));
    setAt(next);
    rows.scrollToIndex(next, { align: 'auto' });
  };
  const onKey = (event: React.KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const perPage = Math.max(1, Math.floor((box.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: list.total - 1,
      PageDown: at + perPage,
      PageUp: at - perPage,
    };
    const move = moves[event.key];
    if (move !== undefined) go(move);
    else if (event.key === 'Enter' || event.key === ' ') choose(at);
    else return;
    event.preventDefault();
  };
  const current = items.some(({ index }) => index === at) ? `source-row-${at}` : undefined;
  return (
    <div
      ref={box}
      id="source-list"
      className="source-list"
      role="listbox"
      aria-label="Sources"
      tabIndex={0}
      data-f6-focus
      onKeyDown={onKey}
      onClick={(event) => {
        const index = rowAt(event.target);
        if (index !== null) choose(index);
      }}
      aria-activedescendant={current}
    >
      <div role="presentation" style={{ blockSize: rows.getTotalSize(), position: 'relative' }}>
        {items.map(({ index, start }) => (
          <SourceItem
            key={index}
            index={index}
            total={list.total}
            offset={start}
            row={list.row(index)}
            handle={handle}
            chosen={chosen}
            cursor={index === at}
          />
        ))}
      </div>
    </div>
  );
}
