/** Runs at once, then at most every `ms` for as long as it is asked again; the last asking is never lost. */
export function seldom(run: () => void, ms: number): { ask(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let asked = false;
  const tick = () => {
    timer = null;
    if (!asked) return;
    asked = false;
    run();
    timer = setTimeout(tick, ms);
  };
  return {
    ask: () => {
      asked = true;
      if (timer === null) tick();
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      asked = false;
    },
  };
}
