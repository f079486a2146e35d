/** A verdict in ink and form, never in a stance colour: tick disc, cross disc, dashed ring, split disc; with its word. */
import type { Verdict } from '../../shared/model.ts';

export const verdictWords: Readonly<Record<Verdict, string>> = {
  supported: 'Supported',
  refuted: 'Refuted',
  'not-enough-evidence': 'Not enough evidence',
  'conflicting-evidence': 'Conflicting evidence',
};
export const verdictMeaning: Readonly<Record<Verdict, string>> = {
  supported: 'The evidence here supports it.',
  refuted: 'The evidence here refutes it.',
  'not-enough-evidence': 'What was found does not settle it.',
  'conflicting-evidence': 'Good evidence stands on both sides.',
};

export function VerdictSign({ verdict, size = 15 }: { verdict: Verdict | null; size?: number }) {
  const knockout = {
    fill: 'none',
    stroke: 'var(--knockout, var(--panel))',
    strokeWidth: 1.8,
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
  } as const;
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" style={{ flex: 'none' }}>
      {(verdict === 'supported' || verdict === 'refuted') && <circle cx="8" cy="8" r="7" fill="currentColor" />}
      {verdict === 'supported' && <path d="m4.8 8.3 2.2 2.2 4.2-4.7" {...knockout} />}
      {verdict === 'refuted' && <path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" {...knockout} />}
      {verdict === 'not-enough-evidence' && (
        <circle cx="8" cy="8" r="6.1" fill="none" stroke="currentColor" strokeWidth="1.8" strokeDasharray="2.9 1.9" />
      )}
      {verdict === 'conflicting-evidence' && (
        <>
          <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M8 1.7a6.3 6.3 0 0 1 0 12.6z" fill="currentColor" />
        </>
      )}
      {verdict === null && <circle cx="8" cy="8" r="1.6" fill="currentColor" />}
    </svg>
  );
}

export function VerdictLabel({ verdict }: { verdict: Verdict | null }) {
  return (
    <span className={verdict ? 'verdict' : 'verdict none'}>
      <VerdictSign verdict={verdict} />
      {verdict ? verdictWords[verdict] : 'No verdict yet'}
    </span>
  );
}
