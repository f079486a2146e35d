/** What is to be decided, source by source; what stands as it stood, and what was decided, folded at the foot. */
import { ChevronRight, X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { DecisionCounts, ToDecide } from '../../../shared/contract.ts';
import type { ExcerptId } from '../../../shared/model.ts';
import { openOf } from '../../components/carried.tsx';
import { rowAt } from '../../components/rowAt.ts';
import { count, counted } from '../../components/words.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { ToDecideItem } from './ToDecideItem.tsx';
import { groupsOf, type Sorted } from './workList.ts';

interface Props {
  sorted: Sorted;
  counts: DecisionCounts;
  total: number;
  /** The source whose excerpts these are, where they are not the whole case's. */
  only: string | null;
  chosen: ExcerptId | null;
  readOnly: boolean;
  onChoose(excerpt: ExcerptId): void;
  more: ReactNode;
}

export function ToDecideList({ sorted, counts, total, only, chosen, readOnly, onChoose, more }: Props) {
  const store = useSelectionStore();
  const open = openOf(counts);
  const list = { chosen, onChoose };
  return (
    <section className="panel decide-list" aria-label="To decide" data-f6 tabIndex={-1}>
      <div className="phead">
        <h2>To decide</h2>
        <span className="n cut">
          {count(open)} of {counted(total, 'excerpt')}
        </span>
        <span className="grow" />
        {only !== null && (
          <button type="button" className="chip" onClick={() => store.decide(null, chosen)}>
            {only} only
            <X size={12} aria-hidden="true" />
            <span className="vh">: show those of the whole case</span>
          </button>
        )}
      </div>
      <div className="decide-scroll">
        {open > 0 && <Items label="Excerpts to decide" items={sorted.open} grouped {...list} />}
        {counts.exact > 0 && (
          <Fold
            summary={
              <>
                <b className="strong">exact</b> {count(counts.exact)}, same words in the same place
              </>
            }
            holds={sorted.exact.some(({ excerpt }) => excerpt.id === chosen)}
          >
            <Items label="Exact excerpts" items={sorted.exact} {...list} />
          </Fold>
        )}
        {counts.decided > 0 && (
          <Fold
            summary={
              <>
                <b className="strong">decided</b> {count(counts.decided)}
              </>
            }
            holds={sorted.decided.some(({ excerpt }) => excerpt.id === chosen)}
          >
            <Items label="Decided excerpts" items={sorted.decided} {...list} />
          </Fold>
        )}
        {more}
      </div>
      <p className="decide-promise">
        {readOnly
          ? 'Read-only: nothing can be decided here. The report cites the words as they stood.'
          : 'Nothing is attached again without you. Until you decide, the report cites the words as they stood.'}
      </p>
    </section>
  );
}

function Fold({ summary, holds, children }: { summary: ReactNode; holds: boolean; children: ReactNode }) {
  return (
    <details className="decide-fold" open={holds || undefined}>
      <summary>
        <ChevronRight size={13} aria-hidden="true" />
        <span>{summary}</span>
      </summary>
      {children}
    </details>
  );
}

interface ItemsProps {
  label: string;
  items: readonly ToDecide[];
  grouped?: boolean;
  chosen: ExcerptId | null;
  onChoose(excerpt: ExcerptId): void;
}

function Items({ label, items, grouped = false, chosen, onChoose }: ItemsProps) {
  const box = useRef<HTMLDivElement>(null);
  const name = useId();
  const at = items.findIndex(({ excerpt }) => excerpt.id === chosen);
  useEffect(() => {
    if (at >= 0) box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const step = (by: 1 | -1) => {
    const next = items[at < 0 ? 0 : at + by];
    if (next) onChoose(next.excerpt.id);
  };
  const onKey = (event: React.KeyboardEvent) => {
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    step(event.key === 'ArrowDown' ? 1 : -1);
  };
  const option = (item: ToDecide, index: number) => (
    <ToDecideItem key={item.excerpt.id} id={`${name}-${item.excerpt.id}`} index={index} item={item} chosen={item.excerpt.id === chosen} />
  );
  return (
    <div
      ref={box}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      data-f6-focus={grouped || undefined}
      className="decide-items"
      aria-activedescendant={at >= 0 && chosen !== null ? `${name}-${chosen}` : undefined}
      onKeyDown={onKey}
      onClick={(event) => {
        const item = items[rowAt(event.target) ?? -1];
        if (item) onChoose(item.excerpt.id);
      }}
    >
      {grouped
        ? groupsOf(items).map(({ first, from, of }) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
            <div key={`${first.source.id} ${first.rendition}`} role="group" aria-labelledby={`${name}-${from}`}>
              <p id={`${name}-${from}`} className="decide-group" title={first.source.title}>
                <span className="ref">{first.source.ref}</span> <bdi className="cut">{first.source.title}</bdi>
              </p>
              {of.map((item, index) => option(item, from + index))}
            </div>
          ))
        : items.map(option)}
    </div>
  );
}
