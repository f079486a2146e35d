/* biome-ignore-all lint/a11y/useSemanticElements: rows that stand where they scroll to are no rows of a <table> to a browser */
/* biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row */
/** One file of the queue: what it became, what it is, where it stands in the case, what there is to look at. */
import type { ImportItem } from '../../../shared/contract.ts';
import { bytes } from '../../components/words.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { Boxed, FileName } from './FileName.tsx';
import { became, notesOf } from './itemWords.ts';

interface Props {
  /** Not here yet where its page is still on the way. */
  item: ImportItem | undefined;
  /** Where it stands in the list, counted from 0. */
  index: number;
  /** Pixels from the list's top. */
  offset: number;
  active: boolean;
  onAsk(item: ImportItem): void;
}

export function ItemLine({ item, index, offset, active, onAsk }: Props) {
  const place = {
    role: 'row',
    id: `import-row-${index}`,
    className: 'import-row',
    'aria-rowindex': index + 2,
    'aria-selected': active,
    'data-row': index,
    style: { transform: `translateY(${offset}px)` },
  } as const;
  if (!item)
    return (
      <div {...place}>
        <span role="gridcell" className="muted">
          …
        </span>
      </div>
    );
  const { word, icon: Icon } = became[item.state];
  const notes = notesOf(item);
  return (
    <div {...place} data-outcome={item.state}>
      <span role="gridcell" className="import-state">
        <Icon size={14} aria-hidden="true" />
        {word}
      </span>
      <span role="gridcell" title={item.path} data-inside={item.holder !== null || undefined}>
        <FileName path={item.path} />
      </span>
      <span role="gridcell" className="cut muted" title={item.what}>
        {item.what || (item.size === null ? '' : bytes(item.size))}
      </span>
      {item.error ? (
        <span role="gridcell" className="cut import-wide" aria-colspan={2} title={item.error.message}>
          {item.error.message}
        </span>
      ) : (
        <>
          <Standing item={item} />
          <span role="gridcell" className="cut muted" title={notes.join(', ')}>
            {item.asks ? (
              <button type="button" className="textlink" tabIndex={-1} onClick={() => onAsk(item)}>
                {notes[0]}
              </button>
            ) : (
              (notes[0] ?? '') + (notes.length > 1 ? ` and ${notes.length - 1} more` : '')
            )}
          </span>
        </>
      )}
    </div>
  );
}

function Standing({ item: { source, state } }: { item: ImportItem }) {
  const store = useSelectionStore();
  return (
    <span role="gridcell" className="import-standing" title={source?.title}>
      {state === 'duplicate' && <span className="muted">same bytes as</span>}
      {source && (
        <button type="button" className="textlink" tabIndex={-1} onClick={() => store.chooseSource(source.id)}>
          <span className="ref">{source.ref}</span>{' '}
          <bdi>
            <Boxed text={source.title} />
          </bdi>
        </button>
      )}
    </span>
  );
}
