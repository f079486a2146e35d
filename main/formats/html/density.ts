/** The article by where running text is densest: for pages that Readability reads too little or nothing of. */
import type { DraftBlock } from '../rendition.ts';
import { blocksOf, isHidden } from './blocks.ts';
import type { DomDocument, DomElement } from './dom.ts';

const chromeTags: ReadonlySet<string> = new Set(['nav', 'footer', 'aside', 'dialog', 'search']);
const chromeRoles = /^(?:navigation|banner|contentinfo|complementary|search|dialog|alert|menu|menubar|toolbar)$/;
const chromeNames =
  /(?:^|[\s_-])(?:nav|navbar|navigation|menu|footer|sidebar|side-bar|breadcrumbs?|cookies?|consent|gdpr|newsletter|subscribe|subscription|signup|share|sharing|social|related|recommend(?:ed|ations)?|promo|advert(?:isement)?|ads?|sponsored|popup|modal|comments?|respond|disqus|pagination|pager|toc|table-of-contents|tags|skip-link|screen-reader-text|sr-only|visually-hidden|more-posts|read-next|up-next|site-header|masthead|author-bio|about-author)(?:$|[\s_-])/i;

const judged = new WeakMap<DomElement, boolean>();
/** Parts of a page that are its furniture: navigation, footers, sharing, related articles, comments. */
export function isChrome(element: DomElement): boolean {
  const known = judged.get(element);
  if (known !== undefined) return known;
  const chrome = looksLikeChrome(element);
  judged.set(element, chrome);
  return chrome;
}

function looksLikeChrome(element: DomElement): boolean {
  const name = element.localName.toLowerCase();
  if (chromeTags.has(name)) return true;
  if (name === 'header' && !element.closest('article, main') && element.querySelectorAll('p').length < 2) return true;
  if (chromeRoles.test(element.getAttribute('role') ?? '')) return true;
  if (name === 'body' || name === 'html' || name === 'main' || name === 'article') return false;
  if (!chromeNames.test(`${element.getAttribute('class') ?? ''} ${element.id}`.slice(0, 400))) return false;
  // A wrapper of the whole page may be named "with-sidebar"; furniture holds little of a page's text.
  return (element.textContent ?? '').length < 0.4 * pageLength(element);
}

const lengths = new WeakMap<DomElement, number>();
function pageLength(element: DomElement): number {
  const body = element.closest('body') ?? element;
  const known = lengths.get(body);
  if (known !== undefined) return known;
  const length = (body.textContent ?? '').length;
  lengths.set(body, length);
  return length;
}

/** How much a text block weighs as running text: characters outside links, only where there is a sentence's worth. */
function weight(element: DomElement): number {
  const text = (element.textContent ?? '').trim();
  if (text.length < 40) return 0;
  let linked = 0;
  for (const link of element.querySelectorAll('a')) linked += (link.textContent ?? '').length;
  return linked > 0.5 * text.length ? 0 : text.length - linked;
}

/** The smallest element that holds most of the page's running text. */
function densest(body: DomElement): DomElement {
  const sums = new Map<DomElement, number>();
  let total = 0;
  for (const leaf of body.querySelectorAll('p, li, pre, blockquote, td, dd, h2, h3')) {
    if (leaf.querySelector('p, li, pre, td')) continue;
    const own = weight(leaf);
    if (own === 0 || insideChrome(leaf, body)) continue;
    total += own;
    for (let at: DomElement | null = leaf.parentElement; at; at = at.parentElement) {
      sums.set(at, (sums.get(at) ?? 0) + own);
      if (at === body) break;
    }
  }
  let best = body;
  for (;;) {
    const next = [...best.children].find((child) => (sums.get(child) ?? 0) >= 0.75 * total);
    if (!next || total === 0) return best;
    best = next;
  }
}

function insideChrome(element: DomElement, body: DomElement): boolean {
  for (let at: DomElement | null = element; at && at !== body; at = at.parentElement) if (isChrome(at) || isHidden(at)) return true;
  return false;
}

/** Blocks of the densest part, without furniture. Empty where the page has no running text at all. */
export function byDensity(document: DomDocument): DraftBlock[] {
  const { body } = document;
  return body ? blocksOf(densest(body), { skip: isChrome }) : [];
}
