/** The sample case in five steps: what to try there, and the keys that do it. */

import { FileCheck2, Link2, type LucideIcon, Newspaper, Scale, SearchX } from 'lucide-react';
import type { ActionId } from '../../keys/actions.ts';
import { Keys } from '../../keys/Keys.tsx';

const steps: readonly { icon: LucideIcon; name: string; words: string; keys: readonly ActionId[] }[] = [
  {
    icon: Newspaper,
    name: 'Read and mark',
    words: 'An agency’s report of January 2023. Mark “appeared”, and the passage it hedges.',
    keys: ['text.next-sentence', 'text.previous-sentence'],
  },
  {
    icon: Link2,
    name: 'Link and say why',
    words: 'A strike, the dormitories, the troops, the 600: one claim becomes four.',
    keys: ['link.supports', 'link.refutes', 'link.context'],
  },
  {
    icon: SearchX,
    name: 'Look, and not find',
    words: 'No bodies, no blood: absence of evidence is not refutation.',
    keys: ['link.fails-to-verify'],
  },
  {
    icon: Scale,
    name: 'Weigh it',
    words: 'A rewrite that drops the hedge is no second witness. Give a verdict, with its reason.',
    keys: [],
  },
  { icon: FileCheck2, name: 'Report', words: 'A sourced PDF in which every statement leads back to the original.', keys: ['case.export'] },
];

export function Steps() {
  return (
    <ol className="steps">
      {steps.map(({ icon: Icon, name, words, keys }, index) => (
        <li key={name}>
          <span className="tile">
            <Icon size={16} aria-hidden="true" />
          </span>
          <div>
            <b className="strong">
              {index + 1}&ensp;{name}
            </b>
            <p>{words}</p>
          </div>
          <span>
            {keys.map((key) => (
              <Keys key={key} of={key} />
            ))}
          </span>
        </li>
      ))}
    </ol>
  );
}
