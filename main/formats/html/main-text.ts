/** Where on a page the article is. */
import { Readability } from '@mozilla/readability';
import type { DraftBlock } from '../rendition.ts';
import { blocksOf } from './blocks.ts';
import { browserDocument, parsePage, type DomElement } from './dom.ts';

export interface MainText { readonly blocks: DraftBlock[]; readonly how: 'readability' | 'density' | 'body' }

/** Readability (Firefox's reader view); null where it finds nothing. It rewrites its document, so it gets one of its own. */
export function byReadability(html: string): DraftBlock[] | null {
  const document = browserDocument(html);
  try {
    const article = new Readability<DomElement>(document, { serializer: (node: DomElement) => node, maxElemsToParse: 60_000 }).parse();
    return article?.content ? blocksOf(article.content) : null;
  } catch {
    // Readability throws plain errors on trees it does not understand or finds too big; other ways are tried then.
    return null;
  }
}

export function mainText(html: string): MainText {
  const found = byReadability(html);
  if (found) return { blocks: found, how: 'readability' };
  return { blocks: blocksOf(parsePage(html).body!), how: 'body' };
}
