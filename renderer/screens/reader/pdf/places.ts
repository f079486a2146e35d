/** Places of excerpts on pages. Pure. */
import type { Excerpt, Quad } from '../../../../shared/model.ts';

/** Where an excerpt begins, in points; null where it stands on no page, or nobody wrote down where. */
export function firstQuad({ anchor }: Excerpt): Quad | null {
  if (anchor.kind === 'text') return anchor.quads?.[0] ?? null;
  const [x = 0, y = 0, width = 0, height = 0] = anchor.fragment.value.replace('xywh=pixel:', '').split(',').map(Number);
  return anchor.page === undefined ? null : { page: anchor.page, x: x / 2, y: y / 2, width: width / 2, height: height / 2 };
}
/** All of a passage on its first page, as one place. */
export function placeOfExcerpt(excerpt: Excerpt): Quad | null {
  const first = firstQuad(excerpt);
  const quads = excerpt.anchor.kind === 'text' ? (excerpt.anchor.quads ?? []).filter(({ page }) => page === first?.page) : [];
  return quads.reduce(aroundQuads, first);
}
export function aroundQuads(a: Quad | null, b: Quad): Quad {
  if (!a) return b;
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { ...a, x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}
