/**
 * Addresses of bytes that a window may show. All are relative to the window's own origin and served by the shell from
 * the workbench: only pictures the workbench drew itself (thumbnails, tiles, crops), never imported bytes as they are.
 */
import type { CaseHandle, Excerpt, Sha256 } from './model.ts';

export const thumbnailUrl = (handle: CaseHandle, original: Sha256): string => `/blob/${handle}/${original}/thumbnail.webp`;
/** The whole picture upright, at most 1600 pixels on its longer side. */
export const pictureUrl = (handle: CaseHandle, original: Sha256): string => `/blob/${handle}/${original}/picture.webp`;
/**
 * A page of a document as it is seen, counted from 1: `whole` at most 1600 pixels on its longer side, `sharp` at most 3200 (for a
 * close look), as a `thumbnail` 480.
 */
export const pageUrl = (handle: CaseHandle, original: Sha256, page: number, size: 'whole' | 'sharp' | 'thumbnail' = 'whole'): string =>
  `/blob/${handle}/${original}/${size === 'whole' ? 'page' : `page-${size}`}-${page}.webp`;
/** How a saved page or a mail looked, once `sources.appearance` has made it; `block` is a block of its text to open at. */
export const appearanceUrl = (handle: CaseHandle, original: Sha256, block: number | null = null): string =>
  `/blob/${handle}/${original}/appearance.html${block === null ? '' : `#assay-${block}`}`;
/** Deep Zoom descriptor (DZI); tiles lie beside it under `photo_files/`. */
export const deepZoomUrl = (handle: CaseHandle, original: Sha256): string => `/blob/${handle}/${original}/photo.dzi`;
/** The crop of a region excerpt, under another address whenever the region is drawn again. */
export function cropUrl(handle: CaseHandle, { id, anchor }: Pick<Excerpt, 'id' | 'anchor'>): string {
  const version = anchor.kind === 'region' ? `${anchor.page ?? ''} ${anchor.fragment.value} ${anchor.outline?.value ?? ''}` : '';
  return `/blob/${handle}/crop/${id}.webp?v=${fingerprint(version)}`;
}

/** Short, and another for other words (FNV-1a, 32 bits): an outline of hundreds of corners is too long for an address. */
function fingerprint(words: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < words.length; index++) hash = Math.imul(hash ^ words.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}
