/** The texts of a source: extracted from the file, or read by machine; which one stands in the reader; and reading another. */
import { useQuery } from '@tanstack/react-query';
import { FileText, ScanText } from 'lucide-react';
import type { RenditionId, RenditionRow, Source } from '../../../../shared/model.ts';
import { counted } from '../../../components/words.ts';
import { useApi } from '../../../state/client.tsx';
import { keys } from '../../../state/queries.ts';
import { useCaseHere } from '../../case/CaseContext.tsx';
import { ReadByMachine } from '../ReadByMachine.tsx';
import { renditionWords } from './factWords.ts';
import { Fact } from './Sheet.tsx';

export function useRenditions(source: Source): readonly RenditionRow[] {
  const api = useApi();
  const { handle } = useCaseHere();
  return (
    useQuery({
      queryKey: [...keys.source(handle, source.id), 'renditions'],
      queryFn: ({ signal }) => api.sources.renditions({ case: handle, source: source.id }, { signal }),
    }).data?.renditions ?? []
  );
}

interface Props {
  source: Source;
  shown: RenditionId | null;
  onShow(rendition: RenditionId): void;
}

export function Texts({ source, shown, onShow }: Props) {
  const { handle, readOnly } = useCaseHere();
  const renditions = useRenditions(source);
  // Scanned pages are asked about where they were found
  const asks = source.kind === 'photo' && !readOnly;
  if (renditions.length === 0 && !asks) return null;
  return (
    <Fact
      title={source.kind === 'photo' ? 'Text in the photo' : 'Texts'}
      from={renditions.length > 1 ? counted(renditions.length, 'text') : null}
    >
      {renditions.length === 0 && <p className="muted">Nobody has read it yet.</p>}
      <ul className="rs-texts">
        {renditions.map((one) => (
          <li key={one.id}>
            {one.kind === 'extracted' ? <FileText size={14} aria-hidden="true" /> : <ScanText size={14} aria-hidden="true" />}
            <div>
              <p>{renditionWords(one)}</p>
              <small>
                {counted(one.characters, 'character')}
                {one.language ? `, ${one.language}` : ''} · {one.extractor} {one.extractorVersion}
              </small>
            </div>
            {one.characters === 0 ? (
              <span className="muted small">no words</span>
            ) : shown === one.id ? (
              <span className="muted small">in the reader</span>
            ) : (
              <button type="button" className="btn small" onClick={() => onShow(one.id)}>
                Show<span className="vh">: {renditionWords(one)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {asks && <ReadByMachine handle={handle} source={source.id} compact />}
    </Fact>
  );
}
