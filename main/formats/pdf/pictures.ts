/** Pages whose words cannot be read from the file: pictures of pages, and letters that do not say what they are. */
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** So many of a document's pages without text are looked at; what all of them are, the rest is taken to be. */
const mostLooked = 12;

/**
 * A question to ask of every page without text, one after another. Looking decodes the page's pictures, so that a book of scans is
 * judged by its first pages.
 */
export function pictureJudge(): (page: PDFPageProxy) => Promise<boolean> {
  let [looked, pictures] = [0, 0];
  return async (page) => {
    if (looked >= mostLooked) return pictures > 0;
    looked++;
    const { OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const painting = new Set<number>([
      OPS.paintImageXObject,
      OPS.paintInlineImageXObject,
      OPS.paintInlineImageXObjectGroup,
      OPS.paintImageXObjectRepeat,
      OPS.paintImageMaskXObject,
      OPS.paintImageMaskXObjectGroup,
      OPS.paintImageMaskXObjectRepeat,
      OPS.paintSolidColorImageMask,
    ]);
    const { fnArray } = await page.getOperatorList();
    const found = fnArray.some((operation) => painting.has(operation));
    if (found) pictures++;
    return found;
  };
}

/** `Page 3`, `Pages 1–4, 7`. */
export function pageRanges(pages: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last && page === last[1] + 1) last[1] = page;
    else ranges.push([page, page]);
  }
  const text = ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
  return `${pages.length === 1 ? 'Page' : 'Pages'} ${text}`;
}

/** Characters below which a page's signs tell nothing of its font. */
const enough = 200;

/** Whether a page's text is mostly signs: its fonts draw letters and do not say which (no ToUnicode, ISO 32000-2, 9.10.3). */
export function isUnreadable(text: string): boolean {
  const signs = text.replace(/\s+/g, '');
  if (signs.length < enough) return false;
  const letters = signs.match(/[\p{L}\p{M}\p{N}]/gu)?.length ?? 0;
  const lost = signs.match(/[\u0001-\u001f\ue000-\uf8ff\ufffd]/g)?.length ?? 0;
  return letters < 0.5 * signs.length || lost > 0.3 * signs.length;
}
