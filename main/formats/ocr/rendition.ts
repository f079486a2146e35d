/**
 * What a machine read from pictures, as a rendition of its own with the place and the confidence of every word. It is a reading, not the
 * original's text: it says so in its extractor's name, and nothing in it is corrected.
 */
import type { Layout, LayoutPage, Rendition } from '../../../shared/model.ts';
import { judgeLanguage } from '../language.ts';
import { buildRendition, canonical, codePointLength, type DraftBlock } from '../rendition.ts';

export interface ReadWord {
  readonly text: string;
  /** 0 to 100, as the machine says. */
  readonly confidence: number;
  /** Units of the page; y down from its top. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export type ReadLine = readonly ReadWord[];
export interface ReadPage {
  /** In the layout's unit. */
  readonly width: number;
  readonly height: number;
  /** Paragraphs of lines of words, in reading order. */
  readonly paragraphs: readonly (readonly ReadLine[])[];
}

interface Placed {
  readonly start: number;
  readonly end: number;
  readonly word: ReadWord;
}

const hyphenEnd = /\p{L}[-\u00ad\u2010]$/u;
const lowerStart = /^\p{Ll}/u;

/** One paragraph as text with each word's code points in it. A word that was broken over two lines is put together again. */
function paragraphOf(lines: readonly ReadLine[]): { text: string; words: Placed[] } {
  const words: Placed[] = [];
  let text = '';
  let at = 0;
  for (const line of lines) {
    for (const [index, word] of line.entries()) {
      const shown = canonical(word.text).replace(/\s+/gu, '');
      if (shown === '') continue;
      const joins = index === 0 && hyphenEnd.test(text) && lowerStart.test(shown);
      if (joins) {
        text = text.slice(0, -1);
        at -= 1;
        const broken = words.pop();
        if (broken !== undefined) words.push({ ...broken, end: at });
      } else if (text !== '') {
        text += ' ';
        at += 1;
      }
      const length = codePointLength(shown);
      words.push({ start: at, end: at + length, word });
      text += shown;
      at += length;
    }
  }
  return { text, words };
}

const round = (value: number): number => Math.round(value * 100) / 100;

export interface MachineReading {
  readonly rendition: Rendition;
  readonly layout: Layout;
  /** Mean over letters, 0 to 100. */
  readonly confidence: number;
}

/** Null where no page holds a word. `version` is the reading engine's. */
export function machineReading(engine: string, version: string, unit: Layout['unit'], pages: readonly ReadPage[]): MachineReading | null {
  const drafts: (DraftBlock & { readonly page: number; readonly words: readonly Placed[] })[] = [];
  for (const [page, { paragraphs }] of pages.entries())
    for (const lines of paragraphs) {
      const { text, words } = paragraphOf(lines);
      // Composing letters over two words would shift all that follows; such a paragraph keeps its text and loses its places
      const stable = text.normalize('NFC') === text;
      if (/[\p{L}\p{N}]/u.test(text)) drafts.push({ type: 'paragraph', text, page, words: stable ? words : [] });
    }
  if (drafts.length === 0) return null;
  const language = judgeLanguage(undefined, drafts.map(({ text }) => text).join('\n'));
  const rendition = buildRendition(engine, version, language?.value ?? null, drafts);
  const layoutPages: LayoutPage[] = pages.map(({ width, height }) => ({ width, height, start: 0, end: 0, scanned: true, runs: [] }));
  let [letters, sure] = [0, 0];
  for (const [index, block] of rendition.blocks.entries()) {
    const draft = drafts[index];
    const page = draft === undefined ? undefined : layoutPages[draft.page];
    if (draft === undefined || page === undefined) continue;
    if (page.end === 0) page.start = block.start;
    page.end = block.end;
    for (const { start, end, word } of draft.words) {
      page.runs.push([
        block.start + start,
        block.start + end,
        round(word.x),
        round(word.y),
        round(word.width),
        round(word.height),
        round(word.confidence),
      ]);
      letters += end - start;
      sure += (end - start) * word.confidence;
    }
  }
  // A page without words stands, empty, where the text has come to
  let reached = 0;
  for (const page of layoutPages) {
    if (page.end === 0) page.start = page.end = reached;
    reached = page.end;
  }
  return { rendition, layout: { format: 1, unit, pages: layoutPages }, confidence: letters === 0 ? 0 : round(sure / letters) };
}
