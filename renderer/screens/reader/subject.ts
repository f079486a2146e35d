/** What a person holds in hand in the reader: a passage or a region, not yet or already an excerpt. */
import type { MarkTarget } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/errors.ts';
import type {
  CaseHandle,
  ClaimId,
  Excerpt,
  ExcerptId,
  Outline,
  Ref,
  Region,
  RenditionId,
  SourceId,
  Stance,
} from '../../../shared/model.ts';
import { type ReadableText, type Span, wordsAt } from '../../annotate/blocks.ts';
import { parseOutline } from '../../annotate/marks.ts';

export interface ActiveClaim {
  readonly id: ClaimId;
  readonly ref: Ref;
  readonly text: string;
}
export interface NewClaimDraft {
  readonly source: SourceId;
  readonly target: MarkTarget;
  readonly quote: string | null;
  readonly stance: Stance;
}

export interface ReaderPaneProps {
  handle: CaseHandle;
  readOnly: boolean;
  source: SourceId;
  activeClaim: ActiveClaim | null;
  /** The excerpt that is chosen; a higher nonce asks to go to it. */
  focus: { excerpt: ExcerptId; nonce: number } | null;
  onNewClaim(draft: NewClaimDraft): void;
  /** Null where none is chosen any more. */
  onExcerptChosen(excerpt: ExcerptId | null, claims: ClaimId[]): void;
  onFailure(failure: Failure): void;
}

export interface Subject {
  readonly target: MarkTarget;
  readonly quote: string | null;
  readonly place: string;
}

/** Words of the text that is on the screen, which need not be the source's current one. */
export function passage(text: ReadableText, rendition: RenditionId, span: Span, place: string): Subject {
  const exact = wordsAt(text, span);
  return { target: { start: span.start, end: span.end, exact, rendition }, quote: exact, place };
}
/** A region of a photo, or of a page (counted from 1); with an outline it is the outline's bounding box. */
export function area(region: Region, outline: Outline | null = null, page?: number): Subject {
  const target = { region, ...(outline && { outline: [...outline] }), ...(page !== undefined && { page }) };
  return { target, quote: null, place: 'region' };
}

/** The same place as an excerpt has, to link it once more to a new claim. */
export function subjectOf(excerpt: Excerpt, region: Region | null): Subject | null {
  if (region)
    return {
      ...area(region, parseOutline(excerpt), excerpt.anchor.kind === 'region' ? excerpt.anchor.page : undefined),
      place: excerpt.place,
    };
  if (excerpt.anchor.kind !== 'text') return null;
  const { position, quote, rendition } = excerpt.anchor;
  return { target: { start: position.start, end: position.end, exact: quote.exact, rendition }, quote: quote.exact, place: excerpt.place };
}

/** The first words of a quote, for a name. Cut between code points. */
export function shortened(words: string, most = 80): string {
  const line = words.replace(/\s+/g, ' ');
  const points = Array.from(line);
  return points.length > most ? `${points.slice(0, most).join('').trimEnd()}…` : line;
}
