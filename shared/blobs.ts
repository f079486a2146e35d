/**
 * Addresses of bytes that a window may show. All are relative to the window's own origin and served by the shell from
 * the workbench: only pictures the workbench drew itself (thumbnails, tiles, crops), never imported bytes as they are.
 */
import type { CaseHandle, ExcerptId, Sha256 } from './model.ts';

export const thumbnailUrl = (handle: CaseHandle, original: Sha256): string => `/blob/${handle}/${original}/thumbnail.webp`;
/** The whole picture upright, at most 1600 pixels on its longer side. */
export const pictureUrl = (handle: CaseHandle, original: Sha256): string => `/blob/${handle}/${original}/picture.webp`;
/** A page of a document as it is seen, counted from 1; at most 1600 pixels on its longer side, as a `thumbnail` 480. */
export const pageUrl = (handle: CaseHandle, original: Sha256, page: number, size: 'whole' | 'thumbnail' = 'whole'): string =>
  `/blob/${handle}/${original}/${size === 'whole' ? 'page' : 'page-thumbnail'}-${page}.webp`;
/** Deep Zoom descriptor (DZI); tiles lie beside it under `photo_files/`. */
export const deepZoomUrl = (handle: CaseHandle, original: Sha256): string => `/blob/${handle}/${original}/photo.dzi`;
/** The crop of a region excerpt; `version` is anything that changes when the region does. */
export const cropUrl = (handle: CaseHandle, excerpt: ExcerptId, version: string): string =>
  `/blob/${handle}/crop/${excerpt}.webp?v=${encodeURIComponent(version)}`;
