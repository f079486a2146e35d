/** Small words: dates, sizes, languages, cuts. No locale and no clock: the same input reads the same on every machine. */
import type { CaptureTime } from '../../shared/model.ts';
import type { Tongue, Words } from './document.ts';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `2026-11-21T09:16:42.000Z` → `21 November 2026`. */
export const dayOf = (instant: string): string =>
  `${Number(instant.slice(8, 10))} ${months[Number(instant.slice(5, 7)) - 1] ?? '?'} ${instant.slice(0, 4)}`;
/** `2026-11-21T09:16:42.000Z` → `2026-11-21 09:16:42`. */
export const stampOf = (instant: string): string => instant.slice(0, 19).replace('T', ' ');
/** `21 November 2026, 09:16 UTC`. */
export const minuteOf = (instant: string): string => `${dayOf(instant)}, ${instant.slice(11, 16)}\u00a0UTC`;

function edtfDate(text: string): string | null {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}:\d{2})(?::\d{2})?(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?)?([?~%])?$/.exec(text);
  if (found === null) return null;
  const [, year, month, day, time, zone, doubt] = found;
  const name = month === undefined ? '' : months[Number(month) - 1];
  if (name === undefined) return null;
  const date = [day === undefined ? '' : String(Number(day)), name, year].filter((part) => part !== '').join(' ');
  const clock = time === undefined ? '' : `, ${time}${zone === undefined ? ' (no offset)' : zone === 'Z' ? ' UTC' : ` UTC${zone}`}`;
  const hedge = doubt === '~' ? 'about ' : doubt === '?' ? 'perhaps ' : doubt === '%' ? 'perhaps about ' : '';
  return `${hedge}${date}${clock}`;
}

/** EDTF (ISO 8601-2) levels that people meet, in words; anything else stays as it is written. */
export function edtfWords(edtf: string): string {
  const [from, to, ...more] = edtf.split('/');
  if (from === undefined || more.length > 0) return edtf;
  if (to === undefined) return edtfDate(from) ?? edtf;
  const end = (part: string): string | null => (part === '' ? 'unknown' : part === '..' ? 'open' : edtfDate(part));
  const [start, stop] = [end(from), end(to)];
  return start === null || stop === null ? edtf : `${start} to ${stop}`;
}

/** A camera's time with what the file says of its offset; nothing is guessed. */
export function captureWords(time: CaptureTime): string {
  const [day, clock] = time.local.split('T');
  const date = edtfDate(day ?? '') ?? time.local;
  return `${date}${clock === undefined ? '' : `, ${clock}`} (${time.offset === null ? 'no offset in the file' : `UTC${time.offset}, as the file says`})`;
}

/** Decimal units, one digit: `3 790 bytes`, `2.4 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 10_000) return `${String(bytes).replace(/\B(?=(\d{3})+$)/g, '\u00a0')} bytes`;
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${value.toFixed(1)}\u00a0${unit}`;
}

/** One line: newlines and runs of white space become one space. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Cut at a word to at most `length` code points, with an ellipsis where something was left out. */
export function shorten(text: string, length: number): string {
  const line = oneLine(text);
  const points = [...line];
  if (points.length <= length) return line;
  const head = points.slice(0, length - 1).join('');
  const space = head.lastIndexOf(' ');
  return `${(space > length / 2 ? head.slice(0, space) : head).replace(/[\s,;:.–—-]+$/u, '')}…`;
}

const rightToLeft = /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]$/u;
/** The direction of the first letter, as `dir="auto"` decides it. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  for (const character of text) if (/\p{L}/u.test(character)) return rightToLeft.test(character) ? 'rtl' : 'ltr';
  return 'ltr';
}

/** BCP 47 → language (2–3 letters, `und` where unknown) and region (2 letters). */
export function tongue(tag: string | undefined, text: string): Tongue {
  const [first = '', ...rest] = (tag ?? '').split(/[-_]/);
  const lang = /^[a-z]{2,3}$/i.test(first) ? first.toLowerCase() : 'und';
  const region = rest.find((part) => /^[a-z]{2}$/i.test(part));
  return { lang, region: lang === 'und' || region === undefined ? null : region.toUpperCase(), dir: directionOf(text) };
}
export const words = (text: string, tag?: string): Words => ({ text, ...tongue(tag, text) });
/** Paragraphs apart by empty lines; nothing for an empty text. */
export const paragraphs = (text: string, tag?: string): Words[] =>
  text
    .split(/\n\s*\n/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => words(part, tag));

/** The hexadecimal hash as '0' and '1', most significant bit first: 256 of them. */
export const bitsOf = (sha256: string): string =>
  [...sha256].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
