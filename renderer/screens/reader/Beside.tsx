/** A picture beside its text: the photo, or one page of a document; the words of the chosen excerpt are outlined in it. */
import { ChevronLeft, ChevronRight, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useState } from 'react';
import { pageUrl, pictureUrl } from '../../../shared/blobs.ts';
import type { Excerpt, RenditionId, Source } from '../../../shared/model.ts';
import { CoveredPicture } from '../../components/Covered.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { useLayoutPage } from './useText.ts';

interface Props {
  source: Source;
  rendition: RenditionId | null;
  page: number;
  chosen: Excerpt | null;
  onPage(page: number): void;
  onClose(): void;
}

export function Beside({ source, rendition, page, chosen, onPage, onClose }: Props) {
  const { handle } = useCaseHere();
  const [large, setLarge] = useState(false);
  const [failed, setFailed] = useState('');
  const layout = useLayoutPage(handle, rendition, page)?.page ?? null;
  const isPhoto = source.kind === 'photo';
  const total = isPhoto ? 1 : (source.metadata.pages?.value ?? page);
  const url = isPhoto ? pictureUrl(handle, source.original) : pageUrl(handle, source.original, page);
  const what = isPhoto ? `Photo ${source.ref}` : `Page ${page} of ${source.ref}`;
  return (
    <section className="bs" aria-label={what}>
      <header>
        {isPhoto ? (
          <span className="grow">The photo</span>
        ) : (
          <>
            <button type="button" className="icon small" aria-label="Page before" disabled={page <= 1} onClick={() => onPage(page - 1)}>
              <ChevronLeft size={15} aria-hidden="true" />
            </button>
            <span role="status">
              Page {page} of {total}
              {layout?.label === undefined ? '' : ` (${layout.label})`}
            </span>
            <button type="button" className="icon small" aria-label="Page after" disabled={page >= total} onClick={() => onPage(page + 1)}>
              <ChevronRight size={15} aria-hidden="true" />
            </button>
            <span className="grow" />
          </>
        )}
        <button
          type="button"
          className="icon small"
          aria-label={large ? 'Fit the picture' : 'Make the picture larger'}
          onClick={() => setLarge(!large)}
        >
          {large ? <ZoomOut size={15} aria-hidden="true" /> : <ZoomIn size={15} aria-hidden="true" />}
        </button>
        <button type="button" className="icon small" aria-label="Close the picture" onClick={onClose}>
          <X size={15} aria-hidden="true" />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard */}
      <section className="bs-scroll" tabIndex={0} aria-label={`${what}, scrolls`}>
        {failed === url ? (
          <p className="empty">This page cannot be drawn. Its original is kept as it is.</p>
        ) : (
          <div className="bs-picture" data-large={large || undefined}>
            <CoveredPicture
              source={source}
              src={url}
              alt={source.corrections.altText ?? `${what}, as a picture`}
              decoding="async"
              onError={() => setFailed(url)}
            />
            {layout && <Places layout={layout} page={page} chosen={chosen} />}
          </div>
        )}
      </section>
    </section>
  );
}

function Places({ layout, page, chosen }: { layout: { width: number; height: number }; page: number; chosen: Excerpt | null }) {
  const quads = chosen?.anchor.kind === 'text' ? (chosen.anchor.quads ?? []).filter((quad) => quad.page === page) : [];
  if (quads.length === 0) return null;
  const pad = Math.max(layout.width, layout.height) / 300;
  return (
    <svg viewBox={`0 0 ${layout.width} ${layout.height}`} preserveAspectRatio="none" aria-hidden="true">
      {quads.map(({ x, y, width, height }) => (
        <rect
          key={`${x} ${y}`}
          x={x - pad}
          y={y - pad}
          width={width + 2 * pad}
          height={height + 2 * pad}
          strokeWidth={pad * 0.8}
          rx={pad}
        />
      ))}
    </svg>
  );
}
