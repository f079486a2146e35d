/* biome-ignore-all lint/a11y/useSemanticElements: rows that stand where they scroll to are no rows of a <table> to a browser */
/* biome-ignore-all lint/a11y/useFocusableInteractive: the list has the focus; its rows are read, not operated */
/** One file of the queue: what it became, what it is, where it stands in the case, what there is to look at. */
import type { ImportItem } from '../../../shared/contract.ts';
import { bytes } from '../../components/words.ts';
import { adviceFor } from '../../state/failure.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { became, look } from './itemWords.ts';

interface Props {
  /** Not here yet where its page is still on the way. */
  item: ImportItem | undefined;
  index: number;
  /** Pixels from the list's top. */
  offset: number;
}

export function ItemLine({ item, index, offset }: Props) {
  if (!item)
    return (
      <div role="row" className="import-row" aria-rowindex={index + 2} style={{ transform: `translateY(${offset}px)` }}>
        <span role="cell" className="muted">
          …
        </span>
      </div>
    );
  const { word, icon: Icon } = became[item.state];
  const at = item.path.lastIndexOf('/') + 1;
  return (
    <div
      role="row"
      className="import-row"
      aria-rowindex={index + 2}
      data-outcome={item.state}
      style={{ transform: `translateY(${offset}px)` }}
    >
      <span role="cell" className="import-state">
        <Icon size={14} aria-hidden="true" />
        {word}
      </span>
      <span role="cell" className="import-file" dir="auto" title={item.path} data-inside={item.holder !== null || undefined}>
        <span className="muted">{item.path.slice(0, at)}</span>
        {item.path.slice(at)}
      </span>
      <span role="cell" className="cut muted" title={item.what}>
        {item.what || (item.size === null ? '' : bytes(item.size))}
      </span>
      <Standing item={item} />
      <span role="cell" className="cut muted">
        {noteOf(item)}
      </span>
    </div>
  );
}

function Standing({ item }: { item: ImportItem }) {
  const store = useSelectionStore();
  const { source, error, state } = item;
  const said = error ? `${error.message} ${adviceFor(error) ?? ''}` : '';
  return (
    <span role="cell" className="cut" title={said || source?.title}>
      {error && said}
      {!error && state === 'duplicate' && <span className="muted">same bytes as </span>}
      {!error && state === 'new-version' && <span className="muted">other bytes, same address: </span>}
      {source && !error && (
        <button type="button" className="textlink" onClick={() => store.chooseSource(source.id)}>
          <span className="ref">{source.ref}</span> <bdi>{source.title}</bdi>
        </button>
      )}
    </span>
  );
}

function noteOf({ asks, findings }: ImportItem): string {
  if (asks === 'password') return look.locked.short;
  if (asks === 'pages') return look['choose-pages'].short;
  const [first, ...more] = findings;
  if (!first) return '';
  return more.length === 0 ? look[first.code].short : `${look[first.code].short} and ${more.length} more`;
}
