/** Hedges that stood in the former words and do not in the new ones, or the other way round: by a list of words, and said to be. */
import { TriangleAlert } from 'lucide-react';
import type { ToDecide } from '../../../shared/contract.ts';
import { useSource } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';
import type { Place } from './byHand.ts';
import { hedgeChange } from './hedges.ts';

const quoted = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ');

export function HedgeCard({ item: { excerpt, source, into }, place }: { item: ToDecide; place: Place | null }) {
  const { handle } = useCaseHere();
  const language = useSource(handle, source.id).data?.metadata.language?.value ?? source.language;
  if (place === null || excerpt.quote === null || place.exact === excerpt.quote) return null;
  const { gone, came, list } = hedgeChange(excerpt.quote, place.exact, language);
  if (gone.length + came.length === 0) return null;
  return (
    <section className="decide-hedge" aria-label="Hedges">
      <TriangleAlert size={15} aria-hidden="true" />
      <div>
        {gone.length > 0 && (
          <p>
            <b className="strong">
              {gone.length === 1 ? 'A hedge is gone: ' : 'Hedges are gone: '}
              <bdi>{quoted(gone)}</bdi>
            </b>
          </p>
        )}
        {came.length > 0 && (
          <p>
            <b className="strong">
              {came.length === 1 ? 'A hedge came in: ' : 'Hedges came in: '}
              <bdi>{quoted(came)}</bdi>
            </b>
          </p>
        )}
        <p>
          {gone.length > 0
            ? `${source.ref} says how it seemed or who said so; in ${into.ref} that word is missing.`
            : `${into.ref} is less sure than ${source.ref} was.`}{' '}
          <span className="muted">Found by a list of {list} words, which knows no meaning: read both.</span>
        </p>
      </div>
    </section>
  );
}
