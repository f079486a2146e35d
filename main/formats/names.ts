/** Names as containers and people write them: shown safely, never followed as a path. */

/** C0 and C1 controls, and characters that turn the direction of what follows or cannot be seen (Unicode UAX 9, UTS 39). */
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]/gu;
/** Joiners are part of how some scripts are written; between letters they are no trick. */
const joiner = /(?<=\p{L}\p{M}*)[\u200c\u200d](?=\p{L})/gu;
const emojiJoiner = /(?<=(?:\p{Extended_Pictographic}|\p{Emoji_Modifier})\ufe0f?)\u200d(?=\p{Extended_Pictographic})/gu;

const stripped = (name: string): string => name.replace(joiner, '').replace(emojiJoiner, '');

/** The code points of a name that are not what they seem, as `U+202E`; empty where all is well. */
export function unsafeCharacters(name: string): string[] {
  const found = stripped(name).match(unsafe) ?? [];
  return [...new Set(found)].map((char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
}

/** A name with such characters made visible, at most `most` characters long; its ending stays. */
export function shownName(name: string, most = 200): string {
  const clean = unsafeCharacters(name).length === 0 ? name : name.replace(unsafe, '\ufffd');
  const points = [...clean.toWellFormed()];
  return points.length <= most ? points.join('') : `${points.slice(0, most - 20).join('')}…${points.slice(-19).join('')}`;
}

/** Whether a path in a container would lead out of the folder it is unpacked into. */
export const leadsOut = (path: string): boolean =>
  /^[\\/]|^[a-z]:/i.test(path) || path.includes('\0') || path.split(/[\\/]/).some((part) => part === '..');

/**
 * A path in a container as it may be shown and told apart: forward slashes, no root, no drive, no `..`, nothing invisible. It is a
 * label; nothing is ever written to it.
 */
export function shownPath(path: string): string {
  const parts = path
    .replace(/^[a-z]:/i, '')
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .map((part) => shownName(part));
  return parts.join('/') || 'unnamed';
}

/** The last part of such a path. */
export const lastName = (shown: string): string => shown.slice(shown.lastIndexOf('/') + 1);
