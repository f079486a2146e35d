/** Block beside block. What went is struck and grey, what came is underlined and blue; each change is said in a word, too. */
import { useEffect, useRef, useState } from 'react';
import type { DiffRow } from '../../../shared/contract.ts';
import type { Source } from '../../../shared/model.ts';
import { count, counted } from '../../components/words.ts';
import { cutAt, overlaps, type Span } from './marked.ts';
import { SourceHead } from './SourceHead.tsx';
import { Words } from './Words.tsx';

/** A passage sought: where it stands in the first, where it may stand in the second. */
export interface Sought {
  readonly a: readonly Span[];
  readonly b: readonly Span[];
}

const said: Readonly<Record<DiffRow['change'], string>> = {
  same: '',
  changed: 'changed',
  removed: 'only here',
  added: 'only here',
  moved: 'moved',
};
/** Rows drawn at a time; a book has thousands. */
const perStep = 400;

interface Props {
  rows: readonly DiffRow[];
  a: Source;
  b: Source;
  whole: boolean;
  sought: Sought | null;
}

export function DiffTable({ rows, a, b, whole, sought }: Props) {
  const [most, setMost] = useState(perStep);
  const box = useRef<HTMLElement>(null);
  const all = whole ? rows : foldSame(rows, sought);
  useEffect(() => {
    if (sought) box.current?.querySelector('.sought')?.scrollIntoView({ block: 'center' });
  }, [sought]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard
    <section ref={box} className="diff-scroll" tabIndex={0} data-f6-focus aria-label="Differences by word">
      <table className="diff">
        <colgroup>
          <col className="diff-number" />
          <col />
          <col className="diff-number" />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              <SourceHead source={a} />
            </th>
            <th scope="col" colSpan={2}>
              <SourceHead source={b} />
            </th>
          </tr>
        </thead>
        <tbody>
          {all.slice(0, most).map((row) =>
            'folded' in row ? (
              <tr key={`folded ${row.from}`} className="diff-folded">
                <td colSpan={4}>{counted(row.folded, 'paragraph')} the same in both</td>
              </tr>
            ) : (
              <tr key={`${row.a?.start ?? '-'} ${row.b?.start ?? '-'}`} data-change={row.change}>
                <Cell row={row} side="a" sought={sought?.a ?? []} />
                <Cell row={row} side="b" sought={sought?.b ?? []} />
              </tr>
            ),
          )}
        </tbody>
      </table>
      {all.length > most && (
        <button type="button" className="btn small" onClick={() => setMost(most + perStep)}>
          Show more of {count(all.length)} rows
        </button>
      )}
    </section>
  );
}

interface Folded {
  readonly folded: number;
  readonly from: number;
}

/** Long stretches that are the same are folded, all but what stands next to a change or holds what is sought. */
function foldSame(rows: readonly DiffRow[], sought: Sought | null): (DiffRow | Folded)[] {
  const shown: (DiffRow | Folded)[] = [];
  for (const [index, row] of rows.entries()) {
    const near = rows.slice(Math.max(0, index - 1), index + 2).some(({ change }) => change !== 'same');
    const wanted = sought !== null && (overlaps(row.a, sought.a) || overlaps(row.b, sought.b));
    const last = shown.at(-1);
    if (near || wanted || rows.length <= 12) shown.push(row);
    else if (last && 'folded' in last) shown[shown.length - 1] = { ...last, folded: last.folded + 1 };
    else shown.push({ folded: 1, from: index });
  }
  return shown;
}

function Cell({ row, side, sought }: { row: DiffRow; side: 'a' | 'b'; sought: readonly Span[] }) {
  const place = row[side];
  const other = side === 'a' ? 'added' : 'removed';
  const parts = row.parts
    .filter(({ op }) => op !== other)
    .map((part) => (row.change === 'moved' ? { ...part, op: 'same' as const } : part));
  return (
    <>
      <td className="diff-number">
        {place?.number ?? ''}
        {place && said[row.change] && <small>{said[row.change]}</small>}
      </td>
      <td className="diff-text" dir="auto" data-type={place?.type}>
        {place && !overlaps(place, sought) && <Words parts={parts} />}
        {place &&
          overlaps(place, sought) &&
          cutAt(parts, place.start, sought).map((cut, index) => {
            const words = <Words parts={cut.parts} />;
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text stand in its order
            return <span key={index}>{cut.marked ? <mark className="sought">{words}</mark> : words}</span>;
          })}
      </td>
    </>
  );
}
