/** What an import has come to so far, as the strip shows it. */
import type { ImportOutcome } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/errors.ts';

/** As many tickets as one call takes. */
export const mostTickets = 20_000;
/** As many outcomes to look at as the window keeps; the counts go on. */
export const mostKept = 500;

export interface ImportState {
  readonly phase: 'idle' | 'handing-over' | 'importing' | 'done' | 'cancelled' | 'stopped';
  readonly done: number;
  readonly total: number;
  readonly current: string;
  readonly counts: Readonly<Record<ImportOutcome['outcome'], number>>;
  /** What a person may want to look at, in the order it came: failures, duplicates, new versions. */
  readonly toLookAt: readonly ImportOutcome[];
  /** The first source that came in: where to go when all is done. */
  readonly first: ImportOutcome['source'];
  /** Why the whole import stopped, where it did. */
  readonly failure: Failure | null;
}

const none = { imported: 0, duplicate: 0, 'new-version': 0, failed: 0 };
export const idle: ImportState = { phase: 'idle', done: 0, total: 0, current: '', counts: none, toLookAt: [], first: null, failure: null };
/** A new batch. What was not dismissed of the batches before stays to be looked at. */
export const startOf = (before: ImportState, total: number): ImportState => ({
  ...before,
  phase: 'importing',
  done: 0,
  total,
  current: '',
  first: null,
  failure: null,
});
/** Nothing in it needs a person's eye. */
export const isQuiet = ({ phase, toLookAt, failure, counts }: ImportState): boolean =>
  phase === 'done' && toLookAt.length === 0 && failure === null && counts.imported > 0;

export function addOutcome(state: ImportState, outcome: ImportOutcome): ImportState {
  const counts = { ...state.counts, [outcome.outcome]: state.counts[outcome.outcome] + 1 };
  const keep = outcome.outcome !== 'imported' && state.toLookAt.length < mostKept;
  return { ...state, counts, toLookAt: keep ? [...state.toLookAt, outcome] : state.toLookAt, first: state.first ?? outcome.source };
}

export const isRunning = ({ phase }: ImportState): boolean => phase === 'handing-over' || phase === 'importing';
