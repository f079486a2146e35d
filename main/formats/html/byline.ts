/** Dates and authors as a page shows them to its readers, for pages whose head says nothing. */
import { machineDate, writtenDate } from '../dates.ts';
import { deepest, isHidden } from './blocks.ts';
import { type DomDocument, type DomElement, extentOf } from './dom.ts';
import { type Found, tidy } from './found.ts';

/** Parts of a page about something else. */
const elsewhere =
  'footer, aside, nav, [class*="related" i], [class*="sidebar" i], [class*="comment" i], [id*="comment" i], [class*="copyright" i], [class*="recent" i]';
const datePlaces = [
  'time[pubdate]',
  'time[itemprop~="datePublished"]',
  'article header time',
  '[class*="publish" i] time',
  '[class*="byline" i] time',
  '[class*="meta" i] time',
  'article time',
  'main time',
  'time',
];
const textPlaces = [
  '[itemprop~="datePublished"]',
  '[class*="publish" i]',
  '[class*="post-date" i]',
  '[class*="entry-date" i]',
  '[class*="article-date" i]',
  '[class*="dateline" i]',
  '[class*="pubdate" i]',
  '[class*="posted" i]',
  '[class~="date" i]',
  '[id*="date" i]',
  '[class*="timestamp" i]',
  '[class*="byline" i]',
  '[class*="meta" i]',
  '[class*="date" i]',
  '[class*="author" i]',
];

/** Asking every element of such a page for its text would take minutes, and nobody wrote it to be read. */
const isTooDeep = (document: DomDocument): boolean => extentOf(document.documentElement, deepest).depth > deepest;

const shown = (element: DomElement): boolean => !element.closest(elsewhere) && !isHidden(element);

/** The date in a page's byline or dateline. */
export function bylineDate(document: DomDocument, language: string | null): Found<string> | undefined {
  if (isTooDeep(document)) return undefined;
  for (const selector of datePlaces) {
    for (const element of [...document.querySelectorAll(selector)].filter(shown).slice(0, 3)) {
      const attribute = element.getAttribute('datetime');
      const value = (attribute && machineDate(attribute)) || writtenDate(tidy(element.textContent ?? ''), language);
      if (value && value.length >= 10) return { value, from: attribute ? 'time[datetime]' : 'time' };
    }
  }
  for (const selector of textPlaces) {
    for (const element of [...document.querySelectorAll(selector)].filter(shown).slice(0, 5)) {
      const attribute = element.getAttribute('title') ?? element.getAttribute('data-date');
      const text = tidy(element.textContent ?? '');
      if (text.length > 300) continue;
      const value = (attribute && machineDate(attribute)) || writtenDate(text, language);
      if (value && value.length >= 10) return { value, from: `byline (${selector})` };
    }
  }
  return writtenNearTitle(document, language);
}

const marked =
  /(?:published|posted|updated|last (?:updated|modified)|date|on|опубликовано|опубліковано|veröffentlicht|publié|publicado)\b[^\p{L}\d]{0,4}(.{6,40})/iu;

/** A short line with a date close after the headline. */
function writtenNearTitle(document: DomDocument, language: string | null): Found<string> | undefined {
  const text = [...document.querySelectorAll('p, span, div, li, small, em, i, b, strong, td, h2, h3, h4, h5, h6')];
  for (const element of text.slice(0, 1500)) {
    const line = (element.textContent ?? '').length > 200 ? '' : tidy(element.textContent ?? '');
    if (line.length < 6 || line.length > 120 || !/\d{4}/.test(line) || /©|copyright|all rights/i.test(line) || !shown(element)) continue;
    const value = writtenDate(marked.exec(line)?.[1] ?? (line.length < 45 ? line : ''), language);
    if (value && value.length >= 10) return { value, from: 'a date line on the page' };
  }
  return undefined;
}

const authorPlaces = [
  '[rel~="author"]',
  '[itemprop~="author"] [itemprop~="name"]',
  '[itemprop~="author"]',
  '[class~="byline" i]',
  '[class*="author-name" i]',
  '[class*="author_name" i]',
  '[class*="authorname" i]',
  '[class*="byline" i]',
  '[class~="author" i]',
  '[class*="post-author" i]',
  '[class*="entry-author" i]',
];

/** Names in a page's byline. */
export function bylineAuthors(document: DomDocument, split: (text: string) => string[]): Found<string[]> | undefined {
  if (isTooDeep(document)) return undefined;
  for (const selector of authorPlaces) {
    for (const element of [...document.querySelectorAll(selector)].filter(shown).slice(0, 3)) {
      // The time in a byline is no name; the text is taken without it.
      const times = [...element.querySelectorAll('time')].map((time) => time.textContent ?? '').filter((time) => time !== '');
      const words = times.reduce((text, time) => text.replace(time, '|'), element.textContent ?? '');
      const text = tidy(words)
        .replace(/^(?:written\s+|posted\s+|words\s+|reviewed\s+)?(?:by|von|par|por|автор|автора)\b:?\s*/iu, '')
        .replace(/\s*(?:[|•·]|\bon\b|\d).*$/u, '')
        .replace(/[,;\s]+$/, '');
      if (text.length < 3 || text.length > 80 || !/^\p{L}/u.test(text) || text.split(' ').length > 8) continue;
      const value = split(text);
      if (value.length > 0) return { value, from: `byline (${selector})` };
    }
  }
  return undefined;
}
