/** What of a batch needs an eye, in the strip: the first of it; the import screen has all. */
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import type { ImportBatch, ImportItem, ItemState } from '../../../shared/contract.ts';
import { useMedia } from '../../components/useMedia.ts';
import { counted } from '../../components/words.ts';
import { useApi } from '../../state/client.tsx';
import { adviceFor } from '../../state/failure.ts';
import { keys } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { Boxed } from './FileName.tsx';
import { became } from './itemWords.ts';

const states: readonly ItemState[] = ['failed', 'asks', 'new-version', 'duplicate'];
/** The strip stays small; the screen pages. */
const most = 50;

export function StripItems({ batch }: { batch: ImportBatch }) {
  const api = useApi();
  const { handle } = useCaseHere();
  const store = useSelectionStore();
  // In a low window (or a large zoom) the list would leave no room for what it is about
  const low = useMedia('(max-height: 560px)');
  const [chosen, setFolded] = useState<boolean | null>(null);
  const folded = chosen ?? low;
  const worth = states.reduce((sum, state) => sum + batch.counts[state], 0);
  const items = useQuery({
    queryKey: [...keys.items(handle), batch.id, 'strip'],
    queryFn: ({ signal }) =>
      api.imports.items({ case: handle, batch: batch.id, states: [...states], limit: most, newestFirst: true }, { signal }),
    enabled: worth > 0 && !folded,
    placeholderData: (before) => before,
  });
  if (worth === 0) return null;
  return (
    <>
      <button type="button" className="import-fold" aria-expanded={!folded} onClick={() => setFolded(!folded)}>
        To look at <span className="muted">{counted(worth, 'file')}</span>
        {folded ? <ChevronDown size={14} aria-hidden="true" /> : <ChevronUp size={14} aria-hidden="true" />}
      </button>
      {!folded && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard
        <ul className="import-list" tabIndex={0} aria-label="To look at">
          {items.data?.items.map((item) => (
            <Item key={item.id} item={item} />
          ))}
          {worth > most && (
            <li>
              <span />
              <button type="button" className="textlink" onClick={() => store.set({ view: 'import' })}>
                Show all {worth}
              </button>
            </li>
          )}
        </ul>
      )}
    </>
  );
}

function Item({ item }: { item: ImportItem }) {
  const store = useSelectionStore();
  const { source, error, state } = item;
  const { icon: Icon } = became[state];
  const advice = error ? adviceFor(error) : null;
  return (
    <li data-outcome={state}>
      <Icon size={15} aria-hidden="true" />
      <bdi className="wrap strong">
        <Boxed text={item.path} />
      </bdi>
      <span className="grow">
        {error && (
          <>
            <b className="strong">Failed.</b> {error.message} {advice && <span className="muted">{advice}</span>}
          </>
        )}
        {state === 'new-version' && 'Other bytes from the same address'}
        {state === 'duplicate' && 'The same bytes are here already'}
        {item.asks === 'password' && 'Asks for a password; kept and hashed as it came'}
        {item.asks === 'pages' && 'An archive: choose the pages to take'}
        {source && (
          <>
            {error ? ' ' : ': '}
            <button type="button" className="textlink" onClick={() => store.chooseSource(source.id)}>
              {source.ref} <bdi>{source.title}</bdi>
            </button>
          </>
        )}
      </span>
    </li>
  );
}
