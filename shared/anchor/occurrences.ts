/** Exact places of a string in a text, in UTF-16 units. */

/** All places of `needle`, overlapping ones too, in order; an empty needle has none. Stops after `limit`. */
export function occurrences(text: string, needle: string, limit = Number.POSITIVE_INFINITY): number[] {
  const found: number[] = [];
  if (needle === '') return found;
  for (let at = text.indexOf(needle); at !== -1 && found.length < limit; at = text.indexOf(needle, at + 1)) found.push(at);
  return found;
}

/** True where `needle` stands exactly once in `text`. */
export function standsOnce(text: string, needle: string): boolean {
  return occurrences(text, needle, 2).length === 1;
}

/** How many units at the end of `a` equal those at the end of `b`. */
export function commonEnd(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a.charCodeAt(a.length - 1 - n) === b.charCodeAt(b.length - 1 - n)) n++;
  return n;
}

/** How many units at the start of `a` equal those at the start of `b`. */
export function commonStart(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a.charCodeAt(n) === b.charCodeAt(n)) n++;
  return n;
}
