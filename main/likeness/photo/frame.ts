/** Whether what surrounds a picture inside another one is a frame (a page, an app, a border) rather than more of the picture. */
import type { Point } from './affine.ts';
import type { Grey } from './grey.ts';

const cell = 8;
/** Deviation of grey levels below which a cell is plain. */
const plainBelow = 4;

/** `hole`: the convex polygon of the inner picture, clockwise on the screen, in the outer one's pixels. */
export function framed(outer: Grey, hole: readonly Point[]): boolean {
  return mostlyPlainAround(outer, hole) && everyEdgeJumps(outer, hole);
}

function mostlyPlainAround(outer: Grey, hole: readonly Point[]): boolean {
  let [plain, all] = [0, 0];
  for (let y = 0; y + cell <= outer.height; y += cell)
    for (let x = 0; x + cell <= outer.width; x += cell) {
      const corners = [0, cell].flatMap((dy) => [0, cell].map((dx) => ({ x: x + dx, y: y + dy })));
      if (corners.some((corner) => inside(hole, corner))) continue;
      let [sum, squares] = [0, 0];
      for (let i = 0; i < cell * cell; i++) {
        const value = outer.data[(y + Math.floor(i / cell)) * outer.width + x + (i % cell)] ?? 0;
        sum += value;
        squares += value * value;
      }
      const mean = sum / (cell * cell);
      all++;
      plain += +(squares / (cell * cell) - mean * mean < plainBelow * plainBelow);
    }
  return all === 0 || plain >= 0.5 * all;
}

/** A frame stands off along the whole edge; a picture that goes on does not. */
function everyEdgeJumps(outer: Grey, hole: readonly Point[]): boolean {
  const centre = { x: mean(hole.map(({ x }) => x)), y: mean(hole.map(({ y }) => y)) };
  let free = 0;
  for (const [i, to] of hole.entries()) {
    const from = hole.at(i - 1) ?? to;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length < 24) continue;
    let normal = { x: (to.y - from.y) / length, y: -(to.x - from.x) / length };
    if ((from.x - centre.x) * normal.x + (from.y - centre.y) * normal.y < 0) normal = { x: -normal.x, y: -normal.y };
    const across: number[] = [];
    const within: number[] = [];
    for (let step = 4; step < length - 4; step += 2) {
      const at = { x: from.x + ((to.x - from.x) * step) / length, y: from.y + ((to.y - from.y) * step) / length };
      const [out, near, far] = [3, -3, -9].map((d) => value(outer, at.x + normal.x * d, at.y + normal.y * d));
      if (out === undefined || near === undefined || far === undefined) continue;
      across.push(Math.abs(out - near));
      within.push(Math.abs(near - far));
    }
    // Too few points lie inside the outer picture: this edge is its own edge.
    if (across.length < 6) continue;
    free++;
    if (mean(across) < 1.5 * mean(within) + 8) return false;
  }
  return free > 0;
}

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length);

const value = ({ width, height, data }: Grey, x: number, y: number): number | undefined =>
  x < 0 || y < 0 || x >= width || y >= height ? undefined : data[Math.floor(y) * width + Math.floor(x)];

function inside(polygon: readonly Point[], point: Point): boolean {
  let sign = 0;
  for (const [i, to] of polygon.entries()) {
    const from = polygon.at(i - 1) ?? to;
    const cross = (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x);
    if (cross !== 0 && sign !== 0 && cross > 0 !== sign > 0) return false;
    if (cross !== 0) sign = cross;
  }
  return true;
}
