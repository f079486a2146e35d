/** Two sources side by side: what both hold, where they differ, and what a person concludes. The program states; it decides nothing. */
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, ArrowLeftRight, Columns2 } from 'lucide-react';
import type { Source, SourceId } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { toFailure, useApi } from '../../state/client.tsx';
import { keys, useSource } from '../../state/queries.ts';
import { useSelection, useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { ChooseOther } from './ChooseOther.tsx';
import { ComparePhotos } from './ComparePhotos.tsx';
import { CompareTexts } from './CompareTexts.tsx';
import './compare.css';

export default function CompareView() {
  const pair = useSelection((now) => now.pair);
  const source = useSelection((now) => now.source);
  if (pair) return <Pair key={`${pair.a} ${pair.b}`} a={pair.a} b={pair.b} />;
  return source ? <ChooseOther source={source} /> : <p className="empty">Open a source first, then choose the one to compare it with.</p>;
}

function Pair({ a, b }: { a: SourceId; b: SourceId }) {
  const api = useApi();
  const store = useSelectionStore();
  const { handle } = useCaseHere();
  const [left, right] = [useSource(handle, a), useSource(handle, b)];
  const versions = useQuery({
    queryKey: [...keys.source(handle, b), 'versions'],
    queryFn: ({ signal }) => api.sources.versions({ case: handle, source: b }, { signal }),
  });
  const error = left.error ?? right.error ?? versions.error;
  const areVersions = versions.data?.versions.some(({ id }) => id === a) ?? false;
  return (
    <section className="panel compare" aria-label="Compare" data-f6 tabIndex={-1}>
      <div className="phead">
        <Columns2 size={15} aria-hidden="true" className="muted" />
        <h2>Compare</h2>
        <span className="muted">
          {left.data?.ref} with {right.data?.ref}
          {areVersions ? ', two versions of one address' : ''}
        </span>
        <span className="grow" />
        <button type="button" className="btn small" onClick={() => store.compare(b, a)}>
          <ArrowLeftRight size={14} aria-hidden="true" />
          Change sides
        </button>
        <button type="button" className="btn small" onClick={() => store.chooseSource(b)}>
          <ArrowLeft size={14} aria-hidden="true" />
          To {right.data?.ref ?? 'the source'}
        </button>
      </div>
      {error && (
        <div className="empty">
          <FormFailure failure={toFailure(error)} />
        </div>
      )}
      {!error && (!left.data || !right.data || !versions.data) && <Waiting words="Opening both" />}
      {left.data && right.data && versions.data && <Both a={left.data} b={right.data} areVersions={areVersions} />}
    </section>
  );
}

function Both({ a, b, areVersions }: { a: Source; b: Source; areVersions: boolean }) {
  if (a.kind === 'photo' && b.kind === 'photo') return <ComparePhotos a={a} b={b} areVersions={areVersions} />;
  if (a.rendition && b.rendition) return <CompareTexts a={a} b={b} areVersions={areVersions} />;
  return <p className="empty">Only two texts or two photos can be put side by side.</p>;
}
