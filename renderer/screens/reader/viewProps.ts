import type { CaseHandle, ClaimRow, Excerpt, ExcerptId, Link, Stance } from '../../../shared/model.ts';
import type { ActiveClaim } from './subject.ts';
import type { Linking } from './useLinking.ts';

/** What an article and a photo are both shown with. */
export interface ViewProps {
  handle: CaseHandle;
  excerpts: readonly Excerpt[];
  links: readonly Link[];
  claims: ReadonlyMap<string, ClaimRow>;
  activeClaim: ActiveClaim | null;
  readOnly: boolean;
  chosen: ExcerptId | null;
  /** Counts up whenever the chosen excerpt is to be brought into sight. */
  reveals: number;
  linking: Linking;
  announce(words: string): void;
  onChoose(excerpt: Excerpt, reveal: boolean): void;
  /** A stance for the chosen excerpt, while nothing else is in hand. */
  onLinkChosen(stance: Stance): void;
}
