/** What the reader must know of how far this report carries. Standing text: true of every report, plus what this one's data show. */
import type { Exhibit, Limit } from './document.ts';

const standing: readonly Limit[] = [
  {
    name: 'What was checked',
    text: 'When this report was made, Assay compared every quotation with the text stored at its place, letter by letter, checked that every region lies within its photograph, and took every hash from the custody log. A report in which one of these fails is not made.',
  },
  {
    name: 'What a hash proves',
    text: 'A SHA-256 hash shows that the bytes are those that were imported, at the time and by the name that the log records. It does not show that the bytes are authentic, who made them, or that an address ever served them.',
  },
  {
    name: 'Addresses',
    text: 'Assay makes no network request. An address is what the person who imported the source, or the source itself, says; it was not visited.',
  },
  {
    name: 'Extracted text',
    text: 'Quotations are from text extracted from the original. A page may look different: pictures, layout, text added by scripts and text in pictures are not in it. Paragraph numbers and character positions count in the extracted text; characters are Unicode code points.',
  },
  {
    name: 'Photographs',
    text: 'Photographs are shown upright, made smaller where they are large, without their metadata. Regions are in pixels of the upright original. The outline is drawn over the picture, not in it. Crops are cut from the original’s pixels and enlarged or reduced; nothing is sharpened and no tone is changed.',
  },
  {
    name: 'Times and places',
    text: 'A time or place that a file or page states of itself is printed as stated, with its offset if it has one. A camera’s clock may be wrong and every such field can be edited. Times of import and of the log are those of the clock of the machine that was used.',
  },
  {
    name: 'People',
    text: 'Stances, reasons, verdicts and descriptions are the judgement of the persons named; the program computes none of them. Names are those that people gave; the program does not prove who sat at the machine.',
  },
  {
    name: 'Fails to verify',
    text: 'Evidence under “fails to verify” says that someone looked and that what should be there was not seen or could not be seen. It is never counted as refutation.',
  },
  {
    name: 'Left out',
    text: 'Findings show what stood at the log head named on the cover. Claims, exhibits and links that were retracted before it are left out of the findings; the custody annex lists their retraction and the reason.',
  },
];

/** The standing limits and those that follow from this report's own exhibits. */
export function limitsOf(exhibits: readonly Exhibit[]): Limit[] {
  const photos = exhibits.flatMap((exhibit) => (exhibit.photo === null ? [] : [{ cite: exhibit.cite, photo: exhibit.photo }]));
  const silent = photos.filter(({ photo }) => photo.described === 'nobody');
  const found: Limit[] = [];
  if (photos.some(({ photo }) => photo.page !== null)) {
    found.push({
      name: 'Pages as pictures',
      text: 'Where a region of a page is cited, the page was drawn by Assay from the original document. Its regions count pixels at 144 to the inch from the upper left corner of the page. Another program may draw letters and lines of the same page a little differently.',
    });
  }
  if (photos.some(({ photo }) => photo.outline !== null)) {
    found.push({
      name: 'Outlines',
      text: 'Where a region is an outline, its crop is the rectangle around it. What lies outside the outline is paled over the picture, not in it.',
    });
  }
  if (silent.length > 0) {
    found.push({
      name: 'Not described',
      text: `No description was written for ${silent.map(({ cite }) => cite).join(', ')}; readers who cannot see the picture learn only its size.`,
    });
  }
  return [...standing, ...found];
}
