/** Labels that would lie over each other are moved apart. Pure. */
import type { Point } from '../../shared/anchor/geometry.ts';
import type { Box } from './lines.ts';

export interface Wanted extends Point {
  readonly width: number;
}

/** Each label at the first free place at or under the one it wants, within `frame`; where none is free, where it wants to be. */
export function spread(labels: readonly Wanted[], height: number, gap: number, frame: Box): Point[] {
  const taken: Box[] = [];
  return labels.map((label) => {
    const x = Math.max(frame.left, Math.min(label.x, frame.right - label.width));
    const free = (y: number): boolean =>
      taken.every(
        (box) => x >= box.right + gap || box.left >= x + label.width + gap || y >= box.bottom + gap || box.top >= y + height + gap,
      );
    const wanted = Math.max(frame.top, Math.min(label.y, frame.bottom - height));
    const rows = Math.floor((frame.bottom - height - wanted) / (height + gap));
    const row = Array.from({ length: Math.max(1, rows + 1) }, (_, index) => wanted + index * (height + gap)).find(free);
    const y = row ?? wanted;
    taken.push({ left: x, top: y, right: x + label.width, bottom: y + height });
    return { x, y };
  });
}
