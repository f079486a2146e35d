import { useState } from 'react';
import { thumbnailUrl } from '../../../shared/blobs.ts';
import type { CaseHandle, SourceId, SourceRow } from '../../../shared/model.ts';
import { CoveredPicture } from '../../components/Covered.tsx';
import { SourceIcon } from '../../components/SourceIcon.tsx';
import { StanceTally } from '../../components/Stance.tsx';
import { edtf } from '../../components/words.ts';
import { TriageSign } from './TriageSign.tsx';

interface Props {
  index: number;
  total: number;
  /** Pixels from the list's top. */
  offset: number;
  /** Not here yet where its page is still on the way. */
  row: SourceRow | undefined;
  handle: CaseHandle;
  chosen: SourceId | null;
  cursor: boolean;
}

export function SourceItem({ index, total, offset, row, handle, chosen, cursor }: Props) {
  const place = [row?.publisher, row?.date ? edtf(row.date) : null].filter(Boolean).join(' · ');
  return (
    <div
      id={`source-row-${index}`}
      className="source"
      role="option"
      tabIndex={-1}
      aria-selected={row !== undefined && row.id === chosen}
      aria-setsize={total}
      aria-posinset={index + 1}
      data-cursor={cursor || undefined}
      style={{ transform: `translateY(${offset}px)` }}
      data-index={index}
      data-triage={row?.triage}
    >
      {row ? (
        <>
          <Picture row={row} handle={handle} />
          <span className="source-title cut" dir="auto" title={row.title}>
            {row.title}
          </span>
          <span className="source-under">
            <TriageSign triage={row.triage} quiet />
            <span className="ref">{row.ref}</span>
            <span className="cut grow" dir="auto">
              {place}
            </span>
            <StanceTally counts={row.counts} />
          </span>
        </>
      ) : (
        <span className="source-waiting">
          <span className="vh">On its way</span>
        </span>
      )}
    </div>
  );
}

function Picture({ row, handle }: { row: SourceRow; handle: CaseHandle }) {
  const [broken, setBroken] = useState(false);
  if (row.kind === 'photo' && !broken)
    return (
      <CoveredPicture
        source={row}
        className="source-picture"
        src={thumbnailUrl(handle, row.original)}
        alt=""
        loading="lazy"
        decoding="async"
        onError={() => setBroken(true)}
      />
    );
  return (
    <span className="source-picture">
      <SourceIcon source={row} />
    </span>
  );
}
