/** The marks of one block as buttons in its margin: highlights alone say nothing to a screen reader or in greyscale. */
import { useState } from 'react';
import type { ExcerptId } from '../../../shared/model.ts';
import type { TextMark } from '../../annotate/marks.ts';
import { StanceSign, stanceTelling } from '../../components/Stance.tsx';
import { StateSign, useStateWords } from '../decisions/states.tsx';
import { shortened } from './subject.ts';
import './margin.css';

const mostShown = 6;

export function MarginMarks({
  marks,
  chosen,
  onChoose,
}: {
  marks: readonly TextMark[];
  chosen: ExcerptId | null;
  onChoose(mark: TextMark): void;
}) {
  const [all, setAll] = useState(false);
  const stateOf = useStateWords();
  const shown = all || marks.length <= mostShown + 1 ? marks : marks.slice(0, mostShown);
  return (
    <div className="rd-marks">
      {shown.map((mark) => {
        const isChosen = mark.excerpt !== null && mark.excerpt.id === chosen;
        const became = stateOf(mark.excerpt?.id ?? null);
        const does = mark.stance ? `${stanceTelling[mark.stance].word} ${mark.label}` : `${mark.label}, not linked`;
        return (
          <button
            key={mark.key}
            type="button"
            className="rd-mark"
            data-stance={mark.stance ?? undefined}
            aria-current={isChosen || undefined}
            aria-label={`${does}: “${shortened(mark.quote)}”${mark.excerpt ? '' : ' (saving)'}${became && `; ${became}`}`}
            disabled={!mark.excerpt}
            title={[does, mark.claim && shortened(mark.claim.text, 140), became].filter(Boolean).join('. ')}
            onClick={() => onChoose(mark)}
          >
            {mark.stance && <StanceSign stance={mark.stance} label={false} />}
            <span>{mark.label}</span>
            <StateSign excerpt={mark.excerpt?.id ?? null} />
          </button>
        );
      })}
      {shown.length < marks.length && (
        <button type="button" className="rd-mark" onClick={() => setAll(true)}>
          +{marks.length - shown.length}
          <span className="vh"> more marks of this paragraph</span>
        </button>
      )}
    </div>
  );
}
