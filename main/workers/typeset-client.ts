/** The workbench's side of typesetting: a fresh worker for every report. */
import { Worker } from 'node:worker_threads';
import { AssayError } from '../../shared/errors.ts';
import type { ReportDocument } from '../report/document.ts';
import { TypesetAnswer } from './typeset-job.ts';

export interface TypesetRequest {
  readonly document: ReportDocument;
  /** JPEG or PNG bytes by the names that the document uses (see main/report/pictures.ts). */
  readonly pictures: Readonly<Record<string, Uint8Array>>;
  /** The folder that holds report/ and fonts/. */
  readonly resources: string;
}

/**
 * Sets a report as PDF/A-3a; the same request gives the same bytes. `worker` is the file of main/workers/typeset.
 * Throws REPORT_FAILED with the compiler's diagnostics in details, and CANCELLED at once when `signal` aborts.
 */
export async function typeset(worker: URL, request: TypesetRequest, signal?: AbortSignal): Promise<{ pdf: Uint8Array; pages: number }> {
  if (signal?.aborted === true) throw new AssayError('CANCELLED');
  const running = new Worker(worker, { name: 'typeset' });
  const { promise, resolve, reject } = Promise.withResolvers<{ pdf: Uint8Array; pages: number }>();
  const cancel = (): void => reject(new AssayError('CANCELLED'));
  signal?.addEventListener('abort', cancel, { once: true });
  running.once('error', (error) =>
    reject(
      new AssayError(
        'REPORT_FAILED',
        undefined,
        { diagnostics: [error instanceof Error ? error.message : String(error)] },
        { cause: error },
      ),
    ),
  );
  running.once('exit', (code) =>
    reject(new AssayError('REPORT_FAILED', undefined, { diagnostics: [`The typesetting worker ended with code ${code}.`] })),
  );
  running.once('message', (message: unknown) => {
    const answer = TypesetAnswer.safeParse(message);
    if (!answer.success) reject(new AssayError('REPORT_FAILED', undefined, { diagnostics: [answer.error.message] }));
    else if ('failure' in answer.data)
      reject(new AssayError(answer.data.failure.code, answer.data.failure.message, answer.data.failure.details));
    else resolve(answer.data);
  });
  const { document, pictures, resources } = request;
  running.postMessage({ document, pictures, resources });
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', cancel);
    // native code ends its step first; the caller does not wait for it, nor does the process
    running.unref();
    void running.terminate();
  }
}
