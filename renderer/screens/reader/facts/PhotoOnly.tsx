/** What only photos say: description, time, place, camera, and the small picture inside the file. */
import { Copy } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Source } from '../../../../shared/model.ts';
import { FormFailure } from '../../../components/FormFailure.tsx';
import { useNotices } from '../../../components/notices.tsx';
import { count } from '../../../components/words.ts';
import { useCaseHere } from '../../case/CaseContext.tsx';
import { EditableText } from '../EditableText.tsx';
import { cameraName, placeWords, takenWords } from '../photoWords.ts';
import { useCorrect } from './Corrected.tsx';
import { coordinates, thumbnailWords } from './factWords.ts';
import { Fact, Nothing } from './Sheet.tsx';

const WorldMap = lazy(() => import('./WorldMap.tsx'));

export function AltText({ source }: { source: Source }) {
  const { readOnly } = useCaseHere();
  const { correct, failure } = useCorrect(source);
  return (
    <Fact title="Description" from="for those who cannot see it; printed in the report">
      <EditableText
        label="the description"
        value={source.corrections.altText ?? ''}
        empty="No description yet. What does the photo show?"
        readOnly={readOnly}
        onSave={(altText) => correct({ altText })}
      />
      {failure && <FormFailure failure={failure} />}
    </Fact>
  );
}

export function WhenAndWhere({ source }: { source: Source }) {
  const { captured, position, camera } = source.metadata;
  return (
    <>
      {(source.kind === 'photo' || captured) && (
        <Fact title="Time" from={captured?.from}>
          {captured ? takenWords(captured.value) : <Nothing />}
          {captured?.value.offset === null && (
            <small>By the camera’s own clock; the file does not say which time zone it was set to.</small>
          )}
        </Fact>
      )}
      {(source.kind === 'photo' || position) && (
        <Fact title="Place" from={position?.from}>
          {position ? <Coordinates position={position.value} /> : <Nothing />}
          {position && (
            <Suspense fallback={<small>Drawing the map…</small>}>
              <WorldMap position={position.value} />
            </Suspense>
          )}
        </Fact>
      )}
      {(source.kind === 'photo' || camera) && (
        <Fact title="Camera" from={camera?.from}>
          {camera ? <bdi>{cameraName(camera.value)}</bdi> : <Nothing />}
        </Fact>
      )}
    </>
  );
}

function Coordinates({ position }: { position: NonNullable<Source['metadata']['position']>['value'] }) {
  const { tell, fail } = useNotices();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(coordinates(position));
      tell({ title: `Copied: ${coordinates(position)}` });
    } catch (error) {
      fail(error, 'The coordinates could not be copied; they can be selected by hand.');
    }
  };
  return (
    <>
      <p className="rs-place">
        <span>{placeWords(position)}</span>
        <button type="button" className="btn small" onClick={() => void copy()}>
          <Copy size={13} aria-hidden="true" />
          Copy
        </button>
      </p>
      {position.alt !== undefined && <small>{count(Math.round(position.alt))} m above the sea</small>}
      <small>WGS 84, latitude first. Where the device believed it was; anyone who has had the file can write it.</small>
    </>
  );
}

export function ThumbnailFact({ source }: { source: Source }) {
  const { thumbnail } = source.metadata;
  if (!thumbnail) return null;
  return (
    <Fact title="Thumbnail in the file" from={thumbnail.from}>
      <p data-wait={thumbnail.value.state === 'differs' || undefined}>{thumbnailWords(thumbnail.value)}</p>
    </Fact>
  );
}
