/** Pieces of text as they stand on a page → words with a place each. */
import { advance } from '../../../shared/anchor/advance.ts';
import { canonical } from '../rendition.ts';
import type { Tag } from './structure.ts';

/** A rectangle in points, y down from the top left of the page as it is seen. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A piece of a line as the file draws it: one font, one direction. */
export interface Piece {
  readonly text: string;
  readonly box: Box;
  /** Clockwise, in whole degrees; 0 reads from left to right. */
  readonly angle: number;
  /** Place along its own direction: where it begins and ends. */
  readonly from: number;
  readonly to: number;
  /** Place of its baseline across its direction; grows towards the next line. */
  readonly base: number;
  /** Height of the font in points. */
  readonly size: number;
  readonly rtl: boolean;
  readonly vertical: boolean;
  readonly mono: boolean;
  readonly tag: Tag | undefined;
  /** The file's own mark of the content it belongs to, by which its tree names it. */
  readonly mark: string | undefined;
  /** Marked by the file as no part of the text: running heads, page numbers. */
  readonly artifact: boolean;
}

/** What is one word may be drawn in several pieces, each with a place of its own. */
export interface Part {
  readonly text: string;
  readonly box: Box;
  readonly mark: string | undefined;
}
export type Word = readonly Part[];

// Latin ligatures and Arabic presentation forms are pictures of letters; everything else stays as written.
const pictured = /[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]/g;
/** Letters as they are typed; characters that stand for nothing (private NUL-like codes of odd fonts) go. */
export const plain = (text: string): string => canonical(text.replace(pictured, (char) => char.normalize('NFKC')));

/** The words of a piece. `open` tells that a word may go on from the piece before, or into the next. */
export function wordsOf(piece: Piece): { parts: Part[]; openStart: boolean; openEnd: boolean } {
  const text = plain(piece.text);
  const widths = Array.from(text, (char) => ({ char, width: piece.mono ? 1 : advance(char) }));
  const total = widths.reduce((sum, { width }) => sum + width, 0);
  const parts: Part[] = [];
  let word = '';
  let [at, begun] = [0, 0];
  const flush = () => {
    const clean = word.replace(/^[\s\ufeff]+|[\s\ufeff]+$/g, '');
    if (clean !== '')
      parts.push({ text: clean, box: share(piece, total === 0 ? 0 : begun / total, total === 0 ? 1 : at / total), mark: piece.mark });
    word = '';
  };
  for (const { char, width } of widths) {
    if (/[ \t\n]/.test(char)) flush();
    if (word === '') begun = at;
    at += width;
    if (!/[ \t\n]/.test(char)) word += char;
    else begun = at;
  }
  flush();
  return { parts, openStart: !/^\s/.test(text), openEnd: !/\s$/.test(text) };
}

/** The part of a piece's rectangle between two shares of its length. */
function share(piece: Piece, from: number, to: number): Box {
  const { x, y, w, h } = piece.box;
  const along = piece.angle === 90 || piece.angle === 270 || piece.vertical;
  const backwards = piece.rtl !== (piece.angle === 180 || (piece.angle === 270 && !piece.vertical));
  const [a, b] = backwards ? [1 - to, 1 - from] : [from, to];
  if (piece.angle % 90 !== 0) return piece.box;
  return along ? { x, y: y + h * a, w, h: h * (b - a) } : { x: x + w * a, y, w: w * (b - a), h };
}
