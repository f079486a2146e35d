/** Running heads, running feet and page numbers: what repeats at the edges of pages is not part of what is read. */
import type { Line } from './lines.ts';

export interface PageLines {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
}

/** Lines from an edge that may be running ones. */
const reach = 3;
/** Share of a page's height at each edge in which they stand. */
const edge = 0.12;
/** Some programs set page numbers further in. */
const numberEdge = 0.2;

const shape = (text: string): string => text.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();
const isNumber = (text: string): boolean =>
  /^(?:[-–—([]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–—)\]]?|(?:page|p\.|seite|стр\.?|стор\.?|с\.)\s*\d{1,4}(?:\s*(?:of|von|з|из|\/)\s*\d{1,4})?|\d{1,4}\s*(?:of|von|з|из|\/)\s*\d{1,4})$/iu.test(
    text,
  );

function atEdges(page: PageLines): Line[] {
  const upright = page.lines.filter((line) => line.angle === 0 && line.text !== '');
  const sorted = upright.toSorted((a, b) => a.box.y - b.box.y);
  const deep = (line: Line) => (isNumber(line.text) ? numberEdge : edge) * page.height;
  const top = sorted.slice(0, reach).filter((line) => line.box.y + line.box.h <= deep(line));
  const foot = sorted.slice(-reach).filter((line) => line.box.y >= page.height - deep(line));
  return [...new Set([...top, ...foot])];
}

const seat = (line: Line, page: PageLines): string =>
  line.box.y < page.height / 2 ? `t${Math.round(line.box.y / 4)}` : `b${Math.round((page.height - line.box.y) / 4)}`;

export interface Running {
  readonly lines: ReadonlySet<Line>;
  /** Each text that was left out, as it stands the first time, with the pages (from 1) it stands on. */
  readonly texts: readonly { readonly text: string; readonly pages: readonly number[] }[];
}

/**
 * Certain are: what the file itself marks as an artifact at an edge; the same words (numbers aside) at the same height on at
 * least three pages and on half of all, or of the left or right ones; bare page numbers on half of all that grow with the pages.
 */
export function runningOf(pages: readonly PageLines[]): Running {
  const seen = new Map<string, { line: Line; page: number }[]>();
  const found = new Set<Line>();
  const texts = new Map<string, { text: string; pages: number[] }>();
  const take = (line: Line, page: number) => {
    if (found.has(line)) return;
    found.add(line);
    const text = line.text;
    const key = isNumber(text) ? 'number' : shape(text);
    const known = texts.get(key);
    if (known) {
      known.pages.push(page);
      if (key === 'number') known.text = `${known.text.replace(/ … .*/, '')} … ${text}`;
    } else texts.set(key, { text, pages: [page] });
  };
  for (const [index, page] of pages.entries())
    for (const line of atEdges(page)) {
      const text = line.text;
      if (line.artifact) take(line, index + 1);
      const key = isNumber(text) ? `number ${seat(line, page)[0]}` : `${seat(line, page)} ${shape(text)}`;
      seen.set(key, [...(seen.get(key) ?? []), { line, page: index + 1 }]);
    }
  for (const [key, places] of seen) {
    const on = new Set(places.map(({ page }) => page));
    const parity = [0, 1].map((rest) => [...on].filter((page) => page % 2 === rest).length);
    const half = pages.length / 2;
    const often = on.size >= 3 && (on.size >= half || parity.some((count) => count >= Math.max(3, 0.4 * pages.length)));
    const numbers = key.startsWith('number ') && on.size >= 2 && on.size >= half && grows(places);
    if (key.startsWith('number ') ? !numbers : !often) continue;
    for (const { line, page } of places) take(line, page);
  }
  return {
    lines: found,
    texts: [...texts.values()].map(({ text, pages: on }) => ({ text, pages: [...new Set(on)].toSorted((a, b) => a - b) })),
  };
}

/** Whether most numbers grow from page to page as the pages do. */
function grows(places: readonly { line: Line; page: number }[]): boolean {
  const numbers = places.map(({ line, page }) => ({ page, value: Number(/\d+/.exec(line.text)?.[0] ?? Number.NaN) }));
  let steps = 0;
  for (const [i, { page, value }] of numbers.entries()) {
    const before = numbers[i - 1];
    if (before && (Number.isNaN(value) || value - before.value === page - before.page)) steps++;
  }
  return steps >= 0.7 * (numbers.length - 1);
}
