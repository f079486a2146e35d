/** A source by its reference and title, one click away. */
import { useQuery } from '@tanstack/react-query';
import type { Ref, SourceId, SourceRow } from '../../../../shared/model.ts';
import { SourceIcon } from '../../../components/SourceIcon.tsx';
import { useApi } from '../../../state/client.tsx';
import { useSelectionStore } from '../../../state/selection.tsx';
import { useCaseHere } from '../../case/CaseContext.tsx';

type Told = Pick<SourceRow, 'id' | 'ref' | 'kind' | 'mediaType' | 'reading' | 'title'>;

export function SourceLink({ source }: { source: Told }) {
  const store = useSelectionStore();
  return (
    <button type="button" className="textlink source-link" onClick={() => store.chooseSource(source.id)}>
      <SourceIcon source={source} size={14} />
      <span className="ref">{source.ref}</span>
      <bdi className="cut">{source.title}</bdi>
    </button>
  );
}

/** The same where only its id or reference is known. */
export function SourceLinkTo({ source }: { source: SourceId | Ref }) {
  const found = useSourceById(source);
  return found ? <SourceLink source={found} /> : <span className="muted">…</span>;
}

export function useSourceById(source: SourceId | Ref) {
  const api = useApi();
  const { handle } = useCaseHere();
  return useQuery({
    queryKey: ['case', handle, 'source', source],
    queryFn: ({ signal }) => api.sources.get({ case: handle, source }, { signal }),
  }).data;
}
