/** Files embedded in a PDF → parts (ISO 32000-2, 7.11.4): they become sources of their own. */
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AssayError, type Failure } from '../../../shared/errors.ts';
import { limits, type Sink } from '../format.ts';

export interface Pinned {
  readonly id: string;
  readonly name: string;
  /** Page from 1. */
  readonly page: number;
}
export interface Refused {
  readonly path: string;
  readonly failure: Failure;
}

/** Hands every embedded file to the sink, the document's own first, then those pinned to pages. One that cannot be read is told and left. */
export async function attachmentsOf(document: PDFDocumentProxy, pinned: readonly Pinned[], sink: Sink): Promise<Refused[]> {
  const own = await document.getAttachments();
  const all = [...(own ?? [])].map(([id, { filename }]) => ({ id, name: filename, path: filename }));
  const files = [...all, ...pinned.map(({ id, name, page }) => ({ id, name, path: `page ${page}/${name}` }))];
  const refused: Refused[] = [];
  for (const [i, { id, name, path }] of files.entries()) {
    try {
      if (i >= limits.parts) throw new AssayError('TOO_LARGE', `A document may hold ${limits.parts} files at most.`);
      const bytes: unknown = await document.getAttachmentContent(id);
      if (!(bytes instanceof Uint8Array)) throw new AssayError('BROKEN_FILE', 'Its bytes are missing in the PDF.');
      await sink.put({ path, name }, bytes);
    } catch (error) {
      // The document itself stands; what its sink or its stream refuses is listed.
      const failure =
        error instanceof AssayError ? error : new AssayError('BROKEN_FILE', 'It could not be unpacked.', {}, { cause: error });
      refused.push({ path, failure: failure.toFailure() });
    }
  }
  return refused;
}
