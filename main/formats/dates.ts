/** Dates as documents write them → EDTF (ISO 8601-2). Nothing is guessed: a part that is not written is not given. */
import * as chrono from 'chrono-node';
import { parse } from 'edtf';

/** Whether a text is EDTF (levels 0–2). */
export function isEdtf(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    // The parser throws a different error for every kind of mistake; each of them means "no".
    return false;
  }
}

const iso = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ]\s*(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const partial = /^(\d{4})(?:-(\d{2}))?$/;
const slashed = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?/;
const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?/;

/** `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or with time and offset; null where the parts are no date between the years 1400 and 2200. */
function assemble(
  y: string,
  m?: string,
  d?: string,
  time?: { h: string; min: string; s?: string | undefined; zone?: string | undefined },
): string | null {
  const two = (text: string) => text.padStart(2, '0');
  const year = Number(y);
  if (year < 1400 || year > 2200) return null;
  let text = y;
  if (m !== undefined) text += `-${two(m)}`;
  if (d !== undefined) text += `-${two(d)}`;
  if (d !== undefined && Number(d) > new Date(Date.UTC(year, Number(m), 0)).getUTCDate()) return null;
  const day = text;
  if (time) text += `T${two(time.h)}:${two(time.min)}:${two(time.s ?? '00')}${zone(time.zone)}`;
  if (isEdtf(text)) return text;
  return isEdtf(day) ? day : null;
}

function zone(text: string | undefined): string {
  if (!text) return '';
  if (/^(Z|UTC|GMT)$/i.test(text) || /^[+-]00:?00$/.test(text)) return 'Z';
  const digits = text.slice(1).replace(':', '').padEnd(4, '0');
  return `${text[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/**
 * A date written for machines (ISO 8601 and its everyday misspellings, RFC 5322) → EDTF. Fractions of seconds are dropped,
 * as EDTF has none; a midnight without zone is taken as a date alone, since that is what content systems mean by it.
 */
export function machineDate(text: string): string | null {
  const trimmed = text.trim().slice(0, 100);
  const whole = iso.exec(trimmed);
  if (whole) {
    const [, y = '', m, d, h, min, s, z] = whole;
    const midnight = h === '00' && min === '00' && (s ?? '00') === '00' && !z;
    return assemble(y, m, d, h !== undefined && min !== undefined && !midnight ? { h, min, s, zone: z } : undefined);
  }
  const part = partial.exec(trimmed);
  if (part) return assemble(part[1] ?? '', part[2]);
  const slash = slashed.exec(trimmed);
  if (slash)
    return assemble(slash[1] ?? '', slash[2], slash[3], slash[4] && slash[5] ? { h: slash[4], min: slash[5], s: slash[6] } : undefined);
  const dot = dotted.exec(trimmed);
  if (dot) return assemble(dot[3] ?? '', dot[2], dot[1], dot[4] && dot[5] ? { h: dot[4], min: dot[5], s: dot[6] } : undefined);
  return null;
}

type Reader = { parse(text: string, reference: Date, option: { forwardDate: boolean }): chrono.ParsedResult[] };
const readers: Readonly<Record<string, Reader>> = {
  en: chrono.en,
  de: chrono.de,
  fr: chrono.fr,
  ja: chrono.ja,
  pt: chrono.pt,
  nl: chrono.nl,
  zh: chrono.zh,
  ru: chrono.ru,
  uk: chrono.uk,
  es: chrono.es,
  it: chrono.it,
  sv: chrono.sv,
  vi: chrono.vi,
};
// chrono needs a "now" for what is not written; nothing that is not written is used, so any fixed one does.
const reference = new Date(Date.UTC(2000, 0, 1));

/**
 * The first date written in words (`9 January 2023`, `Jan. 9, 2023`, `9 січня 2023`) → EDTF with year, month and day, or
 * null. A date whose year is not written is not taken; times are not taken either.
 */
export function writtenDate(text: string, language?: string | null): string | null {
  const exact = machineDate(text);
  if (exact) return exact;
  const head = text.slice(0, 400);
  const base = language?.split('-')[0]?.toLowerCase();
  const order = [...new Set([base, 'en'])].flatMap((key) => (key && readers[key] ? [readers[key]] : []));
  for (const reader of order) {
    for (const result of reader.parse(head, reference, { forwardDate: false })) {
      const { start } = result;
      if (!start.isCertain('year') || !start.isCertain('month') || !/\d{4}/.test(result.text)) continue;
      const day = start.isCertain('day') ? String(start.get('day')) : undefined;
      const found = assemble(String(start.get('year')), String(start.get('month')), day);
      if (found) return found;
    }
  }
  return null;
}
