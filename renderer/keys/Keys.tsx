/** The key of an action as this person has it; nothing where it has none. */
import { Fragment } from 'react';
import { stances } from '../../shared/model.ts';
import { linkAction } from '../components/Stance.tsx';
import type { ActionId } from './actions.ts';
import { useKeymap } from './useKeymap.ts';

/** `all`: each of its keys, apart. */
export function Keys({ of, all = false }: { of: ActionId; all?: boolean }) {
  const combos = useKeymap().keysOf(of);
  return (all ? combos : combos.slice(0, 1)).map((combo) => <kbd key={combo}>{combo === '-' ? '−' : combo}</kbd>);
}

/** The keys of the four stances. */
export function LinkKeys() {
  return stances.map((stance) => (
    <Fragment key={stance}>
      <Keys of={linkAction[stance]} />{' '}
    </Fragment>
  ));
}
