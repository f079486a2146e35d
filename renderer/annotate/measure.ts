/** How far two points of a picture lie apart, in pixels of the original. Pure. */
import type { Point } from '../../shared/anchor/geometry.ts';

export interface Measured {
  readonly length: number;
  readonly dx: number;
  readonly dy: number;
  /** Degrees from the upright picture's right, against the clock, -180 to 180; 0 where both are one point. */
  readonly angle: number;
}

export function measured(from: Point, to: Point): Measured {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const angle = (Math.atan2(-dy, dx) * 180) / Math.PI;
  return { length: Math.hypot(dx, dy), dx, dy, angle: angle === -180 ? 180 : angle + 0 };
}

const signed = (value: number): string => `${value < 0 ? '−' : ''}${Math.abs(Math.round(value)).toLocaleString('en-GB')}`;

/** `412.6 px, Δx 400, Δy −101, 14.2°`: y grows downwards, as everywhere in a picture. */
export function measuredWords({ length, dx, dy, angle }: Measured): string {
  const exact = length.toLocaleString('en-GB', { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  return `${exact} px, Δx ${signed(dx)}, Δy ${signed(dy)}, ${angle.toFixed(1).replace('-', '−')}°`;
}
