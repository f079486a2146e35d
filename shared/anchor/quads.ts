/**
 * Where code points of a canonical text stand on its pages (see Layout): rectangles, one a line, in the units of the page. Works on
 * runs in reading order, so a passage over two columns has the lines of the first and then those of the second. Pure.
 */
import type { LayoutPage, Quad } from '../model.ts';
import { runsLeft, sharesOf } from './advance.ts';

/** The words of code points [start, end) of the canonical text. */
export type WordsAt = (start: number, end: number) => string;

/** A word or piece of a line, in code points and units of its page. */
export interface Run {
  readonly start: number;
  readonly end: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
type Place = Omit<Run, 'start' | 'end'>;

export const runOf = ([start = 0, end = 0, x = 0, y = 0, width = 0, height = 0]: readonly number[]): Run => ({
  start,
  end,
  x,
  y,
  width,
  height,
});

/** How far two boxes must overlap in height, of the lower one, to stand in one line. */
const sameLine = 0.5;
/** Words further apart than so many heights of their line stand in two columns or cells. */
const widestGap = 2;

/** Whether b goes on in the line of a: at its height and near it, on either side. */
export function inLine(a: Place, b: Place): boolean {
  const overlap = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const gap = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  return overlap >= sameLine * Math.min(a.height, b.height) && gap <= widestGap * Math.max(a.height, b.height);
}

export function around<T extends Place>(a: T, b: Place): T {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    ...a,
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** The part of a run that code points [start, end) cover; null where that is nothing. Runs of letters that run left are counted from the right. */
export function partOf(run: Run, start: number, end: number, wordsAt: WordsAt): Run | null {
  const from = Math.max(run.start, start);
  const to = Math.min(run.end, end);
  if (to <= from) return null;
  if (from === run.start && to === run.end) return run;
  const words = wordsAt(run.start, run.end);
  const shares = sharesOf(words);
  const last = shares.length - 1;
  // A text that is not at hand is counted as if all its letters were of one width
  const share = (at: number): number => shares[at - run.start] ?? (at - run.start) / (run.end - run.start);
  const isKnown = last === run.end - run.start;
  const [a, b] = isKnown
    ? [share(from), share(to)]
    : [(from - run.start) / (run.end - run.start), (to - run.start) / (run.end - run.start)];
  const [first, after] = runsLeft(words) ? [1 - b, 1 - a] : [a, b];
  return { start: from, end: to, x: run.x + run.width * first, y: run.y, width: run.width * (after - first), height: run.height };
}

/** Hundredths of a point are finer than any printer. */
const tidy = (value: number): number => Math.round(value * 100) / 100;

/** The rectangles that the code points [start, end) cover on one page, one a line, in reading order. */
export function quadsOn(
  page: Pick<LayoutPage, 'start' | 'end' | 'runs'>,
  number: number,
  start: number,
  end: number,
  wordsAt: WordsAt,
): Quad[] {
  if (page.end <= start || page.start >= end) return [];
  const lines: Run[] = [];
  for (const values of page.runs) {
    const part = partOf(runOf(values), start, end, wordsAt);
    if (part === null) continue;
    const line = lines.at(-1);
    if (line !== undefined && inLine(line, part)) lines[lines.length - 1] = around(line, part);
    else lines.push(part);
  }
  return lines.map(({ x, y, width, height }) => ({ page: number, x: tidy(x), y: tidy(y), width: tidy(width), height: tidy(height) }));
}
