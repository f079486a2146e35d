/** What Assay uses of linkedom. Its own types lean on a browser's, which are kept out of the workbench (see `paths` in tsconfig.json). */
import type { DomDocument, DomElement, DomNode } from '../html/dom.ts';

interface Placed extends DomElement {
  readonly nextElementSibling: DomElement | null;
  after(node: DomNode): void;
  append(...nodes: readonly DomNode[]): void;
}
export interface ParsedDocument extends DomDocument {
  /** Made where there is none. */
  readonly head: Placed;
  querySelector(selector: string): Placed | null;
  createElement(name: string): Placed;
}
export function parseHTML(html: string): { readonly document: ParsedDocument };
export class DOMParser {
  parseFromString(text: string, type: string): unknown;
}
