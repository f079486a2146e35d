/** Where on a page the article is: Firefox's reader view and text density, each checked against the other. */
import { Readability } from '@mozilla/readability';
import type { DraftBlock } from '../rendition.ts';
import { blocksOf, deepest } from './blocks.ts';
import { byDensity } from './density.ts';
import { browserDocument, type DomDocument, type DomElement, depthOf } from './dom.ts';

export interface MainText {
  readonly blocks: DraftBlock[];
  readonly how: 'readability' | 'density' | 'body';
}

/** Past this many elements Readability takes too long; density reads them in one pass. */
const mostElements = 60_000;

/** Readability (Firefox's reader view); null where it finds nothing. It rewrites its document, so it gets one of its own. */
export function byReadability(html: string): DraftBlock[] | null {
  try {
    const reader = new Readability<DomElement>(browserDocument(html), {
      serializer: (node: DomElement) => node,
      maxElemsToParse: mostElements,
    });
    const content = reader.parse()?.content;
    return content ? blocksOf(content) : null;
  } catch {
    // Readability throws plain errors on trees it does not understand or finds too big; density is asked then.
    return null;
  }
}

const size = (blocks: readonly DraftBlock[] | null): number => (blocks ?? []).reduce((sum, block) => sum + block.text.length, 0);

/** Density must find so many times as much before Readability counts as having read too little. */
const shortBy = 1.45;
/** Characters below which a found text is no article, when the page holds more. */
const tooLittle = 140;

/** Headings under which other articles, comments and forms stand. */
const tailHeading =
  /^(?:related(?: (?:articles?|posts?|stories|content|news|reading|topics))?|(?:you )?(?:may|might) also (?:like|be interested in)|recommended(?: (?:for you|reading|articles|posts))?|read (?:more|next|also)|more (?:from|on|in|stories|articles|news|posts|like this)\b.*|up next|what to read next|latest (?:news|posts|articles|stories)|recent (?:posts|articles|comments)|popular (?:posts|articles)|most (?:read|popular|viewed)|comments?(?: \(\d+\))?|\d+ comments?|leave a (?:reply|comment)|join the (?:conversation|discussion)|post a comment|share this(?: \w+)?|similar (?:posts|articles)|читайте также|читайте також|похожие (?:статьи|материалы|новости)|схожі (?:статті|матеріали|новини)|комментарии|коментарі|mehr zum thema|das könnte sie auch interessieren|ähnliche (?:artikel|beiträge)|kommentare|à lire aussi|sur le même sujet|articles similaires|commentaires|artículos relacionados|comentarios|相关(?:阅读|新闻|文章)|関連記事)\s*:?$/iu;

/** Cuts off what stands under such a heading at the end, unless that is most of what was found. */
export function withoutTail(blocks: DraftBlock[]): DraftBlock[] {
  const total = size(blocks);
  let before = 0;
  for (const [i, block] of blocks.entries()) {
    const isHeading = block.type === 'heading' || (block.type !== 'preformatted' && block.text.length < 40);
    if (isHeading && before >= 0.6 * total && tailHeading.test(block.text.trim())) return blocks.slice(0, i);
    before += block.text.length;
  }
  return blocks;
}

/**
 * The page's article as blocks. Readability is right on most articles; where it reads much less than the running text
 * that stands together, density is. When both find next to nothing the whole body is taken.
 */
export function mainText(document: DomDocument, html: string): MainText {
  const body = document.body ?? document.documentElement;
  // A tree so deep is no article: judging its parts against each other would take hours, reading it through does not.
  if (depthOf(document.documentElement, deepest) > deepest) return { blocks: blocksOf(body), how: 'body' };
  const large = document.querySelectorAll('*').length > mostElements;
  const reader = large ? null : byReadability(html);
  const dense = byDensity(document);
  const [r, d] = [size(reader), size(dense)];
  const chosen: MainText = reader && r * shortBy > d ? { blocks: reader, how: 'readability' } : { blocks: dense, how: 'density' };
  if (size(chosen.blocks) >= tooLittle) return { ...chosen, blocks: withoutTail(chosen.blocks) };
  const whole = blocksOf(body);
  return size(whole) > size(chosen.blocks) ? { blocks: whole, how: 'body' } : chosen;
}
