/** A source by its reference and title, one click away. */
import { useQuery } from '@tanstack/react-query';
import type { Ref, SourceId, SourceRow } from '../../../../shared/model.ts';
import { SourceIcon } from '../../../components/SourceIcon.tsx';
import { useApi } from '../../../state/client.tsx';
import { useSelectionStore } from '../../../state/selection.tsx';
import { useCaseHere } from '../../case/CaseContext.tsx';

type Told = Pick<SourceRow, 'id' | 'ref' | 'kind' | 'mediaType' | 'reading' | 'title'>;

interface Props<S> {
  source: S;
  /** Its reference alone, where there is no room for more. */
  short?: boolean;
}

export function SourceLink({ source, short = false }: Props<Told>) {
  const store = useSelectionStore();
  return (
    <button type="button" className="textlink source-link" onClick={() => store.chooseSource(source.id)}>
      <SourceIcon source={source} size={14} />
      <span className="ref">{source.ref}</span>
      <bdi className={short ? 'vh' : 'cut'}>{source.title}</bdi>
    </button>
  );
}

/** The same where only its id or reference is known. */
export function SourceLinkTo({ source, short = false }: Props<SourceId | Ref>) {
  const found = useSourceById(source);
  return found ? <SourceLink source={found} short={short} /> : <span className="muted">…</span>;
}

function useSourceById(source: SourceId | Ref) {
  const api = useApi();
  const { handle } = useCaseHere();
  return useQuery({
    queryKey: ['case', handle, 'source', source],
    queryFn: ({ signal }) => api.sources.get({ case: handle, source }, { signal }),
  }).data;
}
