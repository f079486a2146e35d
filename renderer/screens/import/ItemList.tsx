/* biome-ignore-all lint/a11y/useSemanticElements: rows that stand where they scroll to are no rows of a <table> to a browser */
/* biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row */
/** The list itself: scrolls, has the keys, and stays where it is while it grows on top. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ImportItem } from '../../../shared/contract.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { toFailure } from '../../state/client.tsx';
import { useSelectionStore } from '../../state/selection.tsx';
import { ItemDetail } from './ItemDetail.tsx';
import { ItemLine } from './ItemLine.tsx';
import { useItems, type Wanted } from './useItems.ts';

const rowHeight = 32;

interface Props extends Wanted {
  going: boolean;
  onSpace(): void;
  onAsk(item: ImportItem): void;
  onRetry: ((item: ImportItem) => void) | null;
}

export function ItemList(props: Props) {
  const { going, filter, onSpace, onAsk, onRetry } = props;
  const store = useSelectionStore();
  const box = useRef<HTMLDivElement>(null);
  // Both counted from the oldest, so that they mean the same rows while others come in above
  const [range, setRange] = useState({ first: 0, last: 0 });
  const [active, setActive] = useState<number | null>(null);
  const { total, error, row } = useItems(props, range.first, range.last);
  const all = total ?? 0;
  // oxlint-disable-next-line react/incompatible-library -- its functions are called in render and in handlers, never memoised
  const rows = useVirtualizer({ count: all, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 10 });
  const shown = rows.getVirtualItems();
  const first = all - 1 - (shown.at(-1)?.index ?? 0);
  const last = all - 1 - (shown[0]?.index ?? 0);
  useEffect(() => setRange((now) => (now.first === first && now.last === last ? now : { first, last })), [first, last]);
  useSteady(box, all);

  const at = active === null ? -1 : all - 1 - active;
  const go = (index: number) => {
    const next = Math.max(0, Math.min(all - 1, index));
    setActive(all - 1 - next);
    rows.scrollToIndex(next, { align: 'auto' });
  };
  const onKey = (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = Math.max(1, Math.floor((box.current?.clientHeight ?? rowHeight) / rowHeight) - 2);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: all - 1,
      PageDown: at + step,
      PageUp: at - step,
    };
    const move = moves[event.key];
    const source = active === null ? null : row(active)?.source;
    if (move !== undefined) go(move);
    else if (event.key === ' ') onSpace();
    else if (event.key === 'Escape' && active !== null) setActive(null);
    else if (event.key === 'Enter' && source) store.chooseSource(source.id);
    else return;
    event.preventDefault();
  };
  const chosen = active === null ? undefined : row(active);

  if (error)
    return (
      <div className="empty">
        <FormFailure failure={toFailure(error)} />
      </div>
    );
  if (total === 0)
    return (
      <p className="empty">
        {filter ? 'No file here has these words in its name.' : going ? 'The first files are being read.' : 'Nothing here.'}
      </p>
    );
  return (
    <>
      <div
        ref={box}
        className="import-scroll"
        role="grid"
        tabIndex={0}
        data-f6-focus
        aria-label="Files, newest first"
        aria-rowcount={all + 1}
        aria-activedescendant={shown.some(({ index }) => index === at) ? `import-row-${at}` : undefined}
        onKeyDown={onKey}
        onClick={(event) => {
          const line = event.target instanceof Element ? event.target.closest('[data-row]') : null;
          if (line) setActive(all - 1 - Number(line.getAttribute('data-row')));
        }}
      >
        <div role="row" className="import-row import-row-head" aria-rowindex={1}>
          <span role="columnheader">Became</span>
          <span role="columnheader">File</span>
          <span role="columnheader">What it is</span>
          <span role="columnheader">In the case</span>
          <span role="columnheader">To look at</span>
        </div>
        <div role="rowgroup" style={{ blockSize: rows.getTotalSize(), position: 'relative' }}>
          {shown.map(({ index, start }) => (
            <ItemLine key={all - 1 - index} item={row(all - 1 - index)} index={index} offset={start} active={index === at} onAsk={onAsk} />
          ))}
        </div>
      </div>
      {chosen && (
        <ItemDetail
          item={chosen}
          onRetry={onRetry && (() => onRetry(chosen))}
          onAsk={() => onAsk(chosen)}
          onClose={() => {
            setActive(null);
            box.current?.focus();
          }}
        />
      )}
    </>
  );
}

/** What a person reads stays under their eyes: rows that come in above move the list by as much. At the top it shows the newest. */
function useSteady(box: React.RefObject<HTMLDivElement | null>, total: number): void {
  const before = useRef(total);
  useLayoutEffect(() => {
    const grown = total - before.current;
    before.current = total;
    const list = box.current;
    if (list && grown > 0 && list.scrollTop > rowHeight / 2) list.scrollBy({ top: grown * rowHeight, behavior: 'instant' });
  }, [box, total]);
}
