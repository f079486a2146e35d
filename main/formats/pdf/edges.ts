/** What stands at the edges of a printed article and belongs to it: its headline, dates, and what follows its sentences in one box. */
import { writtenDate } from '../dates.ts';
import { nodesOf, type WebNode } from './web-tree.ts';

/** Pieces of content, by their ids. */
export interface Edges {
  /** The page's one heading of the first level that leads nowhere; null where there are none or several. */
  readonly headline: ReadonlySet<string> | null;
  /** Lines that are a date and nothing else: when a story was sent is evidence. */
  readonly dates: ReadonlySet<string>;
  /** Lines and links that follow sentences of the article in the same box. */
  readonly beside: ReadonlySet<string>;
}

const deepest = 300;
export const sentenceEnd = /[.!?…。！？]["'”’»)\]]*$/u;
/** Shorter lines without a sentence are labels. */
export const proseWords = 12;
const mostDateWords = 5;
const longestDate = 32;

const lines = new Set(['a', 'span', 'em', 'strong', 'p']);
const isLine = ({ name }: WebNode): boolean => lines.has(name);

/** `contentOf` gives back which pieces a text of the tree holds; `article` holds those that were found to be the article's. */
export function edgesOf(tree: WebNode, contentOf: (text: string) => string[], article: ReadonlySet<string>): Edges {
  const headlines: string[][] = [];
  const dates = new Set<string>();
  const beside = new Set<string>();
  const contentIn = (node: WebNode, depth = 0): string[] =>
    depth > deepest ? [] : node.children.flatMap((child) => (typeof child === 'string' ? contentOf(child) : contentIn(child, depth + 1)));
  const isOwnProse = (node: WebNode): boolean =>
    node.name === 'p' &&
    node.words >= proseWords &&
    sentenceEnd.test(node.text.trim()) &&
    contentIn(node).some((piece) => article.has(piece));
  const visit = (node: WebNode, depth: number) => {
    if (depth > deepest) return;
    if (node.name === 'h1' && node.words > 0 && node.linked < 0.5 * node.words) headlines.push(contentIn(node));
    const text = node.text.trim();
    if (node.words > 0 && node.words <= mostDateWords && text.length <= longestDate && writtenDate(text, null) !== null)
      for (const piece of contentIn(node)) dates.add(piece);
    const children = nodesOf(node);
    let isAfterProse = false;
    for (const child of children) {
      isAfterProse = isOwnProse(child) || (isAfterProse && isLine(child));
      if (isAfterProse) for (const piece of contentIn(child)) beside.add(piece);
      visit(child, depth + 1);
    }
  };
  visit(tree, 0);
  const [headline, more] = headlines;
  return { headline: headline && !more ? new Set(headline) : null, dates, beside };
}
