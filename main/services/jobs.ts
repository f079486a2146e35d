/** Long actions on an open case: each can be stopped by its caller, and is stopped to its end before the case is closed. */
import { AssayError } from '../../shared/errors.ts';

/** A running long action, as far as ending it goes. */
export interface Job {
  end(): Promise<void>;
}
interface Place {
  readonly jobs: Set<Job>;
  readonly ending: AbortController;
}

/**
 * Passes on what `start` yields and returns, under a signal that aborts with the caller's or when the case is being
 * closed. Throws CASE_CLOSED where the case was closed before there was a result.
 */
export async function* runJob<T, R>(
  { jobs, ending }: Place,
  signal: AbortSignal | undefined,
  start: (signal: AbortSignal) => AsyncGenerator<T, R>,
): AsyncGenerator<T, R> {
  if (ending.signal.aborted) throw new AssayError('CASE_CLOSED');
  const work = start(signal === undefined ? ending.signal : AbortSignal.any([signal, ending.signal]));
  /** Waits for the step under way, then lets the work clean up behind itself; it has nobody left to tell how that went. */
  const drop = (): Promise<void> =>
    work.throw(new AssayError('CANCELLED')).then(
      () => undefined,
      () => undefined,
    );
  let dropped = false;
  const job: Job = {
    end: () => {
      dropped = true;
      return drop();
    },
  };
  jobs.add(job);
  let done = false;
  try {
    for (;;) {
      const wasDropped = dropped;
      const step = await work.next();
      if (step.done !== true) yield step.value;
      else if (wasDropped) throw new AssayError('CASE_CLOSED');
      else {
        done = true;
        return step.value;
      }
    }
  } finally {
    if (!done) await drop();
    jobs.delete(job);
  }
}

/** Stops every job of a case and waits until each has ended. */
export async function endJobs({ jobs, ending }: Place): Promise<void> {
  ending.abort();
  await Promise.all([...jobs].map((job) => job.end()));
}
