/** The keys and the way to change them; and how each stance is told: by its sign on a surface, by its line under words and around regions. */
import { RotateCcw, Search } from 'lucide-react';
import { useState } from 'react';
import { stances } from '../../../shared/model.ts';
import { matches } from '../../components/commands.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { linkAction, StanceSign, stanceTelling } from '../../components/Stance.tsx';
import { useChangeSettings } from '../../components/useChangeSettings.ts';
import { counted } from '../../components/words.ts';
import { type ActionId, actionIds, actions, type ScopeId, scopes } from '../../keys/actions.ts';
import { asItWas, propose, withKey, wouldLose } from '../../keys/change.ts';
import { Keys } from '../../keys/Keys.tsx';
import type { Overrides } from '../../keys/keymap.ts';
import { useKeymap } from '../../keys/useKeymap.ts';
import { useSettings } from '../../state/queries.ts';
import { type Change, KeyRow } from './KeyRow.tsx';
import './keys.css';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's own keys, which Object.keys cannot say
const scopeIds = Object.keys(scopes) as ScopeId[];
const none: Overrides = {};

export function KeySheet({ onClose }: { onClose(): void }) {
  const keymap = useKeymap();
  const overrides = useSettings().data?.keys ?? none;
  const changeSettings = useChangeSettings();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState<{ id: ActionId; change: Change } | null>(null);
  const [said, setSaid] = useState('');
  const changed = actionIds.filter((id) => keymap.isChanged(id));
  const found = actionIds.filter((id) => matches(typed, `${actions[id].words} ${keymap.keysOf(id).join(' ')}`));

  const save = (next: Overrides, words: string): void => {
    setOpen(null);
    setSaid(words);
    void changeSettings({ keys: next });
  };
  const give = (id: ActionId, combo: string): void =>
    save(withKey(overrides, id, combo), combo === '' ? `${actions[id].words}: no key now.` : `${actions[id].words}: ${combo} now.`);
  const press = (id: ActionId, combo: string): void => {
    const proposal = propose(overrides, id, combo);
    if (proposal.kind === 'refused') setOpen({ id, change: { at: 'asking', because: proposal.because } });
    else if (proposal.kind === 'taken') setOpen({ id, change: { at: 'taken', combo, by: proposal.by } });
    else give(id, combo);
  };
  const putBack = (id: ActionId): void => save(asItWas(overrides, id), `${actions[id].words}: as it was.`);
  const reset = (id: ActionId): void => {
    const by = wouldLose(overrides, id);
    if (by.length > 0) setOpen({ id, change: { at: 'taken', combo: null, by } });
    else putBack(id);
  };
  const take = (id: ActionId, change: Change): void => {
    if (change.at !== 'taken') return;
    if (change.combo === null) putBack(id);
    else give(id, change.combo);
  };

  return (
    <Dialog title="Keys" lead="Everything can be done without a mouse, and each key can be another." wide onClose={onClose}>
      <div className="keysheet-find">
        <label className="field">
          <Search size={14} aria-hidden="true" />
          <input
            value={typed}
            placeholder="Find an action or a key"
            aria-label="Find an action or a key"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        {changed.length > 0 && (
          <button type="button" className="btn small" onClick={() => save(none, 'All keys are as they were.')}>
            <RotateCcw size={13} aria-hidden="true" />
            All as they were <span className="muted">{counted(changed.length, 'changed key')}</span>
          </button>
        )}
        <p className="vh" role="status">
          {said}
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard */}
      <section className="keysheet" aria-label="Keys and signs" tabIndex={0}>
        {typed === '' && (
          <section className="keysheet-signs">
            <h3>Link what is in hand to the open claim</h3>
            <ul>
              {stances.map((stance) => (
                <li key={stance} data-stance={stance}>
                  <Keys of={linkAction[stance]} />
                  <StanceSign stance={stance} label={false} />
                  <span className="keysheet-line">{stanceTelling[stance].word}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {scopeIds.map((scope) => {
          const here = found.filter((id) => actions[id].scope === scope);
          if (here.length === 0) return null;
          return (
            <section key={scope}>
              <h3>{scopes[scope].words}</h3>
              <dl>
                {here.map((id) => (
                  <KeyRow
                    key={id}
                    id={id}
                    isChanged={keymap.isChanged(id)}
                    change={open?.id === id ? open.change : null}
                    onAsk={() => setOpen({ id, change: { at: 'asking', because: '' } })}
                    onPress={(combo) => press(id, combo)}
                    onTake={() => open && take(id, open.change)}
                    onNone={() => give(id, '')}
                    onReset={() => reset(id)}
                    onCancel={() => setOpen(null)}
                  />
                ))}
              </dl>
            </section>
          );
        })}
        {found.length === 0 && <p className="empty">No action and no key by these words.</p>}
      </section>
    </Dialog>
  );
}
