/** What Assay uses of Readability, over linkedom's tree instead of a browser's (see `paths` in tsconfig.json). */
import type { DomDocument, DomElement } from '../html/dom.ts';

export class Readability<T = string> {
  constructor(document: DomDocument, options?: { readonly serializer?: (node: DomElement) => T; readonly maxElemsToParse?: number });
  parse(): {
    readonly title: string | null | undefined;
    readonly content: T | null | undefined;
    readonly textContent: string | null | undefined;
  } | null;
}
