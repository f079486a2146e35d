import type { DomDocument } from './dom.ts';
import { type Found, tidy } from './found.ts';

/** Reads `<meta>` elements by property, name or itemprop, without regard to case. */
export class MetaTags {
  readonly #values = new Map<string, { value: string; from: string }>();
  constructor(document: DomDocument) {
    for (const element of document.querySelectorAll('meta')) {
      const content = tidy(element.getAttribute('content') ?? '');
      if (content === '' || content.length > 5000) continue;
      for (const attribute of ['property', 'name', 'itemprop']) {
        for (const key of (element.getAttribute(attribute) ?? '').split(/\s+/)) {
          const lower = key.toLowerCase();
          if (lower !== '' && !this.#values.has(lower)) this.#values.set(lower, { value: content, from: `meta[${attribute}=${key}]` });
        }
      }
    }
  }
  get(...keys: readonly string[]): Found<string> | undefined {
    for (const key of keys) {
      const found = this.#values.get(key);
      if (found) return found;
    }
    return undefined;
  }
}
