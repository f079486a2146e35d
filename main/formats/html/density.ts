/** The article by where running text is densest: for pages that Readability reads too little or nothing of. */
import type { DraftBlock } from '../rendition.ts';
import { blocksOf, deepest, isHidden } from './blocks.ts';
import { type DomDocument, type DomElement, isElement } from './dom.ts';

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

const leafTags: ReadonlySet<string> = new Set(['p', 'li', 'pre', 'blockquote', 'td', 'dd', 'h2', 'h3']);
/** A leaf that holds one of these is a frame around others. */
const innerTags: ReadonlySet<string> = new Set(['p', 'li', 'pre', 'td']);

interface Measure {
  /** Characters, and how many of them stand in links. */
  text: number;
  linked: number;
  framed: boolean;
}

/** How much a text block weighs as running text: characters outside links, only where there is a sentence's worth. */
const weight = ({ text, linked, framed }: Measure): number => (framed || text < 40 || linked > 0.5 * text ? 0 : text - linked);

/** The smallest element that holds most of the page's running text. Looks at every element once, and not deeper than `deepest`. */
function densest(body: DomElement): DomElement {
  const sums = new Map<DomElement, number>();
  /** `aside`: inside furniture, which weighs nothing but may still be the frame of a leaf. */
  const measure = (element: DomElement, aside: boolean, depth: number): Measure => {
    const all: Measure = { text: 0, linked: 0, framed: false };
    let sum = 0;
    for (const child of element.childNodes) {
      if (child.nodeType === 3) all.text += (child.textContent ?? '').replace(/\s+/g, ' ').length;
      else if (isElement(child) && depth < deepest) {
        const name = child.localName.toLowerCase();
        const inside = aside || isChrome(child) || isHidden(child);
        const part = measure(child, inside, depth + 1);
        all.text += part.text;
        all.linked += name === 'a' ? part.text : part.linked;
        all.framed ||= part.framed || innerTags.has(name);
        sum += (sums.get(child) ?? 0) + (!inside && leafTags.has(name) ? weight(part) : 0);
      }
    }
    sums.set(element, sum);
    return all;
  };
  measure(body, false, 0);
  const total = sums.get(body) ?? 0;
  let best = body;
  for (;;) {
    const next = [...best.children].find((child) => (sums.get(child) ?? 0) >= 0.75 * total);
    if (!next || total === 0) return best;
    best = next;
  }
}

/** Blocks of the densest part, without furniture. Empty where the page has no running text at all. */
export function byDensity(document: DomDocument): DraftBlock[] {
  const { body } = document;
  return body ? blocksOf(densest(body), { skip: isChrome }) : [];
}
