/** A web page that a browser printed: its tagged tree is the page's own, so the article in it is found as in a saved page. */
import type { Metadata } from '../../../shared/model.ts';
import { parsePage } from '../html/dom.ts';
import { mainText } from '../html/main-text.ts';
import type { Composable } from './compose.ts';
import { type Edges, edgesOf, proseWords, sentenceEnd } from './edges.ts';
import { furnitureOf } from './furniture.ts';
import { type Line, textOfWords } from './lines.ts';
import { countWords, markup, type PrintedPage, webPage, webTree } from './web-tree.ts';
import type { Word } from './words.ts';

const isPrint = ({ fields }: Metadata): boolean => {
  const said = (name: string) => fields?.find((field) => field.group === 'Info' && field.name === name)?.value ?? '';
  return said('Creator').startsWith('Mozilla/5.0 ') && said('Producer').startsWith('Skia/PDF');
};

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

const linesIn = (block: Composable): string => textOf(block.lines);
const isLabel = (block: Composable): boolean =>
  block.type === 'heading' || (block.type === 'paragraph' && !sentenceEnd.test(linesIn(block)) && countWords(linesIn(block)) < proseWords);

const isProse = (block: Composable): boolean =>
  (block.type === 'paragraph' || block.type === 'quote') && sentenceEnd.test(linesIn(block)) && countWords(linesIn(block)) >= proseWords;

const holds =
  (pieces: ReadonlySet<string>) =>
  (word: Word): boolean =>
    word.some(({ mark }) => mark !== undefined && pieces.has(mark));

/**
 * Without what stands above the headline, unless it is prose, labels below the text, and headings with nothing under them. Of the
 * labels below, dates stay and what stands in one box with sentences.
 */
function trimmed(blocks: readonly Composable[], isTitle: (block: Composable) => boolean, edges: Edges): readonly Composable[] {
  const headline = blocks.findIndex(isTitle);
  const prose = blocks.findIndex(isProse);
  const top = headline > 0 ? blocks.slice(prose === -1 ? headline : Math.min(headline, prose)) : blocks;
  const end = top.findLastIndex((block) => !isLabel(block)) + 1;
  const below = new Set([...edges.dates, ...edges.beside]);
  const labels = top
    .slice(end)
    .filter(({ type }) => type !== 'heading')
    .map((block) => onlyWords(block, holds(below)));
  return [...top.slice(0, end), ...labels.filter(({ lines }) => lines.length > 0)]
    .filter((block, i, all) => {
      const next = all[i + 1];
      return isTitle(block) || block.type !== 'heading' || next?.type !== 'heading' || (next.level ?? 6) > (block.level ?? 6);
    })
    .map((block) => (isTitle(block) ? { type: 'title', lines: block.lines, joints: block.joints } : block));
}

/** With fewer words there is no article. */
const fewestWords = 40;

/** The blocks of the article and how many words are left out; all of them where the file is no printed web page or it cannot be told. */
export function articleOf(
  metadata: Metadata,
  pages: readonly PrintedPage[],
  blocks: readonly Composable[],
): { blocks: readonly Composable[]; left: number } {
  if (!isPrint(metadata) || pages.length === 0) return { blocks, left: 0 };
  const title = metadata.title?.value ?? '';
  const { tree, contentOf } = webTree(pages);
  const found = mainText(parsePage(webPage(title, markup(tree, furnitureOf(tree, title)))));
  if (found.how === 'body') return { blocks, left: 0 };
  const article = new Set(found.blocks.flatMap((block) => contentOf(block.text)));
  const edges = edgesOf(tree, contentOf, article);
  const isHeadline = edges.headline === null ? () => false : holds(edges.headline);
  const isTitle = ({ type, level, lines }: Composable) =>
    type === 'heading' &&
    level === 1 &&
    ((folded(textOf(lines)).length > 8 && folded(title).includes(folded(textOf(lines)))) ||
      lines.some(({ line }) => line.words().some(isHeadline)));
  const kept = blocks.map((block) => (isTitle(block) ? block : onlyWords(block, holds(article)))).filter(({ lines }) => lines.length > 0);
  const whole = trimmed(kept, isTitle, edges);
  const count = (list: readonly Composable[]) => list.reduce((sum, { lines }) => sum + countWords(textOf(lines)), 0);
  // What is left of a page that hardly has an article is not worth what was lost for it.
  if (count(whole) < fewestWords) return { blocks, left: 0 };
  return { blocks: whole, left: count(blocks) - count(whole) };
}
