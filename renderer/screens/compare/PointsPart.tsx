/** The points set by hand: where they are on each, how far they miss, what they are called; and how to set one. */
import { Crosshair, X } from 'lucide-react';
import type { Source } from '../../../shared/model.ts';
import { Keys } from '../../keys/Keys.tsx';
import type { Point } from './fit.ts';
import type { Points } from './usePoints.ts';

const told = ({ x, y }: Point): string => `${Math.round(x)}, ${Math.round(y)}`;

export function PointsPart({ a, b, points, auto }: { a: Source; b: Source; points: Points; auto: boolean }) {
  const { pairs, fitted, pointing } = points;
  const misses = fitted?.misses ?? null;
  const largest = misses && Math.max(...misses);
  return (
    <section className="points-part" aria-label="Aligned points">
      <h3>
        Aligned points{' '}
        {largest !== null && (
          <span className="muted">
            largest miss {largest.toFixed(1)} px{pairs.length === 3 && fitted?.kind === 'affine' ? ' without shear' : ''}
          </span>
        )}
      </h3>
      {pairs.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Point</th>
              <th scope="col">{a.ref}</th>
              <th scope="col">{b.ref}</th>
              <th scope="col">miss</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a point is its number
              <tr key={index}>
                <th scope="row">
                  <kbd>{index + 1}</kbd>
                  <input
                    aria-label={`Name of point ${index + 1}`}
                    placeholder="name it"
                    maxLength={60}
                    value={pair.name}
                    onChange={(event) => points.rename(index, event.target.value)}
                  />
                </th>
                <td>{told(pair.a)}</td>
                <td>{told(pair.b)}</td>
                <td>{misses?.[index]?.toFixed(1) ?? ''}</td>
                <td>
                  <button
                    type="button"
                    className="icon small"
                    aria-label={`Delete point ${index + 1}`}
                    onClick={() => points.remove(index)}
                  >
                    <X size={13} aria-hidden="true" />
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="muted" role="status">
        {pointing ? (
          <>
            <Crosshair size={13} aria-hidden="true" />{' '}
            {pointing.side === 'a'
              ? `Point ${pairs.length + 1}: press on a place of ${a.ref} that ${b.ref} shows too; or arrows and Enter.`
              : `Now the same place on ${b.ref}.`}
          </>
        ) : pairs.length === 1 ? (
          'One more, and they are laid on one another by your points.'
        ) : pairs.length === 2 ? (
          'Two points always fit; a third tells how well.'
        ) : pairs.length >= 3 ? (
          'Your points are used, not what the program found.'
        ) : auto ? (
          <>
            The program laid them on one another. <Keys of="compare.point" /> sets points of your own.
          </>
        ) : (
          <>
            Place two points to lay them on one another: <Keys of="compare.point" />
          </>
        )}
      </p>
      {pairs.length > 0 && (
        <button type="button" className="btn small" onClick={points.clear}>
          Delete all points
        </button>
      )}
    </section>
  );
}
