/** A bound on what is held in memory at the same time: eight pictures of a gigabyte are not read side by side. */
export interface Budget {
  /** Waits until `amount` fits beside what is held (or nothing is held), runs `work`, gives it back. First come, first served. */
  within<T>(amount: number, work: () => Promise<T>): Promise<T>;
}

export function createBudget(most: number): Budget {
  let held = 0;
  const waiting: { readonly amount: number; readonly go: () => void }[] = [];
  const admit = (): void => {
    for (let next = waiting[0]; next !== undefined && (held === 0 || held + next.amount <= most); next = waiting[0]) {
      waiting.shift();
      held += next.amount;
      next.go();
    }
  };
  return {
    async within(amount, work) {
      await new Promise<void>((go) => {
        waiting.push({ amount, go });
        admit();
      });
      try {
        return await work();
      } finally {
        held -= amount;
        admit();
      }
    },
  };
}
