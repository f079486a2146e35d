/** The last net: whatever a service throws becomes one of the failures a person can meet. */
import { AssayError } from '../../shared/errors.ts';
import { asAssayError as fromStorage } from '../storage/errors.ts';

/** What is none of ours becomes INTERNAL, with its reason in the details. */
export function asAssayError(error: unknown): AssayError {
  const known = fromStorage(error, 'the case');
  if (known instanceof AssayError) return known;
  if (error instanceof DOMException && error.name === 'AbortError') return new AssayError('CANCELLED');
  return new AssayError('INTERNAL', undefined, { reason: error instanceof Error ? error.message : String(error) }, { cause: error });
}
