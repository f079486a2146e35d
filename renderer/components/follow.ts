/** Follows a long action: tells its progress and gives what it returned. Aborting the call's signal ends it with CANCELLED. */
export async function follow<P, R>(running: AsyncIterator<P, R, unknown>, onProgress: (progress: P) => void): Promise<R> {
  for (;;) {
    const step = await running.next();
    if (step.done) return step.value;
    onProgress(step.value);
  }
}
