/** What of a page is not shown in its original appearance, counted. */
import type { LeftOut } from '../../../shared/model.ts';

export type Counts = { -readonly [what in keyof LeftOut]: number };
export const noneLeftOut = (): Counts => ({
  scripts: 0,
  handlers: 0,
  pictures: 0,
  styles: 0,
  frames: 0,
  media: 0,
  controls: 0,
  links: 0,
  redirects: 0,
  hints: 0,
});
