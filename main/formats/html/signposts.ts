/** Lines of an article that only lead to other pages of the same keyword. */
import type { DraftBlock } from '../rendition.ts';
import type { DomDocument } from './dom.ts';
import { fold } from './title.ts';

/** What the head of a page names as its keywords. */
export function keywordsOf(document: DomDocument): ReadonlySet<string> {
  const named = [...document.querySelectorAll('meta[name="keywords" i], meta[name="news_keywords" i], meta[property="article:tag"]')];
  return new Set(
    named
      .flatMap((element) => (element.getAttribute('content') ?? '').split(','))
      .map(fold)
      .filter((word) => word !== ''),
  );
}

const label =
  /^(?:tags?|tagged(?: with)?|filed under|categor(?:y|ies)|labels?|topics?|теги|мітки|метки|schlagw(?:ö|oe)rter|stichworte|mots[- ]cl(?:é|e)s|etiquetas)\s*:/iu;

/** Whether a block is nothing but such links; `linked` counts its characters in links. */
export function isSignpost({ type, text }: DraftBlock, linked: number, keywords: ReadonlySet<string>): boolean {
  if (type !== 'paragraph' && type !== 'list-item') return false;
  if (linked >= 0.9 * text.length && keywords.has(fold(text))) return true;
  return linked >= 0.5 * text.length && label.test(text);
}
