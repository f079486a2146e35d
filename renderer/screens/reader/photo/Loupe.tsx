/** A round lens over the photo: the pixels of the original, each of them seen, whatever the zoom. */
import { useEffect, useRef, useState } from 'react';
import type { Point, Size } from '../../../../shared/anchor/geometry.ts';
import type { Tiles } from '../../../annotate/photoLying.ts';
import { axesOf, pointInView, type View } from '../../../annotate/regions.ts';
import { count } from '../../../components/words.ts';
import { type Pointer, usePointerAt } from './pointer.ts';
import type { Power } from './useLook.ts';

interface Props {
  pointer: Pointer;
  tiles: Tiles;
  view: View;
  frame: Size;
  picture: Size;
  power: Power;
  filter: string | undefined;
}

/** Of the lens, in CSS pixels. */
const across = 196;
const keptTiles = 24;

export function Loupe({ pointer, tiles, view, frame, picture, power, filter }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [held] = useState(() => new Map<string, HTMLImageElement>());
  const [, setLoaded] = useState(0);
  const told = usePointerAt(pointer);
  const at = told ?? { x: picture.width / 2, y: picture.height / 2 };

  useEffect(() => {
    const tile = (column: number, row: number): HTMLImageElement => {
      const url = tiles.url(column, row);
      const known = held.get(url);
      const image = known ?? new Image();
      // The newest last; the oldest goes
      held.delete(url);
      held.set(url, image);
      if (!known) {
        image.addEventListener('load', () => setLoaded((before) => before + 1));
        image.src = url;
      }
      for (const oldest of held.keys()) {
        if (held.size <= keptTiles) break;
        held.delete(oldest);
      }
      return image;
    };
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    drawLens(context, { at, view, picture, power, tiles, tile });
  });

  const middle = pointInView(at, view);
  const left = Math.min(frame.width - across / 2, Math.max(across / 2, middle.x));
  const top = Math.min(frame.height - across / 2, Math.max(across / 2, middle.y));
  const pixels = Math.max(1, Math.round(devicePixelRatio));
  return (
    <div className="ph-loupe" style={{ left: left - across / 2, top: top - across / 2 }}>
      <canvas
        ref={canvas}
        width={across * pixels}
        height={across * pixels}
        style={{ filter: filter ?? 'none' }}
        role="img"
        aria-label={`Loupe, ${power} times, at ${Math.floor(at.x)}, ${Math.floor(at.y)}`}
      />
      <span aria-hidden="true">
        {power}× · {count(Math.floor(at.x))}, {count(Math.floor(at.y))}
      </span>
    </div>
  );
}

interface Lens {
  at: Point;
  view: View;
  picture: Size;
  power: Power;
  tiles: Tiles;
  tile(column: number, row: number): HTMLImageElement;
}
function drawLens(context: CanvasRenderingContext2D, { at, view, picture, power, tiles, tile }: Lens): void {
  const { width } = context.canvas;
  const scale = (power * width) / across;
  const { x, y } = axesOf(view);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, width);
  context.imageSmoothingEnabled = false;
  // The middle of the lens is the point, turned and mirrored as the photo is seen
  context.setTransform(x.x * scale, x.y * scale, y.x * scale, y.y * scale, width / 2, width / 2);
  context.translate(-at.x, -at.y);
  const reach = width / scale / 2;
  const last = { column: Math.ceil(picture.width / tiles.size) - 1, row: Math.ceil(picture.height / tiles.size) - 1 };
  const between = (value: number, most: number): number => Math.min(most, Math.max(0, Math.floor(value / tiles.size)));
  for (let row = between(at.y - reach, last.row); row <= between(at.y + reach, last.row); row++)
    for (let column = between(at.x - reach, last.column); column <= between(at.x + reach, last.column); column++) {
      const image = tile(column, row);
      const [left, top] = [column, row].map((index) => index * tiles.size - (index > 0 ? tiles.overlap : 0));
      if (image.complete && image.naturalWidth > 0) context.drawImage(image, left ?? 0, top ?? 0);
    }
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.lineWidth = Math.max(1, width / across);
  context.strokeStyle = '#ffd95c';
  const pixel = power * (width / across);
  const corner = width / 2 - pixel / 2;
  context.strokeRect(corner, corner, pixel, pixel);
}
