/** What Assay uses of linkedom. Its own types lean on a browser's, which are kept out of the workbench (see `paths` in tsconfig.json). */
import type { DomDocument, DomElement, DomNode } from '../html/dom.ts';

interface Placed extends DomElement {
  readonly nextElementSibling: DomElement | null;
  after(node: DomNode): void;
}
export interface ParsedDocument extends DomDocument {
  querySelector(selector: string): Placed | null;
}
export function parseHTML(html: string): { readonly document: ParsedDocument };
export class DOMParser {
  parseFromString(text: string, type: string): unknown;
}
