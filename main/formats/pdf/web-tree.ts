/** The tagged tree of a printed web page as elements of HTML, each with how much of it is words, links and links within the page. */
import type { Element } from './structure.ts';
import { plain } from './words.ts';

export interface PrintedPage {
  readonly tree: Element;
  readonly marked: ReadonlyMap<string, string>;
  /** Where links lead, by the ids of their annotations; `#…` within the page. */
  readonly links: ReadonlyMap<string, string>;
}

export interface WebNode {
  readonly name: string;
  readonly href?: string;
  readonly children: readonly (WebNode | string)[];
  readonly text: string;
  readonly words: number;
  readonly linked: number;
  readonly jumps: number;
}

export const nodesOf = (node: WebNode): WebNode[] => node.children.filter((child) => typeof child !== 'string');

const names: Readonly<Record<string, string>> = {
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
  Figure: 'figure',
  Caption: 'figcaption',
  Art: 'article',
  Aside: 'aside',
  Em: 'em',
  Strong: 'strong',
};
const inline = new Set(['Em', 'Strong', 'Span', 'Code']);
const blockish = new Set(['Document', 'Sect', 'Part', 'Div', 'Form', ...Object.keys(names).filter((role) => !inline.has(role))]);
const deepest = 300;

const holdsBlocks = (element: Element, depth = 0): boolean =>
  depth < deepest &&
  (element.children ?? []).some((child) => blockish.has(child.role ?? '') || (child.role === 'NonStruct' && holdsBlocks(child, depth + 1)));

const container = new Set(['Document', 'NonStruct', 'Div', 'Sect', 'Art', 'Part', 'Table', 'L']);
/** Pages cut the tree: the last branch of one page goes on as the first branch of the next. */
function joined(a: Element, b: Element, depth = 0): Element {
  const [last, first] = [a.children?.at(-1), b.children?.[0]];
  if (depth < deepest && last?.role && last.role === first?.role && container.has(last.role) && holdsBlocks(last) && holdsBlocks(first))
    return { ...a, children: [...(a.children ?? []).slice(0, -1), joined(last, first, depth + 1), ...(b.children ?? []).slice(1)] };
  return { ...a, children: [...(a.children ?? []), ...(b.children ?? [])] };
}

/** One character of a private plane stands before each piece of content, so that what is found as the article can be told by them. */
const firstMark = 0xf0000;
const mostMarks = 0xfffd;
const marks = /[\u{f0000}-\u{ffffd}]/gu;

export const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

/** The pages as one tree. `contentOf` gives back which pieces of content a text of the tree holds. */
export function webTree(pages: readonly PrintedPage[]): { tree: WebNode; contentOf: (text: string) => string[] } {
  const marked = new Map(pages.flatMap((page) => [...page.marked]));
  const links = new Map(pages.flatMap((page) => [...page.links]));
  const known: string[] = [];
  const address = (element: Element): string => {
    for (const child of element.children ?? []) {
      const found = child.type === 'annotation' ? links.get(/\d+R\d*$/.exec(child.id ?? '')?.[0] ?? '') : undefined;
      if (found !== undefined) return found;
    }
    return 'about:blank';
  };
  const nameOf = (element: Element, words: number): string => {
    if (element.role === 'Link') return 'a';
    // Chromium calls every control a form: buttons, boxes and their labels.
    if (element.role === 'Form' && !holdsBlocks(element) && words < 40) return 'button';
    return names[element.role ?? ''] ?? (holdsBlocks(element) || (element.children?.length ?? 0) > 3 ? 'div' : 'span');
  };
  const build = (element: Element, depth: number): WebNode | string => {
    if (element.type === 'content') {
      const text = plain(marked.get(element.id ?? '') ?? '').replace(marks, '');
      if (text.trim() === '' || element.id === undefined || known.length >= mostMarks) return text;
      return `${String.fromCodePoint(firstMark + known.push(element.id) - 1)}${text}`;
    }
    if (element.role === 'Lbl' || element.role === undefined || depth > deepest) return '';
    const children = (element.children ?? []).map((child) => build(child, depth + 1)).filter((child) => child !== '');
    const parts = element.role === 'TR' ? children.flatMap((child) => [child, ' ']) : children;
    const sum = (of: (node: WebNode) => number) => parts.reduce((total, part) => total + (typeof part === 'string' ? 0 : of(part)), 0);
    const words = parts.reduce((total, part) => total + (typeof part === 'string' ? countWords(part) : part.words), 0);
    const name = nameOf(element, words);
    const href = name === 'a' ? address(element) : undefined;
    return {
      name,
      ...(href === undefined ? {} : { href }),
      children: parts,
      text: parts.map((part) => (typeof part === 'string' ? part.replace(marks, '') : part.text)).join(' '),
      words,
      linked: name === 'a' ? words : sum((node) => node.linked),
      jumps: href?.startsWith('#') ? words : sum((node) => node.jumps),
    };
  };
  const whole = build(
    pages.map((page) => page.tree).reduce((a, b) => joined(a, b)),
    0,
  );
  const tree: WebNode = typeof whole === 'string' ? { name: 'div', children: [whole], text: whole, words: 0, linked: 0, jumps: 0 } : whole;
  return {
    tree,
    contentOf: (text) => [...text.matchAll(marks)].flatMap(([mark]) => known[(mark.codePointAt(0) ?? 0) - firstMark] ?? []),
  };
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** The tree as HTML without the nodes that `leave` names. */
export function markup(node: WebNode | string, leave: ReadonlySet<WebNode>): string {
  if (typeof node === 'string') return escaped(node);
  if (leave.has(node)) return '';
  const inner = node.children.map((child) => markup(child, leave)).join('');
  return `<${node.name}${node.href === undefined ? '' : ` href="${escaped(node.href)}"`}>${inner}</${node.name}>`;
}

export const webPage = (title: string, body: string): string =>
  `<html><head><title>${escaped(title)}</title></head><body>${body}</body></html>`;
