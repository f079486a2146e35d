/**
 * Furniture of a printed web page. The classes and roles by which a saved page tells it apart are lost in print; what is left is its
 * shape: who wrote when, links and nothing else, headings that lead elsewhere.
 */
import { fold } from '../html/title.ts';
import { nodesOf, type WebNode } from './web-tree.ts';

/** Plain boxes that hold one thing and nothing else are walked through. */
function inner(node: WebNode): WebNode {
  let at = node;
  while (at.name === 'div' || at.name === 'span') {
    const [only, more] = nodesOf(at);
    if (!only || more || only.words !== at.words) break;
    at = only;
  }
  return at;
}

const clock = /\b\d{1,2}[:.h]\d{2}\b/;
const day = /\b(?:19|20)\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2}\b/;
const ago =
  /\b(?:\d+|an?|one)\s+(?:second|sec|minute|min|hour|hr|day|week|month|year|yr)s?\s+ago\b|\bvor\s+\d+\s+\p{L}+|\bil y a\s+\d+|\bhace\s+\d+|\d+\s+\p{L}+\s+(?:тому|назад)/iu;
const fewest = 3;

/** Contributions of readers: one like another, each with its day and time near its beginning. */
function isThread(node: WebNode): boolean {
  const posts = nodesOf(node).filter((child) => child.words > 0);
  if (posts.length < fewest) return false;
  const signed = posts.filter(({ text }) => {
    const head = text.slice(0, 160);
    return (clock.test(head) && day.test(head)) || ago.test(head);
  });
  return signed.length >= 0.7 * posts.length && new Set(posts.map(({ name }) => name)).size <= 2;
}

const isHeading = ({ name }: WebNode): boolean => /^h[1-6]$/.test(name);
function* headings(node: WebNode, depth = 0): Generator<WebNode> {
  if (isHeading(node)) yield node;
  else if (depth < 300) for (const child of nodesOf(node)) yield* headings(child, depth + 1);
}

/** Longer ones are no cards. */
const cardWords = 150;
/** A card that leads to another article: its one heading is a link. */
function isTeaser(node: WebNode, title: string): boolean {
  if ((node.name !== 'li' && node.name !== 'article') || node.words > cardWords) return false;
  const [heading, more] = headings(node);
  return (
    heading !== undefined && !more && heading.words > 0 && heading.linked >= 0.9 * heading.words && !title.includes(fold(heading.text))
  );
}

const isBox = ({ name }: WebNode): boolean => name === 'div' || name === 'aside' || name === 'article';
const holdsTitle = (node: WebNode, title: string): boolean =>
  [...headings(node)].some(({ name, text }) => name === 'h1' || (fold(text).length > 8 && title.includes(fold(text))));

const onlyLinks = ({ linked, words }: WebNode): boolean => words > 0 && linked >= 0.95 * words;

/** Keywords: a list of links of a word or two. */
function isTagList(node: WebNode): boolean {
  const items = nodesOf(node).filter(({ words }) => words > 0);
  return node.name === 'ul' && items.length >= fewest && items.every(onlyLinks) && node.jumps === 0 && node.words <= 2 * items.length;
}

/** Controls without words of their own: fields to be filled in, boxes to be ticked. */
const fieldsIn = (node: WebNode, depth = 0): number =>
  depth > 300
    ? 0
    : nodesOf(node).reduce((sum, child) => sum + (child.name === 'button' && child.words === 0 ? 1 : fieldsIn(child, depth + 1)), 0);

const fewestFields = 3;
const wordsForEach = 25;
/** Something to be filled in, with its labels, its small print and its thanks; never most of a page, nor what holds its headline. */
function isForm(node: WebNode, whole: WebNode, title: string): boolean {
  if (!isBox(node) || node.words > 0.3 * whole.words) return false;
  const fields = fieldsIn(node);
  return fields >= fewestFields && node.words <= wordsForEach * fields && !holdsTitle(node, title);
}

/** Most of a page stands before this share of it: contents listed after it, and tables of links, are furniture. */
const late = 0.6;
const isLate = (node: WebNode, share: number): boolean =>
  share > late &&
  ((node.name === 'ul' && nodesOf(node).length >= fewest && node.jumps >= 0.95 * node.words && node.words > 0) ||
    ((node.name === 'table' || node.name === 'div') && node.words > 20 && node.linked >= 0.65 * node.words));

/** Headings under which nothing is left but furniture. */
function bareHeadings(tree: WebNode, furniture: ReadonlySet<WebNode>): WebNode[] {
  const bare: WebNode[] = [];
  let open: WebNode[] = [];
  const visit = (node: WebNode | string, depth: number) => {
    if (typeof node === 'string') {
      if (/[\p{L}\p{N}]/u.test(node)) open = [];
    } else if (furniture.has(node) || node.name === 'button' || depth > 300) return;
    else if (isHeading(node)) {
      bare.push(...open.filter(({ name }) => name >= node.name));
      open = [...open.filter(({ name }) => name < node.name), node];
    } else for (const child of node.children) visit(child, depth + 1);
  };
  visit(tree, 0);
  return [...bare, ...open];
}

/** So many words of its own must be left: else the thread is what the page is there for, a forum. */
const leftOver = 150;

/** The nodes of a page that are its furniture. `title` is what the file calls itself. */
export function furnitureOf(tree: WebNode, title: string): ReadonlySet<WebNode> {
  const found = new Set<WebNode>();
  const threads = new Set<WebNode>();
  let [read, inThreads] = [0, 0];
  const folded = fold(title);
  const visit = (node: WebNode, depth: number) => {
    const before = read;
    const at = inner(node);
    if (isThread(at)) {
      threads.add(node);
      inThreads += node.words;
    } else if (isTeaser(at, folded) || isTagList(at) || isForm(at, tree, folded) || isLate(at, before / Math.max(1, tree.words)))
      found.add(node);
    else if (depth < 300) for (const child of nodesOf(node)) visit(child, depth + 1);
    read = before + node.words;
  };
  visit(tree, 0);
  const all = tree.words - tree.linked - inThreads >= leftOver ? new Set([...found, ...threads]) : found;
  return new Set([...all, ...bareHeadings(tree, all).filter(({ text }) => !folded.includes(fold(text)))]);
}
