import type { MarkTarget } from '../../shared/contract.ts';
import type { SourceId, Stance } from '../../shared/model.ts';

/** A marked place that waits for the new claim it is evidence for. */
export interface Draft {
  readonly source: SourceId;
  readonly target: MarkTarget;
  /** The words marked; null for a region. */
  readonly quote: string | null;
  readonly stance: Stance;
}
