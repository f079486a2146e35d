/** The whole photo, small, while only a part of it is seen: a frame around that part, which a hand can move. */
import type { PointerEvent } from 'react';
import type { Point, Size } from '../../../../shared/anchor/geometry.ts';
import { axesOf, seenOf, toPicture, toView, type View } from '../../../annotate/regions.ts';

interface Props {
  view: View;
  frame: Size;
  picture: Size;
  thumbnail: string;
  onGo(at: Point): void;
}

/** The longer side, in CSS pixels. */
const edge = 118;
/** Where so much of both sides is seen, there is nothing to find one's way in. */
const nearlyAll = 0.93;

/** How the whole picture lies in a box of its own, turned and mirrored as it is seen. */
function small(view: View, { width, height }: Size): { view: View; box: Size } {
  const scale = edge / Math.max(width, height);
  const looks = { turn: view.turn ?? 0, mirrored: view.mirrored ?? false } as const;
  const there = toView({ x: 0, y: 0, width, height }, { x: 0, y: 0, scale, ...looks });
  return {
    view: { x: -there.left, y: -there.top, scale, ...looks },
    box: { width: there.right - there.left, height: there.bottom - there.top },
  };
}

export function Minimap({ view, frame, picture, thumbnail, onGo }: Props) {
  const seen = seenOf(view, frame, picture);
  if (seen.width >= picture.width * nearlyAll && seen.height >= picture.height * nearlyAll) return null;
  if (frame.width < 420 || frame.height < 340) return null;
  const map = small(view, picture);
  const { x, y } = axesOf(map.view);
  const { left, top, right, bottom } = toView(seen, map.view);
  const go = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons % 2 === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    onGo(toPicture({ x: event.clientX - box.left, y: event.clientY - box.top }, map.view));
  };
  return (
    // For a hand only: arrows move over the photo, and the strip says where it is
    <div
      className="ph-minimap"
      aria-hidden="true"
      style={{ inlineSize: map.box.width, blockSize: map.box.height }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    >
      <img
        src={thumbnail}
        alt=""
        draggable={false}
        style={{
          width: picture.width * map.view.scale,
          height: picture.height * map.view.scale,
          transform: `matrix(${x.x}, ${x.y}, ${y.x}, ${y.y}, ${map.view.x}, ${map.view.y})`,
        }}
      />
      <i style={{ left, top, width: Math.max(6, right - left), height: Math.max(6, bottom - top) }} />
    </div>
  );
}
