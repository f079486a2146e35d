/** Paragraphs → the words of the rendition, and where each of them stands on its page. */
import type { Layout, Rendition } from '../../../shared/model.ts';
import { buildRendition, codePointLength, type DraftBlock } from '../rendition.ts';
import { type Line, wordText } from './lines.ts';
import type { Joint } from './paragraphs.ts';
import type { Box, Word } from './words.ts';

/** A paragraph whose lines may stand on more than one page. */
export interface Composable {
  readonly type: DraftBlock['type'];
  readonly level?: number;
  readonly lines: readonly { readonly line: Line; readonly page: number }[];
  readonly joints: readonly Joint[];
}

/** Code points [start, end) of a draft and their place on a page (from 0). */
interface Run {
  start: number;
  end: number;
  page: number;
  box: Box;
}

export interface SeenPage {
  readonly width: number;
  readonly height: number;
  readonly label?: string;
  readonly scanned: boolean;
}

/** Up to so many pages every word has a place of its own; in longer documents every piece of a line, to keep the layout small. */
const finePages = 500;

const separator: Readonly<Record<Joint, string>> = { flow: ' ', break: '\n', cell: '\t' };
const hyphenated = /\p{L}[-\u2010]$/u;

const squareEnd = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]$/u;
const squareStart = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
/** Chinese and Japanese part no words by spaces: the end of a line within a sentence is none either (CSS Text 3, 4.1.3). */
const unspaced = (before: string, after: string): boolean => squareEnd.test(before) && squareStart.test(after);

/** What a line's last word becomes where it is broken by a hyphen: joined without it only where the document writes it so elsewhere. */
function acrossBreak(before: string, after: string, known: ReadonlySet<string>): 'drop' | 'keep' | null {
  if (!hyphenated.test(before) || !/^\p{L}/u.test(after)) return null;
  const joined = `${before.slice(0, -1)}${after}`.replace(/^\P{L}+|\P{L}+$/gu, '').toLowerCase();
  return known.has(joined) ? 'drop' : 'keep';
}

function draftOf(block: Composable, known: ReadonlySet<string>): { draft: DraftBlock; runs: Run[] } {
  let text = '';
  let length = 0;
  const runs: Run[] = [];
  const write = (piece: string) => {
    text += piece;
    length += codePointLength(piece);
  };
  const writeWord = (word: Word, page: number) => {
    const whole = wordText(word);
    const composed = whole.normalize('NFC');
    const [first] = word;
    // A mark may compose with the letter of the piece before: then the word has one place.
    const parts = composed === whole ? word : first ? [{ text: composed, box: first.box }] : [];
    for (const part of parts) {
      const start = length;
      write(part.text);
      if (length > start) runs.push({ start, end: length, page, box: part.box });
    }
  };
  for (const [i, { line, page }] of block.lines.entries()) {
    const words = line.words();
    for (const [j, word] of words.entries()) {
      if (j > 0) write(' ');
      writeWord(word, page);
    }
    const next = block.lines[i + 1];
    const joint = block.joints[i];
    if (!next || !joint) continue;
    const broken = joint === 'cell' ? null : acrossBreak(wordText(words.at(-1) ?? []), /^\S+/.exec(next.line.text)?.[0] ?? '', known);
    if (broken === 'drop') {
      text = text.slice(0, -1);
      length--;
      const last = runs.at(-1);
      if (last) last.end--;
      if (last && last.end <= last.start) runs.pop();
    } else if (broken === null) write(joint === 'flow' && unspaced(wordText(words.at(-1) ?? []), next.line.text) ? '' : separator[joint]);
  }
  return { draft: { type: block.type, ...(block.level === undefined ? {} : { level: block.level }), text }, runs };
}

/** Words that the document writes in one piece, in small letters, to judge hyphens at line ends by. */
function wordsWritten(blocks: readonly Composable[]): ReadonlySet<string> {
  const known = new Set<string>();
  for (const { lines } of blocks)
    for (const { line } of lines)
      for (const word of line.text.split(' ')) {
        const text = word.replace(/^\P{L}+|\P{L}+$/gu, '').toLowerCase();
        if (text.length > 3 && text.length < 40) known.add(text);
      }
  return known;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Neighbours on one line become one run, in code points that follow each other but for a space. */
function coarse(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    const level = last && Math.abs(last.box.y - run.box.y) < 1 && Math.abs(last.box.h - run.box.h) < 1;
    if (last && level && last.page === run.page && run.start - last.end <= 1 && Math.abs(run.box.x - last.box.x - last.box.w) < run.box.h) {
      last.end = run.end;
      const x = Math.min(last.box.x, run.box.x);
      last.box = { ...last.box, x, w: Math.max(last.box.x + last.box.w, run.box.x + run.box.w) - x };
    } else merged.push({ ...run });
  }
  return merged;
}

/**
 * Builds rendition and layout together, so that every run's code points are its words. Words come in canonical form already, so that
 * building the rendition moves none of them; a run that would not hold its words is left out.
 */
export function compose(
  extractor: string,
  version: string,
  language: string | null,
  blocks: readonly Composable[],
  pages: readonly SeenPage[],
): { rendition: Rendition; layout: Layout } {
  const known = wordsWritten(blocks);
  const fine = pages.length <= finePages;
  const drafts = blocks
    // One block after another: the places of all words of a long document at once would be too many.
    .map((block) => {
      const { draft, runs } = draftOf(block, known);
      return { draft, runs: fine ? runs : coarse(runs) };
    })
    .filter(({ draft }) => /\S/.test(draft.text));
  const rendition = buildRendition(
    extractor,
    version,
    language,
    drafts.map(({ draft }) => draft),
  );
  const onPage: number[][][] = pages.map(() => []);
  for (const [i, { draft, runs }] of drafts.entries()) {
    const block = rendition.blocks[i];
    if (!block || block.end - block.start !== codePointLength(draft.text)) continue;
    for (const run of runs) {
      const { x, y, w, h } = run.box;
      onPage[run.page]?.push([block.start + run.start, block.start + run.end, round(x), round(y), round(w), round(h)]);
    }
  }
  let at = 0;
  const layout: Layout = {
    format: 1,
    unit: 'pt',
    pages: pages.map((page, i) => {
      const runs = onPage[i] ?? [];
      const start = runs.reduce((least, run) => Math.min(least, run[0] ?? least), Number.POSITIVE_INFINITY);
      const end = runs.reduce((most, run) => Math.max(most, run[1] ?? most), 0);
      const [from, to] = runs.length > 0 ? [start, end] : [at, at];
      at = to;
      return {
        width: round(page.width),
        height: round(page.height),
        start: from,
        end: to,
        ...(page.label === undefined ? {} : { label: page.label }),
        scanned: page.scanned,
        runs,
      };
    }),
  };
  return { rendition, layout };
}
