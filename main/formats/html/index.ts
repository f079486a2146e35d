/** Saved web pages: the article's text as blocks and what the page says of itself. Nothing in it runs, nothing is fetched. */
import { AssayError } from '../../../shared/errors.ts';
import { byteOrderMark } from '../charset.ts';
import { type Decoded, type Format, limits } from '../format.ts';
import { judgeLanguage } from '../language.ts';
import { buildRendition, type DraftBlock } from '../rendition.ts';
import { latin1 } from '../signatures.ts';
import { readText } from '../text.ts';
import { isNestedBeyond, parsePage } from './dom.ts';
import { mainText } from './main-text.ts';
import { readMetadata } from './metadata.ts';
import { withoutData } from './saved.ts';
import { underTitle } from './title.ts';

const extractor = 'assay-html';
const version = '2';
/** Elements open inside one another; real pages have some dozens, broken exports some hundreds. */
const mostNested = 10_000;

/** The character set a page names in its first 4 kB (HTML Standard, prescan). */
export function declaredCharset(bytes: Uint8Array): { value: string; from: string } | undefined {
  const head = latin1(bytes, 4096);
  const direct = /<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head);
  if (direct?.[1]) return { value: direct[1], from: /http-equiv/i.test(direct[0]) ? 'meta[http-equiv=content-type]' : 'meta[charset]' };
  const xml = /^\s*<\?xml[^>]+?encoding\s*=\s*["']([\w.:-]+)/i.exec(head);
  return xml?.[1] ? { value: xml[1], from: 'XML declaration' } : undefined;
}

/** The title stands first; the same words as a heading at the top of the text would be a second copy of it. */
const withTitle = (title: string | undefined, blocks: readonly DraftBlock[]): DraftBlock[] =>
  title ? [{ type: 'title', text: title }, ...underTitle(title, blocks)] : [...blocks];

const strong = /^(?:\s|<!--[\s\S]*?-->|<\?xml[^>]*\?>)*<(?:!doctype\s+html|html|head|body)[\s>]/i;
const weak =
  /^\s*(?:<!--|<(?:script|iframe|h[1-6]|div|font|table|a|style|title|b|br|p|meta|section|article|main|ul|ol|span|center|link|header|img|svg)[\s>/])/i;

/** First characters as text, whichever encoding: ASCII signs read the same without their NUL bytes. */
const headText = (head: Uint8Array): string =>
  latin1(byteOrderMark(head) === null ? head : head.subarray(byteOrderMark(head) === 'utf-8' ? 3 : 2)).replaceAll('\0', '');

export const html: Format = {
  name: 'html',
  recognise(head, hints) {
    const text = headText(head);
    const named = /\.(?:x?html?|xht|shtml|php|aspx?)$/i.test(hints.fileName);
    if (strong.test(text)) return 1;
    if (named) return /<[a-z!/]/i.test(text) ? 0.9 : 0.4;
    return weak.test(text) && !/\.(?:txt|text|md|markdown|log|csv|json)$/i.test(hints.fileName) ? 0.6 : 0;
  },
  async decode(input, hints): Promise<Decoded> {
    const bytes = await input.bytes(limits.textBytes);
    const { text: whole, encoding } = readText(bytes, hints, declaredCharset(bytes));
    const text = withoutData(whole);
    if (isNestedBeyond(text, mostNested))
      throw new AssayError(
        'TOO_LARGE',
        `This page nests its elements more than ${mostNested.toLocaleString('en')} deep; no real page does.`,
      );
    const document = parsePage(text);
    const metadata = readMetadata(document, text, hints.url);
    const { blocks, how } = mainText(document, metadata.published?.value ?? null);
    const title = metadata.title?.value;
    // Commas and dots between the links of a byline are left over when a page is read as text.
    const drafts = withTitle(
      title,
      blocks.filter((block) => !/^[\p{P}\s]+$/u.test(block.text)),
    );
    const language = judgeLanguage(metadata.language, blocks.map((block) => block.text).join('\n'));
    if (language) metadata.language = language;
    metadata.encoding = encoding;
    const rendition = buildRendition(`${extractor}/${how}`, version, language?.value ?? null, drafts);
    if (rendition.text === '') throw new AssayError('EMPTY_FILE', 'This page holds no text.');
    return { kind: 'article', mediaType: 'text/html', metadata, rendition, photo: null };
  },
};
