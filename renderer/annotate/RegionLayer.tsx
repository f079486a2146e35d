/** Regions over a photo: colour and pattern of their stance, handles where one is in hand. */
import { Fragment } from 'react';
import type { Size } from '../../shared/anchor/geometry.ts';
import { handles } from '../../shared/anchor/region.ts';
import type { Region, Stance } from '../../shared/model.ts';
import type { RegionMark } from './marks.ts';
import { handleInView, toView, type View } from './regions.ts';
import { useRegionDrag } from './useRegionDrag.ts';

interface Props {
  view: View;
  picture: Size;
  marks: readonly RegionMark[];
  chosen: string | null;
  /** Shown in place of the mark of the same excerpt. */
  draft: Region | null;
  draftOf: string | null;
  /** True where a press on the picture starts a region. */
  drawing: boolean;
  /** The region that handles are shown for. */
  held: Region | null;
  onChange(region: Region): void;
  onEnd(region: Region, drawn: boolean): void;
  onWheel(factor: number, at: { x: number; y: number }): void;
}

export function RegionLayer({ view, picture, marks, chosen, draft, draftOf, drawing, held, onChange, onEnd, onWheel }: Props) {
  const drag = useRegionDrag({ view, picture, region: held, onChange, onEnd });
  return (
    <svg
      className="an-regions"
      data-drawing={drawing || undefined}
      aria-hidden="true"
      onWheel={(event) => {
        const { left, top } = event.currentTarget.getBoundingClientRect();
        onWheel(event.deltaY < 0 ? 1.2 : 1 / 1.2, { x: event.clientX - left, y: event.clientY - top });
      }}
      {...drag}
    >
      {marks.map(
        (mark) =>
          mark.key !== draftOf && (
            <Frame key={mark.key} region={mark.region} view={view} stances={stancesOf(mark)} chosen={mark.key === chosen} />
          ),
      )}
      {draft && <Frame region={draft} view={view} stances={[]} chosen draft />}
      {held && <Handles region={held} view={view} />}
    </svg>
  );
}

export function stancesOf({ links }: RegionMark): Stance[] {
  return [...new Set(links.flatMap(({ stance }) => stance ?? []))];
}

/** One line for each stance, the next around the former, so that all stances of a region can be told. */
function Frame({
  region,
  view,
  stances,
  chosen,
  draft = false,
}: {
  region: Region;
  view: View;
  stances: readonly Stance[];
  chosen: boolean;
  draft?: boolean;
}) {
  const { left, top, right, bottom } = toView(region, view);
  const around = (by: number) => ({ x: left - by, y: top - by, width: right - left + 2 * by, height: bottom - top + 2 * by });
  const lines: readonly (Stance | null)[] = stances.length > 0 ? stances : [null];
  return (
    <g className="an-region" data-chosen={chosen || undefined} data-draft={draft || undefined}>
      <rect className="an-halo" {...around((lines.length - 1) * 3)} strokeWidth={4 + lines.length * 4} />
      {lines.map((stance, index) => (
        <Fragment key={stance ?? 'none'}>
          <rect className="an-line" data-stance={stance ?? undefined} {...around(index * 6)} />
          {stance === 'refutes' && <rect className="an-gap" {...around(index * 6)} />}
        </Fragment>
      ))}
    </g>
  );
}

function Handles({ region, view }: { region: Region; view: View }) {
  const box = toView(region, view);
  return (
    <g className="an-handles">
      <rect className="an-body" data-hold="body" x={box.left} y={box.top} width={box.right - box.left} height={box.bottom - box.top} />
      {handles.map((handle) => {
        const { x, y } = handleInView(region, handle, view);
        return (
          <g key={handle} className={`an-handle an-${handle}`}>
            <rect x={x - 5} y={y - 5} width={10} height={10} />
            <rect className="an-grip" data-hold={handle} x={x - 12} y={y - 12} width={24} height={24} />
          </g>
        );
      })}
    </g>
  );
}
