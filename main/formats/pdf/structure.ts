/** The tree of a tagged PDF (ISO 32000-2, 14.8): which paragraph, heading or list item a piece of a page belongs to. */
import type { DraftBlock } from '../rendition.ts';

export interface Tag {
  /** One number for each block of the page. */
  readonly key: number;
  readonly type: DraftBlock['type'];
  readonly level?: number;
}

/** What pdf.js tells of an element; content is named by marks that also stand in the page's text. */
export interface Element {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Element[];
}

const types: Readonly<Record<string, DraftBlock['type']>> = {
  P: 'paragraph',
  LI: 'list-item',
  TR: 'table-row',
  Caption: 'caption',
  BlockQuote: 'quote',
  Title: 'heading',
  H: 'heading',
};
/** Deeper than any document a program wrote. */
const deepest = 400;

/** Block by the mark of its content. Content under no block (plain boxes of a web page) is left out: its place tells. */
export function tagsOf(root: Element | null): ReadonlyMap<string, Tag> {
  const tags = new Map<string, Tag>();
  let key = 0;
  const visit = (element: Element, tag: Tag | undefined, depth: number): void => {
    if (depth > deepest) return;
    if (element.type === 'content' && element.id && tag) tags.set(element.id, tag);
    const heading = /^H([1-6])$/.exec(element.role ?? '');
    const type = heading ? 'heading' : types[element.role ?? ''];
    // A paragraph in a list item or a table row is part of it.
    const inner = tag !== undefined && (tag.type === 'table-row' || (tag.type === 'list-item' && element.role !== 'LI'));
    const mine: Tag | undefined =
      type && !inner
        ? { key: ++key, type, ...(heading ? { level: Number(heading[1]) } : element.role === 'Title' ? { level: 1 } : {}) }
        : tag;
    for (const child of element.children ?? []) visit(child, mine, depth + 1);
  };
  if (root) visit(root, undefined, 0);
  return tags;
}
