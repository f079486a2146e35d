/** A page's blocks with the places they stand in, taken down before Readability takes the page apart. */
import type { DraftBlock } from '../rendition.ts';
import { blocksOf, isHidden } from './blocks.ts';
import { isChrome } from './density.ts';
import { type DomElement, type DomNode, isElement } from './dom.ts';

/** An element that holds text, or holds one that does. */
export interface Place {
  readonly id: number;
  readonly parent: Place | null;
  /** Its name and classes; empty without classes, which say nothing about what sort of part it is. */
  readonly kind: string;
  /** Furniture, hidden or a form, itself or around it. */
  readonly aside: boolean;
}

export interface Leaf {
  readonly block: DraftBlock;
  readonly place: Place;
  /** Share of its characters inside links. */
  readonly linked: number;
}

const isAside = (element: DomElement): boolean =>
  element.localName === 'form' || element.getAttribute('aria-hidden') === 'true' || isHidden(element) || isChrome(element);

const kindOf = (element: DomElement): string => {
  const classes = (element.getAttribute('class') ?? '').trim();
  return classes === '' ? '' : `${element.localName}.${classes.slice(0, 200)}`;
};

export interface Outline {
  readonly leaves: readonly Leaf[];
  /** The leaf in which a node of the page stands, also after the node was moved. */
  readonly indexOf: ReadonlyMap<DomNode, number>;
}

/** Every block of the page in order. */
export function outlineOf(root: DomElement): Outline {
  const places = new Map<DomElement, Place>();
  const placeOf = (element: DomElement): Place => {
    const known = places.get(element);
    if (known) return known;
    const parent = element === root || !element.parentElement ? null : placeOf(element.parentElement);
    const place = { id: places.size, parent, kind: kindOf(element), aside: parent?.aside === true || isAside(element) };
    places.set(element, place);
    return place;
  };
  const leaves: Leaf[] = [];
  const indexOf = new Map<DomNode, number>();
  blocksOf(root, {
    onBlock: (block, { nodes, linked }) => {
      for (const node of nodes) if (!indexOf.has(node)) indexOf.set(node, leaves.length);
      const [first] = nodes;
      const place = placeOf(first && isElement(first) ? first : (first?.parentElement ?? root));
      leaves.push({ block, place, linked: linked / Math.max(1, block.text.length) });
    },
  });
  return { leaves, indexOf };
}
