/** Markdown (CommonMark and GFM, read by marked's lexer): its blocks as text. Marks are dropped, embedded HTML is never run. */
import { lexer, type Token, type Tokens } from 'marked';
import type { Metadata } from '../../shared/model.ts';
import { writtenDate } from './dates.ts';
import { type Decoded, type Format, limits } from './format.ts';
import { textOfFragment } from './html/dom.ts';
import { judgeLanguage } from './language.ts';
import { buildRendition, canonical, type DraftBlock } from './rendition.ts';
import { readText } from './text.ts';

const extractor = 'assay-markdown';
const version = '1';

/** The words of inline tokens; line breaks that were asked for stay, soft ones become spaces. */
function inline(tokens: readonly Token[] | undefined): string {
  let out = '';
  for (const token of tokens ?? []) {
    if (token.type === 'br') out += '\n';
    else if (token.type === 'html') out += /^<br\b/i.test(token.raw) ? '\n' : '';
    else if (token.type === 'image') out += '';
    else if ('tokens' in token && token.tokens) out += inline(token.tokens);
    else if (token.type === 'codespan') out += unescapeText(String(token['text']));
    else if ('text' in token && typeof token.text === 'string') out += unescapeText(token.text.replace(/\n/g, ' '));
  }
  return out;
}

/** Character references stand for characters, in Markdown as in HTML. */
const unescapeText = (text: string): string => (text.includes('&') ? textOfFragment(text.replaceAll('<', '&lt;')) : text);

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading';
const isList = (token: Token): token is Tokens.List => token.type === 'list';
const isTable = (token: Token): token is Tokens.Table => token.type === 'table';

type Type = DraftBlock['type'];

function walk(tokens: readonly Token[], within: Type, out: DraftBlock[], depth: number): void {
  for (const token of tokens) {
    if (isHeading(token)) out.push({ type: 'heading', level: token.depth, text: inline(token.tokens) });
    else if (isList(token)) {
      for (const item of token.items) {
        if (depth < 50) walk(item.tokens, 'list-item', out, depth + 1);
        else out.push({ type: 'list-item', text: item.raw });
      }
    } else if (isTable(token)) {
      for (const row of [token.header, ...token.rows])
        out.push({ type: 'table-row', text: row.map((cell) => inline(cell.tokens)).join('\t') });
    } else if (token.type === 'paragraph' || token.type === 'text')
      out.push({ type: within, text: token.tokens ? inline(token.tokens) : unescapeText(String(token.text ?? '')) });
    else if (token.type === 'blockquote') {
      if (depth < 50) walk(token.tokens ?? [], 'quote', out, depth + 1);
      else out.push({ type: 'quote', text: token.raw });
    } else if (token.type === 'code') out.push({ type: 'preformatted', text: String(token.text) });
    else if (token.type === 'html') out.push({ type: within, text: textOfFragment(token.raw) });
  }
}

const frontMatter = /^---\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*\n/;

/** Plain `key: value` lines of YAML front matter; anything more complicated is left to the reader. */
function matter(text: string): { fields: Map<string, string>; body: string } {
  const found = frontMatter.exec(text);
  const fields = new Map<string, string>();
  if (!found) return { fields, body: text };
  for (const line of (found[1] ?? '').split('\n')) {
    const pair = /^([A-Za-z_]+):\s*(?:"(.*)"|'(.*)'|(.*?))\s*$/.exec(line);
    const value = pair?.[2] ?? pair?.[3] ?? pair?.[4];
    if (pair?.[1] && value) fields.set(pair[1].toLowerCase(), value);
  }
  return fields.size > 0 ? { fields, body: text.slice(found[0].length) } : { fields, body: text };
}

export const markdown: Format = {
  name: 'markdown',
  recognise: (_head, hints) => (/\.(?:md|markdown|mdown|mkd)$/i.test(hints.fileName) ? 0.5 : 0),
  async decode(input, hints): Promise<Decoded> {
    const bytes = await input.bytes(limits.textBytes);
    const { text, encoding } = readText(bytes, hints);
    const { fields, body } = matter(canonical(text).replace(/^\ufeff/, ''));
    const blocks: DraftBlock[] = [];
    walk(lexer(body, { gfm: true }), 'paragraph', blocks, 0);
    const metadata: Metadata = { encoding };
    const named = fields.get('title');
    const top = blocks[0];
    if (named) {
      metadata.title = { value: named, from: 'front matter title' };
      if (top?.type === 'heading' && top.text.trim() === named) blocks.shift();
      blocks.unshift({ type: 'title', text: named });
    } else if (top?.type === 'heading' && top.level === 1) {
      metadata.title = { value: top.text.trim(), from: 'first heading' };
      blocks[0] = { type: 'title', text: top.text };
    }
    const author = fields.get('author') ?? fields.get('by');
    if (author) metadata.authors = { value: [author], from: 'front matter author' };
    const declared = fields.get('lang') ?? fields.get('language');
    const language = judgeLanguage(
      declared ? { value: declared, from: 'front matter lang' } : undefined,
      blocks.map((block) => block.text).join('\n'),
    );
    if (language) metadata.language = language;
    const date = fields.get('date');
    const published = date ? writtenDate(date, language?.value) : null;
    if (published) metadata.published = { value: published, from: 'front matter date' };
    return {
      kind: 'article',
      mediaType: 'text/markdown',
      metadata,
      rendition: buildRendition(extractor, version, language?.value ?? null, blocks),
      photo: null,
    };
  },
};
