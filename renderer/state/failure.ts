/** Turns whatever was thrown into a failure that a person may read. */

import { z } from 'zod';
import { type ErrorCode, errorCodes, Failure } from '../../shared/errors.ts';

/** As an oRPC client throws it: a typed error of the contract, or one of the library's own codes. */
const Thrown = z.object({ code: z.string(), message: z.string().default(''), data: z.unknown().optional() });
const Details = z.record(z.string(), z.unknown());

/** The library's own refusals in our words. */
const libraryCodes: Readonly<Record<string, ErrorCode>> = {
  BAD_REQUEST: 'BAD_INPUT',
  NOT_FOUND: 'NOT_FOUND',
  FORBIDDEN: 'FORBIDDEN',
  UNAUTHORIZED: 'FORBIDDEN',
};

/** A failure for anything thrown. Typed errors keep code, words and details; an abort is CANCELLED; all else is INTERNAL. */
export function toFailure(error: unknown): Failure {
  if (error instanceof DOMException && error.name === 'AbortError')
    return { code: 'CANCELLED', message: errorCodes.CANCELLED, details: {} };
  const thrown = Thrown.safeParse(error instanceof Error ? { code: codeOf(error), message: error.message, data: dataOf(error) } : error);
  if (thrown.success) {
    const details = Details.safeParse(thrown.data.data);
    const code = libraryCodes[thrown.data.code] ?? thrown.data.code;
    const known = Failure.safeParse({ code, message: thrown.data.message, details: details.success ? details.data : {} });
    if (known.success) return known.data.message === '' ? { ...known.data, message: errorCodes[known.data.code] } : known.data;
  }
  const failure = Failure.safeParse(error);
  if (failure.success) return failure.data;
  const said = error instanceof Error ? error.message : String(error);
  return { code: 'INTERNAL', message: errorCodes.INTERNAL, details: { said } };
}

const codeOf = (error: Error): unknown => ('code' in error ? error.code : undefined);
const dataOf = (error: Error): unknown => ('data' in error ? error.data : 'details' in error ? error.details : undefined);

/** What a person can do about it; null where the sentence itself says so. */
const advice: Partial<Record<ErrorCode, string>> = {
  BAD_INPUT: 'Look at what was entered and try again.',
  NOT_FOUND: 'It may have been taken back meanwhile. Choose another.',
  CASE_NOT_FOUND: 'If it lies on another drive, plug it in and open it again.',
  CASE_EXISTS: 'Choose another name or another folder.',
  CASE_BROKEN: 'The originals in its folder are untouched. Open a copy of the case, if you have one.',
  CASE_LOCKED: 'Close it there, or open it read-only here.',
  CASE_READ_ONLY: 'Close it where it is open for writing, then open it again.',
  CASE_CLOSED: 'Open it again from the start screen.',
  QUOTE_NOT_FOUND: 'Select the words in the source again.',
  QUOTE_AMBIGUOUS: 'Select a little more of the text, so that the place is clear.',
  QUOTE_MISMATCH: 'Select the words in the source again.',
  REGION_OUTSIDE: 'Draw the region within the picture.',
  UNSUPPORTED_FORMAT: 'Save it as HTML, plain text, JPEG, PNG, WebP or TIFF and import that. Keep the original too.',
  BROKEN_FILE: 'Get another copy of the file, if there is one.',
  TOO_LARGE: 'Import a smaller part of it.',
  TOO_SLOW: 'Import it by itself; if it fails again, save it in another format.',
  PASSWORD_NEEDED: 'Type the password that its sender gave, or leave it locked: the file is kept as it came.',
  EMPTY_FILE: 'Copy it again from where it came.',
  FILE_UNREADABLE: 'Check that the file is still there and that you may read it.',
  TICKET_UNKNOWN: 'Choose the file again.',
  WRITE_FAILED: 'Check that the drive is still there and may be written, then try again.',
  REPORT_REFUSED: 'Mend what is named here, then export again.',
  REPORT_FAILED: 'Try again. If it fails again, verify the case.',
  INTERNAL: 'Try again. If it happens again, close and reopen the case.',
};
export const adviceFor = (failure: Failure): string | null => advice[failure.code] ?? null;
