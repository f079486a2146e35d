/** EXIF orientation (CIPA DC-008, tag 0x0112): from pixels as stored to the picture as it is seen, and back. */
import type { Region } from '../model.ts';
import type { Point, Size } from './geometry.ts';

/** How a stored picture is to be turned, 1–8; anything else is taken for 1, as viewers do. */
type Turn = (point: Point, size: Size) => Point;

const asStored: Turn = ({ x, y }) => ({ x, y });
const turns: Readonly<Record<number, Turn>> = {
  1: asStored,
  2: ({ x, y }, { width }) => ({ x: width - x, y }),
  3: ({ x, y }, { width, height }) => ({ x: width - x, y: height - y }),
  4: ({ x, y }, { height }) => ({ x, y: height - y }),
  5: ({ x, y }) => ({ x: y, y: x }),
  6: ({ x, y }, { height }) => ({ x: height - y, y: x }),
  7: ({ x, y }, { width, height }) => ({ x: height - y, y: width - x }),
  8: ({ x, y }, { width }) => ({ x: y, y: width - x }),
};
/** The orientation that undoes each: all are their own inverse but the two quarter turns. */
const undo: Readonly<Record<number, number>> = { 6: 8, 8: 6 };

const turn = (region: Region, size: Size, orientation: number): Region => {
  const map = turns[orientation] ?? asStored;
  // Edges turn, not pixels: two opposite corners give the turned rectangle.
  const a = map({ x: region.x, y: region.y }, size);
  const b = map({ x: region.x + region.width, y: region.y + region.height }, size);
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
};

/** Size of the upright picture whose stored pixels are width × height. */
export function uprightSize(width: number, height: number, orientation: number): Size {
  return orientation >= 5 && orientation <= 8 ? { width: height, height: width } : { width, height };
}

/** A region of the stored pixels as it lies in the upright picture. `stored` is the size as stored. */
export function toUpright(region: Region, stored: Size, orientation: number): Region {
  return turn(region, stored, orientation);
}

/** A region of the upright picture as it lies in the stored pixels. `stored` is the size as stored. */
export function toStored(region: Region, stored: Size, orientation: number): Region {
  return turn(region, uprightSize(stored.width, stored.height, orientation), undo[orientation] ?? orientation);
}
