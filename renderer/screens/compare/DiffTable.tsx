/** Block beside block. What went is struck and grey, what came is underlined and blue; both are said for those who cannot see it. */
import type { DiffRow } from '../../../shared/contract.ts';
import { counted } from '../../components/words.ts';

const said: Readonly<Record<DiffRow['change'], string>> = {
  same: '',
  changed: 'changed',
  removed: 'only here',
  added: 'only here',
  moved: 'moved',
};

export function DiffTable({ rows, a, b }: { rows: readonly (DiffRow | { folded: number })[]; a: string; b: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard
    <section className="diff-scroll" tabIndex={0} aria-label="Differences by word">
      <table className="diff">
        <thead className="vh">
          <tr>
            <th>¶</th>
            <th>{a}</th>
            <th>¶</th>
            <th>{b}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) =>
            'folded' in row ? (
              <tr key={`folded ${row.folded}`} className="diff-folded">
                <td colSpan={4}>{counted(row.folded, 'paragraph')} the same in both</td>
              </tr>
            ) : (
              <Row key={`${row.a?.start ?? '-'} ${row.b?.start ?? '-'}`} row={row} />
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row }: { row: DiffRow }) {
  return (
    <tr data-change={row.change}>
      <Cell row={row} side="a" />
      <Cell row={row} side="b" />
    </tr>
  );
}

function Cell({ row, side }: { row: DiffRow; side: 'a' | 'b' }) {
  const place = row[side];
  const other = side === 'a' ? 'added' : 'removed';
  return (
    <>
      <td className="diff-number">
        {place?.number ?? ''}
        {place && said[row.change] && <small>{said[row.change]}</small>}
      </td>
      <td className="diff-text" dir="auto" data-type={place?.type}>
        {place &&
          row.parts
            .filter(({ op }) => op !== other)
            .map(({ op, text }, index) => {
              if (op === 'same' || row.change === 'moved') return text;
              const Tag = op === 'removed' ? 'del' : 'ins';
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text stand in its order
              return <Tag key={index}>{text}</Tag>;
            })}
      </td>
    </>
  );
}
