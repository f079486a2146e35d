/** Block beside block. What went is struck and grey, what came is underlined and blue; each change is said in a word, too. */
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { DiffRow } from '../../../shared/contract.ts';
import type { Source } from '../../../shared/model.ts';
import { count, counted } from '../../components/words.ts';
import { type Cut, cutAt, overlaps, type Span } from './marked.ts';
import { SourceHead } from './SourceHead.tsx';
import { Words } from './Words.tsx';

/** A passage sought: where it stands in the first, where it may stand in the second; several places are numbered. */
export interface Sought {
  readonly a: readonly Span[];
  readonly b: readonly Span[];
  /** Which of the places in the second is in hand. */
  readonly chosen?: number | null;
}
/** `around`: only what stands about the passage sought. */
export type Show = 'around' | 'changes' | 'whole';

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
  show: Show;
  sought: Sought | null;
  /** Under the name of each. */
  under?: { readonly a: ReactNode; readonly b: ReactNode };
  scroller?: RefObject<HTMLElement | null>;
}

export function DiffTable({ rows, a, b, show, sought, under, scroller }: Props) {
  const [most, setMost] = useState(perStep);
  const own = useRef<HTMLElement>(null);
  const box = scroller ?? own;
  const all = show === 'whole' ? rows : folded(rows, sought, show);
  // What is sought must be among the rows that are drawn
  const at = sought === null ? -1 : all.findIndex((row) => !('folded' in row) && holds(row, sought));
  const drawn = Math.max(most, at + 20);
  useEffect(() => {
    if (sought) box.current?.querySelector('.sought')?.scrollIntoView({ block: 'center' });
  }, [sought, box]);
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
              {under?.a}
            </th>
            <th scope="col" colSpan={2}>
              <SourceHead source={b} />
              {under?.b}
            </th>
          </tr>
        </thead>
        <tbody>
          {all.slice(0, drawn).map((row) =>
            'folded' in row ? (
              <tr key={`folded ${row.from}`} className="diff-folded">
                <td colSpan={4}>
                  {counted(row.folded, 'paragraph')}{' '}
                  {row.changed === 0 ? 'the same in both' : `more, ${count(row.changed)} of them changed`}
                </td>
              </tr>
            ) : (
              <tr
                key={`${row.a?.start ?? '-'} ${row.b?.start ?? '-'}`}
                data-change={row.change}
                data-sought={(sought && holds(row, sought)) || undefined}
              >
                <Cell row={row} side="a" sought={sought?.a ?? []} chosen={null} />
                <Cell row={row} side="b" sought={sought?.b ?? []} chosen={sought?.chosen ?? null} />
              </tr>
            ),
          )}
        </tbody>
      </table>
      {all.length > drawn && (
        <button type="button" className="btn small" onClick={() => setMost(drawn + perStep)}>
          Show more of {count(all.length)} rows
        </button>
      )}
    </section>
  );
}

interface Folded {
  readonly folded: number;
  readonly changed: number;
  readonly from: number;
}

const holds = (row: DiffRow, sought: Sought): boolean => overlaps(row.a, sought.a) || overlaps(row.b, sought.b);
/** Rows shown before and after what is sought. */
const about = 4;

/** Long stretches are folded: what is the same but for what stands next to a change; or all but what stands about what is sought. */
function folded(rows: readonly DiffRow[], sought: Sought | null, show: Show): (DiffRow | Folded)[] {
  const near = (index: number, reach: number, wanted: (row: DiffRow) => boolean): boolean =>
    rows.slice(Math.max(0, index - reach), index + reach + 1).some(wanted);
  const shown: (DiffRow | Folded)[] = [];
  for (const [index, row] of rows.entries()) {
    const here =
      show === 'around' && sought !== null
        ? near(index, about, (one) => holds(one, sought))
        : rows.length <= 12 || near(index, 1, ({ change }) => change !== 'same') || (sought !== null && holds(row, sought));
    const changed = row.change === 'same' ? 0 : 1;
    const last = shown.at(-1);
    if (here) shown.push(row);
    else if (last && 'folded' in last) shown[shown.length - 1] = { ...last, folded: last.folded + 1, changed: last.changed + changed };
    else shown.push({ folded: 1, changed, from: index });
  }
  return shown;
}

interface CellProps {
  row: DiffRow;
  side: 'a' | 'b';
  sought: readonly Span[];
  chosen: number | null;
}

function Cell({ row, side, sought, chosen }: CellProps) {
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
      <td className="diff-text" dir="auto" data-type={place?.type} data-side={side} data-at={place?.start}>
        {place && !overlaps(place, sought) && <Words parts={parts} />}
        {place &&
          overlaps(place, sought) &&
          cutAt(parts, place.start, sought).map((cut, index) => {
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text stand in its order
              <span key={index}>
                {cut.marked ? <Boxed cut={cut} sought={sought} chosen={chosen} side={side} /> : <Words parts={cut.parts} />}
              </span>
            );
          })}
      </td>
    </>
  );
}

function Boxed({ cut, sought, chosen, side }: { cut: Cut } & Omit<CellProps, 'row'>) {
  const several = side === 'b' && sought.length > 1;
  return (
    <mark
      className="sought"
      data-side={side}
      data-number={several ? cut.span + 1 : undefined}
      data-chosen={(several && cut.span === chosen) || undefined}
    >
      <Words parts={cut.parts} />
    </mark>
  );
}
