/** The headline of a page, without the site's name that `<title>` and og:title carry along. */

import type { DraftBlock } from '../rendition.ts';
import { isHidden } from './blocks.ts';
import type { DomDocument, DomElement } from './dom.ts';
import { type Found, first, tidy } from './found.ts';
import type { MetaTags } from './meta-tags.ts';

/** Letters and digits only, for comparing headings. */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Drops a site's name at either end; without a known name, the shorter end after a strong separator. */
function withoutSite(text: string, site: string | undefined): string {
  const parts = text.split(/(\s+[|–—·•»\\-]\s+|\s*\|\s*)/);
  if (parts.length < 3) return text;
  const folded = site ? fold(site) : '';
  const last = parts.at(-1) ?? '';
  const head = parts[0] ?? '';
  const isSite = (part: string) =>
    folded !== '' &&
    (fold(part) === folded ||
      folded.replaceAll(' ', '').includes(fold(part).replaceAll(' ', '')) ||
      (fold(part).length < 40 && fold(part).includes(folded)));
  if (isSite(last)) return withoutSite(parts.slice(0, -2).join(''), site);
  if (isSite(head)) return withoutSite(parts.slice(2).join(''), site);
  const words = (part: string) => part.split(/\s+/).length;
  const rest = parts.slice(0, -2).join('');
  return words(last) <= 4 && words(rest) >= Math.max(3, words(last)) ? rest : text;
}

const inChrome = 'nav, footer, aside, [role="navigation"], [role="banner"] nav, dialog';

function headings(document: DomDocument, name: string): { element: DomElement; text: string }[] {
  return [...document.querySelectorAll(name)]
    .filter((element) => !isHidden(element) && !element.closest(inChrome))
    .map((element) => ({ element, text: tidy(element.textContent ?? '') }))
    .filter(({ text }) => text.length > 1 && text.length < 300);
}

/**
 * A heading that the page's head confirms is the best title: it is what a reader sees, whole and in the writer's spelling. Then
 * schema.org's headline, og:title and `<title>` without the site's name, and at last the only `h1`.
 */
export function pageTitle(
  document: DomDocument,
  meta: MetaTags,
  headline: Found<string> | undefined,
  site: string | undefined,
): Found<string> | undefined {
  const og = meta.get('og:title', 'twitter:title', 'citation_title', 'dc.title', 'dcterms.title', 'parsely-title', 'sailthru.title');
  const titleText = tidy(document.querySelector('head title, title')?.textContent ?? '');
  const siteName = meta.get('og:site_name')?.value ?? site;
  const heads = [headline?.value, og?.value, titleText].filter((text): text is string => !!text).map(fold);
  const confirmed = (text: string) => {
    const folded = fold(text);
    return (
      folded.length > 3 &&
      heads.some(
        (head) =>
          head === folded ||
          (folded.length > 8 && (head.startsWith(folded) || head.endsWith(folded))) ||
          (folded.length > 15 && head.includes(folded)),
      )
    );
  };
  const h1 = headings(document, 'h1');
  const isSite = (text: string) => siteName !== undefined && fold(text) === fold(siteName);
  return first<string>(
    () => {
      const found =
        h1.find(({ text }) => confirmed(text) && !isSite(text)) ??
        headings(document, 'h2').find(({ text }) => confirmed(text) && !isSite(text) && fold(text).length > 15);
      return found && { value: found.text, from: found.element.localName };
    },
    () => {
      const [only] = h1.filter(({ text, element }) => !isSite(text) && (h1.length === 1 || element.closest('article, main')));
      return only && overlaps(only.text, heads) ? { value: only.text, from: 'h1' } : undefined;
    },
    () => headline && { value: withoutSite(headline.value, siteName), from: headline.from },
    () => og && { value: withoutSite(og.value, siteName), from: og.from },
    () => (titleText ? { value: withoutSite(titleText, siteName), from: 'title' } : undefined),
    () => (h1[0] ? { value: h1[0].text, from: 'h1' } : undefined),
  );
}

/** Whether most of a heading's words stand in one of the head's titles. */
function overlaps(text: string, heads: readonly string[]): boolean {
  const words = fold(text)
    .split(' ')
    .filter((word) => word.length > 2);
  if (words.length < 2) return false;
  return heads.some((head) => words.filter((word) => head.includes(word)).length >= 0.5 * words.length);
}

/** The blocks without a second copy of the title among the first of them, where it stands above them already. */
export function underTitle(title: string, blocks: readonly DraftBlock[]): DraftBlock[] {
  const folded = fold(title);
  const near = blocks.slice(0, 3).findIndex((block) => block.text.length < 400 && fold(block.text) === folded && folded !== '');
  return blocks.filter((_, i) => i !== near);
}
