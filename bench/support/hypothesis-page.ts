/**
 * The page that Hypothesis tests its anchoring with, and the ranges that it marks there (src/annotator/anchoring/test/html-test.js of
 * hypothesis/client, BSD-2): each as an annotation such as Hypothesis would export, with where its words stand in the page's text.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type DomNode, parsePage } from '../../main/formats/html/dom.ts';

/** Start and end: a text node by its number or an XPath of the page, and an offset in it. The words that the range holds. */
type Spec = readonly [from: number | string, fromOffset: number, to: number | string, toOffset: number, quote: string];

const tempor = 'Lorem sed do eiusmod tempor.';
const between = (start: string, offset: number, end: string, endOffset: number): Spec => [start, offset, end, endOffset, tempor];
const specs: readonly Spec[] = [
  [0, 13, 0, 27, 'habitant morbi'],
  [0, 0, 0, 37, 'Pellentesque habitant morbi tristique'],
  ['/p/strong', 0, '/p/strong', 1, 'Pellentesque habitant morbi tristique'],
  [0, 22, 1, 12, 'morbi tristique senectus et'],
  ['/p/strong', 0, 1, 12, 'Pellentesque habitant morbi tristique senectus et'],
  [1, 165, '/p/em', 1, 'egestas semper. Aenean ultricies mi vitae est.'],
  [9, 7, 12, 11, 'Level 2\n\n\n  Lorem ipsum'],
  [
    '/p',
    0,
    '/p',
    8,
    'Pellentesque habitant morbi tristique senectus et netus et malesuada fames ac turpis egestas. Vestibulum tortor quam, feugiat vitae, ultricies eget, tempor sit amet, ante. Donec eu libero sit amet quam egestas semper. Aenean ultricies mi vitae est. Mauris placerat eleifend leo. Quisque sit amet est et sapien ullamcorper pharetra. Vestibulum erat wisi, condimentum sed, commodo vitae, ornare sit amet, wisi. Aenean fermentum, elit eget tincidunt condimentum, eros ipsum rutrum orci, sagittis tempus lacus enim ac dui. Donec non enim in turpis pulvinar facilisis. Ut felis.',
  ],
  ['/p[2]', 0, '/p[2]', 1, tempor],
  between('/div/text()[2]', 0, '/div/text()[2]', 28),
  ...[4, 5, 6, 7].map((end) => between('/div/text()[2]', 0, '/div', end)),
  ...[3, 2, 1].map((start) => between('/div', start, '/div/text()[2]', 28)),
  between('/div[2]/text()[2]', 0, '/div[2]/text()[2]', 28),
  ...[4, 5, 6, 7].map((end) => between('/div[2]/text()[2]', 0, '/div[2]', end)),
  ...[3, 2, 1].map((start) => between('/div[2]', start, '/div[2]/text()[2]', 28)),
  ['/h2[2]', 0, '/p[4]', 0, 'Header Level 2\n\n\n  Mauris lacinia ipsum nulla, id iaculis quam egestas quis.\n\n\n'],
  ['/gh-73/div', 0, '/gh-73/span/text()', 4, 'Test'],
];

const isText = (node: DomNode): boolean => node.nodeType === 3;
const textOf = (node: DomNode): string => (node.nodeType === 8 ? '' : (node.textContent ?? ''));

function textNodes(node: DomNode): DomNode[] {
  return isText(node) ? [node] : [...node.childNodes].flatMap(textNodes);
}

/** The node of a path of steps `name[n]` and `text()[n]`; throws where there is none. */
function nodeAt(root: DomNode, at: number | string): DomNode {
  if (typeof at === 'number') {
    const node = textNodes(root)[at];
    if (node === undefined) throw new Error(`no text node ${at}`);
    return node;
  }
  let node = root;
  for (const step of at.slice(1).split('/')) {
    const [, name = '', number = '1'] = /^([^[]+)(?:\[(\d+)\])?$/.exec(step) ?? [];
    const next = [...node.childNodes].filter((child) => (name === 'text()' ? isText(child) : child.nodeName.toLowerCase() === name));
    const found = next[Number(number) - 1];
    if (found === undefined) throw new Error(`no ${at}`);
    node = found;
  }
  return node;
}

/** Where a boundary point of the DOM stands in the text of the root. */
function offsetOf(root: DomNode, at: number | string, offset: number): number {
  const target = nodeAt(root, at);
  let count = 0;
  const walk = (node: DomNode): boolean => {
    if (node === target && isText(node)) {
      count += offset;
      return true;
    }
    if (isText(node)) count += textOf(node).length;
    else
      for (const [index, child] of [...node.childNodes].entries()) {
        if (node === target && index === offset) return true;
        if (walk(child)) return true;
      }
    return node === target;
  };
  walk(root);
  return count;
}

export interface PageAnnotation {
  readonly row: Record<string, unknown>;
  /** The words, and the letters of the page that stand before them: white space is the reader's own. */
  readonly quote: string;
  readonly before: string;
}
export const pageAddress = 'https://fixture.example/page';
const bare = (text: string): string => text.replace(/\s+/g, '');

/** Null where the data is not there. */
export function hypothesisPage(data: string): { html: string; annotations: PageAnnotation[] } | null {
  const file = path.join(data, 'annotation-anchoring', 'hypothesis-baselines', 'html-anchoring-fixture.html');
  if (!existsSync(file)) return null;
  const html = readFileSync(file, 'utf8');
  const { body } = parsePage(`<!doctype html><html><body>${html}</body></html>`);
  if (body === null) throw new Error('the page has no body');
  const text = textNodes(body).map(textOf).join('');
  const annotations = specs.map(([from, fromOffset, to, toOffset, quote], n) => {
    const [start, end] = [offsetOf(body, from, fromOffset), offsetOf(body, to, toOffset)];
    const exact = text.slice(start, end);
    if (exact !== quote) throw new Error(`range ${n + 1} holds ${JSON.stringify(exact)}, not ${JSON.stringify(quote)}`);
    const selector = [
      { type: 'RangeSelector', startContainer: String(from), startOffset: fromOffset, endContainer: String(to), endOffset: toOffset },
      { type: 'TextPositionSelector', start, end },
      { type: 'TextQuoteSelector', exact, prefix: text.slice(Math.max(0, start - 32), start), suffix: text.slice(end, end + 32) },
    ];
    const row = {
      id: `range-${n + 1}`,
      uri: pageAddress,
      text: '',
      tags: [],
      user: 'acct:test@hypothes.is',
      target: [{ source: pageAddress, selector }],
    };
    return { row, quote, before: bare(text.slice(0, start)) };
  });
  return { html, annotations };
}

/** Whether a passage of a rendition's text is the very one that was annotated: the same letters, with the same letters before it. */
export const isThatPassage = ({ quote, before }: PageAnnotation, text: string, start: number, end: number): boolean => {
  const points = [...text];
  return bare(points.slice(start, end).join('')) === bare(quote) && bare(points.slice(0, start).join('')) === before;
};
