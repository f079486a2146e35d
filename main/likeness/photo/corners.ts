/** Corners of one grey picture: FAST-9 (Rosten and Drummond 2006) ranked by Harris response, as ORB does it. */
import type { Grey } from './grey.ts';

export interface Corner {
  /** Whole pixels. */
  readonly x: number;
  readonly y: number;
  readonly strength: number;
}

/** A circle of 16 pixels with radius 3, clockwise from the top. */
const circle: readonly (readonly [number, number])[] = [
  [0, -3],
  [1, -3],
  [2, -2],
  [3, -1],
  [3, 0],
  [3, 1],
  [2, 2],
  [1, 3],
  [0, 3],
  [-1, 3],
  [-2, 2],
  [-3, 1],
  [-3, 0],
  [-3, -1],
  [-2, -2],
  [-1, -3],
]; // prettier-ignore
const arc = 9;
/** Grey levels by which a whole arc must differ from the centre: first the higher; the lower where that finds too few (night, fog). */
const contrasts = [18, 7];

/** Corners at least `border` pixels from the edge, strongest among their eight neighbours; `enough` of them where the picture has so many. */
export function cornersIn(grey: Grey, border: number, enough: number): Corner[] {
  let corners: Corner[] = [];
  for (const contrast of contrasts) {
    corners = withContrast(grey, border, contrast);
    if (corners.length >= enough) break;
  }
  return corners;
}

function withContrast({ width, height, data }: Grey, border: number, contrast: number): Corner[] {
  const offsets = Int32Array.from([...circle, ...circle.slice(0, arc - 1)], ([x, y]) => y * width + x);
  const strengths = new Float32Array(width * height);
  const found: number[] = [];
  for (let y = border; y < height - border; y++)
    for (let at = y * width + border; at < (y + 1) * width - border; at++) {
      const centre = data[at] ?? 0;
      const high = centre + contrast;
      const low = centre - contrast;
      // An arc of nine covers two neighbours of the four compass points, so one of each opposite pair.
      const up = data[at - 3 * width] ?? 0;
      const down = data[at + 3 * width] ?? 0;
      const left = data[at - 3] ?? 0;
      const right = data[at + 3] ?? 0;
      const bright = (up > high || down > high) && (left > high || right > high);
      const dark = (up < low || down < low) && (left < low || right < low);
      if (!(bright || dark) || !hasArc(data, at, offsets, high, low)) continue;
      const strength = harris(data, at, width);
      if (strength <= 0) continue;
      strengths[at] = strength;
      found.push(at);
    }
  return found.flatMap((at) => {
    const strength = strengths[at] ?? 0;
    for (let dy = -width; dy <= width; dy += width)
      for (let dx = -1; dx <= 1; dx++) {
        const beside = strengths[at + dy + dx] ?? 0;
        // Of two equal neighbours the first stands.
        if (beside > strength || (beside === strength && dy + dx < 0)) return [];
      }
    return [{ x: at % width, y: Math.floor(at / width), strength }];
  });
}

function hasArc(data: Uint8Array, at: number, offsets: Int32Array, high: number, low: number): boolean {
  let above = 0;
  let below = 0;
  for (let i = 0; i < offsets.length; i++) {
    const value = data[at + (offsets[i] ?? 0)] ?? 0;
    above = value > high ? above + 1 : 0;
    below = value < low ? below + 1 : 0;
    if (above === arc || below === arc) return true;
  }
  return false;
}

/** Harris response over 7 × 7 pixels. Negative on straight edges. */
function harris(data: Uint8Array, at: number, width: number): number {
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let dy = -3; dy <= 3; dy++)
    for (let dx = -3; dx <= 3; dx++) {
      const p = at + dy * width + dx;
      const upper = p - width;
      const lower = p + width;
      const gx =
        2 * ((data[p + 1] ?? 0) - (data[p - 1] ?? 0)) +
        (data[upper + 1] ?? 0) -
        (data[upper - 1] ?? 0) +
        (data[lower + 1] ?? 0) -
        (data[lower - 1] ?? 0); // prettier-ignore
      const gy =
        2 * ((data[lower] ?? 0) - (data[upper] ?? 0)) +
        (data[lower + 1] ?? 0) -
        (data[upper + 1] ?? 0) +
        (data[lower - 1] ?? 0) -
        (data[upper - 1] ?? 0); // prettier-ignore
      xx += gx * gx;
      yy += gy * gy;
      xy += gx * gy;
    }
  return (xx * yy - xy * xy - 0.04 * (xx + yy) ** 2) / 1e6;
}
