/** Two photos with what the alignment found drawn over both: the part that both show, and where they differ. */
import { useQuery } from '@tanstack/react-query';
import { pictureUrl } from '../../../shared/blobs.ts';
import type { Alignment } from '../../../shared/contract.ts';
import type { Region, Source } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { toFailure, useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';

export function ComparePhotos({ a, b }: { a: Source; b: Source }) {
  const api = useApi();
  const { handle } = useCaseHere();
  const detail = useQuery({
    queryKey: [...keys.likeness(handle), 'detail', a.id, b.id],
    queryFn: ({ signal }) => api.likeness.detail({ case: handle, a: a.id, b: b.id }, { signal }),
    gcTime: 60_000,
  });
  const alignment = detail.data?.alignment ?? null;
  return (
    <div className="compare-main">
      {detail.error && <FormFailure failure={toFailure(detail.error)} />}
      <p className="compare-sum" role="status">
        {detail.data ? detail.data.found.words : detail.isPending ? 'Laying one on the other…' : ''}
      </p>
      {detail.data && !alignment && (
        <p className="muted">
          No alignment was found: nothing that both show could be laid on one another. That does not prove that they differ.
        </p>
      )}
      <div className="compare-photos">
        <Picture source={a} outline={alignment?.overlap.a ?? null} differs={alignment?.differs.map((one) => one.a) ?? []} />
        <Picture source={b} outline={alignment?.overlap.b ?? null} differs={alignment?.differs.map((one) => one.b) ?? []} />
      </div>
      {detail.isPending && <Waiting words="Comparing the pixels" />}
      {alignment && <Legend alignment={alignment} a={a.ref} b={b.ref} />}
    </div>
  );
}

interface PictureProps {
  source: Source;
  outline: Alignment['overlap']['a'] | null;
  differs: readonly (Region | null)[];
}

function Picture({ source, outline, differs }: PictureProps) {
  const { handle } = useCaseHere();
  const { width = 1, height = 1 } = source.photo ?? {};
  const stroke = Math.max(width, height) / 250;
  return (
    <figure className="compare-photo">
      <div style={{ aspectRatio: `${width} / ${height}` }}>
        <img src={pictureUrl(handle, source.original)} alt={source.corrections.altText ?? source.title} decoding="async" />
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {outline && <polygon points={outline.map(({ x, y }) => `${x},${y}`).join(' ')} className="overlap" strokeWidth={stroke} />}
          {differs.map((region) =>
            region ? (
              <rect
                key={`${region.x} ${region.y}`}
                x={region.x}
                y={region.y}
                width={region.width}
                height={region.height}
                className="differs"
                strokeWidth={stroke}
              />
            ) : null,
          )}
        </svg>
      </div>
      <figcaption className="muted">
        {source.ref}, {width} × {height} px
      </figcaption>
    </figure>
  );
}

function Legend({ alignment, a, b }: { alignment: Alignment; a: string; b: string }) {
  const { mirrored, rotated, differs } = alignment;
  return (
    <ul className="compare-legend">
      <li>
        <i data-mark="overlap" aria-hidden="true" /> What both show
      </li>
      {differs.length > 0 && (
        <li>
          <i data-mark="differs" aria-hidden="true" /> Where they differ though both show it: {differs.length}
        </li>
      )}
      {mirrored && (
        <li>
          {b} is mirrored against {a}
        </li>
      )}
      {Math.abs(rotated) >= 1 && (
        <li>
          {b} is turned by {Math.round(rotated)}° against {a}
        </li>
      )}
    </ul>
  );
}
