/** The closed list of failures a person can meet. Each says what went wrong and what to do; details say where. */
import { z } from 'zod';

export const errorCodes = {
  BAD_INPUT: 'What was given is not of the right form.',
  NOT_FOUND: 'There is no such thing in this case.',
  CASE_NOT_FOUND: 'There is no case at this place.',
  CASE_EXISTS: 'There is already something at this place.',
  CASE_BROKEN: 'The case’s database cannot be read.',
  CASE_NEWER: 'This case was written by a newer version of Assay. It was left as it is; open it with that version.',
  CASE_LOCKED: 'This case is open elsewhere.',
  CASE_READ_ONLY: 'This case is open read-only; nothing can be changed here.',
  CASE_CLOSED: 'This case is not open any more.',
  QUOTE_NOT_FOUND: 'These words do not stand in this source.',
  QUOTE_AMBIGUOUS: 'These words stand in more than one place.',
  QUOTE_MISMATCH: 'The words and the place do not agree; nothing was saved.',
  REGION_OUTSIDE: 'This region does not lie within the picture.',
  WRONG_KIND: 'This cannot be done with a source of this kind.',
  UNSUPPORTED_FORMAT: 'Assay cannot read this kind of file yet.',
  BROKEN_FILE: 'This file is damaged or is not what it says it is.',
  TOO_LARGE: 'This file is larger than Assay will open safely.',
  TOO_SLOW: 'Reading this file took too long and was stopped.',
  PASSWORD_NEEDED: 'This file is locked with a password.',
  EMPTY_FILE: 'This file holds nothing.',
  FILE_UNREADABLE: 'This file cannot be read.',
  TICKET_UNKNOWN: 'This file was not chosen in this window, or the choice has expired.',
  DISK_FULL: 'The disk is full. Nothing was lost; make room and try again.',
  WRITE_FAILED: 'This could not be written.',
  NOTHING_TO_UNDO: 'There is nothing to undo.',
  NOTHING_TO_REDO: 'There is nothing to redo.',
  UNDO_BLOCKED: 'Something that came later stands on this; undo that first.',
  REPORT_REFUSED: 'The report was not made, because something in it does not hold.',
  REPORT_FAILED: 'The report could not be set.',
  CANCELLED: 'Cancelled. What was done before stays.',
  FORBIDDEN: 'This is not allowed here.',
  INTERNAL: 'Something went wrong inside Assay. Nothing that was saved is lost.',
} as const;

export type ErrorCode = keyof typeof errorCodes;
const isCode = (value: unknown): value is ErrorCode => typeof value === 'string' && Object.hasOwn(errorCodes, value);
export const ErrorCode = z.custom<ErrorCode>(isCode, 'not a code of the list');
export const allErrorCodes: readonly ErrorCode[] = Object.keys(errorCodes).filter(isCode);

/** An error as it travels: to the window, and as JSON on the CLI's stderr. */
export const Failure = z.object({ code: ErrorCode, message: z.string(), details: z.record(z.string(), z.unknown()) });
export type Failure = z.infer<typeof Failure>;

/** A failure that a person may read. `message` defaults to the code's own sentence; `details` name the thing. */
export class AssayError extends Error {
  override readonly name = 'AssayError';
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;
  constructor(code: ErrorCode, message?: string, details: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(message ?? errorCodes[code], options);
    this.code = code;
    this.details = details;
  }
  toFailure(): Failure {
    return { code: this.code, message: this.message, details: this.details };
  }
}
