/** schema.org data in JSON-LD blocks: what a page's publisher says of the article. Damaged blocks are passed over. */
import type { DomDocument } from './dom.ts';

export type JsonObject = { readonly [key: string]: unknown };
const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const articleTypes =
  /(?:Article|BlogPosting|Report|Review|Posting|WebPage|Recipe|HowTo|Course|FAQPage|Product|Book|QAPage|Question|Comment|Statement|ClaimReview|VideoObject|CreativeWork)$/;
const rank = (type: string): number =>
  /Article|BlogPosting|Report|ClaimReview|DiscussionForumPosting/.test(type) ? 0 : /WebPage/.test(type) ? 2 : 1;

export const typesOf = (item: JsonObject): string[] => [item['@type']].flat().filter((type) => typeof type === 'string');

/** Every object of the page's JSON-LD, outermost first, at most 2,000. */
function objects(document: DomDocument): JsonObject[] {
  const found: JsonObject[] = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const text = (script.textContent ?? '').replace(/^\s*<!--|-->\s*$|^\s*\/\/<!\[CDATA\[|\/\/\]\]>\s*$/g, '');
    const queue: unknown[] = [parseLoosely(text)];
    for (let i = 0; i < queue.length && found.length < 2000; i++) {
      const value = queue[i];
      if (isList(value)) queue.push(...value.slice(0, 500));
      else if (isObject(value)) {
        found.push(value);
        if (isList(value['@graph'])) queue.push(...value['@graph'].slice(0, 500));
        for (const key of ['mainEntity', 'mainEntityOfPage', 'hasPart', 'itemListElement'])
          if (isObject(value[key])) queue.push(value[key]);
      }
    }
  }
  return found;
}

function parseLoosely(text: string): unknown {
  for (const attempt of [text, text.replace(/[\u0000-\u001f]+/g, ' ')]) {
    try {
      return JSON.parse(attempt);
    } catch (error) {
      // Raw line ends inside strings are the commonest damage: the second attempt is without them.
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return null;
}

export interface LinkedData {
  /** The objects that speak of the page's own article, best first. */
  readonly articles: readonly { readonly type: string; readonly item: JsonObject }[];
  /** Looks up an `@id` reference, else gives the value back. */
  resolve(value: unknown): unknown;
}

export function linkedData(document: DomDocument): LinkedData {
  const all = objects(document);
  const byId = new Map(
    all.flatMap((item) => (typeof item['@id'] === 'string' && Object.keys(item).length > 1 ? [[item['@id'], item] as const] : [])),
  );
  const articles = all
    .flatMap((item) => {
      const type = typesOf(item).find((name) => articleTypes.test(name));
      return type ? [{ type, item }] : [];
    })
    .toSorted((a, b) => rank(a.type) - rank(b.type));
  return {
    articles,
    resolve: (value) =>
      isObject(value) && typeof value['@id'] === 'string' && Object.keys(value).length <= 2 ? (byId.get(value['@id']) ?? value) : value,
  };
}

/** The names in a person, organisation or list of them; plain strings count. */
export function names(value: unknown, data: LinkedData): string[] {
  return [value].flat(2).flatMap((one) => {
    const resolved = data.resolve(one);
    if (typeof resolved === 'string') return [resolved];
    if (!isObject(resolved)) return [];
    const name = resolved['name'] ?? [resolved['givenName'], resolved['familyName']].filter(Boolean).join(' ');
    return [name].flat().filter((text): text is string => typeof text === 'string' && text.trim() !== '');
  });
}
