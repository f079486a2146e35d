/** A page's blocks with the places they stand in, taken down before Readability takes the page apart. */
import type { DraftBlock } from '../rendition.ts';
import { blocksOf, isHidden } from './blocks.ts';
import { isChrome } from './density.ts';
import type { DomElement } from './dom.ts';

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

/** The attribute by which a place is known again after its element was copied, renamed or moved. */
const mark = 'data-assay-place';

const isAside = (element: DomElement): boolean =>
  element.localName === 'form' || element.getAttribute('aria-hidden') === 'true' || isHidden(element) || isChrome(element);

const kindOf = (element: DomElement): string => {
  const classes = (element.getAttribute('class') ?? '').trim();
  return classes === '' ? '' : `${element.localName}.${classes.slice(0, 200)}`;
};

/** Every block of the page in order. Marks the elements in which they begin. */
export function outlineOf(root: DomElement): Leaf[] {
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
  blocksOf(root, {
    onBlock: (block, { element, linked }) => {
      const place = placeOf(element);
      element.setAttribute(mark, String(place.id));
      leaves.push({ block, place, linked: linked / Math.max(1, block.text.length) });
    },
  });
  return leaves;
}

/** The id of the place that an element was taken from, or null where it is new. */
export function placeIdOf(element: DomElement): number | null {
  for (let at: DomElement | null = element; at; at = at.parentElement) {
    const id = at.getAttribute(mark);
    if (id !== null) return Number(id);
  }
  return null;
}
