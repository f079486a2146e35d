/** Regions over a photo: colour and pattern of their stance, handles where one is in hand. */
import { Fragment } from 'react';
import type { Size } from '../../shared/anchor/geometry.ts';
import type { Outline, Region, Stance } from '../../shared/model.ts';
import { Handles } from './Handles.tsx';
import type { RegionMark } from './marks.ts';
import { pointsAround } from './outlines.ts';
import { toView, type View } from './regions.ts';
import { useRegionDrag } from './useRegionDrag.ts';

interface Props {
  view: View;
  picture: Size;
  marks: readonly RegionMark[];
  chosen: string | null;
  /** Shown in place of the mark of the same excerpt. */
  draft: Region | null;
  draftOf: string | null;
  draftOutline?: Outline | null;
  /** True where a press on the picture starts a region. */
  drawing: boolean;
  /** The region that handles are shown for; of an outline, its corners. */
  held: Region | null;
  heldOutline?: Outline | null;
  /** False where a drag within the held region is not for it, but for the photo under it. */
  movable?: boolean;
  /** The corner that keys move. */
  corner?: number | null;
  onChange(region: Region, outline?: Outline): void;
  onEnd(region: Region, drawn: boolean, outline?: Outline): void;
  onWheel(factor: number, at: { x: number; y: number }): void;
}

export function RegionLayer(props: Props) {
  const {
    view,
    picture,
    marks,
    chosen,
    draft,
    draftOf,
    draftOutline = null,
    drawing,
    held,
    heldOutline = null,
    movable = true,
    corner = null,
  } = props;
  const { onChange, onEnd, onWheel } = props;
  const drag = useRegionDrag({ view, picture, region: held, outline: heldOutline, onChange, onEnd });
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
            <Frame
              key={mark.key}
              region={mark.region}
              outline={mark.outline ?? null}
              view={view}
              stances={stancesOf(mark)}
              chosen={mark.key === chosen}
            />
          ),
      )}
      {draft && <Frame region={draft} outline={draftOutline} view={view} stances={[]} chosen draft />}
      {held && <Handles region={held} outline={heldOutline} corner={corner} movable={movable} view={view} />}
    </svg>
  );
}

export function stancesOf({ links }: RegionMark): Stance[] {
  return [...new Set(links.flatMap(({ stance }) => stance ?? []))];
}

interface FrameProps {
  region: Region;
  outline: Outline | null;
  view: View;
  stances: readonly Stance[];
  chosen: boolean;
  draft?: boolean;
}
/** One line for each stance, the next around the former, so that all stances of a region can be told. */
function Frame({ stances, chosen, draft = false, ...form }: FrameProps) {
  const lines: readonly (Stance | null)[] = stances.length > 0 ? stances : [null];
  return (
    <g className="an-region" data-chosen={chosen || undefined} data-draft={draft || undefined}>
      <Form {...form} className="an-halo" by={(lines.length - 1) * 3} strokeWidth={4 + lines.length * 4} />
      {lines.map((stance, index) => (
        <Fragment key={stance ?? 'none'}>
          <Form {...form} className="an-line" stance={stance} by={index * 6} />
          {stance === 'refutes' && <Form {...form} className="an-gap" by={index * 6} />}
        </Fragment>
      ))}
    </g>
  );
}

interface FormProps extends Pick<FrameProps, 'region' | 'outline' | 'view'> {
  className: string;
  /** So far outside the region, in CSS pixels. */
  by: number;
  stance?: Stance | null;
  strokeWidth?: number;
}
function Form({ region, outline, view, className, by, stance, strokeWidth }: FormProps) {
  const looks = { className, strokeWidth, 'data-stance': stance ?? undefined };
  if (outline) return <polygon {...looks} points={pointsAround(outline, by, view)} />;
  const { left, top, right, bottom } = toView(region, view);
  return <rect {...looks} x={left - by} y={top - by} width={right - left + 2 * by} height={bottom - top + 2 * by} />;
}
