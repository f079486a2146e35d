/** The line around a chosen passage, over its lines of text. Pure. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Joins the boxes of one line of text, and leaves out empty ones. Boxes come in reading order. */
export function linesOf(boxes: readonly Box[]): Box[] {
  const lines: Box[] = [];
  for (const box of boxes) {
    if (box.right - box.left < 0.5) continue;
    const last = lines.at(-1);
    // Boxes of one line overlap by more than half of the lower one's height.
    const shared = last ? Math.min(last.bottom, box.bottom) - Math.max(last.top, box.top) : 0;
    if (last && shared > Math.min(last.bottom - last.top, box.bottom - box.top) / 2) {
      lines[lines.length - 1] = {
        left: Math.min(last.left, box.left),
        right: Math.max(last.right, box.right),
        top: Math.min(last.top, box.top),
        bottom: Math.max(last.bottom, box.bottom),
      };
    } else lines.push(box);
  }
  return lines;
}

/** SVG path around lines, `pad` pixels off them; lines that touch share one outline, others have their own. */
export function outlinePath(lines: readonly Box[], pad: number): string {
  const groups: Box[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const above = group?.at(-1);
    if (group && above && line.left < above.right && above.left < line.right && line.top - above.bottom < (line.bottom - line.top) / 2)
      group.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => around(group, pad)).join('');
}

function around(group: readonly Box[], pad: number): string {
  const right: string[] = [];
  const left: string[] = [];
  group.forEach((line, index) => {
    const above = group[index - 1];
    const below = group[index + 1];
    const top = above ? (above.bottom + line.top) / 2 : line.top - pad;
    const bottom = below ? (line.bottom + below.top) / 2 : line.bottom + pad;
    right.push(`${line.right + pad} ${top}`, `${line.right + pad} ${bottom}`);
    left.unshift(`${line.left - pad} ${bottom}`, `${line.left - pad} ${top}`);
  });
  return `M${[...right, ...left].join('L')}Z`;
}
