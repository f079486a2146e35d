/** The buttons of a page's marks, in the room at its start, each at the height of its first line. */
import { useMemo } from 'react';
import type { ExcerptId } from '../../../../shared/model.ts';
import type { TextMark } from '../../../annotate/marks.ts';
import { MarginMarks } from '../MarginMarks.tsx';
import type { PageMark } from './pageMarks.ts';

interface Props {
  page: number;
  marks: readonly PageMark[];
  chosen: ExcerptId | null;
  scale: number;
  onChoose(mark: TextMark): void;
}

/** Marks whose first lines are nearer than this stand in one group. */
const together = 14;
const buttonHeight = 27;
const mostShown = 7;

export function PageButtons({ page, marks, chosen, scale, onChoose }: Props) {
  const groups = useMemo(() => {
    const begun = marks.filter(({ isFirst }) => isFirst).map(({ mark, quads }) => ({ mark, y: (quads[0]?.y ?? 0) * scale }));
    const found: { y: number; marks: TextMark[] }[] = [];
    for (const { mark, y } of begun.sort((a, b) => a.y - b.y)) {
      const last = found.at(-1);
      const under = last ? last.y + Math.min(mostShown, last.marks.length) * buttonHeight : Number.NEGATIVE_INFINITY;
      if (last && y < last.y + together) last.marks.push(mark);
      else found.push({ y: Math.max(y, under), marks: [mark] });
    }
    return found;
  }, [marks, scale]);
  if (groups.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's looks
    <div className="pp-buttons" role="group" aria-label={`Marks on page ${page}`}>
      {groups.map((group) => (
        <div key={group.marks[0]?.key} style={{ top: group.y }}>
          <MarginMarks marks={group.marks} chosen={chosen} onChoose={onChoose} />
        </div>
      ))}
    </div>
  );
}
