import type { ToDecide } from '../../../shared/contract.ts';
import { CarriedLabel } from '../../components/carried.tsx';
import { StanceSign } from '../../components/Stance.tsx';
import { decidedWord } from './decisionWords.ts';
import { placesOf } from './workList.ts';

/** One excerpt of the list: its state, where it stood and may stand, what it is evidence for, its words. */
export function ToDecideItem({ id, index, item, chosen }: { id: string; index: number; item: ToDecide; chosen: boolean }) {
  const { excerpt, state, links, decided, carried } = item;
  const most = 2;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the list, which names the option in hand
    <div id={id} role="option" aria-selected={chosen} data-index={index} data-state={state} className="decide-item">
      <span className="decide-where">
        {decided || carried ? (
          <span className="state" data-tone="off">
            {decided ? decidedWord[decided.decision] : 'carried on'}
          </span>
        ) : (
          <CarriedLabel state={state} />
        )}
        <span className="muted small cut">{placesOf(item)}</span>
      </span>
      <span className="decide-claims">
        {links.slice(0, most).map(({ link, claim }) => (
          <span key={link.id}>
            <StanceSign stance={link.stance} />
            <span className="ref">{claim.ref}</span>
          </span>
        ))}
        {links.length > most && <span className="ref">+{links.length - most}</span>}
        {links.length === 0 && <span className="muted small">{carried ? `as ${carried.ref}` : 'not linked'}</span>}
      </span>
      <span className="decide-quote" dir="auto">
        {excerpt.quote}
      </span>
    </div>
  );
}
