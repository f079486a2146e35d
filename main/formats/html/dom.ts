/**
 * HTML as a tree (linkedom): nothing in it runs and nothing is fetched. The few parts of the DOM that Assay uses are typed
 * here, so that browser types stay out of the workbench.
 */
import { DOMParser, parseHTML } from 'linkedom';

export interface DomNode {
  /** 1 element, 3 text, 8 comment, 9 document (DOM Standard). */
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly parentNode: DomNode | null;
  readonly parentElement: DomElement | null;
  readonly childNodes: Iterable<DomNode>;
}
export interface DomElement extends DomNode {
  readonly localName: string;
  readonly children: ArrayLike<DomElement> & Iterable<DomElement>;
  readonly id: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): ArrayLike<DomElement> & Iterable<DomElement>;
  closest(selector: string): DomElement | null;
  matches(selector: string): boolean;
  contains(other: DomNode): boolean;
  remove(): void;
}
export interface DomDocument extends DomNode {
  readonly documentElement: DomElement;
  readonly body: DomElement | null;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): ArrayLike<DomElement> & Iterable<DomElement>;
}

export const isElement = (node: DomNode): node is DomElement => node.nodeType === 1;

/** Elements that need no end tag, or have none: many open ones are no sign of depth. */
const unended =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th|thead|tbody|tfoot|colgroup|option|optgroup|rt|rp|html|head|body)$/i;

/** Whether elements are left open, one inside the other, more than `most` deep: a tree of that shape takes a parser minutes. Reads the text once. */
export function isNestedBeyond(html: string, most: number): boolean {
  let open = 0;
  for (const [, close, name = '', selfClosing] of html.matchAll(/<(\/)?([a-z][\w:-]{0,60})(?:[^<>"']|"[^"]*"|'[^']*')*?(\/)?>/gi)) {
    if (selfClosing || unended.test(name)) continue;
    open = close ? Math.max(0, open - 1) : open + 1;
    if (open > most) return true;
  }
  return false;
}

/**
 * Parses a page, under the type that libraries written for browsers ask for. A piece without `<html>` is put into an empty page
 * first, as a browser does. linkedom takes for body what follows the head, and makes an empty one where something else stands
 * between; browsers do not, so the real one is moved there.
 */
export const parsePage = (html: string) => {
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<!DOCTYPE html><html><head></head><body>${html}</body></html>`);
  // A page that is cut within its first tag has no element at all.
  if (!document.documentElement) return parseHTML('<!DOCTYPE html><html><head></head><body></body></html>').document;
  const root = document.documentElement;
  // Asking for a head makes one where there is none, as SingleFile leaves it out.
  const head = document.querySelector('head') ?? document.head;
  const body = document.querySelector('body') ?? document.createElement('body');
  if (!body.parentElement) body.append(...[...root.childNodes].filter((node) => node !== head));
  if (head.nextElementSibling !== body && !head.contains(body)) head.after(body);
  return document;
};
export type ParsedPage = ReturnType<typeof parsePage>;

/** How deep elements are nested, counted no further than `limit` + 1, and how many there are down to there. Does not recurse: it is asked of hostile pages first. */
export function extentOf(root: DomElement, limit: number): { depth: number; elements: number } {
  const stack: [DomElement, number][] = [[root, 1]];
  let [depth, elements] = [0, 0];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [element, at] = next;
    elements++;
    depth = Math.max(depth, at);
    if (depth > limit) break;
    for (const child of element.children) stack.push([child, at + 1]);
  }
  return { depth, elements };
}

/** Text of a piece of HTML with its character references resolved; scripts and styles are left out. */
export function textOfFragment(html: string): string {
  const page = parsePage(`<!DOCTYPE html><html><head></head><body>${html}</body></html>`);
  for (const element of page.querySelectorAll('script, style, template, noscript')) element.remove();
  return page.body?.textContent ?? '';
}

/** An XML parser in the shape ExifReader asks for. */
export const xmlParser = (): { parseFromString(text: string, type: string): unknown } => new DOMParser();
