/** What a terminal shows. Imported words may hold anything: nothing of them may steer the terminal. */
import type { Failure } from '../../../shared/errors.ts';

const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text of many lines, with control and bidi characters boxed. */
export const plainText = (text: string): string => text.replace(steering, '\uFFFD');
/** The same on one line. */
export const plain = (text: string): string => plainText(text.replace(/\s+/gu, ' ').trim());

export function shorten(text: string, most: number): string {
  const points = [...plain(text)];
  return points.length <= most
    ? points.join('')
    : `${points
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

// Terminals give East Asian wide characters and most pictographs two cells, marks none (UAX #11, in short).
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const none = /[\p{Mn}\p{Me}\p{Cf}]/u;
const cells = (text: string): number => [...text].reduce((sum, point) => sum + (none.test(point) ? 0 : wide.test(point) ? 2 : 1), 0);

/** Rows in columns that stand under each other, two spaces apart; cells that are empty everywhere take no room. */
export function table(rows: readonly (readonly string[])[], right: ReadonlySet<number> = new Set()): string {
  const clean = rows.map((row) => row.map(plain));
  const columns = Math.max(0, ...clean.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) => Math.max(0, ...clean.map((row) => cells(row[column] ?? ''))));
  const line = (row: readonly string[]): string =>
    widths
      .flatMap((width, column) => {
        if (width === 0) return [];
        const cell = row[column] ?? '';
        const room = ' '.repeat(width - cells(cell));
        return [right.has(column) ? room + cell : cell + room];
      })
      .join('  ')
      .trimEnd();
  return clean.map((row) => `${line(row)}\n`).join('');
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A detail as a person reads it: of a record, its words; its numbers are for programs. */
function inWords(value: unknown): string {
  if (typeof value === 'string') return value;
  const words = isRecord(value) ? Object.values(value).filter((part) => typeof part === 'string') : [];
  return words.length > 0 ? words.join('  ') : JSON.stringify(value);
}

/** A failure in plain words, with what it knows of the place. */
export function failureText({ message, details, code }: Failure): string {
  const lines = Object.entries(details).flatMap(([name, value]) =>
    Array.isArray(value)
      ? [`  ${name}:`, ...value.map((one) => `    ${plain(inWords(one))}`)]
      : [`  ${name}: ${plainText(inWords(value)).replaceAll('\n', '\n    ')}`],
  );
  return `${[`${plain(message)} (${code})`, ...lines].join('\n')}\n`;
}
