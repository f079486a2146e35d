/** What a hand takes hold of on a region: its corners and edges, or the whole. */
import { handles } from '../../shared/anchor/region.ts';
import type { Outline, Region } from '../../shared/model.ts';
import { middleOf, pointsInView } from './outlines.ts';
import { handleInView, pointInView, seenAs, toView, type View } from './regions.ts';

interface Props {
  region: Region;
  outline: Outline | null;
  corner: number | null;
  movable: boolean;
  view: View;
}

export function Handles({ region, outline, corner, movable, view }: Props) {
  return (
    <g className="an-handles" data-passive={!movable || undefined}>
      {outline ? <Corners outline={outline} corner={corner} view={view} /> : <Sides region={region} view={view} />}
    </g>
  );
}

function Sides({ region, view }: { region: Region; view: View }) {
  const { left, top, right, bottom } = toView(region, view);
  return (
    <>
      <rect className="an-body" data-hold="body" x={left} y={top} width={right - left} height={bottom - top} />
      {handles.map((handle) => {
        const { x, y } = handleInView(region, handle, view);
        return (
          // The pointer shows the way as it is seen, the hold is that of the upright picture
          <g key={handle} className={`an-handle an-${seenAs(handle, view)}`}>
            <rect x={x - 5} y={y - 5} width={10} height={10} />
            <rect className="an-grip" data-hold={handle} x={x - 12} y={y - 12} width={24} height={24} />
          </g>
        );
      })}
    </>
  );
}

function Corners({ outline, corner, view }: { outline: Outline; corner: number | null; view: View }) {
  return (
    <>
      <polygon className="an-body" data-hold="body" points={pointsInView(outline, view)} />
      {outline.map((point, index) => {
        const [{ x, y }, middle] = [pointInView(point, view), pointInView(middleOf(outline, index), view)];
        const next = pointInView(outline[(index + 1) % outline.length] ?? point, view);
        const hasRoom = Math.hypot(next.x - x, next.y - y) > 48;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner is known by its number, and two may be at one place
          <g key={index} className="an-handle an-corner" data-chosen={index === corner || undefined}>
            {hasRoom && <circle className="an-add" cx={middle.x} cy={middle.y} r={3.5} />}
            {hasRoom && <circle className="an-grip" data-hold={`edge-${index}`} cx={middle.x} cy={middle.y} r={10} />}
            <circle cx={x} cy={y} r={5.5} />
            <circle className="an-grip" data-hold={`corner-${index}`} cx={x} cy={y} r={12} />
          </g>
        );
      })}
    </>
  );
}
