/** Parts of a block cut where a passage begins and ends. Pure; all places in code points of the canonical text. */
import type { DiffPart } from '../../../shared/contract.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}
export interface Cut {
  readonly parts: readonly DiffPart[];
  readonly marked: boolean;
  /** Which of the spans it is of; -1 beside all of them. */
  readonly span: number;
}

/** `parts` spell the block that begins at `start`. */
export function cutAt(parts: readonly DiffPart[], start: number, spans: readonly Span[]): Cut[] {
  const cuts: { parts: DiffPart[]; marked: boolean; span: number }[] = [];
  let place = start;
  for (const { op, text } of parts) {
    for (const char of text) {
      const at = place;
      const span = spans.findIndex(({ start: from, end }) => at >= from && at < end);
      const cut = cuts.at(-1);
      const part = cut?.span === span ? cut.parts.at(-1) : undefined;
      if (part?.op === op) part.text += char;
      else if (cut?.span === span) cut.parts.push({ op, text: char });
      else cuts.push({ parts: [{ op, text: char }], marked: span >= 0, span });
      place += 1;
    }
  }
  return cuts;
}

export const overlaps = (block: Span | null, spans: readonly Span[]): boolean =>
  block !== null && spans.some(({ start, end }) => start < block.end && end > block.start);
