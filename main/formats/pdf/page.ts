/** One page as pdf.js reads it → pieces of text with their places on the page as it is seen. */
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Element, type Tag, tagsOf } from './structure.ts';
import type { Piece } from './words.ts';

export interface PagePieces {
  readonly width: number;
  readonly height: number;
  readonly pieces: readonly Piece[];
  /** The page's own tree, where the file is tagged. */
  readonly tree: Element | null;
  /** Text by the mark of its content, for the tree. */
  readonly marked: ReadonlyMap<string, string>;
}

type Matrix = readonly [number, number, number, number, number, number];
const matrix = (values: readonly unknown[]): Matrix => {
  const [a, b, c, d, e, f] = values.map(Number);
  return [a ?? 0, b ?? 0, c ?? 0, d ?? 0, e ?? 0, f ?? 0];
};
const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
];

interface Style {
  readonly ascent: number;
  readonly descent: number;
  readonly vertical?: boolean;
  readonly fontFamily: string;
}
interface Drawn {
  readonly str: string;
  readonly dir: string;
  readonly transform: readonly unknown[];
  readonly width: number;
  readonly height: number;
  readonly fontName: string;
}

const between = (value: number, low: number, high: number, otherwise: number): number =>
  Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : otherwise;

/** `view` turns the page's own coordinates into those of the page as it is seen. */
function pieceOf(
  item: Drawn,
  style: Style | undefined,
  view: Matrix,
  mark: { id: string | null; artifact: boolean } | undefined,
  tag: Tag | undefined,
): Piece | null {
  const scale = Math.hypot(view[0], view[1]);
  const m = times(view, matrix(item.transform));
  const vertical = style?.vertical === true;
  const length = (vertical ? item.height : item.width) * scale;
  const size = Math.hypot(m[2], m[3]) || (vertical ? item.width : item.height) * scale;
  const run = Math.hypot(m[0], m[1]);
  if (!m.every(Number.isFinite) || !(size > 0) || !(run > 0) || !Number.isFinite(length)) return null;
  // Unit vectors along the line and from the baseline upwards; vertical text runs down its own upward axis.
  const up = [m[2] / size, m[3] / size] as const;
  const u = vertical ? ([-up[0], -up[1]] as const) : ([m[0] / run, m[1] / run] as const);
  const across = vertical ? ([m[0] / run, m[1] / run] as const) : up;
  const high = vertical ? 0.5 : between(style?.ascent ?? Number.NaN, 0.6, 1, 0.8);
  const low = vertical ? -0.5 : between(style?.descent ?? Number.NaN, -0.35, -0.1, -0.2);
  const corners = [0, length].flatMap((t) =>
    [low, high].map((s) => [m[4] + u[0] * t + across[0] * s * size, m[5] + u[1] * t + across[1] * s * size] as const),
  );
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const angle = (Math.round((Math.atan2(u[1], u[0]) * 180) / Math.PI) + 360) % 360;
  const from = m[4] * u[0] + m[5] * u[1];
  return {
    text: item.str,
    box: { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y },
    angle,
    from,
    to: from + length,
    base: m[5] * u[0] - m[4] * u[1],
    size,
    rtl: item.dir === 'rtl',
    vertical,
    mono: style?.fontFamily === 'monospace',
    tag,
    mark: mark?.id ?? undefined,
    artifact: mark?.artifact === true,
  };
}

/** Reads a page's text; what was laid out for it is given back before the next page is read. */
export async function piecesOf(page: PDFPageProxy, tagged: boolean): Promise<PagePieces> {
  const viewport = page.getViewport({ scale: 1 });
  const view = matrix(viewport.transform);
  const tree: Element | null = tagged ? await page.getStructTree() : null;
  const tags = tagsOf(tree);
  const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
  const pieces: Piece[] = [];
  const marked = new Map<string, string>();
  const marks: { id: string | null; artifact: boolean }[] = [];
  for (const item of content.items) {
    if ('type' in item) {
      if (item.type === 'endMarkedContent') marks.pop();
      else
        marks.push({
          id: item.id ?? marks.at(-1)?.id ?? null,
          artifact: marks.at(-1)?.artifact === true || ('tag' in item && item.tag === 'Artifact'),
        });
      continue;
    }
    const mark = marks.at(-1);
    if (mark?.id) marked.set(mark.id, `${marked.get(mark.id) ?? ''}${item.str}${item.hasEOL ? ' ' : ''}`);
    if (item.str === '') continue;
    const piece = pieceOf(item, content.styles[item.fontName], view, mark, mark?.id ? tags.get(mark.id) : undefined);
    if (piece) pieces.push(piece);
  }
  return { width: viewport.width, height: viewport.height, pieces, tree, marked };
}
