/** The date of a mail (RFC 5322 section 3.3, with the obsolete forms of section 4.3) → EDTF with the offset that was written. */
import { isEdtf, machineDate } from '../dates.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const zones: Readonly<Record<string, string>> = {
  ut: 'Z',
  utc: 'Z',
  gmt: 'Z',
  z: 'Z',
  edt: '-04:00',
  est: '-05:00',
  cdt: '-05:00',
  cst: '-06:00',
  mdt: '-06:00',
  mst: '-07:00',
  pdt: '-07:00',
  pst: '-08:00',
};

const shape =
  /^(?:[^\s,\d]+,?\s*)?(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*\.?[\s-]+(\d{2,4})[,\s]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*([+-]\d{4}|[+-]\d{2}:\d{2}|[A-Za-z]{1,5})?/;
/** `Wed Mar  9 11:19:45 2011 +0100`: asctime, as some programs write. */
const asctime =
  /^[A-Za-z]{3}\s+([A-Za-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s+(?:([A-Z]{3,4})\s+)?(\d{4})(?:\s+([+-]\d{4}))?/;

function offset(zone: string | undefined): string {
  if (!zone) return '';
  const named = zones[zone.toLowerCase()];
  if (named) return named;
  const digits = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!digits || Number(digits[2]) > 23 || Number(digits[3]) > 59) return '';
  return `${digits[2]}${digits[3]}` === '0000' ? 'Z' : `${digits[1]}${digits[2]}:${digits[3]}`;
}

/** Two digits mean 2000–2049 or 1950–1999, three count from 1900 (RFC 5322 section 4.3). */
function fullYear(written: string): string {
  const year = Number(written);
  return String(written.length === 4 ? year : written.length === 3 || year > 49 ? 1900 + year : 2000 + year);
}

const two = (text: string): string => text.padStart(2, '0');

/** EDTF with time and, where it is written, offset; null where the text is no date. */
export function mailDate(text: string): string | null {
  const trimmed = text.replace(/\s*\([^)]*\)/g, ' ').trim();
  const usual = shape.exec(trimmed);
  const [, d = '', monthName = '', y = '', h = '', min = '', s, zone] = usual ?? [];
  const other = usual ? null : asctime.exec(trimmed);
  const parts = other
    ? {
        y: other[7] ?? '',
        month: other[1] ?? '',
        d: other[2] ?? '',
        h: other[3] ?? '',
        min: other[4] ?? '',
        s: other[5],
        zone: other[8] ?? other[6],
      }
    : { y, month: monthName, d, h, min, s, zone };
  if (!usual && !other) return machineDate(trimmed);
  const month = months.indexOf(parts.month.toLowerCase()) + 1;
  const day = `${fullYear(parts.y)}-${two(String(month))}-${two(parts.d)}`;
  // A leap second is written as :60, which EDTF has not.
  const seconds = parts.s === '60' ? '59' : two(parts.s ?? '00');
  const whole = `${day}T${two(parts.h)}:${parts.min}:${seconds}${offset(parts.zone)}`;
  if (month === 0) return null;
  return isEdtf(whole) ? whole : isEdtf(day) ? day : null;
}
