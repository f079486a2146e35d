/** All pages of a document → its blocks: headings by their size, paragraphs joined over page ends, running heads left out. */
import { blocksOf } from './blocks.ts';
import type { Composable } from './compose.ts';
import type { Line } from './lines.ts';
import { goesOn, type Paragraph, paragraphsOf } from './paragraphs.ts';
import { type PageLines, type Running, runningOf } from './running.ts';

export interface Text {
  readonly blocks: readonly Composable[];
  readonly running: Running;
  /** The largest words at the top of the first page. */
  readonly largest: string | null;
}

/** So many times the size of the running text make a heading. */
const headingSize = 1.15;
const longestHeading = 250;

const half = (size: number): number => Math.round(size * 2) / 2;

/** The size in which most characters are set. */
function bodySize(lines: Iterable<Line>): number {
  const counts = new Map<number, number>();
  for (const line of lines) counts.set(half(line.size), (counts.get(half(line.size)) ?? 0) + line.text.length);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

function isHeading(paragraph: Paragraph, body: number): boolean {
  const [first] = paragraph.lines;
  if (
    !first ||
    paragraph.tagged ||
    (paragraph.type !== 'paragraph' && paragraph.type !== 'list-item') ||
    paragraph.lines.length > 4 ||
    half(first.size) < headingSize * body
  )
    return false;
  const text = paragraph.lines.map((line) => line.text).join(' ');
  return text.length <= longestHeading && /\p{L}{2}/u.test(text);
}

/** Reads the pages' lines as one document, without those of the frame around it. */
export function textOf(pages: readonly PageLines[], frame: ReadonlySet<Line> = new Set()): Text {
  const running = runningOf(pages);
  const paragraphs: Paragraph[] = [];
  for (const [index, page] of pages.entries()) {
    const kept = page.lines.filter((line) => !running.lines.has(line) && !frame.has(line) && line.text !== '');
    for (const block of blocksOf(kept)) paragraphs.push(...paragraphsOf(block, index));
  }
  const body = bodySize(paragraphs.flatMap(({ lines }) => lines));
  const sizes = [...new Set(paragraphs.filter((each) => isHeading(each, body)).map(({ lines }) => half(lines[0]?.size ?? 0)))].toSorted(
    (a, b) => b - a,
  );
  const blocks: { draft: Paragraph; lines: { line: Line; page: number }[]; joints: Paragraph['joints']; level?: number }[] = [];
  for (const paragraph of paragraphs) {
    const last = blocks.at(-1);
    const lines = paragraph.lines.map((line) => ({ line, page: paragraph.page }));
    if (last && goesOn(last.draft, paragraph)) {
      last.joints.push('flow', ...paragraph.joints);
      last.lines.push(...lines);
      last.draft = paragraph;
      continue;
    }
    const level = isHeading(paragraph, body) ? Math.min(6, sizes.indexOf(half(paragraph.lines[0]?.size ?? 0)) + 1) : undefined;
    blocks.push({ draft: paragraph, lines, joints: [...paragraph.joints], ...(level === undefined ? {} : { level }) });
  }
  const largest = largestOf(paragraphs, pages[0]?.height ?? 0, body);
  const title = blocks
    .slice(0, 12)
    .find(({ level, lines }) => level !== undefined && lines.map(({ line }) => line.text).join(' ') === largest);
  return {
    blocks: blocks.map(({ draft, lines, joints, level = draft.level }, i) => {
      if (title !== undefined && blocks[i] === title) return { type: 'title', lines, joints };
      return { type: level === undefined ? draft.type : 'heading', ...(level === undefined ? {} : { level }), lines, joints };
    }),
    running,
    largest,
  };
}

function largestOf(paragraphs: readonly Paragraph[], height: number, body: number): string | null {
  const candidates = paragraphs.filter(
    ({ page, lines: [first] }) => page === 0 && first && first.angle === 0 && first.box.y < 0.6 * height && half(first.size) > body * 1.1,
  );
  const size = Math.max(0, ...candidates.map(({ lines }) => lines[0]?.size ?? 0));
  const texts = candidates
    .filter(({ lines }) => (lines[0]?.size ?? 0) >= 0.98 * size)
    .slice(0, 3)
    .map(({ lines }) => lines.map((line) => line.text).join(' '));
  const text = texts.join(' ').trim();
  return text.length >= 3 && text.length <= longestHeading && /\p{L}{2}/u.test(text) ? text : null;
}
