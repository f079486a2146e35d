/** What an original appearance leaves out, in words. Pure. */
import type { LeftOut } from '../../../../shared/model.ts';
import { counted } from '../../../components/words.ts';

/** One piece for each kind that there was, the most telling first. */
export function leftOutWords(left: LeftOut): string[] {
  const pieces: [number, string, string][] = [
    [left.scripts + left.handlers, 'script', 'scripts'],
    [left.pictures, 'picture that is not in the file', 'pictures that are not in the file'],
    [left.styles, 'style from elsewhere', 'styles from elsewhere'],
    [left.frames, 'frame', 'frames'],
    [left.media, 'video or sound', 'videos or sounds'],
    [left.redirects, 'redirection', 'redirections'],
    [left.hints, 'order to fetch ahead', 'orders to fetch ahead'],
  ];
  return pieces.flatMap(([count, one, many]) => (count > 0 ? [counted(count, one, many)] : []));
}
/** What is there, but does nothing. */
export function deadWords(left: LeftOut): string[] {
  const pieces: [number, string, string][] = [
    [left.links, 'link leads nowhere', 'links lead nowhere'],
    [left.controls, 'field or button is dead', 'fields and buttons are dead'],
  ];
  return pieces.flatMap(([count, one, many]) => (count > 0 ? [counted(count, one, many)] : []));
}
