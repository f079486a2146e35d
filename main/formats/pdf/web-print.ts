/** A web page that a browser printed: its tagged tree is the page's own, so the article in it is found as in a saved page. */
import type { Metadata } from '../../../shared/model.ts';
import { parsePage } from '../html/dom.ts';
import { mainText } from '../html/main-text.ts';
import type { Composable } from './compose.ts';
import { type Line, textOfWords } from './lines.ts';
import type { Element } from './structure.ts';
import { plain, type Word } from './words.ts';

export interface PrintedPage {
  readonly tree: Element;
  readonly marked: ReadonlyMap<string, string>;
}

const elements: Readonly<Record<string, string>> = {
  H1: 'h1',
  H2: 'h2',
  H3: 'h3',
  H4: 'h4',
  H5: 'h5',
  H6: 'h6',
  P: 'p',
  L: 'ul',
  LI: 'li',
  Table: 'table',
  TR: 'tr',
  TH: 'th',
  TD: 'td',
  BlockQuote: 'blockquote',
  Form: 'form',
  Figure: 'figure',
  Caption: 'figcaption',
};
const blockish = new Set(['Document', 'Sect', 'Art', 'Part', 'Div', ...Object.keys(elements)]);
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
const deepest = 300;

const holdsBlocks = (element: Element, depth = 0): boolean =>
  depth < deepest &&
  (element.children ?? []).some((child) => blockish.has(child.role ?? '') || (child.role === 'NonStruct' && holdsBlocks(child, depth + 1)));

/** One character of a private plane stands before each piece of content, so that what is found as the article can be told by them. */
const firstMark = 0xf0000;
const mostMarks = 0xfffd;
const marks = /[\u{f0000}-\u{ffffd}]/gu;

/** The tree as a web page; `known` collects the marks in their order. */
function markup(element: Element, marked: ReadonlyMap<string, string>, known: string[], depth = 0): string {
  if (element.type === 'content') {
    const text = escaped(plain(marked.get(element.id ?? '') ?? '').replace(marks, ''));
    if (text.trim() === '' || element.id === undefined || known.length >= mostMarks) return text;
    return `${String.fromCodePoint(firstMark + known.push(element.id) - 1)}${text}`;
  }
  if (element.role === 'Lbl' || depth > deepest) return '';
  const inner = (element.children ?? []).map((child) => markup(child, marked, known, depth + 1)).join(element.role === 'TR' ? ' ' : '');
  if (element.role === 'Link') return `<a href="#">${inner}</a>`;
  if (element.role === 'Document' || element.role === undefined) return inner;
  const name = elements[element.role] ?? (holdsBlocks(element) || (element.children?.length ?? 0) > 3 ? 'div' : 'span');
  return `<${name}>${inner}</${name}>`;
}

const container = new Set(['Document', 'NonStruct', 'Div', 'Sect', 'Art', 'Part', 'Table', 'L']);
/** Pages cut the tree: the last branch of one page goes on as the first branch of the next. */
function joined(a: Element, b: Element, depth = 0): Element {
  const [last, first] = [a.children?.at(-1), b.children?.[0]];
  if (depth < deepest && last?.role && last.role === first?.role && container.has(last.role) && holdsBlocks(last) && holdsBlocks(first))
    return { ...a, children: [...(a.children ?? []).slice(0, -1), joined(last, first, depth + 1), ...(b.children ?? []).slice(1)] };
  return { ...a, children: [...(a.children ?? []), ...(b.children ?? [])] };
}

const isPrint = ({ fields }: Metadata): boolean => {
  const said = (name: string) => fields?.find((field) => field.group === 'Info' && field.name === name)?.value ?? '';
  return said('Creator').startsWith('Mozilla/5.0 ') && said('Producer').startsWith('Skia/PDF');
};

const words = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
const textOf = (lines: Composable['lines']): string => lines.map(({ line }) => line.text).join(' ');
const folded = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

/** A block with nothing but the article's words: the numbers of lists, say, are the browser's and no page's own. */
function onlyWords(block: Composable, keep: (word: Word) => boolean): Composable {
  const lines: { line: Line; page: number }[] = [];
  const joints: Composable['joints'][number][] = [];
  for (const [i, { line, page }] of block.lines.entries()) {
    const words = line.words().filter(keep);
    if (words.length === 0) continue;
    if (lines.length > 0) joints.push(block.joints[i - 1] ?? 'flow');
    lines.push({ line: { ...line, text: textOfWords(words), words: () => words }, page });
  }
  return { ...block, lines, joints };
}

/** The blocks of the article and how many words are left out; all of them where the file is no printed web page or it cannot be told. */
export function articleOf(
  metadata: Metadata,
  pages: readonly PrintedPage[],
  blocks: readonly Composable[],
): { blocks: readonly Composable[]; left: number } {
  if (!isPrint(metadata) || pages.length === 0) return { blocks, left: 0 };
  const marked = new Map(pages.flatMap((page) => [...page.marked]));
  const tree = pages.map((page) => page.tree).reduce((a, b) => joined(a, b));
  const known: string[] = [];
  const title = metadata.title?.value ?? '';
  const html = `<html><head><title>${escaped(title)}</title></head><body>${markup(tree, marked, known)}</body></html>`;
  const found = mainText(parsePage(html));
  if (found.how === 'body') return { blocks, left: 0 };
  const article = new Set<string>();
  for (const block of found.blocks)
    for (const [mark] of block.text.matchAll(marks)) {
      const id = known[(mark.codePointAt(0) ?? 0) - firstMark];
      if (id !== undefined) article.add(id);
    }
  const isTitle = ({ type, level, lines }: Composable) =>
    type === 'heading' && level === 1 && folded(textOf(lines)).length > 8 && folded(title).includes(folded(textOf(lines)));
  const kept = blocks
    .map((block) => (isTitle(block) ? block : onlyWords(block, (word) => word.some(({ mark }) => mark !== undefined && article.has(mark)))))
    .filter(({ lines }) => lines.length > 0);
  const count = (list: readonly Composable[]) => list.reduce((sum, { lines }) => sum + words(textOf(lines)), 0);
  return { blocks: kept, left: count(blocks) - count(kept) };
}
