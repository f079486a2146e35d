/** All pages of a PDF, one after another: their lines, sizes and what is pinned to them. */
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Sink } from '../format.ts';
import { annotationsOf } from './annotations.ts';
import type { Pinned } from './attachments.ts';
import type { SeenPage } from './compose.ts';
import { linesOf } from './lines.ts';
import { piecesOf } from './page.ts';
import { pictureJudge } from './pictures.ts';
import type { PageLines } from './running.ts';
import type { PrintedPage } from './web-tree.ts';

/** Fonts and objects that pdf.js remembers for later pages grow with the book; they are dropped after so many pages. */
const cleanEvery = 100;
/** US Letter: the size of a page that cannot be read, which must have one. */
const unknownSize = { width: 612, height: 792 };

export interface ReadPages {
  readonly lines: PageLines[];
  readonly seen: SeenPage[];
  readonly printed: PrintedPage[];
  readonly pinned: Pinned[];
  readonly comments: { readonly by: string; readonly text: string; readonly page: number }[];
  /** Pages from 1 that are too broken to be read. */
  readonly damaged: number[];
}

/** Throws what pdf.js says of the first page where no page can be read. */
export async function readPages(document: PDFDocumentProxy, sink: Sink): Promise<ReadPages> {
  const tagged = (await document.getMarkInfo()) !== null;
  const labels = await document.getPageLabels();
  const pictures = pictureJudge();
  const read: ReadPages = { lines: [], seen: [], printed: [], pinned: [], comments: [], damaged: [] };
  let first: unknown;
  for (let number = 1; number <= document.numPages; number++) {
    const label = labels?.[number - 1];
    const named = label && label !== String(number) ? { label } : {};
    try {
      const page = await document.getPage(number);
      const { width, height, pieces, tree, marked } = await piecesOf(page, tagged);
      const on = await annotationsOf(page);
      const lines = [...linesOf(pieces), ...on.lines];
      const scanned = !lines.some((line) => line.text !== '') && (await pictures(page));
      read.lines.push({ width, height, lines });
      read.seen.push({ width, height, scanned, ...named });
      read.pinned.push(...on.files.map((file) => ({ ...file, page: number })));
      read.comments.push(...on.comments.map((comment) => ({ ...comment, page: number })));
      if (tree) read.printed.push({ tree, marked, links: on.links });
      page.cleanup();
      sink.progress?.(number, document.numPages);
    } catch (error) {
      // One broken page must not cost the others; it is told among the findings.
      first ??= error;
      read.damaged.push(number);
      read.lines.push({ ...unknownSize, lines: [] });
      read.seen.push({ ...unknownSize, scanned: false, ...named });
    }
    if (number % cleanEvery === 0) await document.cleanup();
  }
  if (read.damaged.length > 0 && read.damaged.length === document.numPages) throw first;
  return read;
}
