/** How a worker process ended, in words that a person can use. */
import { AssayError } from '../../shared/errors.ts';
import type { ProcessEnd } from '../ports.ts';
import { lastWords } from './protocol.ts';

/** V8 aborts where its heap is full, and says so. */
const heapFull = /heap out of memory|Allocation failed|out of memory/i;

/** Characters of its last words that go into the details. */
const shown = 600;

/** The failure for a process that ended by itself while `limits` held. A kill that is not ours is the system's, for want of memory. */
export function whyEnded(
  { code, signal, words }: ProcessEnd,
  hasRun: boolean,
  limits: { readonly timeoutMs: number; readonly memoryMb: number } | null,
): AssayError {
  const details = { code, signal, words: words.trim().slice(-shown) };
  if (!hasRun) return new AssayError('INTERNAL', 'The process that reads files did not come up.', details);
  if (words.includes(lastWords.halt)) return new AssayError('TOO_SLOW', 'Reading this file came to a halt and was stopped.');
  if (words.includes(lastWords.time))
    return new AssayError('TOO_SLOW', 'Reading this file took too much time and was stopped.', { milliseconds: limits?.timeoutMs });
  if (words.includes(lastWords.memory) || heapFull.test(words) || signal === 'SIGKILL')
    return new AssayError('TOO_LARGE', 'Reading this file needs more memory than Assay allows one file.', {
      megabytes: limits?.memoryMb,
    });
  return new AssayError('BROKEN_FILE', 'The reader of this kind of file broke down on it. Nothing else was touched.', details);
}
