/** The plain text of a mail → blocks: quoted replies by their `>` marks, flowed lines joined (RFC 3676). */
import { canonical, type DraftBlock } from '../rendition.ts';
import { textBlocks } from '../text.ts';

interface Line {
  /** How many `>` stand before it. */
  readonly depth: number;
  readonly text: string;
}

const mark = /^(?:> ?)*>/;

function readLine(line: string, flowed: boolean): Line {
  const marks = (flowed ? /^>+/ : mark).exec(line)?.[0] ?? '';
  const rest = line.slice(marks.length);
  // One blank after the marks was put there on the way (space-stuffing), or by habit.
  return { depth: marks.replaceAll(' ', '').length, text: flowed || marks !== '' ? rest.replace(/^ /, '') : rest };
}

/** A line that ends in a blank goes on in the next one of the same depth; the signature's `-- ` does not. */
function joinFlowed(lines: readonly Line[], deleteSpace: boolean): Line[] {
  const out: Line[] = [];
  let open = '';
  for (const [i, { depth, text }] of lines.entries()) {
    const goesOn = text.endsWith(' ') && text !== '-- ' && lines[i + 1]?.depth === depth && lines[i + 1]?.text !== '-- ';
    if (goesOn) open += deleteSpace ? text.slice(0, -1) : text;
    else {
      out.push({ depth, text: open + text });
      open = '';
    }
  }
  return out;
}

/**
 * Blocks of a plain text body. A quoted reply becomes a `quote` without its outermost mark; marks of replies inside replies stay
 * in front of each of their paragraphs, so that it can be told who answered whom.
 */
export function plainBlocks(text: string, format: { readonly flowed: boolean; readonly deleteSpace: boolean }): DraftBlock[] {
  const read = canonical(text)
    .replace(/^\ufeff/, '')
    .split('\n')
    .map((line) => readLine(line, format.flowed));
  const lines = format.flowed ? joinFlowed(read, format.deleteSpace) : read;
  const out: DraftBlock[] = [];
  for (let at = 0; at < lines.length; ) {
    const depth = lines[at]?.depth ?? 0;
    let end = at;
    while (lines[end]?.depth === depth) end++;
    const run = lines.slice(at, end).map((line) => line.text);
    at = end;
    // Flowed lines are paragraphs as they stand; other texts are wrapped by programs and flow together again.
    const paragraphs = format.flowed ? groups(run) : textBlocks(run.join('\n')).map((block) => block.text);
    const prefix = '> '.repeat(Math.max(0, depth - 1));
    for (const paragraph of paragraphs) out.push({ type: depth > 0 ? 'quote' : 'paragraph', text: paragraph.replace(/^/gm, prefix) });
  }
  return out.filter((block) => /[^\s>]/.test(block.text));
}

const groups = (lines: readonly string[]): string[] =>
  lines
    .join('\n')
    .split(/\n[ \t]*(?:\n[ \t]*)+/)
    .filter((group) => /\S/.test(group));
