/** Tiles of a photo where one looks closer than its picture of 1600 pixels tells: only those in sight, in the size that is needed. */
import { useState } from 'react';
import { deepZoomUrl } from '../../../shared/blobs.ts';
import type { Source } from '../../../shared/model.ts';
import { useCover } from '../../components/useCover.ts';
import { useCaseHere } from '../case/CaseContext.tsx';
import type { Projection } from './Frame.tsx';
import { type Tile, tilesInSight } from './tiles.ts';

interface Props {
  source: Source;
  projection: Projection;
  room: { readonly width: number; readonly height: number };
}

export function FineTiles({ source, projection, room }: Props) {
  const { handle } = useCaseHere();
  const { isCovered } = useCover(source);
  // Photos with transparency are tiled as WebP; which they are only their tiles tell
  const [format, setFormat] = useState('jpeg');
  const size = { width: source.photo?.width ?? 1, height: source.photo?.height ?? 1 };
  if (isCovered) return null;
  const base = deepZoomUrl(handle, source.original).replace(/photo\.dzi$/, 'photo_files');
  const url = ({ level, column, row }: Tile) => `${base}/${level}/${column}_${row}.${format}`;
  return tilesInSight(size, projection, room, window.devicePixelRatio).map((tile) => (
    <img
      key={`${tile.level} ${tile.column} ${tile.row} ${format}`}
      src={url(tile)}
      alt=""
      draggable={false}
      onError={() => setFormat('webp')}
      style={{ left: tile.x, top: tile.y, inlineSize: tile.width, blockSize: tile.height }}
    />
  ));
}
