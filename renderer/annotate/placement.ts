/** Where a popover goes, so that what it is about stays in sight. Pure. */
import type { Size } from '../../shared/anchor/geometry.ts';
import type { Box } from './lines.ts';

export interface Placed {
  readonly left: number;
  readonly top: number;
  readonly side: 'above' | 'below' | 'over';
}

/** So far from the subject a popover may stand to leave its paragraph in sight: about four lines of text. */
const within = 120;

/**
 * Above the subject's `surroundings` (its paragraph, which is read to judge it), else below them, where that is near;
 * else right above the subject, since what stands there has been read already; else below it. Where neither has room
 * (a passage larger than the view) it lies along the view's lower edge. All boxes share one coordinate system.
 */
export function place(subject: Box, popover: Size, view: Box, surroundings: Box = subject, gap = 8): Placed {
  const middle = (subject.left + subject.right) / 2;
  const furthest = Math.max(view.left + gap, view.right - gap - popover.width);
  const left = Math.max(view.left + gap, Math.min(furthest, middle - popover.width / 2));
  const clear = surroundings.top - gap - popover.height;
  if (clear >= view.top + gap && subject.top - surroundings.top <= within) return { left, top: clear, side: 'above' };
  const under = surroundings.bottom + gap;
  if (under + popover.height <= view.bottom - gap && surroundings.bottom - subject.bottom <= within && under >= view.top + gap)
    return { left, top: under, side: 'below' };
  const above = subject.top - gap - popover.height;
  if (above >= view.top + gap) return { left, top: above, side: 'above' };
  const below = subject.bottom + gap;
  if (below + popover.height <= view.bottom - gap) return { left, top: Math.max(view.top + gap, below), side: 'below' };
  return { left, top: Math.max(view.top + gap, view.bottom - gap - popover.height), side: 'over' };
}
