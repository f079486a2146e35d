/** Passages that two texts share, each beside the other, with the place that citations use. */
import { useQuery } from '@tanstack/react-query';
import type { Source } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { counted } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';

export function Passages({ a, b }: { a: Source; b: Source }) {
  const api = useApi();
  const { handle } = useCaseHere();
  const detail = useQuery({
    queryKey: [...keys.likeness(handle), 'detail', a.id, b.id],
    queryFn: ({ signal }) => api.likeness.detail({ case: handle, a: a.id, b: b.id }, { signal }),
    gcTime: 20_000,
  });
  if (detail.error) return <FormFailure failure={toFailure(detail.error)} />;
  if (!detail.data) return <Waiting words="Looking for shared passages" />;
  const { found, passages } = detail.data;
  return (
    <>
      <p className="compare-sum" role="status">
        {found.words}
      </p>
      {passages && passages.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard
        <section className="diff-scroll" tabIndex={0} aria-label="Shared passages">
          <table className="diff">
            <caption>{counted(passages.length, 'shared passage')}</caption>
            <tbody>
              {passages.map((passage) => (
                <tr key={`${passage.a.start} ${passage.b.start}`}>
                  <td className="diff-number">{passage.a.place}</td>
                  <td className="diff-text shared" dir="auto">
                    {passage.a.text}
                  </td>
                  <td className="diff-number">{passage.b.place}</td>
                  <td className="diff-text shared" dir="auto">
                    {passage.b.text}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
