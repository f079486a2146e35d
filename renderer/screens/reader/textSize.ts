/** Size of the letters and width of the column, as settings of this person: the steps there are. Pure. */
import type { Settings } from '../../../shared/contract.ts';

export type Reading = Settings['reading'];
export const usual: Reading = { size: 17, width: 70 };
const sizes = [12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 24, 26, 28, 30, 32];
const widths = [40, 45, 50, 55, 60, 65, 70, 75, 80, 90, 100, 110, 120];

function stepOf(steps: readonly number[], now: number, by: 1 | -1): number {
  const next = by === 1 ? steps.find((step) => step > now) : steps.findLast((step) => step < now);
  return next ?? now;
}
export const sized = (reading: Reading, by: 1 | -1): Reading => ({ ...reading, size: stepOf(sizes, reading.size, by) });
export const widened = (reading: Reading, by: 1 | -1): Reading => ({ ...reading, width: stepOf(widths, reading.width, by) });
