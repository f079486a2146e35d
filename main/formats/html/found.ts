/** A value with the place in the page it was read from. */
export interface Found<T> {
  readonly value: T;
  readonly from: string;
}
type Candidate<T> = () => Found<T> | undefined;

/** The first candidate that gives something. */
export function first<T>(...candidates: readonly Candidate<T>[]): Found<T> | undefined {
  for (const candidate of candidates) {
    const found = candidate();
    if (found) return found;
  }
  return undefined;
}

export const tidy = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();
