/** Any error as a person or a script meets it: a failure and an exit code. */
import { ORPCError } from '@orpc/server';
import { CommanderError } from 'commander';
import { z } from 'zod';
import { AssayError, ErrorCode, errorCodes, type Failure } from '../../../shared/errors.ts';
import { UsageError } from './usage.ts';

const Details = z.record(z.string(), z.unknown());

/** The failure that an error stands for. What nobody foresaw is INTERNAL, with its own words as a detail. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AssayError) return error.toFailure();
  if (error instanceof UsageError || error instanceof CommanderError)
    return { code: 'BAD_INPUT', message: error.message.replace(/^error: /, ''), details: {} };
  if (error instanceof ORPCError) {
    const code = ErrorCode.safeParse(error.code);
    const details = Details.safeParse(error.data);
    if (code.success) return { code: code.data, message: error.message, details: details.success ? details.data : {} };
    if (error.code === 'BAD_REQUEST')
      return { code: 'BAD_INPUT', message: errorCodes.BAD_INPUT, details: details.success ? details.data : {} };
  }
  if (error instanceof Error && error.name === 'AbortError') return { code: 'CANCELLED', message: errorCodes.CANCELLED, details: {} };
  return {
    code: 'INTERNAL',
    message: errorCodes.INTERNAL,
    details: { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) },
  };
}

/** 2 for wrong usage, 1 for everything that failed. */
export const exitCodeOf = (error: unknown): 1 | 2 => (error instanceof UsageError || error instanceof CommanderError ? 2 : 1);
