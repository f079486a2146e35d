/** An outline in the making or a measure, over a photo: a click sets a point, a drag moves the photo under it. */
import { type PointerEvent, useRef } from 'react';
import type { Point, Size } from '../../shared/anchor/geometry.ts';
import { pointsInView } from './outlines.ts';
import { closes, type Plot, within } from './plot.ts';
import { pointInView, toPicture, type View } from './regions.ts';

interface Props {
  plot: Plot;
  view: View;
  picture: Size;
  onHover(at: Point): void;
  onSet(at: Point): void;
  onFinish(): void;
  onPan(dx: number, dy: number): void;
  onWheel(factor: number, at: Point): void;
}

/** A hand that means a click may tremble by so many CSS pixels. */
const still = 4;

export function PlotLayer({ plot, view, picture, onHover, onSet, onFinish, onPan, onWheel }: Props) {
  const pressed = useRef<{ from: Point; last: Point; pans: boolean } | null>(null);
  const at = (event: { clientX: number; clientY: number; currentTarget: Element }): Point => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const onPointerMove = (event: PointerEvent<SVGSVGElement>): void => {
    const now = at(event);
    const { current } = pressed;
    if (current && (current.pans || Math.hypot(now.x - current.from.x, now.y - current.from.y) > still)) {
      onPan(current.last.x - now.x, current.last.y - now.y);
      pressed.current = { ...current, last: now, pans: true };
    } else if (!current) onHover(within(toPicture(now, view), picture));
  };
  return (
    <svg
      className="an-plot"
      aria-hidden="true"
      onWheel={(event) => onWheel(event.deltaY < 0 ? 1.2 : 1 / 1.2, at(event))}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        const from = at(event);
        pressed.current = { from, last: from, pans: false };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={(event) => {
        const { current } = pressed;
        pressed.current = null;
        if (current && !current.pans) onSet(within(toPicture(at(event), view), picture));
      }}
      onPointerCancel={() => {
        pressed.current = null;
      }}
      onDoubleClick={onFinish}
    >
      {plot.kind === 'outline' ? <Corners plot={plot} view={view} /> : <Line plot={plot} view={view} />}
      {plot.byKeys && plot.at && <Cross at={pointInView(plot.at, view)} />}
    </svg>
  );
}

function Corners({ plot, view }: { plot: Plot; view: View }) {
  const { points, at } = plot;
  const [first] = points;
  const isClosing = at !== null && closes(plot, at, view);
  const last = points.at(-1);
  return (
    <>
      {points.length > 1 && <polygon className="an-inside" points={pointsInView(at ? [...points, at] : points, view)} />}
      <polyline className="an-under" points={pointsInView(points, view)} />
      <polyline points={pointsInView(points, view)} />
      {last && at && <polyline className="an-rubber" points={pointsInView([last, isClosing && first ? first : at], view)} />}
      {points.map((point, index) => {
        const { x, y } = pointInView(point, view);
        return (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: a corner is known by its number, and two may be at one place
            key={index}
            cx={x}
            cy={y}
            r={index === 0 && points.length > 2 ? 7 : 4.5}
            data-closes={(index === 0 && isClosing) || undefined}
          />
        );
      })}
    </>
  );
}

function Line({ plot: { points, at }, view }: { plot: Plot; view: View }) {
  const [from, to = at] = points;
  if (!from) return null;
  const a = pointInView(from, view);
  const b = to && pointInView(to, view);
  return (
    <>
      {b && <line className="an-under" x1={a.x} y1={a.y} x2={b.x} y2={b.y} />}
      {b && <line x1={a.x} y1={a.y} x2={b.x} y2={b.y} />}
      {[a, b].map((end, index) => end && <circle key={index === 0 ? 'from' : 'to'} cx={end.x} cy={end.y} r={4.5} />)}
    </>
  );
}

function Cross({ at: { x, y } }: { at: Point }) {
  const arms = [
    [x - 16, y, x - 4, y],
    [x + 4, y, x + 16, y],
    [x, y - 16, x, y - 4],
    [x, y + 4, x, y + 16],
  ] as const;
  return (
    <g className="an-cross">
      {['an-under', ''].map((className) =>
        arms.map(([x1, y1, x2, y2]) => <line key={`${className} ${x1} ${y1}`} className={className} x1={x1} y1={y1} x2={x2} y2={y2} />),
      )}
    </g>
  );
}
