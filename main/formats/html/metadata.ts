/** What a page says of itself: title, authors, publisher, dates, address, language, each with the place it was read from. */
import type { Metadata } from '../../../shared/model.ts';
import { machineDate, writtenDate } from '../dates.ts';
import { languageTag } from '../language.ts';
import { bylineAuthors, bylineDate } from './byline.ts';
import type { DomDocument } from './dom.ts';
import { type Found, first, tidy } from './found.ts';
import { type LinkedData, linkedData, names } from './json-ld.ts';
import { MetaTags } from './meta-tags.ts';
import { savedBy } from './saved.ts';
import { pageTitle } from './title.ts';

function dated(found: Found<string> | undefined, language?: string): Found<string> | undefined {
  const value = found && (machineDate(found.value) ?? writtenDate(found.value, language));
  return value ? { value, from: found.from } : undefined;
}

function fromLinkedData(data: LinkedData, key: string): Found<string> | undefined {
  for (const { type, item } of data.articles) {
    const value = [data.resolve(item[key])].flat()[0];
    if (typeof value === 'string' && tidy(value) !== '') return { value: tidy(value), from: `JSON-LD ${type}.${key}` };
  }
  return undefined;
}

function namesFromLinkedData(data: LinkedData, key: string): Found<string[]> | undefined {
  for (const { type, item } of data.articles) {
    const value = [...new Set(names(item[key], data).map(tidy))].filter(
      (name) => name !== '' && !/^https?:/i.test(name) && name.length < 200,
    );
    if (value.length > 0) return { value, from: `JSON-LD ${type}.${key}` };
  }
  return undefined;
}

const publishedKeys = [
  'article:published_time',
  'article:published',
  'og:article:published_time',
  'og:published_time',
  'datepublished',
  'date_published',
  'parsely-pub-date',
  'sailthru.date',
  'citation_publication_date',
  'citation_date',
  'citation_online_date',
  'dc.date.issued',
  'dcterms.issued',
  'dc.date.created',
  'dcterms.created',
  'dcterms.date',
  'dc.date',
  'pubdate',
  'publishdate',
  'publish-date',
  'publish_date',
  'publication_date',
  'article.published',
  'published',
  'published-date',
  'originalpublicationdate',
  'cxenseparse:recs:publishtime',
  'article_date_original',
  'weibo: article:create_at',
  'date',
  'created',
  'creation_date',
];
const modifiedKeys = [
  'article:modified_time',
  'og:updated_time',
  'datemodified',
  'dc.date.modified',
  'dcterms.modified',
  'last-modified',
  'lastmod',
  'revised',
  'article.updated',
];

/** A day in the address, as news sites put it: /2023/01/09/, /2023-01-09-. */
export function dateInUrl(url: string | undefined): Found<string> | undefined {
  const found = url && /[/_-](20[0-4]\d|19[89]\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)/.exec(url);
  const value = found && machineDate(`${found[1]}-${found[2]?.padStart(2, '0')}-${found[3]?.padStart(2, '0')}`);
  return value ? { value, from: 'address of the page' } : undefined;
}

/** An absolute http(s) address, or undefined. */
function webAddress(found: Found<string> | undefined, base: string | undefined): Found<string> | undefined {
  if (!found) return undefined;
  try {
    const url = new URL(found.value, base);
    return /^https?:$/.test(url.protocol) ? { value: url.href, from: found.from } : undefined;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Bylines and mastheads in meta elements are often addresses or handles, not names. */
const personName = (text: string): boolean => !/^https?:|^@|^\d+$/i.test(text) && text.length < 200;

const splitAuthors = (text: string): string[] =>
  text
    .split(/\s*(?:;|\||,(?!\s*(?:Jr|Sr|Ph\.?D|M\.?D|II|III|MBA|RN|Esq|CPA)\b)|\s&\s|\s+and\s+)\s*/i)
    .map(tidy)
    .filter((name) => name !== '' && personName(name));

/** Reads a page's metadata. `url` is where the file was taken from, if known. */
export function readMetadata(document: DomDocument, html: string, url: string | undefined): Metadata {
  const data = linkedData(document);
  const meta = new MetaTags(document);
  const base = url ?? document.querySelector('base[href]')?.getAttribute('href') ?? undefined;
  const attribute = (selector: string, name: string): Found<string> | undefined => {
    const value = tidy(document.querySelector(selector)?.getAttribute(name) ?? '');
    return value === '' ? undefined : { value, from: `${selector}[${name}]` };
  };

  const languageOf = (found: Found<string> | undefined) => {
    const value = languageTag(found?.value);
    return found && value ? { value, from: found.from } : undefined;
  };
  const language = first<string>(
    () => languageOf(attribute('html', 'lang') ?? attribute('html', 'xml:lang')),
    () => languageOf(fromLinkedData(data, 'inLanguage')),
    () => languageOf(meta.get('content-language', 'dc.language', 'dcterms.language', 'language', 'og:locale')),
    () => languageOf(attribute('meta[http-equiv="content-language" i]', 'content')),
    () => languageOf(attribute('body', 'lang')),
  );
  const saved = savedBy(html);
  const savedFrom = webAddress(saved.url, undefined);
  const canonicalUrl = first<string>(
    () => webAddress(attribute('link[rel="canonical"]', 'href'), base),
    () => webAddress(meta.get('og:url'), base),
    () => savedFrom,
    () => webAddress(fromLinkedData(data, 'url'), base),
  );
  const published = first<string>(
    () => dated(fromLinkedData(data, 'datePublished')),
    () => dated(meta.get(...publishedKeys), language?.value),
    () => dated(attribute('[itemprop~="datePublished"]', 'datetime') ?? attribute('[itemprop~="datePublished"]', 'content')),
    () => dated(fromLinkedData(data, 'dateCreated') ?? fromLinkedData(data, 'uploadDate')),
    () => bylineDate(document, language?.value ?? null),
    () => dateInUrl(canonicalUrl?.value ?? url),
  );
  const modified = first<string>(
    () => dated(fromLinkedData(data, 'dateModified')),
    () => dated(meta.get(...modifiedKeys), language?.value),
    () => dated(attribute('[itemprop~="dateModified"]', 'datetime') ?? attribute('[itemprop~="dateModified"]', 'content')),
  );
  const authors = first<string[]>(
    () => namesFromLinkedData(data, 'author'),
    () => {
      const found = meta.get(
        'author',
        'article:author',
        'parsely-author',
        'sailthru.author',
        'dc.creator',
        'dcterms.creator',
        'citation_author',
        'byl',
        'authors',
        'article:author_name',
        'twitter:data1_author',
      );
      const value = found ? splitAuthors(found.value.replace(/^by\s+/i, '')) : [];
      return found && value.length > 0 ? { value, from: found.from } : undefined;
    },
    () => bylineAuthors(document, splitAuthors),
    () => namesFromLinkedData(data, 'creator'),
  );
  const publisher = first<string>(
    () => {
      const found = namesFromLinkedData(data, 'publisher');
      const [value] = found?.value ?? [];
      return found && value ? { value, from: found.from } : undefined;
    },
    () =>
      meta.get(
        'og:site_name',
        'application-name',
        'dc.publisher',
        'dcterms.publisher',
        'citation_publisher',
        'publisher',
        'article:publisher_name',
      ),
  );
  const title = pageTitle(document, meta, fromLinkedData(data, 'headline'), publisher?.value);
  return {
    ...(title && { title }),
    ...(authors && { authors }),
    ...(publisher && !/^https?:/i.test(publisher.value) && { publisher }),
    ...(published && { published }),
    ...(modified && { modified }),
    ...(canonicalUrl && { canonicalUrl }),
    ...(savedFrom && { savedFrom }),
    ...(saved.fetched && { fetched: saved.fetched }),
    ...(language && { language }),
  };
}
