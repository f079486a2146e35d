/** Where OpenSeadragon shows its picture, in the terms of this program: a View, in CSS pixels of the element it lies in. */
import type OpenSeadragon from 'openseadragon';
import type { Point, Size } from '../../shared/anchor/geometry.ts';
import type { Turn, View } from './regions.ts';

export interface Opened {
  readonly viewer: OpenSeadragon.Viewer;
  readonly module: typeof OpenSeadragon;
  /** Whether the person moved the picture; until then it is fitted again whenever its frame changes. */
  readonly moved: { is: boolean };
}
/** Room for the numbers over the picture and the tools under it; a low frame has little to spare. */
export const roomAround = (height: number) =>
  height < 400 ? { left: 8, top: 8, right: 8, bottom: 52 } : { left: 12, top: 46, right: 12, bottom: 62 };

export interface Lying {
  readonly view: View;
  readonly frame: Size;
  readonly picture: Size;
}

/** Tiles of one size in rows; those but the first begin `overlap` pixels before their place. */
export interface Tiles {
  readonly size: number;
  readonly overlap: number;
  url(column: number, row: number): string;
}

/** A quarter turn, from any number of degrees. */
export function turnOf(degrees: number): Turn {
  const quarter = ((Math.round(degrees / 90) % 4) + 4) % 4;
  return quarter === 0 ? 0 : quarter === 1 ? 90 : quarter === 2 ? 180 : 270;
}

export function viewOf({ viewer, module }: Opened): Lying | null {
  const item = viewer.world.getItemAt(0);
  if (!item) return null;
  const { x: width, y: height } = item.getContentSize();
  const frame = { width: viewer.container.clientWidth, height: viewer.container.clientHeight };
  const turn = turnOf(viewer.viewport.getRotation(true));
  const mirrored = viewer.viewport.getFlip();
  // The library turns its coordinates, but does not mirror them
  const seen = (x: number, y: number): Point => {
    const at = item.imageToViewerElementCoordinates(new module.Point(x, y));
    return { x: mirrored ? frame.width - at.x : at.x, y: at.y };
  };
  const [origin, corner] = [seen(0, 0), seen(width, 0)];
  const scale = Math.hypot(corner.x - origin.x, corner.y - origin.y) / width;
  return { view: { x: origin.x, y: origin.y, scale, turn, mirrored }, frame, picture: { width, height } };
}

export function tilesOf({ viewer }: Opened): Tiles | null {
  const source = viewer.world.getItemAt(0)?.source;
  if (!source) return null;
  const { maxLevel } = source;
  return {
    size: source.getTileWidth(maxLevel),
    overlap: source.tileOverlap,
    url: (column, row) => String(source.getTileUrl(maxLevel, column, row)),
  };
}
