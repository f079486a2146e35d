/** One action: its keys, and the way to others. A key that is taken is said so, by name, before anything changes. */
import { Pencil, RotateCcw } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { type ActionId, actions } from '../../keys/actions.ts';
import { named } from '../../keys/change.ts';
import { comboOf } from '../../keys/combo.ts';
import { Keys } from '../../keys/Keys.tsx';

/** What is being done to this action's key. */
export type Change =
  | { readonly at: 'asking'; readonly because: string }
  /** `combo` null: back to the keys of the table. */
  | { readonly at: 'taken'; readonly combo: string | null; readonly by: readonly ActionId[] };

interface Props {
  id: ActionId;
  isChanged: boolean;
  change: Change | null;
  onAsk(): void;
  onPress(combo: string): void;
  onTake(): void;
  onNone(): void;
  onReset(): void;
  onCancel(): void;
}

export function KeyRow({ id, isChanged, change, onAsk, onPress, onTake, onNone, onReset, onCancel }: Props) {
  const { words, fixed } = actions[id];
  const start = useRef<HTMLButtonElement>(null);
  const isOpen = change !== null;
  const wasOpen = useRef(false);
  useEffect(() => {
    // The focus goes back to where the change began
    if (wasOpen.current && !isOpen) start.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return (
    <div className="keyrow" data-changed={isChanged || undefined}>
      <dt>
        <Keys of={id} all />
      </dt>
      <dd>
        <span className="keyrow-words">{words}</span>
        {!fixed && !change && (
          <span className="keyrow-acts">
            {isChanged && (
              <button type="button" className="icon small" aria-label={`As it was: ${words}`} title="As it was" onClick={onReset}>
                <RotateCcw size={13} aria-hidden="true" />
              </button>
            )}
            <button ref={start} type="button" className="icon small" aria-label={`Change the key: ${words}`} title="Change" onClick={onAsk}>
              <Pencil size={13} aria-hidden="true" />
            </button>
          </span>
        )}
        {change?.at === 'asking' && <Asking words={words} because={change.because} onPress={onPress} onNone={onNone} onCancel={onCancel} />}
        {change?.at === 'taken' && <Taken change={change} onTake={onTake} onAsk={onAsk} onCancel={onCancel} />}
      </dd>
    </div>
  );
}

interface AskingProps {
  words: string;
  because: string;
  onPress(combo: string): void;
  onNone(): void;
  onCancel(): void;
}
function Asking({ words, because, onPress, onNone, onCancel }: AskingProps) {
  const catcher = useRef<HTMLButtonElement>(null);
  useEffect(() => catcher.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') onCancel();
    const combo = comboOf(event.nativeEvent);
    if (combo !== null && combo !== 'Esc' && !event.repeat) onPress(combo);
  };
  return (
    <span className="keyrow-ask">
      <button ref={catcher} type="button" className="keyrow-catch" aria-label={`Press the new key for: ${words}`} onKeyDown={onKeyDown}>
        Press the new key…
      </button>
      <button type="button" className="btn small" onClick={onNone}>
        No key
      </button>
      <button type="button" className="btn small" onClick={onCancel}>
        Cancel
      </button>
      <span className="keyrow-why" role="status">
        {because}
      </span>
    </span>
  );
}

interface TakenProps {
  change: Extract<Change, { at: 'taken' }>;
  onTake(): void;
  onAsk(): void;
  onCancel(): void;
}
function Taken({ change: { combo, by }, onTake, onAsk, onCancel }: TakenProps) {
  const other = useRef<HTMLButtonElement>(null);
  useEffect(() => other.current?.focus(), []);
  return (
    <span className="keyrow-ask" role="alert">
      <span className="keyrow-why">
        {combo ?? 'What it had'} is taken: {by.map((id) => `“${named(id)}”`).join(', ')}.
      </span>
      <button ref={other} type="button" className="btn small" onClick={onAsk}>
        Another key
      </button>
      <button type="button" className="btn small" onClick={onTake}>
        Take it from there
      </button>
      <button type="button" className="btn small" onClick={onCancel}>
        Cancel
      </button>
    </span>
  );
}
