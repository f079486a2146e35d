/** The HTML of a mail → blocks, without guessing which part of it matters: in a mail all of it was sent. A whole page that was mailed keeps its own headline. */
import type { FileField } from '../../../shared/model.ts';
import { blocksOf } from '../html/blocks.ts';
import { type DomDocument, parsePage } from '../html/dom.ts';
import { mainText } from '../html/main-text.ts';
import { readMetadata } from '../html/metadata.ts';
import { underTitle } from '../html/title.ts';
import type { DraftBlock } from '../rendition.ts';

const group = 'HTML part';

export interface HtmlBody {
  readonly blocks: DraftBlock[];
  /** Set where a whole web page was mailed: its main text was taken, found in this way. */
  readonly page?: 'readability' | 'density' | 'body';
  /** What the page says of itself, as fields of the mail: its dates and names are not the mail's. */
  readonly fields?: readonly FileField[];
}

/**
 * Whether the HTML is a whole page of a site that somebody mailed, and no mail. No mail program writes any of these, and mail
 * readers drop most: scripts, elements for a site's furniture, an address of its own, what it wants to be called when shared, a
 * style sheet of its own. Two kinds of them make a page.
 */
export function looksLikePage(document: DomDocument): boolean {
  const signs = [
    'script[src], script:not([type="application/ld+json"])',
    'nav, main, header, footer, article, aside',
    'link[rel="canonical"], link[rel="alternate"], link[rel="shortlink"], link[rel="icon"], link[rel="shortcut icon"]',
    'meta[property^="og:"], meta[name^="twitter:"]',
    'link[rel="stylesheet"]',
  ];
  return signs.filter((sign) => document.querySelector(sign) !== null).length >= 2;
}

export function htmlBlocks(html: string): HtmlBody {
  const document = parsePage(html);
  if (!looksLikePage(document)) return { blocks: blocksOf(document.body ?? document.documentElement) };
  const address = document.querySelector('link[rel="canonical"]')?.getAttribute('href')?.trim();
  const { title, authors, publisher, published, modified } = readMetadata(document, html, undefined);
  const { blocks, how } = mainText(document, published?.value ?? null);
  const text = blocks.filter((block) => !/^[\p{P}\s]+$/u.test(block.text));
  const said: [string, { readonly value: string; readonly from: string } | undefined][] = [
    ['title', title],
    ['authors', authors && { value: authors.value.join('; '), from: authors.from }],
    ['publisher', publisher],
    ['published', published],
    ['modified', modified],
  ];
  return {
    blocks: title ? [{ type: 'heading', level: 1, text: title.value }, ...underTitle(title.value, text)] : text,
    page: how,
    fields: [
      ...(address ? [{ group, name: 'link[rel=canonical]', value: address }] : []),
      ...said.flatMap(([name, one]) => (one ? [{ group, name: `${name}, ${one.from}`, value: one.value }] : [])),
    ],
  };
}
