import type { LookCode } from '../../../shared/contract.ts';
import type { SourceId } from '../../../shared/model.ts';

/** A question of one source that a person wants to answer now; a higher nonce asks again. */
export interface Asked {
  readonly code: LookCode;
  readonly source: SourceId;
  readonly nonce: number;
}
