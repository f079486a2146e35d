/** The four ways to look at two photos: each by itself, one laid over the other, and what is left when one is taken from the other. */
import { type CSSProperties, useState } from 'react';
import { pictureUrl } from '../../../shared/blobs.ts';
import type { Alignment } from '../../../shared/contract.ts';
import type { Region, Source } from '../../../shared/model.ts';
import { CoveredPicture } from '../../components/Covered.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { FineTiles } from './FineTiles.tsx';
import { Frame, type Projection } from './Frame.tsx';
import type { Point } from './fit.ts';
import { cssMatrix } from './geometry.ts';
import type { LinkedView, Side } from './useLinkedView.ts';
import type { Points } from './usePoints.ts';

export const sizeOf = ({ photo }: Source) => ({ width: photo?.width ?? 1, height: photo?.height ?? 1 });

function Picture({ source, style, hidden = false }: { source: Source; style?: CSSProperties; hidden?: boolean }) {
  const { handle } = useCaseHere();
  const { width, height } = sizeOf(source);
  const words = hidden ? '' : `${source.ref}: ${source.corrections.altText ?? source.title}`;
  return (
    <CoveredPicture
      source={source}
      src={pictureUrl(handle, source.original)}
      width={width}
      height={height}
      alt={words}
      decoding="async"
      draggable={false}
      style={style}
    />
  );
}

interface OneProps {
  source: Source;
  alignment: Alignment | null;
  side: Side;
  view: LinkedView;
  points: Points;
  /** The cross that keys move, where a point is to be set on this photo. */
  cross: Point | null;
  onKey(event: React.KeyboardEvent, scale: number): void;
}

/** One photo with the part that both show, where they differ though both show it, and the points set on it. */
export function OneFrame({ source, alignment, side, view, points, cross, onKey }: OneProps) {
  const { width, height } = sizeOf(source);
  const regions: Region[] = alignment?.differs.flatMap((one) => one[side] ?? []) ?? [];
  const isAsked = points.pointing?.side === side;
  return (
    <Frame
      name={`Photo ${source.ref}${isAsked ? ': set the point here' : ''}`}
      width={width}
      height={height}
      look={view.looks[side]}
      label={
        <>
          <b>{source.ref}</b> <bdi className="cut">{source.title}</bdi>{' '}
          <span>
            {width} × {height}
          </span>
        </>
      }
      drawn={
        alignment && (
          <>
            <Outline points={alignment.overlap[side].map(({ x, y }) => `${x},${y}`).join(' ')} />
            {regions.map((region) => (
              <g key={`${region.x} ${region.y} ${region.width}`}>
                <rect {...region} className="under" />
                <rect {...region} className="differs" />
              </g>
            ))}
          </>
        )
      }
      renderFine={(projection, room) => <FineTiles source={source} projection={projection} room={room} />}
      renderOver={(projection) => <Marks side={side} points={points} cross={isAsked ? cross : null} projection={projection} />}
      onZoom={(factor, at) => view.zoomBy(side, factor, at)}
      onPan={(center) => view.panTo(side, center)}
      onPoint={isAsked ? (at) => points.set(side, { x: clamp(at.x, width), y: clamp(at.y, height) }) : undefined}
      onKey={onKey}
      asks={isAsked}
    >
      <Picture source={source} />
    </Frame>
  );
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));

const Outline = ({ points }: { points: string }) => (
  <>
    <polygon points={points} className="under" />
    <polygon points={points} className="overlap" />
  </>
);

/** Rings and numbers of the points, as large on the screen however near one looks; and the cross that keys move. */
function Marks({ side, points, cross, projection }: { side: Side; points: Points; cross: Point | null; projection: Projection }) {
  const { pairs, pointing } = points;
  const half = side === 'a' && pointing?.a ? [pointing.a] : [];
  const at = ({ x, y }: Point) => `translate(${projection.x + x * projection.scale} ${projection.y + y * projection.scale})`;
  return (
    <svg className="outlines points" aria-hidden="true">
      {[...pairs.map((pair) => pair[side]), ...half].map((point, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a point is its number
        <g key={index} transform={at(point)}>
          <path className="ring under" d="M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0M-13 0h8M5 0h8M0-13v8M0 5v8" />
          <path className="ring" d="M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0M-13 0h8M5 0h8M0-13v8M0 5v8" />
          <rect x="11" y="-22" width="16" height="16" rx="3" />
          <text x="19" y="-10">
            {index + 1}
          </text>
        </g>
      ))}
      {cross && (
        <g transform={at(cross)}>
          <path className="cross under" d="M-22 0h18M4 0h18M0-22v18M0 4v18" />
          <path className="cross" d="M-22 0h18M4 0h18M0-22v18M0 4v18" />
        </g>
      )}
    </svg>
  );
}

interface TwoProps {
  a: Source;
  b: Source;
  alignment: Alignment;
  view: LinkedView;
}

/** The second laid on the first, from a line on that a person moves. */
export function OverlayFrame({ a, b, alignment, view }: TwoProps) {
  const [at, setAt] = useState(50);
  return (
    <Frame
      name={`${b.ref} laid over ${a.ref}`}
      {...sizeOf(a)}
      look={view.looks.a}
      label={
        <>
          <b>Laid over</b> left {a.ref}, right {b.ref}
        </>
      }
      top={{
        clip: `inset(0 0 0 ${at}%)`,
        children: <Picture source={b} hidden style={{ transform: cssMatrix(alignment.transform) }} />,
      }}
      renderOver={() => (
        <div className="wipe">
          <i style={{ left: `${at}%` }} />
          <input
            type="range"
            min={0}
            max={100}
            value={at}
            aria-label={`Where ${b.ref} begins, in percent from the left`}
            onChange={(event) => setAt(Number(event.target.value))}
          />
        </div>
      )}
      onZoom={(factor, point) => view.zoomBy('a', factor, point)}
      onPan={(center) => view.panTo('a', center)}
    >
      <Picture source={a} />
    </Frame>
  );
}

const gains = [1, 2.2, 4, 8] as const;

/** What is left of one when the other is taken from it: equal pixels are black. Only where both show something. */
export function DifferenceFrame({ a, b, alignment, view }: TwoProps) {
  const [gain, setGain] = useState<number>(2.2);
  const inside = alignment.overlap.a.map(({ x, y }) => `${x}px ${y}px`).join(', ');
  return (
    <Frame
      name={`Difference of ${a.ref} and ${b.ref}`}
      {...sizeOf(a)}
      look={view.looks.a}
      label={
        <>
          <b>Difference</b>{' '}
          <label>
            ×{' '}
            <select aria-label="Difference made brighter" value={gain} onChange={(event) => setGain(Number(event.target.value))}>
              {gains.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </label>{' '}
          dark is equal
        </>
      }
      onZoom={(factor, at) => view.zoomBy('a', factor, at)}
      onPan={(center) => view.panTo('a', center)}
    >
      <div className="layer subtract" style={{ clipPath: `polygon(${inside})`, filter: `grayscale(1) brightness(${gain})` }}>
        <Picture source={a} hidden />
        <Picture source={b} hidden style={{ transform: cssMatrix(alignment.transform) }} />
      </div>
    </Frame>
  );
}

/** One at the place of the other: what changes jumps to the eye. */
export function BlinkFrame({ a, b, alignment, view, second }: TwoProps & { second: boolean }) {
  return (
    <Frame
      name={`${second ? b.ref : a.ref} at the place of ${a.ref}`}
      {...sizeOf(a)}
      look={view.looks.a}
      label={
        <>
          <b>{second ? b.ref : a.ref}</b> at the place of {a.ref}
        </>
      }
      onZoom={(factor, at) => view.zoomBy('a', factor, at)}
      onPan={(center) => view.panTo('a', center)}
    >
      <Picture source={a} hidden={second} />
      {second && (
        <div className="layer">
          <Picture source={b} style={{ transform: cssMatrix(alignment.transform) }} />
        </div>
      )}
    </Frame>
  );
}
