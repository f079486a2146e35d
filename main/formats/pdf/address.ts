/** The frame a browser prints around a page: its address at the foot, `1/5` on the same line. */
import type { Line } from './lines.ts';
import type { PageLines } from './running.ts';

export interface Frame {
  readonly address: { readonly value: string; readonly from: string };
  readonly lines: ReadonlySet<Line>;
}

/** The address is certain where every page carries the same one beside its own number and the number of all. */
export function printFrame(pages: readonly PageLines[]): Frame | null {
  const lines = new Set<Line>();
  let address: string | undefined;
  for (const [i, page] of pages.entries()) {
    const count = `${i + 1}/${pages.length}`;
    const number = page.lines.findLast((line) => line.text === count && (line.box.y > 0.9 * page.height || line.box.y < 0.1 * page.height));
    const beside =
      number &&
      page.lines.find((line) => line !== number && Math.abs(line.base - number.base) < 2 && /^https?:\/\/[^\s…]+$/.test(line.text));
    if (!beside || (address !== undefined && address !== beside.text)) return null;
    address = beside.text;
    lines.add(beside).add(number);
  }
  return address !== undefined && URL.canParse(address)
    ? { address: { value: address, from: 'printed at the edge of every page' }, lines }
    : null;
}
