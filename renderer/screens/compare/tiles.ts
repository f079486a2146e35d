/** Which tiles of a Deep Zoom picture (510 pixels, overlapping by one) are in sight, and where they lie in pixels of the picture. Pure. */
interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Tile {
  readonly level: number;
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const tileSize = 510;
const overlap = 1;
/** Longest edge of the picture under the tiles. */
const pictureEdge = 1600;

/** `scale`, `x` and `y` take pixels of the picture to those of a room on the screen. Empty where the picture under them is as sharp. */
export function tilesInSight(
  picture: Size,
  { scale, x, y }: { readonly scale: number; readonly x: number; readonly y: number },
  room: Size,
  pixelRatio: number,
): Tile[] {
  const longest = Math.max(picture.width, picture.height);
  const wanted = scale * pixelRatio;
  if (!(scale > 0) || longest <= pictureEdge || wanted * longest <= pictureEdge) return [];
  const top = Math.ceil(Math.log2(longest));
  const level = Math.min(top, Math.max(0, top + Math.ceil(Math.log2(Math.min(1, wanted)))));
  const factor = 2 ** (top - level);
  const [wide, high] = [Math.ceil(picture.width / factor), Math.ceil(picture.height / factor)];
  const range = (from: number, to: number, long: number): number[] => {
    const first = Math.max(0, Math.floor(from / factor / tileSize));
    const last = Math.min(Math.ceil(long / tileSize) - 1, Math.floor(to / factor / tileSize));
    return last < first ? [] : Array.from({ length: last - first + 1 }, (_, n) => first + n);
  };
  const columns = range(-x / scale, (room.width - x) / scale, wide);
  const rows = range(-y / scale, (room.height - y) / scale, high);
  const edge = (at: number, long: number) => {
    const from = Math.max(0, at * tileSize - overlap);
    return { from, length: Math.min(long, (at + 1) * tileSize + overlap) - from };
  };
  return rows.flatMap((row) =>
    columns.map((column) => {
      const [across, down] = [edge(column, wide), edge(row, high)];
      return {
        level,
        column,
        row,
        x: across.from * factor,
        y: down.from * factor,
        width: across.length * factor,
        height: down.length * factor,
      };
    }),
  );
}
