/** Marks on a page: the colour and the line of their stance over the words' own places. */
import { memo } from 'react';
import type { Run } from '../../../../shared/anchor/quads.ts';
import type { Quad, Stance } from '../../../../shared/model.ts';
import { linesOf, outlinePath } from '../../../annotate/lines.ts';
import type { Shape } from './pageMarks.ts';

interface Props {
  shapes: readonly Shape[];
  /** Words that a machine was not sure of. */
  unsure: readonly Run[];
  /** The chosen passage. */
  chosen: readonly Quad[];
  scale: number;
}
type Place = Pick<Quad, 'x' | 'y' | 'width' | 'height'>;

/** How far under the words each stance has its line, in CSS pixels: so that four of them can be told from each other. */
const lines: Readonly<Record<Stance | 'none', readonly number[]>> = {
  supports: [1],
  refutes: [1, 4],
  'fails-to-verify': [3],
  context: [6],
  none: [2],
};

const boxOf = ({ x, y, width, height }: Place, scale: number) => ({
  x: x * scale,
  y: y * scale,
  width: width * scale,
  height: height * scale,
});
const keyOf = ({ x, y }: Place): string => `${x} ${y}`;

export const PageInk = memo(function PageInk({ shapes, unsure, chosen, scale }: Props) {
  const outline = linesOf(
    chosen.map((quad) => {
      const { x, y, width, height } = boxOf(quad, scale);
      return { left: x, top: y, right: x + width, bottom: y + height };
    }),
  );
  return (
    <svg className="pp-ink" aria-hidden="true">
      {unsure.map((run) => {
        const { x, y, width, height } = boxOf(run, scale);
        return <line key={keyOf(run)} className="pp-unsure" x1={x} x2={x + width} y1={y + height + 8} y2={y + height + 8} />;
      })}
      {shapes.map(({ stance, quads }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no name of their own, and nothing in them lives on
        <g key={index} className="pp-mark" data-stance={stance ?? undefined}>
          {quads.map((quad) => {
            const { x, y, width, height } = boxOf(quad, scale);
            return (
              <g key={keyOf(quad)}>
                <rect x={x} y={y} width={width} height={height} />
                {lines[stance ?? 'none'].map((off) => (
                  <line key={off} x1={x} x2={x + width} y1={y + height + off} y2={y + height + off} />
                ))}
              </g>
            );
          })}
        </g>
      ))}
      {outline.length > 0 && <path className="pp-chosen" d={outlinePath(outline, 2)} />}
    </svg>
  );
});

/** What is in hand, or what was looked for. */
export const PageWash = memo(function PageWash({
  quads,
  scale,
  kind,
}: {
  quads: readonly Quad[];
  scale: number;
  kind: 'hand' | 'found' | 'here';
}) {
  return (
    <svg className="pp-ink pp-wash" data-kind={kind} aria-hidden="true">
      {quads.map((quad) => (
        <rect key={keyOf(quad)} {...boxOf(quad, scale)} />
      ))}
    </svg>
  );
});
