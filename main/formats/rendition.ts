/** Canonical text: the one form in which passages are quoted and counted. NFC, LF, no control characters, code points. */
import type { Block, Rendition } from '../../shared/model.ts';

/** A block before it has a place. `level` (1–6) is for headings. */
export interface DraftBlock {
  readonly type: Block['type'];
  readonly level?: number;
  readonly text: string;
}

/** Unicode code points of a well-formed string. */
export function codePointLength(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xd800) pairs++;
  return text.length - pairs;
}

// C0 without tab and LF, DEL, C1. Zero-width and bidi formatting characters are evidence and stay.
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Line ends to LF, control characters dropped, lone surrogates replaced by U+FFFD, then NFC (Unicode Standard Annex 15). */
export function canonical(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u000b\u000c]/g, ' ')
    .replace(controls, '')
    .normalize('NFC');
}

/** A flowing block keeps its line breaks but no empty lines, so that an empty line in canonical text always parts two blocks. */
function flowing(text: string): string {
  return canonical(text)
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .replace(/^[ \n\ufeff]+|[ \n]+$/g, '');
}

/** A table row is one line, its cells parted by tabs. */
const row = (text: string): string =>
  canonical(text)
    .replace(/[ \n]+/g, ' ')
    .replace(/ ?\t ?/g, '\t')
    .trim();

/** Preformatted text keeps its spaces and empty lines; only what stands around it goes. */
function fixed(text: string): string {
  return canonical(text)
    .replace(/^(?:[ \t]*\n)+/, '')
    .replace(/\s+$/, '');
}

const unnumbered: ReadonlySet<Block['type']> = new Set(['title', 'heading']);

/**
 * Joins blocks by one empty line into the canonical text, with each block's code points and its ¶ number (every block
 * but title and headings, counted in reading order). Blocks that hold nothing are left out.
 */
export function buildRendition(extractor: string, version: string, language: string | null, drafts: readonly DraftBlock[]): Rendition {
  const texts: string[] = [];
  const blocks: Block[] = [];
  let at = 0;
  let number = 0;
  for (const draft of drafts) {
    const text = draft.type === 'preformatted' ? fixed(draft.text) : draft.type === 'table-row' ? row(draft.text) : flowing(draft.text);
    if (!/\S/.test(text)) continue;
    const length = codePointLength(text);
    blocks.push({
      type: draft.type,
      ...(draft.level === undefined ? {} : { level: Math.min(6, Math.max(1, draft.level)) }),
      ...(unnumbered.has(draft.type) ? {} : { number: ++number }),
      start: at,
      end: at + length,
    });
    texts.push(text);
    at += length + 2;
  }
  return { format: 1, extractor, extractorVersion: version, language, text: texts.join('\n\n'), blocks };
}
