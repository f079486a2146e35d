/** How a stance is told: colour, sign, pattern and word. All say the same, so that greyscale and screen readers lose nothing. */
import { type Stance, type StanceCounts, stances } from '../../shared/model.ts';
import type { ActionId } from '../keys/actions.ts';
import './stance.css';

interface StanceTelling {
  readonly sign: string;
  readonly word: string;
  /** The stance as a verb with its object. */
  readonly does: string;
}

export const stanceTelling: Readonly<Record<Stance, StanceTelling>> = {
  supports: { sign: '+', word: 'Supports', does: 'supports this claim' },
  refutes: { sign: '−', word: 'Refutes', does: 'refutes this claim' },
  'fails-to-verify': { sign: '∅', word: 'Fails to verify', does: 'fails to verify this claim' },
  context: { sign: '⊙', word: 'Context', does: 'is context for this claim' },
};

/** The action that links with a stance. */
export const linkAction = {
  supports: 'link.supports',
  refutes: 'link.refutes',
  'fails-to-verify': 'link.fails-to-verify',
  context: 'link.context',
} as const satisfies Readonly<Record<Stance, ActionId>>;
/** The stance that an action links with, or null. */
export const stanceOf = (action: ActionId): Stance | null => stances.find((stance) => linkAction[stance] === action) ?? null;

function Glyph({ stance }: { stance: Stance }) {
  const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 2, strokeLinecap: 'round' } as const;
  return (
    <svg className="stance-glyph" viewBox="0 0 14 14" width="12" height="12" aria-hidden="true" {...stroke}>
      {stance === 'supports' && <path d="M7 2.5v9M2.5 7h9" />}
      {stance === 'refutes' && <path d="M2.5 7h9" />}
      {stance === 'fails-to-verify' && (
        <>
          <circle cx="7" cy="7" r="4.6" strokeWidth="1.6" />
          <path d="M3 11.6 11 2.4" strokeWidth="1.6" />
        </>
      )}
      {stance === 'context' && (
        <>
          <circle cx="7" cy="7" r="5" strokeWidth="1.6" />
          <circle cx="7" cy="7" r="1.5" fill="currentColor" stroke="none" />
        </>
      )}
    </svg>
  );
}

/** The sign in its patterned box: solid, hatched, hollow and dashed, dotted. `label` false where the word stands beside it. */
export function StanceSign({ stance, label = true }: { stance: Stance; label?: boolean }) {
  return (
    <span
      className="stance-sign"
      data-stance={stance}
      {...(label ? { role: 'img', 'aria-label': stanceTelling[stance].word } : { 'aria-hidden': true })}
    >
      <Glyph stance={stance} />
    </span>
  );
}

/** Counts with their signs; stances that nothing takes are left out unless `all`. */
export function StanceTally({ counts, all = false }: { counts: StanceCounts; all?: boolean }) {
  const shown = stances.filter((stance) => all || counts[stance] > 0);
  return (
    <span className="stance-tally">
      {shown.map((stance) => (
        <span key={stance} className="stance-count" data-stance={stance}>
          <Glyph stance={stance} />
          <span aria-hidden="true">{counts[stance]}</span>
          <span className="vh">
            {stanceTelling[stance].word} {counts[stance]}.{' '}
          </span>
        </span>
      ))}
    </span>
  );
}
