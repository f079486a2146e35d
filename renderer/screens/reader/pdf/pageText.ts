/** The words of one page as they stand on it: lines in the order they are read, gathered by paragraph; and which place is meant by a point. Pure. */
import { runsLeft, sharesOf } from '../../../../shared/anchor/advance.ts';
import type { Point } from '../../../../shared/anchor/geometry.ts';
import { around, inLine, type Run, runOf } from '../../../../shared/anchor/quads.ts';
import type { LayoutPage } from '../../../../shared/model.ts';
import { type BlockText, blockAt, type ReadableText, wordsAt } from '../../../annotate/blocks.ts';

export interface Line extends Run {
  readonly runs: readonly Run[];
  /** The words from here to the next line of the same piece, so that white space between lines is part of the former. */
  readonly words: string;
  readonly rtl: boolean;
}
/** What of one paragraph stands together on a page; one that goes on in the next column has two. */
export interface Piece {
  readonly key: number;
  readonly block: BlockText | null;
  readonly lines: readonly Line[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Open = { block: BlockText | null; lines: { box: Run; runs: Run[] }[] };

/** Whether a line no longer stands under the one before it: it begins another column. */
const leaps = (last: Run, next: Run): boolean => next.y + next.height / 2 < last.y || next.y - (last.y + last.height) > 4 * last.height;

export function pageText({ runs }: Pick<LayoutPage, 'runs'>, text: ReadableText): Piece[] {
  const pieces: Open[] = [];
  for (const values of runs) {
    const run = runOf(values);
    const found = blockAt(text, run.start);
    const block = found && found.start <= run.start ? found : null;
    const piece = pieces.at(-1);
    const line = piece?.lines.at(-1);
    if (piece && line && piece.block?.index === block?.index) {
      if (inLine(line.box, run)) {
        line.box = { ...around(line.box, run), end: Math.max(line.box.end, run.end) };
        line.runs.push(run);
        continue;
      }
      if (!leaps(line.box, run)) {
        piece.lines.push({ box: run, runs: [run] });
        continue;
      }
    }
    pieces.push({ block, lines: [{ box: run, runs: [run] }] });
  }
  return pieces.map(({ block, lines }) => {
    const whole = lines.map(({ box, runs: own }, index): Line => {
      const next = lines[index + 1];
      const words = wordsAt(text, { start: box.start, end: next && next.box.start > box.end ? next.box.start : box.end });
      return { ...box, runs: own, words, rtl: runsLeft(words) };
    });
    const box = whole.map((line): Run => line).reduce((a, b) => around(a, b));
    return { key: box.start, block, lines: whole, x: box.x, y: box.y, width: box.width, height: box.height };
  });
}

const outside = (at: number, from: number, length: number): number => Math.max(0, from - at, at - from - length);

function nearest<T>(all: readonly T[], far: (one: T) => number): T | null {
  let best: T | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const one of all) {
    const distance = far(one);
    if (distance < least) [best, least] = [one, distance];
  }
  return best;
}

/** Grapheme clusters begin here, in code points of a text. */
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
function boundaries(words: string): Set<number> {
  const found = new Set<number>([0]);
  let at = 0;
  for (const { segment } of graphemes.segment(words)) {
    at += Array.from(segment).length;
    found.add(at);
  }
  return found;
}

/** The boundary between two characters of a run that is nearest to a place along it. */
function within(run: Run, x: number, text: ReadableText): number {
  const words = wordsAt(text, run);
  const along = Math.min(1, Math.max(0, (x - run.x) / Math.max(run.width, 0.01)));
  const share = runsLeft(words) ? 1 - along : along;
  const whole = boundaries(words);
  const index = nearest(
    sharesOf(words)
      .map((at, number) => ({ at, number }))
      .filter(({ number }) => whole.has(number)),
    ({ at }) => Math.abs(at - share),
  );
  return run.start + Math.min(index?.number ?? 0, run.end - run.start);
}

/**
 * The code point position that a point of a page means: in the nearest piece, its nearest line, and there between the nearest two
 * characters. A point in the white of one column never jumps to another. Null on a page without words.
 */
export function positionAt(pieces: readonly Piece[], { x, y }: Point, text: ReadableText): number | null {
  const piece = nearest(pieces, (one) => Math.hypot(outside(x, one.x, one.width), outside(y, one.y, one.height)));
  const line = piece && nearest(piece.lines, (one) => outside(y, one.y, one.height) + outside(x, one.x, one.width) / 1000);
  const run = line && nearest(line.runs, (one) => outside(x, one.x, one.width));
  return run && within(run, x, text);
}

/** Whether a point lies on words, not only near them. */
export function onWords(pieces: readonly Piece[], { x, y }: Point): boolean {
  return pieces.some(({ lines }) => lines.some((line) => outside(x, line.x, line.width) + outside(y, line.y, line.height) <= 1));
}
