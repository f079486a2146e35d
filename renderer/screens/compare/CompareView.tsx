/** Two sources side by side: what both hold, where they differ, and what a person concludes. The program states; it decides nothing. */
import { skipToken, useQuery } from '@tanstack/react-query';
import { ArrowLeft, ArrowLeftRight } from 'lucide-react';
import type { Source, SourceId } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { SourceIcon } from '../../components/SourceIcon.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { edtf, instant } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useSelection, useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { ComparePhotos } from './ComparePhotos.tsx';
import { CompareTexts } from './CompareTexts.tsx';
import { Judge } from './Judge.tsx';
import './compare.css';

export default function CompareView() {
  const pair = useSelection((now) => now.pair);
  return pair ? <Pair key={`${pair.a} ${pair.b}`} a={pair.a} b={pair.b} /> : <p className="empty">Choose two sources to compare.</p>;
}

function Pair({ a, b }: { a: SourceId; b: SourceId }) {
  const api = useApi();
  const store = useSelectionStore();
  const { handle } = useCaseHere();
  const [left, right] = [useOne(a), useOne(b)];
  const versions = useQuery({
    queryKey: [...keys.source(handle, b), 'versions'],
    queryFn: ({ signal }) => api.sources.versions({ case: handle, source: b }, { signal }),
  }).data?.versions;
  const error = left.error ?? right.error;
  const areVersions = versions?.some(({ id }) => id === a) ?? false;
  return (
    <section className="panel compare" aria-label="Compare" data-f6 tabIndex={-1}>
      <div className="phead">
        <button type="button" className="btn small ghost" onClick={() => store.chooseSource(b)}>
          <ArrowLeft size={14} aria-hidden="true" />
          Back to the source
        </button>
        <h2>{areVersions ? 'Two versions of one address' : 'Two sources side by side'}</h2>
        <span className="grow" />
        <button type="button" className="btn small" onClick={() => store.compare(b, a)}>
          <ArrowLeftRight size={14} aria-hidden="true" />
          Change sides
        </button>
      </div>
      {error && (
        <div className="empty">
          <FormFailure failure={toFailure(error)} />
        </div>
      )}
      {(!left.data || !right.data) && !error && <Waiting words="Opening both" />}
      {left.data && right.data && (
        <>
          <div className="compare-heads">
            <Head source={left.data} />
            <Head source={right.data} />
          </div>
          <Judge a={left.data} b={right.data} areVersions={areVersions} />
          <Both a={left.data} b={right.data} areVersions={areVersions} />
        </>
      )}
    </section>
  );
}

function useOne(id: SourceId) {
  const api = useApi();
  const { handle } = useCaseHere();
  return useQuery({
    queryKey: keys.source(handle, id),
    queryFn: id ? ({ signal }) => api.sources.get({ case: handle, source: id }, { signal }) : skipToken,
  });
}

function Head({ source }: { source: Source }) {
  const store = useSelectionStore();
  const { published, captured, fetched } = source.metadata;
  const date = source.corrections.published ?? published?.value ?? captured?.value.local;
  return (
    <div className="compare-head">
      <SourceIcon source={source} />
      <button type="button" className="textlink cut" onClick={() => store.chooseSource(source.id)}>
        <span className="ref">{source.ref}</span> <bdi>{source.title}</bdi>
      </button>
      <small className="muted cut">
        {[
          date ? edtf(date) : 'no date',
          fetched ? `fetched ${instant(fetched.value)}` : null,
          `imported ${instant(source.provenance.importedAt)}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </div>
  );
}

function Both({ a, b, areVersions }: { a: Source; b: Source; areVersions: boolean }) {
  if (a.kind === 'photo' && b.kind === 'photo') return <ComparePhotos a={a} b={b} />;
  if (a.rendition && b.rendition) return <CompareTexts a={a} b={b} areVersions={areVersions} />;
  return <p className="empty">Only two texts or two photos can be put side by side.</p>;
}
