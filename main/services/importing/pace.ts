/** How fast files come in: medians, so that one huge file does not turn an hour into a day. */
const windowMs = 10_000;
/** Seconds looked back for what is left. */
const seconds = 30;
const fewest = 5;

export class Pace {
  /** When each file of the last half minute was done, in milliseconds of a clock that only goes forward. */
  #done: number[] = [];
  #began: number | null = null;

  start(now: number): void {
    this.#began ??= now;
  }

  note(now: number): void {
    this.#done.push(now);
    const oldest = now - seconds * 1000;
    if ((this.#done[0] ?? now) < oldest) this.#done = this.#done.filter((at) => at >= oldest);
  }

  /** It stands still: what was measured before says nothing about what comes. */
  rest(): void {
    this.#done = [];
    this.#began = null;
  }

  /** Over the last ten seconds; null before anything can be said. */
  perSecond(now: number): number | null {
    if (this.#began === null || this.#done.length < fewest) return null;
    const span = Math.min(windowMs, now - this.#began);
    if (span < 500) return null;
    return (this.#done.filter((at) => at > now - span).length / span) * 1000;
  }

  /** From the median of how many were done in each of the last seconds; null before anything can be said. */
  secondsLeft(now: number, files: number): number | null {
    if (this.#began === null || this.#done.length < fewest || now - this.#began < 2000) return null;
    const whole = Math.min(seconds, Math.floor((now - this.#began) / 1000));
    const each = Array.from({ length: whole }, () => 0);
    for (const at of this.#done) {
      const ago = Math.floor((now - at) / 1000);
      if (ago < whole) each[ago] = (each[ago] ?? 0) + 1;
    }
    const median = each.toSorted((a, b) => a - b)[Math.floor(whole / 2)] ?? 0;
    const rate = median > 0 ? median : this.#done.length / whole;
    return Math.ceil(files / rate);
  }
}
