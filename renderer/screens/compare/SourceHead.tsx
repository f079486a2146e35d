/** Which of the two it is, over its column: reference, title, and when it is from. */
import type { Source } from '../../../shared/model.ts';
import { SourceIcon } from '../../components/SourceIcon.tsx';
import { edtf, instant } from '../../components/words.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { Boxed } from '../import/FileName.tsx';

export function SourceHead({ source }: { source: Source }) {
  const store = useSelectionStore();
  const { published, captured, fetched } = source.metadata;
  const date = source.corrections.published ?? published?.value ?? captured?.value.local;
  return (
    <div className="compare-head">
      <SourceIcon source={source} size={15} />
      <button type="button" className="textlink" title={source.title} onClick={() => store.chooseSource(source.id)}>
        <span className="ref">{source.ref}</span>{' '}
        <bdi>
          <Boxed text={source.title} />
        </bdi>
      </button>
      <small className="muted cut">
        {date ? edtf(date) : 'no date'} ·{' '}
        {fetched ? `fetched ${instant(fetched.value)}` : `imported ${instant(source.provenance.importedAt)}`}
      </small>
    </div>
  );
}
