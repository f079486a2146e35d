/** Excerpts out to a file of W3C Web Annotations, and such a file in; what was not taken is listed with the reason. */
import type { AnnotationOutcome, AnnotationsImported } from '../../../shared/contract.ts';
import { useNotices } from '../../components/notices.tsx';
import { useRun } from '../../components/useRun.ts';
import { counted, folderName } from '../../components/words.ts';
import { useApi } from '../../state/client.tsx';
import { useChoose } from '../chooser/useChoose.ts';
import { useCaseHere } from './CaseContext.tsx';

/** Reasons shown in a message; a longer list is for the terminal. */
const mostListed = 50;

function Listed({ outcomes, elsewhere }: { outcomes: readonly AnnotationOutcome[]; elsewhere: readonly string[] }) {
  // An annotation about two places may fail twice for one reason
  const reasons = [...new Map(outcomes.map((one) => [`${one.annotation} ${one.because}`, one]))];
  return (
    <>
      {elsewhere.length > 0 && <p>The file names further pages that are not in it: {elsewhere.join(', ')}</p>}
      {outcomes.length > 0 && (
        <details open>
          <summary>Not taken, and why</summary>
          <ul className="not-taken">
            {reasons.slice(0, mostListed).map(([key, { annotation, words, because }]) => (
              <li key={key}>
                {words === null ? <bdi className="mono">{annotation}</bdi> : <bdi title={annotation}>“{words}”</bdi>} {because}
              </li>
            ))}
          </ul>
          {reasons.length > mostListed && <p>And {reasons.length - mostListed} more.</p>}
        </details>
      )}
    </>
  );
}

const told = ({ marked, present, failed }: AnnotationsImported): string =>
  [
    `${counted(marked, 'excerpt')} made of annotations`,
    ...(present > 0 ? [`${present} stood here already`] : []),
    ...(failed > 0 ? [`${failed} not taken`] : []),
  ].join(', ');

export function useAnnotations(title: string) {
  const { handle } = useCaseHere();
  const api = useApi();
  const choose = useChoose();
  const { tell } = useNotices();
  const { run } = useRun();
  const exportThem = () =>
    run(async () => {
      const to = await choose('save-annotations', `${folderName(title)}.jsonld`);
      if (!to) return;
      const { annotations, place } = await api.annotations.export({ case: handle, to });
      tell({ title: `${counted(annotations, 'excerpt')} exported as Web Annotations`, body: <p className="mono wrap">{place}</p> });
    }, 'The annotations were not exported.');
  const importThem = () =>
    run(async () => {
      const ticket = await choose('open-annotations');
      if (!ticket) return;
      const result = await api.annotations.import({ case: handle, ticket });
      const failed = result.outcomes.filter(({ outcome }) => outcome === 'failed');
      const stays = failed.length > 0 || result.elsewhere.length > 0;
      tell({ title: told(result), stays, ...(stays ? { body: <Listed outcomes={failed} elsewhere={result.elsewhere} /> } : {}) });
    }, 'The annotations were not imported.');
  return { exportThem: () => void exportThem(), importThem: () => void importThem() };
}
