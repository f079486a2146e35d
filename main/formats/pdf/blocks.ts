/** Lines of one page → blocks: what stands together, in the order it is read. */
import type { Line } from './lines.ts';
import type { Tag } from './structure.ts';
import type { Box } from './words.ts';

export interface PageBlock {
  readonly kind: 'lines' | 'row';
  /** Lines from top to bottom, or the cells of a table's row. */
  readonly lines: Line[];
  readonly tag: Tag | undefined;
  box: Box;
}

const join = (a: Box, b: Box): Box => {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, w: Math.max(a.x + a.w, b.x + b.w) - x, h: Math.max(a.y + a.h, b.y + b.h) - y };
};

/** Distance from line to line that most of a page keeps, in heights of its font. */
function leadingOf(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    if (!before || before.angle !== line.angle || Math.abs(before.size - line.size) > 0.05 * line.size) continue;
    const step = Math.round(((line.base - before.base) / line.size) * 20) / 20;
    if (step >= 0.9 && step <= 2.6) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let [best, most] = [1.2, 0];
  for (const [step, count] of counts) if (count > most || (count === most && step < best)) [best, most] = [step, count];
  return best;
}

const overlap = (a: Line, b: Line): number => Math.min(a.to, b.to) - Math.max(a.from, b.from);

function follows(block: PageBlock, line: Line, leading: number): boolean {
  const last = block.lines.at(-1);
  if (!last || block.kind === 'row' || last.angle !== line.angle || last.vertical !== line.vertical) return false;
  if (block.tag || line.tag) return block.tag?.key === line.tag?.key;
  const size = Math.max(last.size, line.size);
  if (Math.abs(last.size - line.size) > 0.09 * size) return false;
  const step = line.base - last.base;
  const [first, second] = block.lines;
  const own = first && second && block.lines.length >= 2 ? (last.base - first.base) / (block.lines.length - 1) : undefined;
  const most = own === undefined ? 1.28 * Math.max(leading, 1.1) * size : own + 0.22 * size;
  return step > 0.4 * size && step <= most && overlap(last, line) > 0.3 * Math.min(last.to - last.from, line.to - line.from);
}

/** How many open blocks back a line may go on: two columns drawn row by row take turns. */
const lookBack = 5;

/** Rows of a table: several short cells on one baseline, in a row that stands next to another such row. */
function tableRows(rows: readonly (readonly Line[])[]): ReadonlySet<number> {
  const found = new Set<number>();
  const cells = (i: number): readonly Line[] => rows[i] ?? [];
  for (const [i, row] of rows.entries()) {
    if (row.length < 2 || row.some((cell) => cell.angle !== 0) || median(row.map((cell) => cell.text.length)) > 32) continue;
    const like = [i - 1, i + 1].filter((at) => {
      const other = cells(at);
      const shared = row.filter((cell) =>
        other.some(
          (each) =>
            Math.abs(each.box.x - cell.box.x) < cell.size || Math.abs(each.box.x + each.box.w - cell.box.x - cell.box.w) < cell.size,
        ),
      );
      return other.length >= 2 && shared.length >= 2;
    });
    if (like.length > 0) found.add(i);
  }
  return found;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** The blocks of a page in reading order. */
export function blocksOf(lines: readonly Line[]): PageBlock[] {
  const leading = leadingOf(lines);
  const rows: Line[][] = [];
  for (const line of lines) {
    const row = rows.at(-1);
    if (row?.[0]?.row === line.row) row.push(line);
    else rows.push([line]);
  }
  const tables = tableRows(rows);
  const blocks: PageBlock[] = [];
  for (const [index, row] of rows.entries()) {
    const [first] = row;
    if (!first) continue;
    if (tables.has(index) || (first.tag?.type === 'table-row' && row.length > 1)) {
      blocks.push({ kind: 'row', lines: row, tag: first.tag, box: row.map((line) => line.box).reduce(join) });
      continue;
    }
    for (const line of row) {
      const block = blocks.slice(-lookBack).findLast((each) => follows(each, line, leading));
      // Words of one tagged block on one baseline are one line of it, however far apart.
      if (block) {
        block.lines.push(line);
        block.box = join(block.box, line.box);
      } else blocks.push({ kind: 'lines', lines: [line], tag: line.tag, box: line.box });
    }
  }
  return inReadingOrder(blocks);
}

/** More blocks than this are a drawing or a form: they stay as the file draws them. */
const mostOrdered = 160;

/**
 * A block is read before another where it stands above it in the same column, or at its height and wholly to its left (after Breuel,
 * High performance document layout analysis, 2003). What neither tells keeps the file's order, which follows columns in most files; a
 * tagged file is in order by itself.
 */
function inReadingOrder(blocks: PageBlock[]): PageBlock[] {
  const tagged = blocks.filter((block) => block.tag).length;
  if (
    blocks.length > mostOrdered ||
    tagged > 0.5 * blocks.length ||
    blocks.some(({ lines }) => lines.some((line) => line.angle !== 0 || line.vertical))
  )
    return blocks;
  const rtl = blocks.filter(({ lines }) => lines[0]?.rtl).length > blocks.length / 2;
  const start = ({ box }: PageBlock) => (rtl ? -(box.x + box.w) : box.x);
  const end = ({ box }: PageBlock) => (rtl ? -box.x : box.x + box.w);
  const beside = (a: PageBlock, b: PageBlock) => start(a) < end(b) - 1 && start(b) < end(a) - 1;
  const middle = ({ box }: PageBlock) => box.y + box.h / 2;
  const level = (a: PageBlock, b: PageBlock) => a.box.y < b.box.y + b.box.h && b.box.y < a.box.y + a.box.h;
  const before = (a: PageBlock, b: PageBlock): boolean => (beside(a, b) ? middle(a) < middle(b) : level(a, b) && end(a) <= start(b) + 1);
  const above = new Map(blocks.map((block) => [block, new Set(blocks.filter((other) => other !== block && before(other, block)))]));
  const ordered: PageBlock[] = [];
  while (above.size > 0) {
    // The first of the file's order with nothing before it; in a ring, the first that is left.
    const next = above.entries().find(([, others]) => others.size === 0)?.[0] ?? above.keys().next().value;
    if (!next) break;
    above.delete(next);
    for (const others of above.values()) others.delete(next);
    ordered.push(next);
  }
  return ordered;
}
