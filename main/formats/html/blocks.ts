/** A tree of HTML → blocks in reading order. */
import type { DraftBlock } from '../rendition.ts';
import { type DomElement, type DomNode, isElement } from './dom.ts';

/** Elements whose content nobody reads as text of the page. */
const skipped: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'object',
  'embed',
  'canvas',
  'audio',
  'video',
  'button',
  'select',
  'input',
  'textarea',
  'head',
  'link',
  'meta',
  'map',
  'datalist',
  'progress',
  'meter',
  'frameset',
  'noframes',
  'applet',
  'rp',
]);
const blockElements: ReadonlySet<string> = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'caption',
  'center',
  'dd',
  'details',
  'dialog',
  'dir',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hgroup',
  'hr',
  'html',
  'legend',
  'li',
  'main',
  'menu',
  'nav',
  'ol',
  'p',
  'pre',
  'search',
  'section',
  'summary',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'tr',
  'ul',
]);
/** Past this depth a page is an attack or a broken export; its text is kept, its structure is not. */
export const deepest = 400;

export const isHidden = (element: DomElement): boolean => {
  if (element.hasAttribute('hidden') && element.getAttribute('hidden') !== 'until-found') return true;
  const style = element.getAttribute('style');
  return style !== null && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style);
};

/** Spaces as a browser collapses them; no-break spaces stay. */
const collapse = (text: string): string => text.replace(/[ \t\n\r\f]+/g, ' ');

type Type = DraftBlock['type'];

/** Where a block was read. */
export interface Source {
  /** Where its words stand, the first of them first: texts, or an element read as a whole. */
  readonly nodes: readonly DomNode[];
  /** How many of its characters stand in links. */
  readonly linked: number;
}

export interface BlockOptions {
  readonly skip?: (element: DomElement) => boolean;
  /** Told of every block as it is found, in the order of the result. */
  readonly onBlock?: (block: DraftBlock, source: Source) => void;
}

/** Walks a tree into blocks: headings, paragraphs, quotes, list items, captions, preformatted text and table rows. */
export function blocksOf(root: DomElement, options: BlockOptions = {}): DraftBlock[] {
  const out: DraftBlock[] = [];
  let pending = '';
  let type: Type = 'paragraph';
  let level: number | undefined;
  let nodes: DomNode[] = [];
  let linked = 0;
  let inLink = false;

  const put = (block: DraftBlock, source: Source) => {
    out.push(block);
    options.onBlock?.(block, source);
  };
  const write = (text: string, holder: DomNode) => {
    if (/\S/.test(text)) {
      nodes.push(holder);
      if (inLink) linked += text.trim().length;
    }
    pending += text;
  };
  const flush = () => {
    // Two line breaks are how older pages part paragraphs.
    for (const part of pending.split(/\n\s*\n/)) {
      const text = part.replace(/^[ \n]+|[ \n]+$/g, '').replace(/ *\n */g, '\n');
      if (/\S/.test(text)) put(level === undefined ? { type, text } : { type, level, text }, { nodes, linked });
    }
    [pending, linked, nodes] = ['', 0, []];
  };
  const inside = (element: DomElement, asType: Type, asLevel: number | undefined, depth: number) => {
    flush();
    const [before, beforeLevel] = [type, level];
    type = asType;
    level = asLevel;
    children(element, depth);
    flush();
    type = before;
    level = beforeLevel;
  };
  const children = (node: DomElement, depth: number) => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) write(collapse(child.textContent ?? ''), child);
      else if (isElement(child)) visit(child, depth + 1);
    }
  };
  const visit = (element: DomElement, depth: number) => {
    const name = element.localName.toLowerCase();
    if (skipped.has(name) || isHidden(element) || options.skip?.(element)) return;
    if (depth > deepest) {
      write(collapse(element.textContent ?? ''), element);
      return;
    }
    if (name === 'br') pending += '\n';
    else if (name === 'wbr') pending += '\u200b';
    else if (/^h[1-6]$/.test(name)) inside(element, 'heading', Number(name[1]), depth);
    else if (name === 'blockquote') inside(element, 'quote', undefined, depth);
    else if (name === 'li' || name === 'dd' || name === 'dt') inside(element, type === 'quote' ? 'quote' : 'list-item', undefined, depth);
    else if (name === 'figcaption' || name === 'caption') inside(element, 'caption', undefined, depth);
    else if (name === 'pre') {
      flush();
      put({ type: 'preformatted', text: preformatted(element) }, { nodes: [firstText(element)], linked: 0 });
    } else if (name === 'tr' && isDataRow(element)) {
      flush();
      const cells = [...element.children].filter((cell) => !isHidden(cell)).map((cell) => inlineText(cell, options));
      put({ type: 'table-row', text: cells.join('\t') }, { nodes: [firstText(element)], linked: linkedIn(element) });
    } else if (blockElements.has(name))
      inside(element, type === 'heading' ? 'paragraph' : type, type === 'heading' ? undefined : level, depth);
    else if (name === 'a' && !inLink && element.hasAttribute('href')) {
      inLink = true;
      children(element, depth);
      inLink = false;
    } else children(element, depth);
  };
  visit(root, 0);
  flush();
  return out;
}

/** Elements may be renamed or copied by who works on the tree, texts are only moved. */
function firstText(element: DomElement): DomNode {
  const stack: DomNode[] = [element];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.nodeType === 3 && /\S/.test(node.textContent ?? '')) return node;
    if (isElement(node)) stack.push(...[...node.childNodes].toReversed());
  }
  return element;
}

const linkedIn = (element: DomElement): number =>
  [...element.querySelectorAll('a[href]')].reduce((sum, each) => sum + (each.textContent ?? '').trim().length, 0);

/** The words of one element on one line. */
function inlineText(element: DomElement, { skip }: BlockOptions): string {
  return blocksOf(element, skip ? { skip } : {})
    .map((block) => block.text)
    .join(' ')
    .replaceAll('\t', ' ');
}

/** Text of a `pre`, with `br` as line ends. */
function preformatted(element: DomElement): string {
  let text = '';
  const stack: DomNode[] = [element];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.nodeType === 3) text += node.textContent ?? '';
    else if (isElement(node)) {
      if (skipped.has(node.localName.toLowerCase())) continue;
      if (node.localName.toLowerCase() === 'br') text += '\n';
      stack.push(...[...node.childNodes].toReversed());
    }
  }
  return text;
}

/** Rows of data; rows that only lay out a page (older sites) hold whole sections and are walked through instead. */
function isDataRow(row: DomElement): boolean {
  if (row.querySelector('table, h1, h2, h3, article, section, blockquote, pre')) return false;
  const cells = [...row.children].filter((cell) => /^t[dh]$/i.test(cell.localName));
  if (cells.length < 2) return false;
  return cells.every((cell) => cell.querySelectorAll('p, div, ul, ol').length <= 3 && (cell.textContent ?? '').length < 1500);
}
