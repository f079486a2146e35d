/** Plain text: paragraphs parted by empty lines; hard-wrapped lines flow together again, other line breaks stay. */
import { AssayError } from '../../shared/errors.ts';
import type { Metadata } from '../../shared/model.ts';
import { decodeText } from './charset.ts';
import { writtenDate } from './dates.ts';
import { type Decoded, type Format, type Hints, limits } from './format.ts';
import { judgeLanguage } from './language.ts';
import { buildRendition, canonical, codePointLength, type DraftBlock } from './rendition.ts';

const extractor = 'assay-text';
const version = '1';

/** Decodes bytes as text for a text format. Throws EMPTY_FILE, TOO_LARGE, UNSUPPORTED_FORMAT (no text at all). */
export function readText(
  bytes: Uint8Array,
  hints: Hints,
  declared?: { value: string; from: string },
): { text: string; encoding: { value: string; from: string } } {
  if (bytes.length > limits.textBytes)
    throw new AssayError(
      'TOO_LARGE',
      `This text is ${Math.round(bytes.length / 2 ** 20)} MB; Assay reads up to ${limits.textBytes >> 20} MB of text.`,
    );
  const decoded = decodeText(bytes, [hints.charset ? { value: hints.charset, from: 'the transport' } : undefined, declared]);
  if (!decoded) throw new AssayError('UNSUPPORTED_FORMAT', 'This is neither text nor a picture Assay knows.');
  if (!/[^\s\ufeff\u200b]/.test(decoded.text)) throw new AssayError('EMPTY_FILE');
  return decoded;
}

/** Groups of lines between empty lines; each line stands alone where the text has no empty line at all. */
function groups(text: string): string[][] {
  const found: string[][] = [[]];
  for (const line of text.split('\n')) {
    if (line.trim() === '') found.push([]);
    else found.at(-1)?.push(line.trimEnd());
  }
  const filled = found.filter((group) => group.length > 0);
  const [only] = filled;
  return filled.length === 1 && only && !isWrapped(only) ? only.map((line) => [line]) : filled;
}

const length = codePointLength;
const longest = (lines: readonly string[]): number => lines.reduce((most, line) => Math.max(most, length(line)), 0);
const firstWord = (line: string): number => length(/^\s*(\S*)/.exec(line)?.[1] ?? '');
const endsSentence = /[.!?…:][)\]"'”’»]*$/;

/** Whether the next line's first word would still have fitted on this line, so that the break was meant. */
const brokenEarly = (line: string, next: string, width: number): boolean => length(line) + 1 + firstWord(next) <= width;

/** Lines set to a width by a program (a wire service, an e-mail): nearly every break comes because the next word did not fit. */
function isWrapped(lines: readonly string[]): boolean {
  if (lines.length < 3) return false;
  const width = longest(lines);
  if (width > 100 || width < 40) return false;
  // Five characters of slack: the indentation of a paragraph's first line is often lost on the way.
  let early = 0;
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1];
    if (next !== undefined && brokenEarly(line, next, width - 5) && !endsSentence.test(line)) early++;
  }
  return early <= 0.15 * (lines.length - 1);
}

/** A wrapped group as paragraphs: a sentence that ends before the line was full ends a paragraph. */
function unwrap(lines: readonly string[]): string[] {
  const width = longest(lines);
  const paragraphs: string[] = [];
  let current = '';
  for (const [i, line] of lines.entries()) {
    current = current === '' ? line.trim() : `${current} ${line.trim()}`;
    const next = lines[i + 1];
    if (next === undefined || (endsSentence.test(line) && brokenEarly(line, next, width))) {
      paragraphs.push(current);
      current = '';
    }
  }
  return paragraphs;
}

/** A first line reads as a title when it is short, is no sentence or list item, and something follows. */
function looksLikeTitle(line: string): boolean {
  const size = length(line);
  return (
    size > 2 &&
    size <= 150 &&
    !/[.,;:…]["'”’»]?$/.test(line) &&
    !/^\s*(?:[-*•>–—]|\d+[.)])\s/.test(line) &&
    (line.match(/[\p{L}\p{M}\s]/gu)?.length ?? 0) >= 0.6 * line.length &&
    !/^[\p{L}-]{2,20}: /u.test(line)
  );
}

/** A line that holds a date and nothing else worth reading. */
function dateLine(line: string, language: string | null): string | null {
  if (length(line) > 60) return null;
  const date = writtenDate(line, language);
  return date && (line.match(/\p{L}{4,}/gu)?.length ?? 0) <= 3 ? date : null;
}

/** Plain text → blocks. The title, if any, is the first block. */
export function textBlocks(text: string): DraftBlock[] {
  const parts = groups(canonical(text).replace(/^\ufeff/, ''));
  const [first] = parts;
  const [title, ...rest] = first ?? [];
  const blocks: DraftBlock[] = [];
  const more = parts.length > 1 || rest.length > 0;
  if (title !== undefined && more && looksLikeTitle(title) && !(first && isWrapped(first))) {
    blocks.push({ type: 'title', text: title });
    if (rest.length > 0) parts[0] = rest;
    else parts.shift();
  }
  for (const lines of parts) {
    const paragraphs = isWrapped(lines) ? unwrap(lines) : [lines.join('\n')];
    for (const paragraph of paragraphs) blocks.push({ type: 'paragraph', text: paragraph });
  }
  return blocks;
}

export const text: Format = {
  name: 'text',
  recognise: () => 0.1,
  async decode(input, hints): Promise<Decoded> {
    const bytes = await input.bytes(limits.textBytes);
    const { text: content, encoding } = readText(bytes, hints);
    const blocks = textBlocks(content);
    const language = judgeLanguage(undefined, content);
    const title = blocks[0]?.type === 'title' ? blocks[0].text.trim() : undefined;
    const metadata: Metadata = { encoding };
    if (title) metadata.title = { value: title, from: 'first line' };
    if (language) metadata.language = language;
    for (const [i, line] of content
      .split(/\r\n?|\n/)
      .slice(0, 4)
      .entries()) {
      const date = dateLine(line, language?.value ?? null);
      if (!date) continue;
      metadata.published = { value: date, from: `line ${i + 1}` };
      break;
    }
    return {
      kind: 'article',
      mediaType: 'text/plain',
      metadata,
      rendition: buildRendition(extractor, version, language?.value ?? null, blocks),
      photo: null,
    };
  },
};
