/** Over and under the photo: what the file says in one line, sizes in numbers, and the tools. */
import { Camera, Clock, Fingerprint, Hand, MapPin, Maximize, Move, Scan, SquareDashedMousePointer, ZoomIn, ZoomOut } from 'lucide-react';
import type { Source } from '../../../shared/model.ts';
import type { RegionMark } from '../../annotate/marks.ts';
import type { PhotoViewer } from '../../annotate/usePhotoViewer.ts';
import { count, instant } from '../../components/words.ts';
import type { PhotoCommand } from './photoKeys.ts';
import { cameraName, placeWords, takenWords } from './photoWords.ts';
import { inWords, type RegionDraft } from './usePhotoWork.ts';

export function PhotoLine({ source }: { source: Source }) {
  const { captured, camera, position } = source.metadata;
  return (
    <div className="ph-line">
      <div className="ph-says">
        <span>
          <Clock size={13} aria-hidden="true" />
          {takenWords(captured?.value)}
        </span>
        <span>
          <MapPin size={13} aria-hidden="true" />
          {placeWords(position?.value)}
        </span>
        {camera && (
          <span>
            <Camera size={13} aria-hidden="true" />
            {cameraName(camera.value)}
          </span>
        )}
        <span title={`SHA-256 ${source.original}`}>
          <Fingerprint size={13} aria-hidden="true" />
          imported {instant(source.provenance.importedAt)} · sha256 {source.original.slice(0, 8)}…
        </span>
      </div>
    </div>
  );
}

interface StripProps {
  state: PhotoViewer['state'];
  viewer: PhotoViewer;
  draft: RegionDraft | null;
  chosen: RegionMark | null;
  onKeep(): void;
  onDrop(): void;
}
export function PhotoStrip({ state, viewer: { view, picture }, draft, chosen, onKeep, onDrop }: StripProps) {
  if (state === 'failed') {
    return (
      <p className="ph-strip" role="alert">
        The tiles of this photo cannot be shown. Its original is kept as it is; open it again to try once more.
      </p>
    );
  }
  if (!view || !picture) return <p className="ph-strip">Cutting the photo into tiles…</p>;
  const region = draft?.region ?? chosen?.region ?? null;
  const name = draft ? (draft.of ? `${draft.of.place}, new place` : 'New region') : (chosen?.excerpt?.place ?? '');
  return (
    <div className="ph-strip">
      <span>
        {count(picture.width)} × {count(picture.height)} px
      </span>
      <span>
        <b>{view.scale >= 0.0995 ? Math.round(view.scale * 100) : (view.scale * 100).toFixed(1)} %</b> of 1:1
      </span>
      {region && (
        <span>
          {name}: <b>{inWords(region)}</b>
        </span>
      )}
      {draft?.of && (
        <>
          <button type="button" className="btn small primary" onClick={onKeep}>
            Keep <kbd>⏎</kbd>
          </button>
          <button type="button" className="btn small" onClick={onDrop}>
            As it was <kbd>Esc</kbd>
          </button>
        </>
      )}
    </div>
  );
}

interface ToolProps {
  readOnly: boolean;
  drawing: boolean;
  adjusting: boolean;
  canAdjust: boolean;
  run(command: PhotoCommand): void;
  onDrawing(drawing: boolean): void;
  onOne(): void;
}
export function PhotoTools({ readOnly, drawing, adjusting, canAdjust, run, onDrawing, onOne }: ToolProps) {
  return (
    <div className="ph-tools" role="toolbar" aria-label="Photo tools">
      {!readOnly && (
        <>
          <button type="button" aria-pressed={!drawing} onClick={() => onDrawing(false)}>
            <Hand size={15} aria-hidden="true" />
            <span>Pan</span>
          </button>
          {/* With a key there is no pointer to draw with: then a region is put in the middle. */}
          <button type="button" aria-pressed={drawing} onClick={({ detail }) => (detail === 0 ? run({ do: 'region' }) : onDrawing(true))}>
            <SquareDashedMousePointer size={15} aria-hidden="true" />
            <span>Region</span> <kbd>M</kbd>
          </button>
          <button type="button" onClick={() => run({ do: 'whole' })} title="The whole photo as one region">
            <Scan size={15} aria-hidden="true" />
            <span>Whole</span> <kbd>W</kbd>
          </button>
          <button
            type="button"
            aria-pressed={adjusting}
            disabled={!canAdjust}
            onClick={() => run({ do: 'adjust' })}
            title="Move or size the chosen region"
          >
            <Move size={15} aria-hidden="true" />
            <span>Adjust</span> <kbd>A</kbd>
          </button>
          <i />
        </>
      )}
      <button type="button" aria-label="Zoom out" onClick={() => run({ do: 'zoom', factor: 0.8 })}>
        <ZoomOut size={15} aria-hidden="true" />
      </button>
      <button type="button" aria-label="Zoom in" onClick={() => run({ do: 'zoom', factor: 1.25 })}>
        <ZoomIn size={15} aria-hidden="true" />
      </button>
      <button type="button" title="Actual size: one pixel of the photo to one of the screen" onClick={onOne}>
        1:1
      </button>
      <button type="button" title="Fit the photo into the view" onClick={() => run({ do: 'fit' })}>
        <Maximize size={15} aria-hidden="true" />
        <span className="vh">Fit </span>
        <kbd>0</kbd>
      </button>
    </div>
  );
}
