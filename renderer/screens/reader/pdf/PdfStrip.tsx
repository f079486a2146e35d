/** Along the foot of the pages: the region that is being adjusted, and excerpts that stand on none of them. */
import { TriangleAlert } from 'lucide-react';
import type { Excerpt } from '../../../../shared/model.ts';
import type { StrayExcerpt } from '../../../annotate/marks.ts';
import { counted } from '../../../components/words.ts';
import { Keys } from '../../../keys/Keys.tsx';
import type { PageDraft } from './usePdfWork.ts';

interface Props {
  draft: PageDraft | null;
  stray: readonly StrayExcerpt[];
  onKeep(): void;
  onDrop(): void;
  onStray(excerpt: Excerpt): void;
}

export function PdfStrip({ draft, stray, onKeep, onDrop, onStray }: Props) {
  const { width = 0, height = 0, x = 0, y = 0 } = draft?.region ?? {};
  if (!draft && stray.length === 0) return null;
  return (
    <div className="pv-foot">
      {draft && (
        <p className="pv-strip">
          <span>
            {draft.of ? `${draft.of.place}, new place` : 'New region'}: <b>{`${width} × ${height} px at ${x}, ${y}`}</b>
          </span>
          {draft.of && (
            <>
              <button type="button" className="btn small primary" onClick={onKeep}>
                Keep <Keys of="page.keep" />
              </button>
              <button type="button" className="btn small" onClick={onDrop}>
                As it was <Keys of="reader.clear" />
              </button>
            </>
          )}
        </p>
      )}
      {stray.length > 0 && (
        <div className="pv-strip" role="note">
          <TriangleAlert size={15} aria-hidden="true" />
          <span>{counted(stray.length, 'excerpt does', 'excerpts do')} not stand in this text as marked:</span>
          {stray.slice(0, 6).map((one) => (
            <button key={one.excerpt.id} type="button" className="btn small" onClick={() => onStray(one.excerpt)}>
              {one.excerpt.ref} {one.state === 'altered' ? 'altered' : 'made on another text'}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
