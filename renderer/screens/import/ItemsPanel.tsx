/** What each file became: filtered and paged by the workbench, never held whole. */
import { Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { ImportBatch, ImportItem, ItemState, LookCode } from '../../../shared/contract.ts';
import type { SourceId } from '../../../shared/model.ts';
import { count } from '../../components/words.ts';
import { ItemList } from './ItemList.tsx';
import type { Import } from './useImport.ts';
import { isGoing, settled } from './useQueue.ts';

/** All that came to an end: what waits stands in a list of its own, so that the newest outcome is on top. */
const ended = ['imported', 'duplicate', 'new-version', 'asks', 'failed', 'cancelled'] as const;
const groups = [
  { name: 'all', word: 'All', states: ended },
  { name: 'imported', word: 'Imported', states: ['imported'] },
  { name: 'duplicate', word: 'Already here', states: ['duplicate'] },
  { name: 'new-version', word: 'New version', states: ['new-version'] },
  { name: 'asks', word: 'Asks you', states: ['asks'] },
  { name: 'failed', word: 'Failed', states: ['failed'] },
  { name: 'cancelled', word: 'Cancelled', states: ['cancelled'] },
  { name: 'waiting', word: 'Waiting', states: ['reading', 'waiting'] },
] as const satisfies readonly { name: string; word: string; states: readonly ItemState[] }[];
type Group = (typeof groups)[number];

interface Props {
  batch: ImportBatch;
  importing: Import;
  onAsk(code: LookCode, source: SourceId): void;
}

export function ItemsPanel({ batch, importing, onAsk }: Props) {
  const [group, setGroup] = useState<Group>(groups[0]);
  const [typed, setTyped] = useState('');
  const filter = useDeferredValue(typed).slice(0, 200);
  const countOf = ({ name, states }: Group): number =>
    name === 'all' ? settled(batch) : states.reduce((sum, state) => sum + batch.counts[state], 0);
  const askOf = ({ asks, source }: ImportItem) => {
    if (asks && source) onAsk(asks === 'password' ? 'locked' : 'choose-pages', source.id);
  };
  const space = () => {
    if (isGoing(batch)) void importing.pause(batch.id);
    else if (batch.state === 'paused' || batch.state === 'stopped') void importing.resume(batch.id);
  };
  const isOver = batch.state === 'done' || batch.state === 'cancelled';
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
      <ItemList
        key={`${group.name} ${filter}`}
        batch={batch.id}
        states={group.states}
        filter={filter}
        going={isGoing(batch)}
        onSpace={space}
        onAsk={askOf}
        onRetry={isOver ? (item) => void importing.retry(batch.id, [item.id]) : null}
      />
    </section>
  );
}
