/** Errors as they cross from a worker: only plain data, never a stack. */
import { z } from 'zod';
import { AssayError, type Failure } from '../../shared/errors.ts';

export function failureOf(error: unknown): Failure {
  if (error instanceof AssayError) return { ...error.toFailure(), details: plain(error.details) };
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error), details: {} };
}

/** Details travel as JSON does. */
const plain = (details: Record<string, unknown>): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(details)));
