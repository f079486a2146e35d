/** What lies on a page rather than in it: form fields' values, typed notes, files pinned to it (ISO 32000-2, 12.5). */
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { z } from 'zod';
import { type Line, linesOf } from './lines.ts';
import type { Box, Piece } from './words.ts';

const Text = z.object({ str: z.string() });
const Annotation = z.object({
  subtype: z.string().catch(''),
  annotationFlags: z.int().catch(0),
  hidden: z.boolean().catch(false),
  password: z.boolean().catch(false),
  fieldType: z.string().nullish().catch(null),
  fieldName: z.string().nullish().catch(null),
  fieldValue: z
    .union([z.string(), z.array(z.string())])
    .nullish()
    .catch(null),
  textContent: z.array(z.string()).nullish().catch(null),
  contentsObj: Text.nullish().catch(null),
  titleObj: Text.nullish().catch(null),
  rect: z.array(z.number()).length(4).catch([]),
  defaultAppearanceData: z.object({ fontSize: z.number() }).nullish().catch(null),
  pushButton: z.boolean().catch(false),
  hasAppearance: z.boolean().catch(false),
  id: z.string().catch(''),
  options: z
    .array(z.object({ exportValue: z.string().nullable(), displayValue: z.string().nullable() }))
    .nullish()
    .catch(null),
  file: z.object({ filename: z.string() }).nullish().catch(null),
  fileId: z.string().nullish().catch(null),
  url: z.string().nullish().catch(null),
});
type Annotation = z.infer<typeof Annotation>;

export interface OnPage {
  /** Values of fields and typed text, as lines where they stand. */
  readonly lines: readonly Line[];
  /** Notes of readers: who and what. */
  readonly comments: readonly { readonly by: string; readonly text: string }[];
  /** Files pinned to the page: pdf.js's key and the name. */
  readonly files: readonly { readonly id: string; readonly name: string }[];
  /** Where links lead, by their ids; `#…` elsewhere in the file. */
  readonly links: ReadonlyMap<string, string>;
}

/** An address within the page; a bare `#` is how scripts are hung on a link, and is weighed as one that leads away. */
const elsewhere = '#elsewhere';
const hiddenFlags = 2 | 32;
const notes = new Set([
  'Text',
  'Highlight',
  'Underline',
  'StrikeOut',
  'Squiggly',
  'Square',
  'Circle',
  'Ink',
  'Stamp',
  'Caret',
  'Line',
  'Polygon',
  'PolyLine',
]);
/** A page with more of them is made to stall readers. */
const mostAnnotations = 5_000;

function shownIn(each: Annotation, captions: ReadonlyMap<string, string>): string[] {
  if (each.subtype === 'FreeText') return each.textContent ?? (each.contentsObj?.str ?? '').split(/\r\n?|\n/);
  if (each.subtype !== 'Widget' || each.password) return [];
  if (each.pushButton) return [captions.get(each.id) ?? ''];
  if (each.fieldType !== 'Tx' && each.fieldType !== 'Ch') return [];
  const values = [each.fieldValue ?? []].flat();
  // A list keeps what it sends; what it shows is what a person reads.
  const shown = values.map((value) => each.options?.find((option) => option.exportValue === value)?.displayValue ?? value);
  return shown.flatMap((value) => value.split(/\r\n?|\n/));
}

/** Lines spread evenly over a field's rectangle, in letters no larger than the field says. */
function spread(texts: readonly string[], box: Box, fontSize: number | undefined): Piece[] {
  const each = box.h / texts.length;
  const size = Math.min(fontSize && fontSize > 0 ? fontSize : 12, each);
  return texts.map((text, i) => {
    const y = texts.length === 1 ? box.y + (box.h - size) / 2 : box.y + i * each;
    const w = Math.min(box.w, text.length * size * 0.5);
    return {
      text,
      box: { x: box.x, y, w, h: size },
      angle: 0,
      from: box.x,
      to: box.x + w,
      base: y + 0.8 * size,
      size,
      rtl: false,
      vertical: false,
      mono: false,
      tag: undefined,
      mark: undefined,
      artifact: false,
    };
  });
}

const Glyphs = z.array(z.array(z.union([z.object({ unicode: z.string() }), z.number()])).catch([])).catch([]);

/** What is drawn on buttons, by their ids: pdf.js tells it only as it draws it. */
async function captionsOf(page: PDFPageProxy): Promise<Map<string, string>> {
  const { OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const { fnArray, argsArray } = await page.getOperatorList();
  const captions = new Map<string, string>();
  let id: string | undefined;
  for (const [i, operation] of fnArray.entries()) {
    const values: unknown = argsArray[i];
    if (operation === OPS.beginAnnotation) id = z.tuple([z.string()]).rest(z.unknown()).safeParse(values).data?.[0];
    else if (operation === OPS.endAnnotation) id = undefined;
    else if (operation === OPS.showText && id !== undefined) {
      const glyphs = Glyphs.parse(values).flat();
      const text = glyphs.map((glyph) => (typeof glyph === 'number' ? '' : glyph.unicode)).join('');
      captions.set(id, `${captions.get(id) ?? ''}${text} `);
    }
  }
  return captions;
}

const point = (values: readonly unknown[]): number[] => values.map(Number);

export async function annotationsOf(page: PDFPageProxy): Promise<OnPage> {
  const view = page.getViewport({ scale: 1 });
  const pieces: Piece[] = [];
  const comments: { by: string; text: string }[] = [];
  const files: { id: string; name: string }[] = [];
  const links = new Map<string, string>();
  const all: unknown[] = await page.getAnnotations();
  const read = all.slice(0, mostAnnotations).flatMap((raw) => Annotation.safeParse(raw).data ?? []);
  const captions = read.some((each) => each.pushButton && each.hasAppearance) ? await captionsOf(page) : new Map<string, string>();
  for (const each of read) {
    if (each.subtype === 'Link') links.set(each.id, each.url ?? elsewhere);
    if (each.hidden || (each.annotationFlags & hiddenFlags) !== 0) continue;
    if (each.subtype === 'FileAttachment' && each.file && each.fileId) files.push({ id: each.fileId, name: each.file.filename });
    const note = each.contentsObj?.str.trim() ?? '';
    if (notes.has(each.subtype) && note !== '') comments.push({ by: each.titleObj?.str.trim() ?? '', text: note });
    const texts = shownIn(each, captions).filter((text) => text.trim() !== '');
    if (texts.length === 0 || each.rect.length !== 4) continue;
    const [left = 0, low = 0, right = 0, high = 0] = each.rect;
    const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = [
      point(view.convertToViewportPoint(left, low)),
      point(view.convertToViewportPoint(right, high)),
    ];
    const box = { x: Math.min(x1, x2), y: Math.min(y1, y2), w: Math.abs(x2 - x1), h: Math.abs(y2 - y1) };
    if (box.w > 0 && box.h > 0) pieces.push(...spread(texts, box, each.defaultAppearanceData?.fontSize));
  }
  return { lines: pieces.flatMap((piece) => linesOf([piece])), comments, files, links };
}
