/** Numbers, dates and sizes as people read them. */

const numbers = new Intl.NumberFormat('en');
export const count = (value: number): string => numbers.format(value);

/** `1 source`, `2 sources`. */
export const counted = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`;

/** Bytes in decimal units: `86 kB`, `1.2 MB`. */
export function bytes(value: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;
  let size = value;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && size < 10 ? 1 : 0;
  return `${size.toFixed(digits)} ${units[unit] ?? ''}`;
}

const sameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const full = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** When, as far as it matters: `Today 14:02`, `Yesterday 09:10`, `19 Nov`, `19 Nov 2024`. */
export function when(instant: string, now: Date = new Date()): string {
  const at = new Date(instant);
  if (sameDay(at, now)) return `Today ${clock.format(at)}`;
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (sameDay(at, yesterday)) return `Yesterday ${clock.format(at)}`;
  return at.getFullYear() === now.getFullYear() ? dayMonth.format(at) : dayMonthYear.format(at);
}
export const instant = (value: string): string => full.format(new Date(value));

const qualified: Readonly<Record<string, string>> = { '~': 'about ', '?': 'perhaps ', '%': 'perhaps about ' };

/** An EDTF date of plain form (`2023-01-09`, `2023-01~`, `2023-01-09T07:40:00Z`) in words; any other form as it stands. Clock times are as written, in their own zone. */
export function edtf(value: string): string {
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?([~?%])?$/.exec(value);
  if (!match) return value;
  const [, year = '', month, day, time, mark = ''] = match;
  if (month && (Number(month) < 1 || Number(month) > 12)) return value;
  return `${qualified[mark] ?? ''}${plainDate(year, month, day, time)}`;
}

function plainDate(year: string, month: string | undefined, day: string | undefined, time: string | undefined): string {
  if (!month) return year;
  const name = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2000, Number(month) - 1, 1)));
  return [day ? String(Number(day)) : '', name, `${year}${time ? `, ${time}` : ''}`].filter(Boolean).join(' ');
}

/** A title as the name of a folder: no characters that a file system refuses, at most 60. */
export function folderName(title: string): string {
  const plain = title
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return [...plain].slice(0, 60).join('').trim() || 'Untitled';
}
