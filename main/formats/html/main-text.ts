/** Where on a page the article is: Firefox's reader view and text density, each checked against the other. */
import { Readability } from '@mozilla/readability';
import type { DraftBlock } from '../rendition.ts';
import { blocksOf, deepest } from './blocks.ts';
import { byDensity } from './density.ts';
import { type DomElement, extentOf, type ParsedPage } from './dom.ts';
import { type Outline, outlineOf } from './outline.ts';
import { type Kept, recovered } from './recover.ts';
import { isSignpost, keywordsOf } from './signposts.ts';
import { size, withoutEcho, withoutTail } from './tail.ts';

export interface MainText {
  readonly blocks: DraftBlock[];
  readonly how: 'readability' | 'density' | 'body';
}

/** Past this many elements Readability takes too long; density reads them in one pass. */
const mostElements = 60_000;

/**
 * Readability (Firefox's reader view); null where it finds nothing. It takes the document apart, so that nothing else may be read
 * from it afterwards.
 */
function byReadability(
  document: ParsedPage,
  keywords: ReadonlySet<string>,
  indexOf: Outline['indexOf'],
): { kept: Kept[]; title: string } | null {
  try {
    const reader = new Readability<DomElement>(document, { serializer: (node: DomElement) => node, maxElemsToParse: mostElements });
    const article = reader.parse();
    if (!article?.content) return null;
    const kept: Kept[] = [];
    blocksOf(article.content, {
      onBlock: (block, { nodes: [node], linked }) => {
        if (!isSignpost(block, linked, keywords)) kept.push({ block, index: node && indexOf.get(node) });
      },
    });
    return { kept, title: article.title ?? '' };
  } catch {
    // Readability throws plain errors on trees it does not understand or finds too big; density is asked then.
    return null;
  }
}

/** Density must find so many times as much before Readability counts as having read too little. */
const shortBy = 1.45;
/** Characters below which a found text is no article, when the page holds more. */
const tooLittle = 140;

/**
 * The page's article as blocks. Readability is right on most articles; where it reads much less than the running text
 * that stands together, density is. When both find next to nothing the whole body is taken. The document is spent afterwards.
 * `published` (EDTF): what is known of the date elsewhere, so that a line with nothing else can be told from news.
 */
export function mainText(document: ParsedPage, published: string | null = null): MainText {
  const body = document.body ?? document.documentElement;
  // A tree so deep is no article: judging its parts against each other would take hours, reading it through does not.
  const { depth, elements } = extentOf(document.documentElement, deepest);
  if (depth > deepest) return { blocks: blocksOf(body), how: 'body' };
  const keywords = keywordsOf(document);
  const dense = byDensity(document);
  const { leaves, indexOf } = outlineOf(body);
  const reader = elements > mostElements ? null : byReadability(document, keywords, indexOf);
  const [r, d] = [size(reader?.kept.map(({ block }) => block) ?? null), size(dense)];
  const chosen: MainText =
    reader && r * shortBy > d
      ? { blocks: recovered(leaves, reader.kept, reader.title), how: 'readability' }
      : { blocks: dense, how: 'density' };
  if (size(chosen.blocks) >= tooLittle) return { ...chosen, blocks: withoutEcho(withoutTail(chosen.blocks), published) };
  const whole = leaves.map(({ block }) => block);
  return size(whole) > size(chosen.blocks) ? { blocks: whole, how: 'body' } : chosen;
}
