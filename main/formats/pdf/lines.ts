/** Pieces of text → lines. What the file draws one after another on one baseline is one row; wide gaps part its cells. */
import type { Tag } from './structure.ts';
import { type Box, type Part, type Piece, type Word, wordsOf } from './words.ts';

export interface Line {
  /** Its words, one space between two. */
  readonly text: string;
  /** Its words with their places, worked out when asked: a long document is kept as pieces, which are fewer. */
  words(): readonly Word[];
  readonly box: Box;
  readonly from: number;
  readonly to: number;
  readonly base: number;
  readonly size: number;
  readonly angle: number;
  readonly rtl: boolean;
  readonly vertical: boolean;
  readonly tag: Tag | undefined;
  readonly artifact: boolean;
  /** Lines of one row are cells of it, in the order they are drawn. */
  readonly row: number;
}

/** A gap this many times the font's height parts two cells. */
const cellGap = 1.4;
/** A gap this wide is a space, written or not. */
const spaceGap = 0.11;

interface Open {
  pieces: Piece[];
  from: number;
  to: number;
  base: number;
  size: number;
  row: number;
}

/** Small letters above or below the baseline (notes, formulas) belong to the line they stand beside. */
function sameBaseline(line: Open, piece: Piece): boolean {
  const larger = Math.max(line.size, piece.size);
  const smaller = Math.min(line.size, piece.size);
  return Math.abs(piece.base - line.base) <= larger * (smaller < 0.85 * larger ? 0.55 : 0.25);
}

const hasRtl = (text: string): boolean => /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text);

/** Shadows and false bold draw the same letters again in almost the same place. */
function twice(piece: Piece, drawn: Map<string, Piece[]>): boolean {
  const same = drawn.get(piece.text);
  const near = 0.15 * piece.size;
  if (
    same?.some(
      (other) => Math.abs(other.from - piece.from) < near && Math.abs(other.base - piece.base) < near && other.angle === piece.angle,
    )
  )
    return true;
  if (same) same.push(piece);
  else drawn.set(piece.text, [piece]);
  return false;
}

/** The lines of a page in the order the file draws them. */
export function linesOf(pieces: readonly Piece[]): Line[] {
  const done: Open[] = [];
  let open: Open | undefined;
  let row = 0;
  const drawn = new Map<string, Piece[]>();
  for (const piece of pieces) {
    if (twice(piece, drawn)) continue;
    // What stands between two pieces is told by their places; written spaces lie inside pieces or are these.
    if (piece.text.trim() === '') continue;
    const last = open?.pieces.at(-1);
    if (
      open &&
      last &&
      last.angle === piece.angle &&
      last.vertical === piece.vertical &&
      last.tag?.key === piece.tag?.key &&
      sameBaseline(open, piece)
    ) {
      const ahead = piece.from - open.to;
      const behind = open.from - piece.to;
      const turned = hasRtl(piece.text) || hasRtl(last.text);
      const gap = ahead > -0.5 * open.size ? ahead : turned && behind > -0.5 * open.size ? behind : undefined;
      if (gap !== undefined && gap <= cellGap * Math.max(open.size, piece.size)) {
        open.pieces.push(piece);
        // The baseline and the size are those of the largest letters.
        if (piece.size > open.size * 1.02) [open.size, open.base] = [piece.size, piece.base];
        open.from = Math.min(open.from, piece.from);
        open.to = Math.max(open.to, piece.to);
        continue;
      }
      if (gap === undefined) row++;
    } else row++;
    open = { pieces: [piece], from: piece.from, to: piece.to, base: piece.base, size: piece.size, row };
    done.push(open);
  }
  return joinScattered(done).map(finish);
}

/** Some programs draw the words of a line in any order: neighbours on one baseline are joined wherever they were drawn. */
function joinScattered(lines: readonly Open[]): Open[] {
  const order = lines.map((line, index) => ({ line, index })).toSorted((a, b) => a.line.base - b.line.base || a.line.from - b.line.from);
  const gone = new Set<Open>();
  for (const [i, { line: a }] of order.entries()) {
    if (gone.has(a)) continue;
    for (let j = i + 1; j < order.length && j < i + 80; j++) {
      const b = order[j]?.line;
      if (!b || b.base - a.base > 0.25 * a.size) break;
      const [p, q] = [a.pieces[0], b.pieces[0]];
      if (
        gone.has(b) ||
        !p ||
        !q ||
        p.angle !== q.angle ||
        p.tag?.key !== q.tag?.key ||
        p.vertical !== q.vertical ||
        Math.abs(a.size - b.size) > 0.2 * a.size
      )
        continue;
      const gap = b.from > a.from ? b.from - a.to : a.from - b.to;
      if (gap < -0.15 * a.size || gap > 0.5 * a.size) continue;
      const [first, second] = lines.indexOf(a) < lines.indexOf(b) ? [a, b] : [b, a];
      first.pieces = [...first.pieces, ...second.pieces].toSorted((x, y) => x.from - y.from);
      first.from = Math.min(a.from, b.from);
      first.to = Math.max(a.to, b.to);
      gone.add(second);
      if (second === a) break;
    }
  }
  return lines.filter((line) => !gone.has(line));
}

/** Letters that tell a direction, counted. */
const strong = (text: string, which: RegExp): number => text.match(which)?.length ?? 0;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/g;
const leftToRight = /(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])\p{L}/gu;

/** Pieces in the order they are read. In a line from right to left, runs of other scripts and numbers keep their own order. */
function readingOrder(pieces: readonly Piece[]): { ordered: readonly Piece[]; rtl: boolean } {
  const text = pieces.map((piece) => piece.text).join(' ');
  const [right, left] = [strong(text, rightToLeft), strong(text, leftToRight)];
  if (right === 0) return { ordered: pieces, rtl: false };
  const rtl = right >= left;
  const visual = pieces.toSorted((a, b) => a.from - b.from);
  const against = (piece: Piece) => hasRtl(piece.text) !== rtl && /[\p{L}\p{N}]/u.test(piece.text);
  const ordered = rtl ? visual.toReversed() : visual;
  for (let i = 0; i < ordered.length; i++) {
    const first = ordered[i];
    if (!first || !against(first)) continue;
    let end = i + 1;
    for (let next = ordered[end]; next && against(next); next = ordered[end]) end++;
    ordered.splice(i, end - i, ...ordered.slice(i, end).toReversed());
    i = end - 1;
  }
  return { ordered, rtl };
}

function union(boxes: readonly Box[]): Box {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  return { x, y, w: Math.max(...boxes.map((box) => box.x + box.w)) - x, h: Math.max(...boxes.map((box) => box.y + box.h)) - y };
}

function assemble(ordered: readonly Piece[], size: number): Word[] {
  const words: Part[][] = [];
  let before: Piece | undefined;
  let openEnd = false;
  for (const piece of ordered) {
    const { parts, openStart, openEnd: goesOn } = wordsOf(piece);
    const gap = before ? Math.max(piece.from - before.to, before.from - piece.to) : 0;
    const attached = before !== undefined && openEnd && openStart && gap <= spaceGap * Math.min(size, Math.max(piece.size, before.size));
    for (const [i, part] of parts.entries()) {
      if (i === 0 && attached) words.at(-1)?.push(part);
      else words.push([part]);
    }
    if (parts.length > 0) [before, openEnd] = [piece, goesOn];
  }
  return words;
}

function finish(line: Open): Line {
  const { ordered, rtl } = readingOrder(line.pieces);
  const { size } = line;
  const [first] = line.pieces;
  return {
    text: textOfWords(assemble(ordered, size)),
    words: () => assemble(ordered, size),
    box: union(line.pieces.map((piece) => piece.box)),
    from: line.from,
    to: line.to,
    base: line.base,
    size,
    angle: first?.angle ?? 0,
    rtl,
    vertical: first?.vertical ?? false,
    tag: first?.tag,
    artifact: line.pieces.every((piece) => piece.artifact),
    row: line.row,
  };
}

export const wordText = (word: Word): string => word.map((part) => part.text).join('');
export const textOfWords = (words: readonly Word[]): string => words.map(wordText).join(' ');
