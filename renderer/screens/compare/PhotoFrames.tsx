/** The four ways to look at two photos: each by itself, one laid over the other, and what is left when one is taken from the other. */
import { type CSSProperties, useState } from 'react';
import { pictureUrl } from '../../../shared/blobs.ts';
import type { Alignment } from '../../../shared/contract.ts';
import type { Region, Source } from '../../../shared/model.ts';
import { useCaseHere } from '../case/CaseContext.tsx';
import { Frame } from './Frame.tsx';
import { cssMatrix } from './geometry.ts';

const sizeOf = ({ photo }: Source) => ({ width: photo?.width ?? 1, height: photo?.height ?? 1 });

function Picture({ source, style, hidden = false }: { source: Source; style?: CSSProperties; hidden?: boolean }) {
  const { handle } = useCaseHere();
  const { width, height } = sizeOf(source);
  const words = hidden ? '' : `${source.ref}: ${source.corrections.altText ?? source.title}`;
  return <img src={pictureUrl(handle, source.original)} width={width} height={height} alt={words} decoding="async" style={style} />;
}

interface OneProps {
  source: Source;
  alignment: Alignment | null;
  side: 'a' | 'b';
}

/** One photo with the part that both show, and where they differ though both show it. */
export function OneFrame({ source, alignment, side }: OneProps) {
  const { width, height } = sizeOf(source);
  const regions: Region[] = alignment?.differs.flatMap((one) => one[side] ?? []) ?? [];
  return (
    <Frame
      width={width}
      height={height}
      label={
        <>
          <b>{source.ref}</b> <bdi className="cut">{source.title}</bdi> {width} × {height}
        </>
      }
      over={
        alignment && (
          <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" className="outlines">
            <Outline points={alignment.overlap[side].map(({ x, y }) => `${x},${y}`).join(' ')} />
            {regions.map((region) => (
              <g key={`${region.x} ${region.y} ${region.width}`}>
                <rect {...region} className="under" />
                <rect {...region} className="differs" />
              </g>
            ))}
          </svg>
        )
      }
    >
      <Picture source={source} />
    </Frame>
  );
}

const Outline = ({ points }: { points: string }) => (
  <>
    <polygon points={points} className="under" />
    <polygon points={points} className="overlap" />
  </>
);

interface TwoProps {
  a: Source;
  b: Source;
  alignment: Alignment;
}

/** The second laid on the first, from a line on that a person moves. */
export function OverlayFrame({ a, b, alignment }: TwoProps) {
  const [at, setAt] = useState(50);
  return (
    <Frame
      {...sizeOf(a)}
      label={
        <>
          <b>Laid over</b> left {a.ref}, right {b.ref}
        </>
      }
      over={
        <div className="wipe">
          <i style={{ insetInlineStart: `${at}%` }} />
          <input
            type="range"
            min={0}
            max={100}
            value={at}
            aria-label={`Where ${b.ref} begins, in percent from the left`}
            onChange={(event) => setAt(Number(event.target.value))}
          />
        </div>
      }
    >
      <Picture source={a} />
      <div className="layer" style={{ clipPath: `inset(0 0 0 ${at}%)` }}>
        <Picture source={b} hidden style={{ transform: cssMatrix(alignment.transform) }} />
      </div>
    </Frame>
  );
}

/** What is left of one when the other is taken from it: equal pixels are black. Only where both show something. */
export function DifferenceFrame({ a, b, alignment }: TwoProps) {
  const inside = alignment.overlap.a.map(({ x, y }) => `${x}px ${y}px`).join(', ');
  return (
    <Frame
      {...sizeOf(a)}
      label={
        <>
          <b>Difference</b> × 2.2; dark is equal
        </>
      }
    >
      <div className="layer subtract" style={{ clipPath: `polygon(${inside})` }}>
        <Picture source={a} hidden />
        <Picture source={b} hidden style={{ transform: cssMatrix(alignment.transform) }} />
      </div>
    </Frame>
  );
}

/** One at the place of the other: what changes jumps to the eye. */
export function BlinkFrame({ a, b, alignment, second }: TwoProps & { second: boolean }) {
  return (
    <Frame
      {...sizeOf(a)}
      label={
        <>
          <b>{second ? b.ref : a.ref}</b> at the place of {a.ref}
        </>
      }
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
