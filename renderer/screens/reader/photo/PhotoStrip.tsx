/** Over the photo: how large it is seen, where the pointer is, what is in hand; and what of the view is not as in the file. */
import { SlidersHorizontal, Undo2 } from 'lucide-react';
import { useCallback } from 'react';
import type { Size } from '../../../../shared/anchor/geometry.ts';
import type { RegionMark } from '../../../annotate/marks.ts';
import { measured, measuredWords } from '../../../annotate/measure.ts';
import type { Plot } from '../../../annotate/plot.ts';
import type { PhotoViewer } from '../../../annotate/usePhotoViewer.ts';
import { count, counted } from '../../../components/words.ts';
import { Keys } from '../../../keys/Keys.tsx';
import { inWords, type RegionDraft } from './draft.ts';
import { type Pointer, usePointerAt } from './pointer.ts';
import type { Look } from './useLook.ts';

interface Props {
  viewer: PhotoViewer;
  /** As the source tells it, before the tiles are there. */
  size: Size | null;
  pointer: Pointer;
  draft: RegionDraft | null;
  plot: Plot | null;
  chosen: RegionMark | null;
  look: Look;
  onKeep(): void;
  onDrop(): void;
  /** How much of the photo's upper edge it covers, in CSS pixels. */
  onCovers(height: number): void;
}

export function PhotoStrip({ viewer, size, pointer, draft, plot, chosen, look, onKeep, onDrop, onCovers }: Props) {
  const covers = useCallback(
    (strips: HTMLElement | null) => {
      if (!strips) return undefined;
      const observer = new ResizeObserver(() => onCovers(strips.offsetTop + strips.offsetHeight + 6));
      observer.observe(strips);
      return () => observer.disconnect();
    },
    [onCovers],
  );
  const { state, view, picture } = viewer;
  if (state === 'failed')
    return (
      <p className="ph-strip" role="alert">
        The tiles of this photo cannot be shown. Its original is kept as it is; open it again to try once more.
      </p>
    );
  if (!view || !picture) return <Cutting size={size} />;
  const isMeasure = plot?.kind === 'measure';
  return (
    <div ref={covers} className="ph-strips">
      <div className="ph-strip">
        <span className="ph-size">
          {count(picture.width)} × {count(picture.height)} px
        </span>
        <span>
          <b>{view.scale >= 0.0995 ? Math.round(view.scale * 100) : (view.scale * 100).toFixed(1)} %</b> of 1:1
        </span>
        <PointerPlace pointer={pointer} picture={picture} />
        {!plot && <InHand draft={draft} chosen={chosen} />}
        {plot?.kind === 'outline' && (
          <span className="ph-hand">{plot.points.length === 0 ? 'New outline' : `Outline: ${counted(plot.points.length, 'corner')}`}</span>
        )}
        {isMeasure && <MeasureWords plot={plot} />}
        {draft?.of && (
          <>
            <button type="button" className="btn small primary" onClick={onKeep}>
              Keep <Keys of="photo.keep" />
            </button>
            <button type="button" className="btn small" onClick={onDrop}>
              As it was <Keys of="reader.clear" />
            </button>
          </>
        )}
      </div>
      {(look.words || look.hidden) && (
        <div className="ph-strip ph-viewonly">
          {look.hidden && <span>Marks hidden</span>}
          {look.words && (
            <>
              <SlidersHorizontal size={13} aria-hidden="true" />
              <span>
                {look.words.charAt(0).toUpperCase()}
                {look.words.slice(1)}, <b>view only: the original is unchanged</b>
              </span>
              <button
                type="button"
                className="ph-undo"
                aria-label="Show the photo as it is"
                title="Show the photo as it is"
                onClick={() => look.run({ do: 'as-is' })}
              >
                <Undo2 size={14} aria-hidden="true" />
              </button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

/** A large photo takes a while, once: it is said, with the thumbnail seen behind it. */
function Cutting({ size }: { size: Size | null }) {
  const million = size ? (size.width * size.height) / 1e6 : 0;
  return (
    <p className="ph-strip" role="status">
      {million < 30
        ? 'Cutting the photo into tiles…'
        : `Cutting ${Math.round(million)} million pixels into tiles. This is done once and takes a while; the picture behind is its thumbnail.`}
    </p>
  );
}

function InHand({ draft, chosen }: { draft: RegionDraft | null; chosen: RegionMark | null }) {
  const region = draft?.region ?? chosen?.region ?? null;
  if (!region) return null;
  const corners = (draft ? draft.outline : chosen?.outline)?.length;
  const name = draft
    ? draft.of
      ? `${draft.of.place}, new place`
      : corners
        ? 'New outline'
        : 'New region'
    : (chosen?.excerpt?.place ?? '');
  return (
    <span className={draft ? 'ph-hand' : undefined}>
      {name}: <b>{inWords(region)}</b>
      {corners !== undefined && `, ${corners} corners`}
      {draft && draft.corner >= 0 && `, corner ${draft.corner + 1}`}
    </span>
  );
}

function MeasureWords({ plot: { points, at } }: { plot: Plot }) {
  const [from, to = at] = points;
  if (!from || !to) return <span className="ph-hand">Measure: from…</span>;
  return (
    <span className="ph-hand">
      <b>{measuredWords(measured(from, to))}</b>
    </span>
  );
}

function PointerPlace({ pointer, picture }: { pointer: Pointer; picture: Size }) {
  const at = usePointerAt(pointer);
  const isOn = at && at.x >= 0 && at.y >= 0 && at.x < picture.width && at.y < picture.height;
  return (
    <span className="ph-at" aria-hidden="true">
      {isOn ? `x ${count(Math.floor(at.x))} y ${count(Math.floor(at.y))}` : ''}
    </span>
  );
}
