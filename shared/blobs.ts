/**
 * Addresses of bytes that a window may show. All are relative to the window's own origin and served by the shell from
 * the workbench: only pictures the workbench drew itself (thumbnails, tiles, crops), never imported bytes as they are.
 */
import type { CaseHandle, ExcerptId, Sha256 } from './model.ts';

export const thumbnailUrl = (handle: CaseHandle, original: Sha256): string => `/blob/${handle}/${original}/thumbnail.webp`;
/** Deep Zoom descriptor (DZI); tiles lie beside it under `photo_files/`. */
export const deepZoomUrl = (handle: CaseHandle, original: Sha256): string => `/blob/${handle}/${original}/photo.dzi`;
/** The crop of a region excerpt; `version` is anything that changes when the region does. */
export const cropUrl = (handle: CaseHandle, excerpt: ExcerptId, version: string): string =>
  `/blob/${handle}/crop/${excerpt}.webp?v=${encodeURIComponent(version)}`;
