/** PDF: the words with their places on the pages, what the file says of itself, and the files inside it. */
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AssayError } from '../../../shared/errors.ts';
import type { Metadata } from '../../../shared/model.ts';
import type { Decoded, FileBytes, Format, Hints, Sink } from '../format.ts';
import { judgeLanguage } from '../language.ts';
import { latin1 } from '../signatures.ts';
import { printFrame } from './address.ts';
import { attachmentsOf } from './attachments.ts';
import { compose } from './compose.ts';
import { textOf } from './document.ts';
import { factsOf } from './facts.ts';
import { findingsOf } from './findings.ts';
import { broken, openPdf, tableIsSound } from './open.ts';
import { isUnreadable, pageRanges } from './pictures.ts';
import { readPages } from './read-pages.ts';
import { articleOf } from './web-print.ts';

const extractor = 'assay-pdf';
const version = '2';
const kept = { kind: 'article', mediaType: 'application/pdf', photo: null } as const;

const numbers = <T>(pages: readonly T[], holds: (page: T) => boolean): number[] => pages.flatMap((page, i) => (holds(page) ? [i + 1] : []));

async function readDocument(document: PDFDocumentProxy, input: FileBytes, sink: Sink): Promise<Decoded> {
  const said = await factsOf(document);
  const { lines, seen, printed, pinned, comments, damaged } = await readPages(document, sink);
  const frame = printFrame(lines);
  const text = textOf(lines, frame?.lines);
  const article = articleOf({ ...said.metadata, fields: said.fields }, printed, text.blocks);
  const words = article.blocks.map((block) => block.lines.map(({ line }) => line.text).join(' ')).join('\n');
  const language = judgeLanguage(said.language, words);
  const { rendition, layout } = compose(extractor, version, language?.value ?? null, article.blocks, seen);
  const refused = await attachmentsOf(document, pinned, sink);

  const metadata: Metadata = { ...said.metadata };
  if (!metadata.title && text.largest) metadata.title = { value: text.largest, from: 'largest text of page 1' };
  if (!metadata.canonicalUrl && frame) metadata.canonicalUrl = frame.address;
  if (language) metadata.language = language;
  const findings = findingsOf({
    scanned: numbers(seen, (page) => page.scanned),
    unreadable: numbers(lines, (page) => isUnreadable(page.lines.map((line) => line.text).join(' '))),
    damaged,
    leftOut: article.left,
    tableIsSound: await tableIsSound(input),
    comments: comments.length,
    refused: refused.length,
  });
  const fields = [
    ...said.fields,
    ...text.running.texts.map(({ text: value, pages }) => ({ group: 'Running heads', name: pageRanges(pages), value })),
    ...comments.map(({ by, text: value, page }) => ({ group: 'Notes', name: `page ${page}${by === '' ? '' : `, ${by}`}`, value })),
  ];
  if (findings.length > 0) metadata.findings = findings;
  if (fields.length > 0) metadata.fields = fields;
  // Pages that are all pictures have a layout and no words yet: an empty text, beside which a machine's reading may come to stand
  return { ...kept, metadata, rendition, layout, ...(refused.length > 0 ? { refused } : {}) };
}

async function decode(input: FileBytes, hints: Hints, sink: Sink): Promise<Decoded> {
  const open = await openPdf(input, hints.password);
  if (open === 'locked') return { ...kept, metadata: {}, rendition: null, layout: null, reading: 'locked' };
  try {
    return await open.whileReadable(readDocument(open.document, input, sink));
  } catch (error) {
    // Pages and objects are read only when they are asked for, so that damage may come to light late.
    throw error instanceof Error && !(error instanceof AssayError) ? broken(error) : error;
  } finally {
    await open.close();
  }
}

/** Articles on pages. Locked ones are no failure; a wrong password throws PASSWORD_NEEDED, damage beyond repair BROKEN_FILE. */
export const pdf: Format = {
  name: 'PDF',
  recognise(head, hints) {
    const at = latin1(head, 1024).indexOf('%PDF-');
    if (at === 0) return 1;
    // Readers accept some bytes before the signature, which no other format may claim by its own.
    if (at > 0) return 0.7;
    return /\.pdf$/i.test(hints.fileName) && head.some((byte) => byte < 9) ? 0.2 : 0;
  },
  decode,
};
