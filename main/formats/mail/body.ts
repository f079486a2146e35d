/** Which parts of a message are its text and which came along with it (JMAP, RFC 8621 section 4.1.4). */
import { limits } from '../format.ts';
import type { Part } from './mime.ts';

export interface Body {
  /** What a reader without HTML sees, in order: text parts, and HTML where there is nothing else. */
  readonly text: readonly Part[];
  /** What a reader with HTML sees. */
  readonly html: readonly Part[];
  /** Every other leaf in the order of the message. */
  readonly attached: readonly Part[];
}

/** The name a sender gave to a part, as it stands there. */
export const nameOf = (part: Part): string | undefined => part.disposition?.params.get('filename') ?? part.params.get('name');

const isText = (part: Part): boolean => part.type === 'text/plain' || part.type === 'text/html';

function canBeBody(part: Part, index: number, around: string): boolean {
  if (part.disposition?.value === 'attachment' || !isText(part) || part.end - part.start > limits.textBytes) return false;
  // The first part of a related set is its root; a later text with a name is a file.
  return index === 0 || (around !== 'related' && !nameOf(part));
}

export function bodyOf(root: Part): Body {
  const text: Part[] = [];
  const html: Part[] = [];
  const attached: Part[] = [];
  const walk = (parts: readonly Part[], around: string, inText: boolean, inHtml: boolean, inAlternative: boolean) => {
    const [texts, htmls] = [text.length, html.length];
    let [toText, toHtml] = [inText, inHtml];
    for (const [index, part] of parts.entries()) {
      if (part.children.length > 0) {
        const kind = part.type.slice('multipart/'.length);
        walk(part.children, kind, toText, toHtml, inAlternative || kind === 'alternative');
      } else if (!canBeBody(part, index, around)) attached.push(part);
      else if (around === 'alternative') {
        if (part.type === 'text/plain' && toText) text.push(part);
        else if (part.type === 'text/html' && toHtml) html.push(part);
        else attached.push(part);
      } else {
        if (inAlternative && part.type === 'text/plain') toHtml = false;
        if (inAlternative && part.type === 'text/html') toText = false;
        if (toText) text.push(part);
        if (toHtml) html.push(part);
        // Nothing is lost: what neither way of reading takes comes along as a file.
        if (!toText && !toHtml) attached.push(part);
      }
    }
    if (around !== 'alternative' || !inText || !inHtml) return;
    if (text.length === texts && html.length > htmls) text.push(...html.slice(htmls));
    if (html.length === htmls && text.length > texts) html.push(...text.slice(texts));
  };
  walk([root], 'mixed', true, true, false);
  return { text, html, attached };
}
